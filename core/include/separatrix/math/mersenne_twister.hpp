#pragma once

#include <cstdint>
#include <random>

namespace separatrix {

/// Standard normals as numpy.random.seed(s); numpy.random.randn() gives them, bit for bit: MT19937
/// initialised by init_genrand(s), 53-bit doubles from two words and the legacy polar method of
/// Gauss (SOURCE-CLAIMS 1). Used where a source document has fixed its numbers that way; everything
/// else draws from Pcg32.
class LegacyNormal {
 public:
  explicit LegacyNormal(std::uint32_t seed) : engine_(seed) {}

  /// The next standard normal.
  double operator()();

 private:
  /// Uniform in [0, 1): ((a >> 5) 2^26 + (b >> 6)) / 2^53.
  double uniform();

  std::mt19937 engine_;  // specified bit for bit by the standard
  double spare_ = 0.0;
  bool has_spare_ = false;
};

}  // namespace separatrix
