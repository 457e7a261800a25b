#include "separatrix/math/qr.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <limits>

#include "separatrix/math/random.hpp"

namespace separatrix {
namespace {

using Matrix = std::vector<double>;  // column-major

Matrix random_matrix(std::int32_t n, std::int32_t k, std::uint32_t seed) {
  Pcg32 random = make_stream(seed, Stream::probes);
  Matrix matrix(static_cast<std::size_t>(n * k));
  for (double& value : matrix) value = random.normal();
  return matrix;
}

// Largest entry of Q^T Q - I.
double orthogonality_error(const Matrix& q, std::int32_t n, std::int32_t k) {
  double worst = 0.0;
  for (std::int32_t a = 0; a < k; ++a) {
    for (std::int32_t b = 0; b < k; ++b) {
      double sum = a == b ? -1.0 : 0.0;
      for (std::int32_t i = 0; i < n; ++i) sum += q[a * n + i] * q[b * n + i];
      worst = std::max(worst, std::abs(sum));
    }
  }
  return worst;
}

// Largest entry of Q R - A.
double residual(const Matrix& a, const Matrix& q, const Matrix& r, std::int32_t n, std::int32_t k) {
  double worst = 0.0;
  for (std::int32_t j = 0; j < k; ++j) {
    for (std::int32_t i = 0; i < n; ++i) {
      double sum = -a[j * n + i];
      for (std::int32_t l = 0; l < k; ++l) sum += q[l * n + i] * r[j * k + l];
      worst = std::max(worst, std::abs(sum));
    }
  }
  return worst;
}

class QrPositiveShapes : public ::testing::TestWithParam<std::pair<std::int32_t, std::int32_t>> {};

TEST_P(QrPositiveShapes, FactorsRandomMatrices) {
  const auto [n, k] = GetParam();
  QrPositive qr(n, k);
  for (std::uint32_t seed = 1; seed <= 5; ++seed) {
    const Matrix a = random_matrix(n, k, seed);
    Matrix q = a;
    Matrix r(static_cast<std::size_t>(k * k), -1.0);
    qr.factor(q, r);
    EXPECT_LT(orthogonality_error(q, n, k), 1e-14);
    EXPECT_LT(residual(a, q, r, n, k), 2e-14 * std::sqrt(n));
    for (std::int32_t j = 0; j < k; ++j) {
      EXPECT_GT(r[j * k + j], 0.0);
      for (std::int32_t i = j + 1; i < k; ++i) EXPECT_EQ(r[j * k + i], 0.0);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Shapes, QrPositiveShapes,
                         ::testing::Values(std::pair(1, 1), std::pair(2, 2), std::pair(3, 3),
                                           std::pair(5, 2), std::pair(7, 7), std::pair(64, 64),
                                           std::pair(64, 3), std::pair(33, 32)));

// [12 -51 4; 6 167 -68; -4 24 -41] = Q R with the exact values of textbooks.
TEST(QrPositive, KnownAnswer) {
  Matrix q = {12, 6, -4, -51, 167, 24, 4, -68, -41};
  Matrix r(9);
  qr_positive(3, 3, q, r);
  const double expected_r[9] = {14, 0, 0, 21, 175, 0, -14, -70, 35};
  const double expected_q[9] = {6.0 / 7,  3.0 / 7,     -2.0 / 7,  -69.0 / 175, 158.0 / 175,
                                6.0 / 35, -58.0 / 175, 6.0 / 175, -33.0 / 35};
  for (int i = 0; i < 9; ++i) {
    EXPECT_NEAR(r[i], expected_r[i], 1e-13) << i;
    EXPECT_NEAR(q[i], expected_q[i], 1e-15) << i;
  }
}

TEST(QrPositive, IdentityStaysAndNegativeIdentityTurns) {
  Matrix q = {1, 0, 0, 1};
  Matrix r(4);
  qr_positive(2, 2, q, r);
  EXPECT_EQ(q, (Matrix{1, 0, 0, 1}));
  EXPECT_EQ(r, (Matrix{1, 0, 0, 1}));
  q = {-1, 0, 0, -2};
  qr_positive(2, 2, q, r);
  EXPECT_EQ(q, (Matrix{-1, 0, 0, -1}));
  EXPECT_EQ(r, (Matrix{1, 0, 0, 2}));
}

TEST(QrPositive, ZeroColumnsGivePositiveZeroAndAnOrthonormalFrame) {
  Matrix q = {0, 0, 0, 1, 2, 2, -0.0, -0.0, -0.0};
  Matrix r(9);
  qr_positive(3, 3, q, r);
  EXPECT_EQ(r[0], 0.0);
  EXPECT_FALSE(std::signbit(r[0]));
  EXPECT_EQ(r[8], 0.0);
  EXPECT_FALSE(std::signbit(r[8]));
  EXPECT_LT(orthogonality_error(q, 3, 3), 1e-15);
  EXPECT_EQ(q[0], 1.0);  // sign(0) = +1
}

TEST(QrPositive, DependentColumnsGiveTinyDiagonals) {
  Matrix a = random_matrix(6, 6, 3);
  for (int i = 0; i < 6; ++i) a[6 + i] = -3.0 * a[i];              // column 1
  for (int i = 0; i < 6; ++i) a[24 + i] = a[12 + i] + 2.0 * a[i];  // column 4
  Matrix q = a;
  Matrix r(36);
  qr_positive(6, 6, q, r);
  EXPECT_LT(r[7], 1e-14);
  EXPECT_LT(r[28], 1e-14);
  EXPECT_GE(r[7], 0.0);
  EXPECT_LT(orthogonality_error(q, 6, 6), 1e-14);
  EXPECT_LT(residual(a, q, r, 6, 6), 1e-14);
}

// Products that are not orthonormalised shrink to 1e-165 and their squares vanish.
TEST(QrPositive, TinyAndHugeMatricesKeepTheirDigits) {
  const Matrix a = random_matrix(4, 4, 8);
  Matrix q = a;
  Matrix r(16);
  qr_positive(4, 4, q, r);
  for (const int exponent : {-900, 900}) {
    Matrix scaled_q = a;
    for (double& value : scaled_q) value = std::ldexp(value, exponent);
    Matrix scaled_r(16);
    qr_positive(4, 4, scaled_q, scaled_r);
    for (int i = 0; i < 16; ++i) {
      EXPECT_NEAR(scaled_q[i], q[i], 1e-14);
      EXPECT_NEAR(std::ldexp(scaled_r[i], -exponent), r[i], 1e-14);
    }
  }
}

TEST(QrPositive, NotANumberStaysVisible) {
  Matrix q = {1, std::numeric_limits<double>::quiet_NaN(), 0, 1};
  Matrix r(4);
  qr_positive(2, 2, q, r);
  EXPECT_TRUE(std::isnan(r[0]));
}

// The order of summation is fixed: a digest of the factors over random matrices.
TEST(QrPositive, FixedBits) {
  std::uint64_t hash = 0;
  for (const std::int32_t n : {3, 10, 33}) {
    Matrix q = random_matrix(n, n, 17);
    Matrix r(q.size());
    qr_positive(n, n, q, r);
    for (const double value : q)
      hash = hash * 1099511628211ULL + std::bit_cast<std::uint64_t>(value);
    for (const double value : r)
      hash = hash * 1099511628211ULL + std::bit_cast<std::uint64_t>(value);
  }
  EXPECT_EQ(hash, 0x0a1ea1aab103e4f9ULL);
}

}  // namespace
}  // namespace separatrix
