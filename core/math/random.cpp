#include "separatrix/math/random.hpp"

#include <cmath>
#include <utility>

#include "separatrix/math/elementary.hpp"

namespace separatrix {
namespace {

/// SplitMix64's output function (Steele, Lea, Flood 2014): a bijection whose output bits all depend
/// on all input bits.
std::uint64_t mix(std::uint64_t x) {
  x += 0x9e3779b97f4a7c15ULL;
  x = (x ^ (x >> 30U)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27U)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31U);
}

}  // namespace

Pcg32::Pcg32(std::uint64_t seed, std::uint64_t stream) {
  // pcg32_srandom_r of the reference implementation.
  state_.state = 0;
  state_.increment = (stream << 1U) | 1U;
  next();
  state_.state += seed;
  next();
}

double Pcg32::uniform() {
  const std::uint32_t high = next() >> 5U;  // 27 bits
  const std::uint32_t low = next() >> 6U;   // 26 bits
  return (static_cast<double>(high) * 67108864.0 + static_cast<double>(low)) * 0x1p-53;
}

double Pcg32::uniform(double low, double high) { return low + (high - low) * uniform(); }

double Pcg32::normal() {
  if (state_.has_spare_normal != 0) {
    state_.has_spare_normal = 0;
    return state_.spare_normal;
  }
  double x = 0.0;
  double y = 0.0;
  double square = 0.0;
  do {
    x = 2.0 * uniform() - 1.0;
    y = 2.0 * uniform() - 1.0;
    square = x * x + y * y;
  } while (square >= 1.0 || square == 0.0);
  const double factor = std::sqrt(-2.0 * elementary::log(square) / square);
  state_.spare_normal = y * factor;
  state_.has_spare_normal = 1;
  return x * factor;
}

std::uint32_t Pcg32::below(std::uint32_t n) {
  std::uint64_t product = static_cast<std::uint64_t>(next()) * n;
  if (static_cast<std::uint32_t>(product) < n) {
    const std::uint32_t surplus = (0U - n) % n;  // 2^32 mod n low words occur once too often
    while (static_cast<std::uint32_t>(product) < surplus) {
      product = static_cast<std::uint64_t>(next()) * n;
    }
  }
  return static_cast<std::uint32_t>(product >> 32U);
}

void Pcg32::shuffle(std::span<std::int32_t> values) {
  for (std::size_t i = values.size(); i > 1; --i) {
    std::swap(values[i - 1], values[below(static_cast<std::uint32_t>(i))]);
  }
}

Pcg32 make_stream(std::uint32_t seed, Stream stream) { return make_stream(seed, stream, 0); }

Pcg32 make_stream(std::uint32_t seed, Stream stream, std::uint64_t item) {
  const std::uint64_t use =
      mix((static_cast<std::uint64_t>(seed) << 32U) | static_cast<std::uint64_t>(stream));
  return {mix(use ^ item), use};
}

}  // namespace separatrix
