#include "separatrix/math/random.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <set>
#include <vector>

namespace separatrix {
namespace {

std::uint64_t bits(double value) { return std::bit_cast<std::uint64_t>(value); }

TEST(Pcg32, MatchesTheReferenceImplementation) {
  Pcg32 random(42, 54);  // the demonstration program of pcg-random.org
  for (const std::uint32_t expected :
       {0xa15c02b7U, 0x7b47f409U, 0xba1d3330U, 0x83d2f293U, 0xbfa4784bU, 0xcbed606eU}) {
    EXPECT_EQ(random.next(), expected);
  }
}

// Golden bits: links and published numbers depend on them. A change here is a change of interface.
TEST(Pcg32, StreamsAndDistributionsHaveFixedBits) {
  Pcg32 random = make_stream(1, Stream::initial_parameters);
  EXPECT_EQ(random.next(), 0x2c8f0911U);
  EXPECT_EQ(bits(random.uniform()), 0x3fc8005cdf759210ULL);
  EXPECT_EQ(bits(random.normal()), 0xbfa399e1f27a2683ULL);
  EXPECT_EQ(bits(random.normal()), 0xc0076bd1ded0860aULL);
  EXPECT_EQ(random.below(1000), 884U);
  std::uint64_t hash = 0;
  for (int i = 0; i < 100000; ++i) hash = hash * 1099511628211ULL + bits(random.normal());
  EXPECT_EQ(hash, 0xe8984ba052c9fd32ULL);
  std::vector<std::int32_t> order(10);
  std::iota(order.begin(), order.end(), 0);
  random.shuffle(order);
  EXPECT_EQ(order, (std::vector<std::int32_t>{9, 8, 3, 0, 6, 7, 5, 2, 1, 4}));
}

TEST(Pcg32, StreamsOfOneSeedAndItsNeighboursDiffer) {
  std::set<std::uint64_t> seen;
  for (std::uint32_t seed = 0; seed < 50; ++seed) {
    for (std::uint32_t use = 1; use <= 8; ++use) {
      for (std::uint64_t item = 0; item < 5; ++item) {
        Pcg32 random = make_stream(seed, static_cast<Stream>(use), item);
        const std::uint64_t high = random.next();
        seen.insert((high << 32U) | random.next());
      }
    }
  }
  EXPECT_EQ(seen.size(), 50U * 8U * 5U);
}

// Correlation of first values over neighbouring seeds: 4 standard errors of an independent sample.
TEST(Pcg32, FirstValuesOfNeighbouringSeedsAreUncorrelated) {
  constexpr int kSeeds = 20000;
  double sum = 0.0;
  double previous = make_stream(0, Stream::data).uniform() - 0.5;
  for (std::uint32_t seed = 1; seed <= kSeeds; ++seed) {
    const double value = make_stream(seed, Stream::data).uniform() - 0.5;
    sum += 12.0 * value * previous;
    previous = value;
  }
  EXPECT_LT(std::abs(sum / kSeeds), 4.0 / std::sqrt(kSeeds));
}

TEST(Pcg32, UniformHasTheMomentsOfAUniform) {
  Pcg32 random = make_stream(7, Stream::probes);
  double mean = 0.0;
  double square = 0.0;
  constexpr int kDraws = 200000;
  for (int i = 0; i < kDraws; ++i) {
    const double u = random.uniform();
    ASSERT_GE(u, 0.0);
    ASSERT_LT(u, 1.0);
    mean += u / kDraws;
    square += u * u / kDraws;
  }
  EXPECT_NEAR(mean, 0.5, 4 * 0.289 / std::sqrt(kDraws));
  EXPECT_NEAR(square, 1.0 / 3.0, 4 * 0.298 / std::sqrt(kDraws));
  const double value = random.uniform(-3.0, 5.0);
  EXPECT_GE(value, -3.0);
  EXPECT_LT(value, 5.0);
}

TEST(Pcg32, NormalHasTheMomentsAndTailsOfANormal) {
  Pcg32 random = make_stream(7, Stream::scheme_noise);
  double moments[5] = {};
  int beyond_two = 0;
  constexpr int kDraws = 400000;
  for (int i = 0; i < kDraws; ++i) {
    const double x = random.normal();
    double power = 1.0;
    for (double& moment : moments) {
      moment += power / kDraws;
      power *= x;
    }
    beyond_two += std::abs(x) > 2.0 ? 1 : 0;
  }
  const double error = 1.0 / std::sqrt(kDraws);
  EXPECT_NEAR(moments[1], 0.0, 4 * error);
  EXPECT_NEAR(moments[2], 1.0, 4 * 1.4143 * error);
  EXPECT_NEAR(moments[3], 0.0, 4 * 3.873 * error);
  EXPECT_NEAR(moments[4], 3.0, 4 * 9.798 * error);
  EXPECT_NEAR(beyond_two / static_cast<double>(kDraws), 0.0455003, 4 * 0.2084 * error);
}

TEST(Pcg32, BelowIsUnbiasedAndInRange) {
  Pcg32 random = make_stream(3, Stream::split);
  int counts[7] = {};
  for (int i = 0; i < 70000; ++i) {
    const std::uint32_t value = random.below(7);
    ASSERT_LT(value, 7U);
    ++counts[value];
  }
  double chi_square = 0.0;
  for (const int count : counts) chi_square += (count - 10000.0) * (count - 10000.0) / 10000.0;
  EXPECT_LT(chi_square, 22.46);  // 6 degrees of freedom, 0.1 %
  EXPECT_EQ(random.below(1), 0U);
  // Two thirds of 2^32: without rejection the lower half of the values would come up twice as
  // often.
  int low = 0;
  for (int i = 0; i < 20000; ++i) low += random.below(0xaaaaaaabU) < 0x55555555U ? 1 : 0;
  EXPECT_NEAR(low, 10000, 4 * 71);
}

TEST(Pcg32, ShuffleIsAPermutationAndReachesAllOfThem) {
  Pcg32 random = make_stream(5, Stream::batch_order);
  int counts[6] = {};
  for (int i = 0; i < 12000; ++i) {
    std::vector<std::int32_t> order = {0, 1, 2};
    random.shuffle(order);
    ++counts[order[0] * 2 + (order[1] > order[2] ? 1 : 0)];
  }
  for (const int count : counts) EXPECT_NEAR(count, 2000, 4 * 41);
}

TEST(Pcg32, StateContinuesTheSequenceBitForBit) {
  Pcg32 random = make_stream(11, Stream::dropout);
  random.normal();  // leaves a spare value
  const Pcg32State state = random.state();
  EXPECT_EQ(state.has_spare_normal, 1U);
  Pcg32 copy(state);
  for (int i = 0; i < 7; ++i) EXPECT_EQ(bits(copy.normal()), bits(random.normal()));
  EXPECT_EQ(copy.state(), random.state());
  copy.set_state(state);
  EXPECT_EQ(copy.state(), state);
}

}  // namespace
}  // namespace separatrix
