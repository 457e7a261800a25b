#include "separatrix/dynamics/lyapunov_spectrum.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include "dynamics/source_004.hpp"
#include "separatrix/dynamics/linear_map.hpp"
#include "separatrix/math/error.hpp"
#include "separatrix/math/random.hpp"

namespace separatrix {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

void run(LyapunovSpectrum& spectrum, std::int64_t iterations) {
  for (std::int64_t i = 0; i < iterations; ++i) spectrum.advance();
}

TEST(LyapunovSpectrum, ForwardSumsOfSource004) {
  TanhRnn rnn(test::source_004());
  LyapunovSpectrum spectrum(rnn, std::vector<double>(3), {});
  run(spectrum, test::kSteps);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_NEAR(spectrum.sums().sum(i), test::kForwardSums[i], 1e-9) << i;
    EXPECT_NEAR(spectrum.sums().per_step(i), test::kForwardSums[i] / 500, 2e-12) << i;
    EXPECT_NEAR(spectrum.sums().mean_of_sums(i), test::kMeansOfSums[i], 1e-9) << i;
    EXPECT_EQ(spectrum.unsure()[i], 0);
  }
  EXPECT_NEAR(spectrum.sums().total_per_step() * 500, test::kSumOfLogs, 1e-9);
}

// Plain loops and own logarithms: native and wasm builds agree to the bit.
TEST(LyapunovSpectrum, SameBitsInEveryBuild) {
  TanhRnn rnn(test::source_004());
  LyapunovSpectrum spectrum(rnn, std::vector<double>(3), {});
  run(spectrum, test::kSteps);
  EXPECT_EQ(spectrum.sums().sum(0), -0x1.7c55e5bc78ddcp+8);
  EXPECT_EQ(spectrum.sums().sum(1), -0x1.61cfd90f728e5p+9);
  EXPECT_EQ(spectrum.sums().sum(2), -0x1.497142cea2259p+10);
}

TEST(LyapunovSpectrum, ProductOfSource004KeepsTheFirstNumberAndDrownsTheOthers) {
  TanhRnn rnn(test::source_004());
  LyapunovSpectrum spectrum(rnn, std::vector<double>(3), {.orthonormalise = Orthonormalise::off});
  run(spectrum, test::kSteps);
  EXPECT_NEAR(spectrum.sums().mean_of_sums(0), test::kMeansOfSums[0], 1e-8);
  EXPECT_EQ(spectrum.unsure()[0], 0);
  for (std::size_t i = 1; i < 3; ++i) {
    EXPECT_EQ(spectrum.unsure()[i], 1) << i;
    // At the rounding floor below r_11, or -Infinity; far above the true sums in any case.
    EXPECT_GT(spectrum.sums().sum(0) - spectrum.sums().sum(i), 30.0) << i;
  }
}

TEST(LyapunovSpectrum, ProductIsMarkedWhenItUnderflows) {
  LinearMap map(1, {{1e-10}});
  LyapunovSpectrum spectrum(map, std::vector<double>{1.0}, {.orthonormalise = Orthonormalise::off});
  run(spectrum, 28);
  EXPECT_NEAR(spectrum.sums().per_step(0), std::log(1e-10), 1e-12);
  EXPECT_EQ(spectrum.unsure()[0], 0);
  run(spectrum, 10);
  EXPECT_EQ(spectrum.sums().per_step(0), -kInfinity);
  EXPECT_EQ(spectrum.unsure()[0], 1);
}

TEST(LyapunovSpectrum, FewerExponentsAreTheLeadingOnes) {
  TanhRnn rnn(test::source_004());
  LyapunovSpectrum spectrum(rnn, std::vector<double>(3), {.exponents = 2});
  run(spectrum, test::kSteps);
  ASSERT_EQ(spectrum.exponents(), 2U);
  EXPECT_NEAR(spectrum.sums().sum(0), test::kForwardSums[0], 1e-9);
  EXPECT_NEAR(spectrum.sums().sum(1), test::kForwardSums[1], 1e-9);
}

TEST(LyapunovSpectrum, DiagonalMap) {
  LinearMap map(2, {{1.1, 0.0, 0.0, 0.8}});
  LyapunovSpectrum spectrum(map, std::vector<double>{1.0, 1.0}, {});
  run(spectrum, 1000);
  EXPECT_NEAR(spectrum.sums().per_step(0), std::log(1.1), 1e-14);
  EXPECT_NEAR(spectrum.sums().per_step(1), std::log(0.8), 1e-14);
  EXPECT_NEAR(spectrum.sums().standard_error(0), 0.0, 1e-14);
}

TEST(LyapunovSpectrum, NonNormalMatrixGivesLogarithmsOfEigenvalueModuli) {
  // P diag(1.5, -0.9, 0.4) P^-1 with P unit upper triangular: far from normal, eigenvalues known.
  LinearMap map(3, {{1.5, -12.0, 94.5, 0.0, -0.9, 6.5, 0.0, 0.0, 0.4}});
  for (const std::int64_t interval : {1, 3}) {
    // Eigenvectors e_1, ... are not the start: a generic frame has to turn into them.
    const double c = std::cos(1.0), s = std::sin(1.0);
    LyapunovSpectrum spectrum(map, std::vector<double>{1.0, 1.0, 1.0},
                              {.transient = 300,
                               .interval = interval,
                               .frame = {c, s, 0, -s * c, c * c, s, s * s, -s * c, c}});
    run(spectrum, 600);
    EXPECT_EQ(spectrum.sums().steps(), 300);
    EXPECT_NEAR(spectrum.sums().per_step(0), std::log(1.5), 1e-12) << interval;
    EXPECT_NEAR(spectrum.sums().per_step(1), std::log(0.9), 1e-12) << interval;
    EXPECT_NEAR(spectrum.sums().per_step(2), std::log(0.4), 1e-12) << interval;
  }
}

