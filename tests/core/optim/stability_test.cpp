// Stability limits on L = lambda x^2 / 2: SOURCE-CLAIMS 5.2, NUMERICS 4.2. Largest stable
// learning_rate * lambda.
#include <gtest/gtest.h>

#include <cmath>

#include "optim/support.hpp"

namespace separatrix::test {
namespace {

struct Case {
  const char* optimizer;
  double limit;
};

class Stability : public testing::TestWithParam<Case> {};

// |x| after 2,000 steps relative to its largest value in the first 20: the start-up gives a generic
// history.
double growth(const Case& c, double factor) {
  // L = (x^2 + 10 y^2) / 2: y has lambda = 10, x stays at 0.
  AnalyticObjective<double> objective(analytic_function("quadratic"));
  const auto optimizer = start_optimizer(
      {.optimizer = c.optimizer, .learning_rate = factor * c.limit / 10.0, .momentum = 0.9},
      objective, {0.0, 1.0});
  double early = 0.0;
  double late = 0.0;
  for (int k = 0; k < 2000; ++k) {
    optimizer->step({});
    double& largest = k < 20 ? early : late;
    if (k >= 1980 || k < 20) largest = std::max(largest, std::abs(optimizer->theta()[1]));
  }
  return late / early;
}

TEST_P(Stability, DecaysBelowAndGrowsAboveTheLimit) {
  EXPECT_LT(growth(GetParam(), 0.99), 0.1);
  EXPECT_GT(growth(GetParam(), 1.01), 10.0);
}

INSTANTIATE_TEST_SUITE_P(Optimizers, Stability,
                         testing::Values(Case{"gd", 2.0}, Case{"heavy_ball", 3.8},
                                         Case{"rk4", 2.785293563405}, Case{"ab4", 0.3},
                                         Case{"abm4", 1.284816263107}),
                         [](const testing::TestParamInfo<Case>& test) {
                           return test.param.optimizer;
                         });

}  // namespace
}  // namespace separatrix::test
