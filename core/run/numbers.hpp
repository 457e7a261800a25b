// Numbers in the text form of CONTRACT 2: decimal, as in C, independent of any locale.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace separatrix {

enum class NumberError { none, syntax, overflow };

template <typename T>
struct ParsedNumber {
  T value{};
  NumberError error = NumberError::none;
};

/// Optional sign and decimal digits.
ParsedNumber<std::int64_t> parse_integer(std::string_view text);

/// Optional sign, digits with at most one point, optional exponent; rounded to nearest. No
/// hexadecimal, no infinity, no NaN. Too small for a double: zero, as in C.
ParsedNumber<double> parse_number(std::string_view text);

}  // namespace separatrix