// Newman (1986): for W with entries N(0, s^2), lambda_i = (ln(2 s^2) + psi((n - i + 1) / 2)) / 2
// with i from 1, exactly at every length; r_ii^2 ~ s^2 chi^2 makes steps independent, so block
// errors are right.
TEST(LyapunovSpectrum, RandomGaussianProducts) {
  constexpr std::array<double, 5> kExact{0.698151910603, 0.557965757829, 0.364818577269,
                                         0.057965757829, -0.635181422731};
  constexpr std::int64_t kLength = 20000;
  Pcg32 random = make_stream(11, Stream::data);
  std::vector<std::vector<double>> matrices(kLength, std::vector<double>(25));
  for (std::vector<double>& matrix : matrices) {
    for (double& entry : matrix) entry = random.normal();
  }
  LinearMap map(5, matrices);
  LyapunovSpectrum spectrum(map, std::vector<double>(5), {});
  run(spectrum, kLength);
  EXPECT_GE(spectrum.sums().blocks(), BlockMeans::kFewestBlocks);
  for (std::size_t i = 0; i < 5; ++i) {
    const double error = spectrum.sums().standard_error(i);
    EXPECT_NEAR(spectrum.sums().per_step(i), kExact[i], 4.0 * error) << i;
    // Var log r = psi_1(dof / 2) / 4: between 0.12 (5 degrees of freedom) and 1.23 (1).
    EXPECT_GT(error, 0.3 * std::sqrt(0.12 / kLength)) << i;
    EXPECT_LT(error, 2.0 * std::sqrt(1.24 / kLength)) << i;
  }
}

TEST(LyapunovSpectrum, SingularMatrixIsMinusInfinityForGood) {
  LinearMap map(2, {{1.0, 0.3, 0.5, 2.0}, {1.0, 2.0, 0.1, 0.2}});  // regular, then of rank 1
  LyapunovSpectrum spectrum(map, std::vector<double>{1.0, 0.0}, {});
  run(spectrum, 1);
  EXPECT_EQ(spectrum.unsure()[1], 0);
  run(spectrum, 100);
  EXPECT_TRUE(std::isfinite(spectrum.sums().per_step(0)));
  EXPECT_EQ(spectrum.unsure()[0], 0);
  EXPECT_EQ(spectrum.sums().per_step(1), -kInfinity);
  EXPECT_EQ(spectrum.sums().mean_of_sums(1), -kInfinity);
  EXPECT_EQ(spectrum.unsure()[1], 1);
  EXPECT_TRUE(std::isnan(spectrum.sums().standard_error(1)));
}

TEST(LyapunovSpectrum, SaturatedUnitsAreNotTakenForZeros) {
  // z = (30, 0.5): slopes 4e-26 and 0.79. log|det J| = log(s_1 s_2 |det W|), known in closed form.
  TanhRnn rnn({.hidden = 2,
               .inputs = 1,
               .weights = {0.4, 0.7, -0.3, 0.9},
               .input_weights = {30.0, 0.5},
               .sequence = {1.0}});
  LyapunovSpectrum spectrum(rnn, std::vector<double>{0.0, 0.0}, {});
  rnn.evaluate(0, std::vector<double>{0.0, 0.0});
  const double expected =
      std::log(rnn.slopes()[0]) + std::log(rnn.slopes()[1]) + std::log(0.4 * 0.9 + 0.3 * 0.7);
  run(spectrum, 1);
  EXPECT_EQ(spectrum.unsure()[1], 0);
  EXPECT_NEAR(spectrum.sums().sum(0) + spectrum.sums().sum(1), expected, 1e-12);
}

TEST(LyapunovSpectrum, RestoredRunContinuesBitForBit) {
  TanhRnn rnn(test::source_004());
  const LyapunovOptions options{.transient = 7, .interval = 3};
  LyapunovSpectrum whole(rnn, std::vector<double>(3), options);
  run(whole, 400);
  LyapunovSpectrum first(rnn, std::vector<double>(3), options);
  run(first, 107);  // inside an interval
  BinaryWriter writer;
  first.save(writer);
  LyapunovSpectrum second(rnn, std::vector<double>(3), options);
  BinaryReader reader(writer.bytes());
  second.restore(reader);
  ASSERT_TRUE(reader.ok());
  EXPECT_EQ(reader.remaining(), 0U);
  run(second, 400 - 107);
  BinaryWriter end, end_of_whole;
  second.save(end);
  whole.save(end_of_whole);
  EXPECT_EQ(end.bytes(), end_of_whole.bytes());
}

TEST(LyapunovSpectrum, RefusesOptionsOutOfRange) {
  LinearMap map(2, {{1, 0, 0, 1}});
  const auto refused = [&](const LyapunovOptions& options, std::size_t state_size) {
    try {
      const LyapunovSpectrum spectrum(map, std::vector<double>(state_size), options);
    } catch (const LabException& exception) {
      return exception.error().code + " " + exception.error().field;
    }
    return std::string("accepted");
  };
  EXPECT_EQ(refused({.exponents = 3}, 2), "out_of_range exponents");
  EXPECT_EQ(refused({.transient = -1}, 2), "out_of_range transient");
  EXPECT_EQ(refused({.interval = 0}, 2), "out_of_range interval");
  EXPECT_EQ(refused({}, 3), "wrong_length initial_state");
  EXPECT_EQ(refused({.frame = {1, 0}}, 2), "wrong_length frame");
}

}  // namespace
}  // namespace separatrix
