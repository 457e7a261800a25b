#include "run/numbers.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <string>
#include <system_error>
#include <version>

namespace separatrix {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t digits_from(std::string_view text, std::size_t start) {
  std::size_t end = start;
  while (end < text.size() && is_digit(text[end])) ++end;
  return end - start;
}

/// What C's strtod would read in decimal, and nothing behind it. `text` has no sign.
bool is_decimal(std::string_view text) {
  std::size_t at = digits_from(text, 0);
  std::size_t digits = at;
  if (at < text.size() && text[at] == '.') {
    const std::size_t fraction = digits_from(text, at + 1);
    digits += fraction;
    at += 1 + fraction;
  }
  if (digits == 0) return false;
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    const std::size_t exponent = digits_from(text, at);
    if (exponent == 0) return false;
    at += exponent;
  }
  return at == text.size();
}

#if defined(__cpp_lib_to_chars) && __cpp_lib_to_chars >= 201611L
/// Out of a double's range, but on which side of it? The magnitude lies below 1 exactly when the
/// first significant digit stands behind the point once the exponent is applied.
bool is_below_one(std::string_view text) {
  const std::size_t e = std::min(text.find_first_of("eE"), text.size());
  const std::string_view mantissa = text.substr(0, e);
  const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
  const std::size_t first = mantissa.find_first_of("123456789");
  if (first == std::string_view::npos) return true;
  const auto place =
      first < point ? static_cast<double>(point - first) : 1.0 - static_cast<double>(first - point);
  double exponent = 0;  // its digits may be more than any integer holds
  bool negative = false;
  for (std::size_t i = e + 1; i < text.size(); ++i) {
    if (text[i] == '-') negative = true;
    if (is_digit(text[i])) exponent = exponent * 10 + (text[i] - '0');
  }
  return place + (negative ? -exponent : exponent) <= 0;
}
#endif

/// `text` is decimal and has no sign. Infinity: too large.
double read_decimal(std::string_view text) {
#if defined(__cpp_lib_to_chars) && __cpp_lib_to_chars >= 201611L
  double value = 0;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
  if (result.ec == std::errc::result_out_of_range) return is_below_one(text) ? 0.0 : HUGE_VAL;
  return value;
#else
  // libc++ reads no floating-point numbers by from_chars; wasm has the locale "C" only.
  return std::strtod(std::string(text).c_str(), nullptr);
#endif
}

}  // namespace

ParsedNumber<std::int64_t> parse_integer(std::string_view text) {
  ParsedNumber<std::int64_t> parsed;
  const bool sign = text.starts_with('-') || text.starts_with('+');
  const std::string_view digits = text.substr(sign ? 1 : 0);
  if (digits.empty() || digits_from(digits, 0) != digits.size()) {
    parsed.error = NumberError::syntax;
    return parsed;
  }
  if (text.starts_with('+')) text.remove_prefix(1);  // from_chars reads a minus only
  const auto result = std::from_chars(text.data(), text.data() + text.size(), parsed.value);
  if (result.ec == std::errc::result_out_of_range) parsed.error = NumberError::overflow;
  return parsed;
}

ParsedNumber<double> parse_number(std::string_view text) {
  ParsedNumber<double> parsed;
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  if (!is_decimal(text)) {
    parsed.error = NumberError::syntax;
    return parsed;
  }
  const double magnitude = read_decimal(text);
  if (!std::isfinite(magnitude)) parsed.error = NumberError::overflow;
  parsed.value = negative ? -magnitude : magnitude;
  return parsed;
}

}  // namespace separatrix
