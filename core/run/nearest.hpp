// Lists of names for error messages, the likeliest meant first.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace separatrix {

/// Number of insertions, deletions and replacements of single bytes that turn `a` into `b`
/// (Levenshtein 1966). Long texts are compared by their first 64 bytes.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// "nearest, others in their order": the name nearest to `wanted` comes first.
std::string nearest_first(std::string_view wanted, std::vector<std::string> names);

/// "a, b, c".
std::string join(const std::vector<std::string>& names, std::string_view separator = ", ");

/// What of a refused text an error repeats: at most 80 bytes, cut between characters.
std::string shown(std::string_view text);

}  // namespace separatrix
