// Orders of convergence: SOURCE-CLAIMS 5.2, x' = -x^3, x(0) = 1, T = 2, exact 1 / sqrt(5).
#include <gtest/gtest.h>

#include <cmath>

#include "optim/support.hpp"

namespace separatrix::test {
namespace {

constexpr double kEnd = 2.0;

double error_at(const char* optimizer_name, const char* start, int n) {
  Cubic<double> objective;
  const auto optimizer = start_optimizer(
      {.optimizer = optimizer_name, .learning_rate = kEnd / n, .start = start}, objective, {1.0});
  for (int k = 0; k < n; ++k) optimizer->step({});
  EXPECT_NEAR(optimizer->ode_time().value(), kEnd, 1e-12);
  return std::abs(optimizer->theta()[0] - 1.0 / std::sqrt(5.0));
}

struct Case {
  const char* optimizer;
  const char* start;
  double order;
  int n;  // the slope is taken between n and factor * n
  int factor;
  int known_n;  // a step count of the table
  double known_error;
};

class Order : public testing::TestWithParam<Case> {};

TEST_P(Order, SlopeAndErrorOfTheTable) {
  const Case& c = GetParam();
  const double ratio =
      error_at(c.optimizer, c.start, c.n) / error_at(c.optimizer, c.start, c.factor * c.n);
  const double slope = std::log2(ratio) / std::log2(c.factor);
  EXPECT_NEAR(slope, c.order, 0.05);
  // The error of the table, to the digits that survive rounding.
  EXPECT_NEAR(error_at(c.optimizer, c.start, c.known_n), c.known_error,
              2e-6 * c.known_error + 5e-16);
}

INSTANTIATE_TEST_SUITE_P(Optimizers, Order,
                         // rk4: its error changes sign near n = 20, which still bends the slope at
                         // 160, and rounding ends it at 640.
                         testing::Values(Case{"gd", "rk4", 1.0, 160, 4, 640, 3.377610e-04},
                                         Case{"rk4", "rk4", 4.0, 320, 2, 80, 2.912052e-10},
                                         Case{"ab4", "rk4", 4.0, 160, 4, 160, 1.115501e-07},
                                         Case{"ab4", "gd", 2.0, 160, 4, 640, 3.920891e-06},
                                         Case{"abm4", "rk4", 4.0, 80, 4, 160, 9.008113e-09},
                                         Case{"abm4", "gd", 2.0, 160, 4, 640, 3.921391e-06}),
                         [](const testing::TestParamInfo<Case>& test) {
                           return std::string(test.param.optimizer) + "_start_" + test.param.start;
                         });

}  // namespace
}  // namespace separatrix::test
