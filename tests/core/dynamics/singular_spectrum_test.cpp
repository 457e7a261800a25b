#include "separatrix/dynamics/singular_spectrum.hpp"

#include <gtest/gtest.h>

#include <Eigen/SVD>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include "dynamics/source_004.hpp"
#include "separatrix/dynamics/linear_map.hpp"
#include "separatrix/dynamics/lyapunov_spectrum.hpp"

namespace separatrix {
namespace {

Trajectory record(Map& map, std::vector<double> state, std::int64_t steps) {
  Trajectory trajectory(map.dimension(), steps, 0);
  for (std::int64_t t = 0; t < steps; ++t) {
    trajectory.push(state);
    map.evaluate(t, state);
    state.assign(map.image().begin(), map.image().end());
  }
  return trajectory;
}

void finish(SingularSpectrum& spectrum) {
  while (!spectrum.done()) spectrum.advance();
}

TEST(SingularSpectrum, SumOfSource004) {
  TanhRnn rnn(test::source_004());
  const Trajectory trajectory = record(rnn, {0, 0, 0}, test::kSteps);
  SingularSpectrum singular(rnn, trajectory, 3);
  finish(singular);
  EXPECT_TRUE(singular.converged());
  EXPECT_LE(singular.sweeps(), 4);
  const std::span<const double> logs = singular.logs();
  EXPECT_NEAR(logs[0] + logs[1] + logs[2], test::kSumOfLogs, 1e-9 * 2405);
  EXPECT_GT(logs[0], logs[1]);
  EXPECT_GT(logs[1], logs[2]);
  EXPECT_GT(logs[0], test::kForwardSums[0]);  // sigma_1 >= |M e_1| = r_11
}

TEST(SingularSpectrum, AgreesWithTheProductWhereItCanBeFormed) {
  for (const std::int64_t steps : {1, 2, 5, 9}) {
    TanhRnn rnn(test::source_004());
    const Trajectory trajectory = record(rnn, {0, 0, 0}, steps);
    std::vector<double> frame{1, 0, 0, 0, 1, 0, 0, 0, 1};
    for (std::int64_t t = 0; t < steps; ++t) {
      rnn.evaluate(t, trajectory.state(t));
      rnn.tangent(frame, 3);
    }
    const Eigen::Matrix3d product = Eigen::Map<const Eigen::Matrix3d>(frame.data());
    const Eigen::Vector3d sigma = Eigen::JacobiSVD<Eigen::Matrix3d>(product).singularValues();
    SingularSpectrum singular(rnn, trajectory, 3);
    finish(singular);
    EXPECT_TRUE(singular.converged()) << steps;
    // sigma_3 of the formed product is known to eps sigma_1 only.
    for (int i = 0; i < 3; ++i) {
      const double tolerance = 1e-11 + 1e-14 * sigma[0] / sigma[i];
      EXPECT_NEAR(singular.logs()[static_cast<std::size_t>(i)], std::log(sigma[i]), tolerance)
          << steps << " " << i;
    }
  }
}

TEST(SingularSpectrum, TwoByTwoInClosedForm) {
  // sigma^2 = (F +- sqrt(F^2 - 4 det^2)) / 2 with F the sum of squares.
  const double a = 1.3, b = -0.4, c = 0.7, d = 0.2;
  const double squares = a * a + b * b + c * c + d * d, det = a * d - b * c;
  const double root = std::sqrt(squares * squares - 4 * det * det);
  LinearMap map(2, {{a, b, c, d}});
  const Trajectory trajectory = record(map, {0, 0}, 1);
  SingularSpectrum singular(map, trajectory, 2);
  finish(singular);
  EXPECT_NEAR(singular.logs()[0], 0.5 * std::log((squares + root) / 2), 1e-12);
  EXPECT_NEAR(singular.logs()[1], 0.5 * std::log((squares - root) / 2), 1e-12);
}

TEST(SingularSpectrum, FindsLeadingValuesHiddenFromTheFirstAxes) {
  // From the identity, k = 1 would stay on the first axis for ever.
  LinearMap map(3, {{0.5, 0, 0, 0, 1.1, 0, 0, 0, 0.9}});
  const Trajectory trajectory = record(map, {0, 0, 0}, 40);
  SingularSpectrum singular(map, trajectory, 1);
  finish(singular);
  EXPECT_NEAR(singular.logs()[0], 40 * std::log(1.1), 1e-10);
}

TEST(SingularSpectrum, EqualValuesConverge) {
  const double c = std::cos(0.3), s = std::sin(0.3);
  LinearMap map(2, {{2 * c, -2 * s, 2 * s, 2 * c}});
  const Trajectory trajectory = record(map, {0, 0}, 10);
  SingularSpectrum singular(map, trajectory, 2);
  finish(singular);
  EXPECT_TRUE(singular.converged());
  EXPECT_NEAR(singular.logs()[0], 10 * std::log(2.0), 1e-12);
  EXPECT_NEAR(singular.logs()[1], 10 * std::log(2.0), 1e-12);
}

TEST(SingularSpectrum, CloseValuesStateTheirError) {
  // Ratio of squares 0.98 per sweep: 40 sweeps do not separate them, and the estimate says how far
  // it is.
  const double c = std::cos(0.7), s = std::sin(0.7);
  LinearMap map(2, {{1.01 * c, -1.0 * s, 1.01 * s, 1.0 * c}});
  const Trajectory trajectory = record(map, {0, 0}, 1);
  SingularSpectrum singular(map, trajectory, 2);
  finish(singular);
  EXPECT_FALSE(singular.converged());
  const double truth = std::log(1.01);
  const double error = std::fabs(singular.logs()[0] - truth);
  EXPECT_GT(error, 1e-12);
  EXPECT_LE(error, 3.0 * singular.errors()[0]);
  EXPECT_LT(singular.errors()[0], 0.05);
}

TEST(SingularSpectrum, RankDeficientProduct) {
  LinearMap map(2, {{1.0, 2.0, 0.5, 1.0}});
  const Trajectory trajectory = record(map, {0, 0}, 6);
  SingularSpectrum singular(map, trajectory, 2);
  finish(singular);
  // Rank 1: A = (1, 1/2)^T (1, 2), A^6 = (1 + 1)^5 A, |A| = sqrt(1.25 * 5).
  EXPECT_NEAR(singular.logs()[0], 5 * std::log(2.0) + 0.5 * std::log(6.25), 1e-12);
  EXPECT_EQ(singular.logs()[1], -std::numeric_limits<double>::infinity());
  EXPECT_EQ(singular.unsure()[0], 0);
  EXPECT_EQ(singular.unsure()[1], 1);
}

TEST(SingularSpectrum, RestoredSweepContinuesBitForBit) {
  TanhRnn rnn(test::source_004());
  const Trajectory trajectory = record(rnn, {0, 0, 0}, 50);
  SingularSpectrum whole(rnn, trajectory, 3), second(rnn, trajectory, 3);
  for (int i = 0; i < 77; ++i) whole.advance();  // inside the second sweep
  BinaryWriter writer;
  whole.save(writer);
  BinaryReader reader(writer.bytes());
  second.restore(reader);
  finish(whole);
  finish(second);
  BinaryWriter end, end_of_whole;
  second.save(end);
  whole.save(end_of_whole);
  EXPECT_EQ(end.bytes(), end_of_whole.bytes());
}

}  // namespace
}  // namespace separatrix
