#include "separatrix/dynamics/adjoint_spectrum.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "dynamics/source_004.hpp"
#include "separatrix/dynamics/linear_map.hpp"
#include "separatrix/dynamics/lyapunov_spectrum.hpp"
#include "separatrix/math/error.hpp"

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

TEST(AdjointSpectrum, SumOfSource004AgreesWithTheForwardSum) {
  TanhRnn rnn(test::source_004());
  const Trajectory trajectory = record(rnn, {0, 0, 0}, test::kSteps);
  AdjointSpectrum adjoint(rnn, trajectory, 3, Orthonormalise::on);
  while (!adjoint.done()) adjoint.advance();
  EXPECT_EQ(adjoint.sums().steps(), test::kSteps);
  EXPECT_NEAR(adjoint.sums().total_per_step() * 500, test::kSumOfLogs, 1e-9);
  // Individually only O(1/T) apart: T |difference| stays of order 1, and is not 0.
  double largest = 0.0;
  for (std::size_t i = 0; i < 3; ++i) {
    largest = std::max(largest, std::fabs(adjoint.sums().sum(i) - test::kForwardSums[i]));
  }
  EXPECT_LT(largest, 10.0);
  EXPECT_GT(largest, 0.1);
}

// Three generic matrices in a cycle: rho(C B A) = rho(A C B), but not rho(A B C). The transposes
// applied in the wrong order of time give the exponents of the latter.
TEST(AdjointSpectrum, GoesBackInTime) {
  const std::vector<std::vector<double>> cycle{{0.5, 1.2, -0.3, 0.8, -0.6, 0.4, 1.1, 0.2, 0.9},
                                               {-0.7, 0.3, 1.4, 0.5, 1.0, -0.2, 0.6, -1.3, 0.1},
                                               {1.0, -0.4, 0.2, 0.3, 0.7, 1.5, -0.9, 0.8, -0.1}};
  const std::vector<std::vector<double>> reversed(cycle.rbegin(), cycle.rend());
  const auto leading_forward = [](const std::vector<std::vector<double>>& matrices) {
    LinearMap map(3, matrices);
    LyapunovSpectrum spectrum(map, std::vector<double>(3), {.transient = 300});
    for (int i = 0; i < 3300; ++i) spectrum.advance();
    return spectrum.sums().per_step(0);
  };
  const double right = leading_forward(cycle), wrong = leading_forward(reversed);
  ASSERT_GT(std::fabs(right - wrong), 0.05);  // the detector detects
  LinearMap map(3, cycle);
  const Trajectory trajectory = record(map, {0, 0, 0}, 3000);
  AdjointSpectrum adjoint(map, trajectory, 3, Orthonormalise::on);
  while (!adjoint.done()) adjoint.advance();
  EXPECT_NEAR(adjoint.sums().per_step(0), right, 2e-3);
}

TEST(AdjointSpectrum, PairingOfTangentAndAdjointIsConstant) {
  TanhRnn rnn(test::source_004());
  const Trajectory trajectory = record(rnn, {0, 0, 0}, 300);
  std::vector<std::vector<double>> tangents{{1.0, 0.5, -0.2}};
  for (std::int64_t t = 0; t < 300; ++t) {
    rnn.evaluate(t, trajectory.state(t));
    std::vector<double> v = tangents.back();
    rnn.tangent(v, 1);
    tangents.push_back(v);
  }
  std::vector<double> u{0.3, -1.0, 0.8};
  const auto pairing = [&](std::size_t t) {
    double sum = 0.0;
    for (std::size_t i = 0; i < 3; ++i) sum += u[i] * tangents[t][i];
    return sum;
  };
  const double expected = pairing(300);
  ASSERT_NE(expected, 0.0);
  for (std::int64_t t = 299; t >= 0; --t) {
    rnn.evaluate(t, trajectory.state(t));
    rnn.adjoint(u, 1);
    EXPECT_NEAR(pairing(static_cast<std::size_t>(t)) / expected, 1.0, 1e-11) << t;
  }
}

TEST(AdjointSpectrum, SumsAgreeWhereUnitsAreSaturated) {
  // Slopes down to 1e-17 and less: W^T (diag A) alone would lose the smallest exponent.
  TanhRnnDefinition definition = test::source_004();
  for (double& weight : definition.input_weights) weight *= 6.0;
  TanhRnn rnn(std::move(definition));
  LyapunovSpectrum forward(rnn, std::vector<double>(3), {});
  for (int t = 0; t < 200; ++t) forward.advance();
  const Trajectory trajectory = record(rnn, {0, 0, 0}, 200);
  AdjointSpectrum adjoint(rnn, trajectory, 3, Orthonormalise::on);
  while (!adjoint.done()) adjoint.advance();
  EXPECT_LT(forward.sums().per_step(2), -10.0);
  EXPECT_NEAR(adjoint.sums().total_per_step() / forward.sums().total_per_step(), 1.0, 1e-9);
  for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(adjoint.unsure()[i] + forward.unsure()[i], 0);
}

TEST(AdjointSpectrum, RestoredSweepContinuesBitForBit) {
  TanhRnn rnn(test::source_004());
  const Trajectory trajectory = record(rnn, {0, 0, 0}, 100);
  AdjointSpectrum whole(rnn, trajectory, 2, Orthonormalise::on);
  AdjointSpectrum second(rnn, trajectory, 2, Orthonormalise::on);
  for (int i = 0; i < 33; ++i) whole.advance();
  BinaryWriter writer;
  whole.save(writer);
  BinaryReader reader(writer.bytes());
  second.restore(reader);
  for (int i = 0; i < 67; ++i) {
    whole.advance();
    second.advance();
  }
  BinaryWriter end, end_of_whole;
  second.save(end);
  whole.save(end_of_whole);
  EXPECT_TRUE(second.done());
  EXPECT_EQ(end.bytes(), end_of_whole.bytes());
}

TEST(Trajectory, RefusesTooLongStretchesBeforeAllocating) {
  try {
    const Trajectory trajectory(1000, std::int64_t{1} << 40, 0);
    FAIL();
  } catch (const LabException& refused) {
    EXPECT_EQ(refused.error().code, "out_of_range");
    EXPECT_EQ(refused.error().field, "steps");
    EXPECT_EQ(refused.error().allowed, "1..2097");
  }
}

}  // namespace
}  // namespace separatrix
