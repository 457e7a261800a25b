// Bytes of checkpoints: little-endian, bit for bit.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace separatrix {

static_assert(std::endian::native == std::endian::little, "checkpoints are little-endian");

/// Appends plain values to a byte string.
class BinaryWriter {
 public:
  template <typename T>
  requires std::is_trivially_copyable_v<T>
  void value(const T& v) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(&v);
    bytes_.insert(bytes_.end(), bytes, bytes + sizeof(T));
  }
  template <typename T>
  requires std::is_trivially_copyable_v<T>
  void values(std::span<const T> v) {
    value(static_cast<std::uint64_t>(v.size()));
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(v.data());
    bytes_.insert(bytes_.end(), bytes, bytes + v.size_bytes());
  }
  void text(std::string_view v) { values(std::span<const char>(v)); }

  const std::vector<std::uint8_t>& bytes() const { return bytes_; }
  std::vector<std::uint8_t> take() { return std::move(bytes_); }

 private:
  std::vector<std::uint8_t> bytes_;
};

/// Reads what BinaryWriter wrote. Reading past the end yields zeros and clears ok(), so a caller
/// checks once; the checksum of a checkpoint is verified before anything is read for use.
class BinaryReader {
 public:
  explicit BinaryReader(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}

  template <typename T>
  requires std::is_trivially_copyable_v<T> T value() {
    T v{};
    if (take(sizeof(T))) std::memcpy(&v, bytes_.data() + position_ - sizeof(T), sizeof(T));
    return v;
  }
  template <typename T>
  requires std::is_trivially_copyable_v<T> std::vector<T> values() {
    const auto count = value<std::uint64_t>();
    if (!ok_ || count > remaining() / sizeof(T)) {
      ok_ = false;
      return {};
    }
    std::vector<T> v(static_cast<std::size_t>(count));
    read(std::span<T>(v));
    return v;
  }
  /// Reads an array whose length the reader already knows; a different length clears ok().
  template <typename T>
  requires std::is_trivially_copyable_v<T>
  void values_into(std::span<T> v) {
    if (value<std::uint64_t>() != v.size()) ok_ = false;
    if (ok_) read(v);
  }
  std::string text() {
    const std::vector<char> v = values<char>();
    return {v.begin(), v.end()};
  }

  std::size_t remaining() const { return bytes_.size() - position_; }
  bool ok() const { return ok_; }
  /// Called where the bytes read make no sense.
  void fail() { ok_ = false; }

 private:
  bool take(std::size_t count) {
    if (!ok_ || count > remaining()) {
      ok_ = false;
      return false;
    }
    position_ += count;
    return true;
  }
  template <typename T>
  void read(std::span<T> v) {
    if (take(v.size_bytes()) && !v.empty()) {
      std::memcpy(v.data(), bytes_.data() + position_ - v.size_bytes(), v.size_bytes());
    }
  }

  std::span<const std::uint8_t> bytes_;
  std::size_t position_ = 0;
  bool ok_ = true;
};

}  // namespace separatrix
