#pragma once

#include <cstdint>
#include <span>

namespace separatrix {

/// What a stream of random numbers is used for (CONTRACT 4). One seed gives independent streams, so
/// that changing, say, the optimiser leaves data, initial parameters and batches as they were.
enum class Stream : std::uint32_t {
  data = 1,
  split = 2,
  initial_parameters = 3,
  batch_order = 4,
  augmentation = 5,
  dropout = 6,
  scheme_noise = 7,
  probes = 8,
};

/// Everything a Pcg32 is: restoring it continues the sequence bit for bit. Without padding, so that
/// it can be written to a checkpoint as it lies in memory.
struct Pcg32State {
  std::uint64_t state = 0;
  std::uint64_t increment = 1;  ///< odd
  double spare_normal = 0.0;  ///< the second value of the last pair of normals, not yet handed out
  std::uint64_t has_spare_normal = 0;  ///< 0 or 1

  bool operator==(const Pcg32State&) const = default;
};

/// PCG-XSH-RR 64/32 (O'Neill 2014, pcg-random.org), with distributions made of + - * / and sqrt
/// only: the same bits in every build.
class Pcg32 {
 public:
  /// `stream` selects one of 2^63 sequences (the top bit is lost), `seed` the place where it
  /// starts.
  Pcg32(std::uint64_t seed, std::uint64_t stream);
  explicit Pcg32(const Pcg32State& state) : state_(state) {}

  /// 32 uniform bits.
  std::uint32_t next() {
    const std::uint64_t old = state_.state;
    state_.state = old * 6364136223846793005ULL + state_.increment;
    const auto xor_shifted = static_cast<std::uint32_t>(((old >> 18U) ^ old) >> 27U);
    const auto rotation = static_cast<std::uint32_t>(old >> 59U);
    return (xor_shifted >> rotation) | (xor_shifted << ((32U - rotation) & 31U));
  }

  /// Uniform in [0, 1), a multiple of 2^-53, from two words.
  double uniform();

  /// Uniform in [low, high); high itself may appear when rounding reaches it.
  double uniform(double low, double high);

  /// Standard normal, by Marsaglia's polar method; values come in pairs and the second one is kept
  /// for the next call.
  double normal();

  /// Unbiased integer in [0, n), n >= 1 (Lemire 2019, multiply and reject).
  std::uint32_t below(std::uint32_t n);

  /// Fisher-Yates from the last place down: every permutation equally likely.
  void shuffle(std::span<std::int32_t> values);

  const Pcg32State& state() const { return state_; }
  void set_state(const Pcg32State& state) { state_ = state; }

 private:
  Pcg32State state_;
};

/// The stream of `seed` for one use. Seed and use are mixed by SplitMix64 first, since PCG32
/// sequences that start from neighbouring seeds have related first values.
Pcg32 make_stream(std::uint32_t seed, Stream stream);

/// As above, for item `item` of a collection: what is drawn for one item does not depend on the
/// others.
Pcg32 make_stream(std::uint32_t seed, Stream stream, std::uint64_t item);

}  // namespace separatrix
