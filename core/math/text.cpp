#include "separatrix/math/text.hpp"

#include <charconv>

namespace separatrix {

std::string to_text(double value) {
  if (value != value) return "NaN";
  if (value - value != 0.0) return value > 0.0 ? "Infinity" : "-Infinity";
  char buffer[32];  // 24 characters suffice: sign, 17 digits, point, e-308
  const auto result = std::to_chars(buffer, buffer + sizeof buffer, value);
  return {buffer, result.ptr};
}

std::string to_text(std::int64_t value) {
  char buffer[24];
  const auto result = std::to_chars(buffer, buffer + sizeof buffer, value);
  return {buffer, result.ptr};
}

std::string to_hexadecimal(std::uint32_t value) {
  std::string text = "0x00000000";
  for (std::size_t i = text.size() - 1; i > 1; --i, value >>= 4U) {
    text[i] = "0123456789abcdef"[value & 15U];
  }
  return text;
}

}  // namespace separatrix
