// A digest that tells whether numbers are bit for bit the same.
#pragma once

#include <bit>
#include <cstdint>
#include <span>
#include <type_traits>

namespace separatrix::test {

/// FNV-1a, 64 bits (Fowler, Noll, Vo 1991), over the bytes of float or double `numbers`, lowest
/// byte first on every machine.
template <typename Scalar>
std::uint64_t fnv1a(std::span<const Scalar> numbers, std::uint64_t hash = 0xcbf29ce484222325U) {
  using Bits = std::conditional_t<sizeof(Scalar) == 8, std::uint64_t, std::uint32_t>;
  for (const Scalar number : numbers) {
    Bits bits = std::bit_cast<Bits>(number);
    for (std::size_t i = 0; i < sizeof(Scalar); ++i, bits >>= 8U) {
      hash = (hash ^ (bits & 0xffU)) * 0x100000001b3U;
    }
  }
  return hash;
}

}  // namespace separatrix::test
