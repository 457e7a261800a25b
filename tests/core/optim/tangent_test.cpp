// A scheme run on the extended field (F, DF v) is its own exact tangent (DESIGN 2.2).
#include <gtest/gtest.h>

#include <cmath>

#include "optim/support.hpp"
#include "separatrix/optim/gradient_flow.hpp"
#include "separatrix/optim/heavy_ball.hpp"
#include "separatrix/optim/schemes.hpp"
#include "separatrix/optim/tangent_field.hpp"

namespace separatrix::test {
namespace {

struct Case {
  const char* scheme;
  const char* start;
  bool heavy_ball;
  double h;
};

std::unique_ptr<VectorField<double>> make_field(const Case& c, Objective<double>& objective) {
  if (c.heavy_ball) return std::make_unique<HeavyBall<double>>(objective, 1.5);
  return std::make_unique<GradientFlow<double>>(objective);
}

std::vector<double> integrate(const Case& c, VectorField<double>& field,
                              const std::vector<double>& y0, int steps) {
  const auto scheme =
      make_scheme<double>(c.scheme, c.start, field.dimension(), field.velocity_count());
  std::copy(y0.begin(), y0.end(), scheme->state().begin());
  for (int k = 0; k < steps; ++k) {
    scheme->begin(c.h);
    do {
      field.evaluate(scheme->point(), {}, scheme->derivative());
    } while (!scheme->accept());
  }
  return {scheme->state().begin(), scheme->state().end()};
}

class Tangent : public testing::TestWithParam<Case> {};

TEST_P(Tangent, AgreesWithDifferencesOfWholeTrajectories) {
  const Case& c = GetParam();
  constexpr int kSteps = 60;
  AnalyticObjective<double> objective(analytic_function("rosenbrock"));
  const auto field = make_field(c, objective);
  const std::size_t n = field->dimension();
  std::vector<double> y0 = {-1.2, 1.0};
  std::vector<double> v0 = {0.6, -0.8};
  if (c.heavy_ball) {
    y0.insert(y0.end(), {0.3, -0.1});
    v0.insert(v0.end(), {-0.5, 0.2});
  }

  TangentField<double> extended(*field);
  EXPECT_EQ(extended.velocity_count(), 2 * field->velocity_count());
  std::vector<double> joined(2 * n);
  extended.join(y0, v0, joined);
  EXPECT_EQ(joined[0], y0[0]);
  const std::vector<double> end = integrate(c, extended, joined, kSteps);
  std::vector<double> y(n);
  std::vector<double> v(n);
  extended.split(end, y, v);
  EXPECT_EQ(y, integrate(c, *field, y0, kSteps))
      << "the base trajectory is not disturbed, bit for bit";

  // Fourth-order central difference along v0.
  const double e = 1e-3;
  const auto shifted = [&](double factor) {
    std::vector<double> start = y0;
    for (std::size_t i = 0; i < n; ++i) start[i] += factor * e * v0[i];
    return integrate(c, *field, start, kSteps);
  };
  const auto p1 = shifted(1.0), m1 = shifted(-1.0), p2 = shifted(2.0), m2 = shifted(-2.0);
  double size = 0.0;
  for (const double component : v) size = std::max(size, std::abs(component));
  for (std::size_t i = 0; i < n; ++i) {
    EXPECT_NEAR(v[i], (8.0 * (p1[i] - m1[i]) - (p2[i] - m2[i])) / (12.0 * e), 1e-7 * size) << i;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Schemes, Tangent,
    testing::Values(Case{"euler", "rk4", false, 5e-4}, Case{"rk4", "rk4", false, 1e-3},
                    Case{"ab4", "rk4", false, 1e-4}, Case{"abm4", "rk4", false, 5e-4},
                    Case{"abm4", "gd", false, 5e-4}, Case{"symplectic_euler", "rk4", true, 0.01},
                    Case{"rk4", "rk4", true, 0.01}),
    [](const testing::TestParamInfo<Case>& test) {
      return std::string(test.param.scheme) + "_" + test.param.start +
             (test.param.heavy_ball ? "_heavy_ball" : "_gradient_flow");
    });

// One symplectic Euler step of the extended field, by hand: with velocities in the second half of
// the state.
TEST(TangentField, PartitionedStateKeepsVelocitiesTogether) {
  AnalyticObjective<double> objective(analytic_function("quadratic"));
  HeavyBall<double> field(objective, 0.5);
  TangentField<double> extended(field);
  std::vector<double> state(8);
  extended.join(std::vector<double>{1, 2, 3, 4}, std::vector<double>{5, 6, 7, 8}, state);
  EXPECT_EQ(state, (std::vector<double>{1, 2, 5, 6, 3, 4, 7, 8}));
  std::vector<double> derivative(8);
  extended.evaluate(state, {}, derivative);
  EXPECT_EQ(derivative,
            (std::vector<double>{3, 4, 7, 8, -1.5 - 1, -2.0 - 20, -3.5 - 5, -4.0 - 60}));
}

}  // namespace
}  // namespace separatrix::test
