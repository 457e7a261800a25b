#pragma once

#include <cstddef>
#include <new>
#include <span>
#include <vector>

namespace separatrix::detail {

/// Buffers of activations are as long as a multiple of this, so that element-wise functions work in
/// whole packets: a scalar tail would be computed by other formulas than the packets, and by libm.
inline constexpr std::size_t kPacketPadding = 16;

inline constexpr std::size_t padded(std::size_t count) {
  return (count + kPacketPadding - 1) / kPacketPadding * kPacketPadding;
}

template <typename T>
struct AlignedAllocator {
  using value_type = T;
  static constexpr std::align_val_t kAlignment{64};

  AlignedAllocator() = default;
  template <typename U>
  AlignedAllocator(const AlignedAllocator<U>&) {}
  T* allocate(std::size_t n) { return static_cast<T*>(::operator new(n * sizeof(T), kAlignment)); }
  void deallocate(T* p, std::size_t) { ::operator delete(p, kAlignment); }
  bool operator==(const AlignedAllocator&) const { return true; }
};

/// Zeroed memory for `count` values, padded and 64-byte aligned.
template <typename Scalar>
class AlignedBuffer {
 public:
  AlignedBuffer() = default;
  explicit AlignedBuffer(std::size_t count) : count_(count), values_(padded(count)) {}

  Scalar* data() { return values_.data(); }
  const Scalar* data() const { return values_.data(); }
  std::size_t size() const { return count_; }
  std::span<Scalar> span() { return {values_.data(), count_}; }

 private:
  std::size_t count_ = 0;
  std::vector<Scalar, AlignedAllocator<Scalar>> values_;
};

}  // namespace separatrix::detail
