// The native command `separatrix` (CONTRACT 8).
#pragma once

#include <span>
#include <string_view>

namespace separatrix {

/// Does what the words after the program's name ask for. 0: it ran, whatever it found; 2: a bad
/// argument or file, with one line on standard error and nothing written; 1: a mistake of this
/// program's, or no memory left.
int run_command(std::span<const std::string_view> words);

}  // namespace separatrix
