#include <gtest/gtest.h>

#include <cmath>

#include "optim/support.hpp"
#include "separatrix/math/error.hpp"

namespace separatrix::test {
namespace {

TEST(Analytic, ContractNamesAndStarts) {
  struct Row {
    const char* id;
    double x, y, loss;
  };
  const Row rows[] = {{"quadratic", 1.0, 1.0, 5.5},
                      {"rosenbrock", -1.2, 1.0, 24.2},
                      {"double_well", 0.1, 1.0, 0.495025},
                      {"booth", 0.0, 0.0, 74.0},
                      {"saddle", 1.0, 0.001, 0.5 - 0.5e-6 + 0.25e-12}};
  ASSERT_EQ(analytic_functions().size(), std::size(rows));
  for (std::size_t i = 0; i < std::size(rows); ++i) {
    const AnalyticFunction& f = analytic_functions()[i];
    EXPECT_EQ(f.id, rows[i].id);
    EXPECT_EQ(f.start[0], rows[i].x);
    EXPECT_EQ(f.start[1], rows[i].y);
    EXPECT_NEAR(f.value(f.start[0], f.start[1]), rows[i].loss, 1e-14 * (1.0 + rows[i].loss));
  }
}

TEST(Analytic, DerivativesAgreeWithDifferences) {
  const double h = 1e-5;
  for (const AnalyticFunction& f : analytic_functions()) {
    for (const auto& [x, y] : {std::pair{0.7, -0.4}, {-1.3, 1.1}, {f.start[0], f.start[1]}}) {
      const auto g = f.gradient(x, y);
      const auto hessian = f.hessian(x, y);
      const auto difference = [&](auto&& at) { return (at(h) - at(-h)) / (2.0 * h); };
      const double scale =
          1.0 + std::abs(g[0]) + std::abs(g[1]) + std::abs(hessian[0]) + std::abs(hessian[2]);
      EXPECT_NEAR(g[0], difference([&](double d) { return f.value(x + d, y); }), 1e-7 * scale)
          << f.id;
      EXPECT_NEAR(g[1], difference([&](double d) { return f.value(x, y + d); }), 1e-7 * scale)
          << f.id;
      EXPECT_NEAR(hessian[0], difference([&](double d) { return f.gradient(x + d, y)[0]; }),
                  1e-7 * scale)
          << f.id;
      EXPECT_NEAR(hessian[1], difference([&](double d) { return f.gradient(x, y + d)[0]; }),
                  1e-7 * scale)
          << f.id;
      EXPECT_NEAR(hessian[2], difference([&](double d) { return f.gradient(x, y + d)[1]; }),
                  1e-7 * scale)
          << f.id;
    }
  }
}

TEST(Analytic, MinimaAreMinimaInsideTheWindow) {
  for (const AnalyticFunction& f : analytic_functions()) {
    ASSERT_FALSE(f.minima.empty());
    for (const auto& m : f.minima) {
      EXPECT_EQ(f.gradient(m[0], m[1])[0], 0.0) << f.id;
      EXPECT_EQ(f.gradient(m[0], m[1])[1], 0.0) << f.id;
      const auto h = f.hessian(m[0], m[1]);
      EXPECT_GT(h[0], 0.0);
      EXPECT_GT(h[0] * h[2] - h[1] * h[1], 0.0);
      for (const auto& p : {m, f.start}) {
        EXPECT_TRUE(p[0] > f.window.x_min && p[0] < f.window.x_max) << f.id;
        EXPECT_TRUE(p[1] > f.window.y_min && p[1] < f.window.y_max) << f.id;
      }
    }
  }
}

TEST(Analytic, UnknownNameIsRefused) {
  try {
    analytic_function("himmelblau");
    FAIL();
  } catch (const LabException& e) {
    EXPECT_EQ(e.error(),
              (LabError{"unknown_choice", "objective", "himmelblau",
                        "quadratic, rosenbrock, double_well, booth, saddle", "use_allowed_value"}));
  }
}

}  // namespace
}  // namespace separatrix::test
