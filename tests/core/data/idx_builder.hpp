// IDX files made in memory.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "separatrix/math/error.hpp"

namespace separatrix::test {

inline void append_big_endian(std::vector<std::uint8_t>& bytes, std::uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) {
    bytes.push_back(static_cast<std::uint8_t>(value >> static_cast<unsigned>(shift)));
  }
}

inline std::vector<std::uint8_t> idx(std::uint32_t magic, const std::vector<std::uint32_t>& sizes,
                                     std::size_t body) {
  std::vector<std::uint8_t> bytes;
  append_big_endian(bytes, magic);
  for (const std::uint32_t size : sizes) append_big_endian(bytes, size);
  for (std::size_t i = 0; i < body; ++i) bytes.push_back(static_cast<std::uint8_t>(i % 10));
  return bytes;
}

inline std::vector<std::uint8_t> idx_images(std::uint32_t count, std::uint32_t rows,
                                            std::uint32_t columns) {
  return idx(0x803, {count, rows, columns}, std::size_t{count} * rows * columns);
}

/// Labels 0, 1, ..., 9, 0, ...
inline std::vector<std::uint8_t> idx_labels(std::uint32_t count) {
  return idx(0x801, {count}, count);
}

/// The error thrown by `call`; a code "none" when it throws nothing.
template <typename Call>
LabError error_of(Call call) {
  try {
    call();
  } catch (const LabException& exception) {
    return exception.error();
  }
  return {"none", "", "", "", ""};
}

}  // namespace separatrix::test
