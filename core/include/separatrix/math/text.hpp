#pragma once

#include <cstdint>
#include <string>

namespace separatrix {

/// The shortest decimal that reads back to the same double; "Infinity", "-Infinity", "NaN"
/// (CONTRACT 7).
std::string to_text(double value);

/// Plain decimal digits.
std::string to_text(std::int64_t value);

/// "0x" and eight digits: magic numbers of files.
std::string to_hexadecimal(std::uint32_t value);

}  // namespace separatrix
