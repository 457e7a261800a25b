// Known trajectories: SOURCE-CLAIMS 5.1 (50-digit decimal arithmetic).
#include <gtest/gtest.h>

#include <array>

#include "optim/support.hpp"

namespace separatrix::test {
namespace {

struct Golden {
  const char* optimizer;
  const char* start;
  std::array<double, 8> x;
  std::array<double, 8> y;
};

// L = (x^2 + 10 y^2) / 2 from (1, 1), learning rate 0.05, momentum 0.9; iterates 1 to 8.
const std::array<Golden, 7> kGolden = {{
    {"gd",
     "rk4",
     {0.95, 0.9025, 0.857375, 0.81450625, 0.7737809375, 0.735091890625, 0.69833729609375,
      0.6634204312890625},
     {0.5, 0.25, 0.125, 0.0625, 0.03125, 0.015625, 0.0078125, 0.00390625}},
    {"heavy_ball",
     "rk4",
     {0.95, 0.8575, 0.731375, 0.58129375, 0.4171559375, 0.248574109375, 0.08442175859375,
      -0.0675364450390625},
     {0.5, -0.2, -0.73, -0.842, -0.5218, 0.02728, 0.507812, 0.6863848}},
    {"rk4",
     "rk4",
     {0.95122942708333333, 0.90483742294928657, 0.86070798343560963, 0.8187307619695061,
      0.77880079364375425, 0.74081823274979366, 0.70468810311147371, 0.67032006059516806},
     {0.60677083333333333, 0.36817084418402778, 0.22339532993457935, 0.13554977050717966,
      0.082247647208783492, 0.049905473436579567, 0.030281185705007914, 0.018373740284549073}},
    {"ab4",
     "rk4",
     {0.95122942708333333, 0.90483742294928657, 0.86070798343560963, 0.81873085856678889,
      0.77880097105877634, 0.74081848911426357, 0.70468842760412316, 0.67032044664045889},
     {0.60677083333333333, 0.36817084418402778, 0.22339532993457935, 0.13974565966629688,
      0.084181689868064084, 0.056325676693997521, 0.029425177648250584, 0.026254731110133342}},
    {"ab4",
     "gd",
     {0.95, 0.9025, 0.857375, 0.81558723958333333, 0.77576500379774306, 0.73795708072803639,
      0.70196154514353952, 0.66772938430144156},
     {0.5, 0.25, 0.125, 0.091145833333333333, 0.041395399305555556, 0.056517424406828704,
      -0.0041810259406949267, 0.055259957235045884}},
    {"abm4",
     "rk4",
     {0.95122942708333333, 0.90483742294928657, 0.86070798343560963, 0.81873075067578758,
      0.77880077224165472, 0.74081820223957529, 0.70468806442846733, 0.67032001460917477},
     {0.60677083333333333, 0.36817084418402778, 0.22339532993457935, 0.13447577122276948,
      0.080917734032384946, 0.048805852536346807, 0.029381956558484791, 0.017672422063673538}},
    {"abm4",
     "gd",
     {0.95, 0.9025, 0.857375, 0.81556685384114583, 0.77578952507389916, 0.73795342447818509,
      0.70196300711698007, 0.66772785888726403},
     {0.5, 0.25, 0.125, 0.074055989583333333, 0.04432572258843316, 0.025311906856519205,
      0.015152342115560501, 0.00925138396890056}},
}};

TEST(GoldenIterates, QuadraticTo1em13) {
  for (const Golden& golden : kGolden) {
    SCOPED_TRACE(std::string(golden.optimizer) + " start " + golden.start);
    AnalyticObjective<double> objective(analytic_function("quadratic"));
    const auto optimizer = start_optimizer({.optimizer = golden.optimizer,
                                            .learning_rate = 0.05,
                                            .momentum = 0.9,
                                            .start = golden.start},
                                           objective, {1.0, 1.0});
    for (std::size_t k = 0; k < 8; ++k) {
      optimizer->step({});
      EXPECT_NEAR(optimizer->theta()[0], golden.x[k], 1e-13) << "step " << k + 1;
      EXPECT_NEAR(optimizer->theta()[1], golden.y[k], 1e-13) << "step " << k + 1;
    }
  }
}

TEST(GoldenIterates, FloatFollowsDouble) {
  for (const Golden& golden : kGolden) {
    SCOPED_TRACE(std::string(golden.optimizer) + " start " + golden.start);
    AnalyticObjective<float> objective(analytic_function("quadratic"));
    const auto optimizer = make_optimizer<float>({.optimizer = golden.optimizer,
                                                  .learning_rate = 0.05,
                                                  .momentum = 0.9,
                                                  .start = golden.start},
                                                 objective);
    optimizer->theta()[0] = 1.0F;
    optimizer->theta()[1] = 1.0F;
    for (std::size_t k = 0; k < 8; ++k) {
      optimizer->step({});
      EXPECT_NEAR(optimizer->theta()[0], golden.x[k], 2e-6) << "step " << k + 1;
      EXPECT_NEAR(optimizer->theta()[1], golden.y[k], 2e-6) << "step " << k + 1;
    }
  }
}

}  // namespace
}  // namespace separatrix::test
