#include "separatrix/dynamics/block_means.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "separatrix/math/random.hpp"

namespace separatrix {
namespace {

TEST(BlockMeans, KeepsTenToNineteenBlocks) {
  BlockMeans means(1);
  for (int i = 0; i < 1000; ++i) {
    means.add(std::vector<double>{1.0});
    const std::int64_t covered = static_cast<std::int64_t>(means.blocks()) * means.block_length();
    EXPECT_LE(covered, i + 1);
    EXPECT_GT(covered + means.block_length(), i + 1);
    if (i + 1 >= 10) {
      EXPECT_GE(means.blocks(), 10U);
    }
    EXPECT_LT(means.blocks(), 20U);
  }
  EXPECT_EQ(means.block_length(), 64);
}

TEST(BlockMeans, ExactForBlocksOfOne) {
  BlockMeans means(2);
  for (int i = 0; i < 10; ++i) means.add(std::vector<double>{static_cast<double>(i), 3.0});
  // Variance of 0..9 with n - 1: 55/6.
  EXPECT_NEAR(means.standard_error(0), std::sqrt(55.0 / 6.0 / 10.0), 1e-14);
  EXPECT_EQ(means.standard_error(1), 0.0);
}

TEST(BlockMeans, NoErrorFromFewBlocks) {
  BlockMeans means(1);
  for (int i = 0; i < 9; ++i) means.add(std::vector<double>{1.0 * i});
  EXPECT_TRUE(std::isnan(means.standard_error(0)));
}

// AR(1) with coefficient a: the variance of the mean is larger than that of white noise by (1 + a)
// / (1 - a).
TEST(BlockMeans, SeesCorrelation) {
  constexpr double kCoefficient = 0.9;
  constexpr int kLength = 40000, kRepeats = 40;
  double mean_square = 0.0;
  for (std::uint32_t repeat = 0; repeat < kRepeats; ++repeat) {
    Pcg32 random = make_stream(repeat, Stream::scheme_noise);
    BlockMeans means(1);
    double x = 0.0;
    for (int i = 0; i < kLength; ++i) {
      x = kCoefficient * x + random.normal();
      means.add(std::vector<double>{x});
    }
    mean_square += means.standard_error(0) * means.standard_error(0) / kRepeats;
  }
  const double exact = 1.0 / ((1 - kCoefficient) * (1 - kCoefficient)) / kLength;
  // chi^2 with about 40 x 13 degrees of freedom: 4 sigma = 4 sqrt(2 / 520) = 0.25.
  EXPECT_NEAR(mean_square / exact, 1.0, 0.25);
}

TEST(BlockMeans, StudentQuantiles) {
  EXPECT_EQ(student_t_975(9), 2.262);
  EXPECT_EQ(student_t_975(19), 2.093);
  EXPECT_TRUE(std::isnan(student_t_975(8)));
  EXPECT_TRUE(std::isnan(student_t_975(20)));
}

}  // namespace
}  // namespace separatrix
