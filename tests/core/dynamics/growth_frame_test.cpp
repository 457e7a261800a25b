#include "separatrix/dynamics/growth_frame.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include "separatrix/math/random.hpp"

namespace separatrix {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

std::vector<double> normals(Pcg32& random, std::size_t count) {
  std::vector<double> list(count);
  for (double& entry : list) entry = random.normal();
  return list;
}

void put(GrowthFrame& frame, const std::vector<double>& matrix) {
  std::copy(matrix.begin(), matrix.end(), frame.frame().begin());
}

// A = sum of n - 1 products a b^T: rank n - 1, up to rounding.
std::vector<double> rank_deficient(Pcg32& random, std::size_t n) {
  std::vector<double> matrix(n * n);
  for (std::size_t term = 0; term + 1 < n; ++term) {
    const std::vector<double> a = normals(random, n);
    const std::vector<double> b = normals(random, n);
    for (std::size_t c = 0; c < n; ++c) {
      for (std::size_t i = 0; i < n; ++i) matrix[c * n + i] += a[i] * b[c];
    }
  }
  return matrix;
}

TEST(GrowthFrame, LosesRankWhereTheMatrixDoes) {
  Pcg32 random = make_stream(3, Stream::data);
  for (std::size_t n = 2; n <= 24; ++n) {
    for (int repeat = 0; repeat < 20; ++repeat) {
      GrowthFrame frame(n, n, Orthonormalise::on);
      put(frame, rank_deficient(random, n));
      frame.absorb();
      for (std::size_t i = 0; i + 1 < n; ++i) {
        EXPECT_TRUE(std::isfinite(frame.growth()[i])) << n << " " << i;
        EXPECT_EQ(frame.unsure()[i], 0);
      }
      EXPECT_EQ(frame.growth()[n - 1], -kInfinity) << n;
      EXPECT_EQ(frame.unsure()[n - 1], 1);
    }
  }
}

// diag(d) Q with d down to 1e-40, in any order of rows, and diag(d) itself: log|det| is known,
// nothing is a zero.
TEST(GrowthFrame, KeepsSmallRowsExactly) {
  Pcg32 random = make_stream(4, Stream::data);
  for (const std::size_t n : {3U, 8U, 40U}) {
    for (const bool turned : {false, true}) {
      GrowthFrame frame(n, n, Orthonormalise::on);
      if (turned) {
        put(frame, normals(random, n * n));
        frame.absorb();
        frame.begin_product();
      }
      double expected = 0.0;
      for (std::size_t i = 0; i < n; ++i) {
        const double d = std::pow(10.0, -40.0 * random.uniform());
        expected += std::log(d);
        for (std::size_t c = 0; c < n; ++c) frame.frame()[c * n + i] *= d;
      }
      frame.absorb();
      const double total = std::accumulate(frame.growth().begin(), frame.growth().end(), 0.0);
      EXPECT_NEAR(total / expected, 1.0, 1e-11) << n << " " << turned;
      for (const std::uint8_t mark : frame.unsure()) EXPECT_EQ(mark, 0) << n << " " << turned;
    }
  }
}

TEST(GrowthFrame, ZeroIsForGoodUntilAProductBegins) {
  GrowthFrame frame(2, 2, Orthonormalise::on);
  put(frame, {1.0, 0.0, 2.0, 0.0});
  frame.absorb();
  frame.forget_growth();
  frame.absorb();  // Q is orthonormal: growth 0, were it not for the zero
  EXPECT_NEAR(frame.growth()[0], 0.0, 1e-15);
  EXPECT_EQ(frame.growth()[1], -kInfinity);
  frame.begin_product();
  EXPECT_EQ(frame.growth()[1], 0.0);
  EXPECT_EQ(frame.unsure()[1], 0);
}

TEST(GrowthFrame, ProductIsReadButNotReplaced) {
  GrowthFrame frame(2, 2, Orthonormalise::off);
  const std::vector<double> matrix{3.0, 4.0, 1e-20, 0.0};
  put(frame, matrix);
  frame.absorb();
  EXPECT_EQ(std::vector<double>(frame.frame().begin(), frame.frame().end()), matrix);
  EXPECT_NEAR(frame.growth()[0], std::log(5.0), 1e-15);
  EXPECT_NEAR(frame.growth()[1], std::log(0.8e-20), 1e-12);  // kept as found
  EXPECT_EQ(frame.unsure()[0], 0);
  EXPECT_EQ(frame.unsure()[1], 1);
}

}  // namespace
}  // namespace separatrix
