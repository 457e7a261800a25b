// `descend` end to end: the golden iterates through the registry, contours, divergence,
// checkpoints.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "experiments/support.hpp"

namespace separatrix::test {
namespace {

std::unique_ptr<Run> descend(std::vector<ParamText> params) {
  return make_run("descend", params, {});
}

struct Golden {
  const char* optimizer;
  const char* start;  // empty: not a multistep method
  double x, y;        // iterate 8
  std::int64_t gradient_evaluations;
};

// (x^2 + 10 y^2) / 2 from (1, 1), learning rate 0.05: iterate 8, from 50-digit arithmetic.
class DescendGolden : public testing::TestWithParam<Golden> {};

TEST_P(DescendGolden, ReachesTheKnownIterate) {
  const Golden& golden = GetParam();
  std::vector<ParamText> params = {
      {"optimizer", golden.optimizer}, {"learning_rate", "0.05"}, {"steps", "8"}};
  if (*golden.start != '\0') params.emplace_back("start", golden.start);
  const auto run = descend(params);
  run->advance(1'000);
  ASSERT_TRUE(run->stop().has_value());
  EXPECT_EQ(run->stop()->reason, StopReason::limit);
  EXPECT_EQ(run->steps(), 8);
  EXPECT_NEAR(value(*run, "x"), golden.x, 1e-13);
  EXPECT_NEAR(value(*run, "y"), golden.y, 1e-13);
  EXPECT_NEAR(value(*run, "loss"), 0.5 * (golden.x * golden.x + 10 * golden.y * golden.y), 1e-13);
  EXPECT_EQ(run->gradient_evaluations(), golden.gradient_evaluations);
}

INSTANTIATE_TEST_SUITE_P(
    Optimisers, DescendGolden,
    testing::Values(Golden{"gd", "", 0.6634204312890625, 0.00390625, 8},
                    Golden{"heavy_ball", "", -0.0675364450390625, 0.6863848, 8},
                    Golden{"rk4", "", 0.67032006059516806, 0.018373740284549073, 32},
                    Golden{"ab4", "gd", 0.66772938430144156, 0.055259957235045884, 8},
                    Golden{"ab4", "rk4", 0.67032044664045889, 0.026254731110133342, 17},
                    Golden{"abm4", "gd", 0.66772785888726403, 0.00925138396890056, 13},
                    Golden{"abm4", "rk4", 0.67032001460917477, 0.017672422063673538, 22}),
    [](const auto& tested) {
      return std::string(tested.param.optimizer) + (*tested.param.start ? "_" : "") +
             tested.param.start;
    });

TEST(Descend, OdeTimeIsTheSumOfRatesOrOfTheirRoots) {
  const auto gd = descend({{"learning_rate", "0.04"}, {"steps", "10"}});
  gd->advance(1'000);
  EXPECT_NEAR(gd->ode_time().value(), 0.4, 1e-12);
  const auto ball =
      descend({{"optimizer", "heavy_ball"}, {"learning_rate", "0.04"}, {"steps", "10"}});
  ball->advance(1'000);
  EXPECT_NEAR(ball->ode_time().value(), 2.0, 1e-12);
}

TEST(Descend, ContoursHoldTheFunction) {
  const auto run = descend({{"objective", "booth"}});
  const FieldData& field = panel(*run, "contours").field;
  ASSERT_EQ(field.data.size(), static_cast<std::size_t>(field.rows * field.columns));
  const double dx = (field.x[1] - field.x[0]) / (field.columns - 1);
  const double dy = (field.y[1] - field.y[0]) / (field.rows - 1);
  for (const auto [row, column] : {std::array{0, 0}, std::array{3, 100}, std::array{120, 7}}) {
    const double x = field.x[0] + dx * column;
    const double y = field.y[0] + dy * row;
    const double booth = std::pow(x + 2 * y - 7, 2) + std::pow(2 * x + y - 5, 2);
    EXPECT_NEAR(field.data[static_cast<std::size_t>(row * field.columns + column)], booth,
                1e-12 * (1 + booth));
  }
}

TEST(Descend, StopsWhenItDiverges) {
  const auto run =
      descend({{"learning_rate", "0.21"}, {"steps", "100000"}});  // 2 / 10 is the limit
  run->advance(1'000'000);
  ASSERT_TRUE(run->stop().has_value());
  EXPECT_EQ(run->stop()->reason, StopReason::diverged);
  EXPECT_EQ(run->stop()->rule, "loss_bound");
  EXPECT_LT(run->steps(), 200);
  const std::int64_t steps = run->steps();
  run->advance(100);
  EXPECT_EQ(run->steps(), steps);
}

TEST(Descend, RosenbrockHasItsOwnDefaultRate) {
  EXPECT_EQ(descend({{"objective", "rosenbrock"}})->params().number("learning_rate"), 0.001);
  EXPECT_EQ(descend({})->params().number("learning_rate"), 0.05);
}

TEST(Descend, ALiveRateTakesEffectAtItsStep) {
  const auto run = descend({{"learning_rate", "0.05"}, {"steps", "5"}});
  run->schedule({3, "learning_rate", "0.1"});
  run->advance(1'000);
  // x is multiplied by 0.95 three times, then by 0.9 twice.
  EXPECT_NEAR(value(*run, "x"), std::pow(0.95, 3) * std::pow(0.9, 2), 1e-14);
}

TEST(Descend, ACheckpointContinuesBitForBitInsideAMultistepHistory) {
  const std::vector<ParamText> params = {{"objective", "rosenbrock"},
                                         {"optimizer", "abm4"},
                                         {"steps", "5000"},
                                         {"initial_state", "-1,1.5"}};
  const auto whole = descend(params);
  whole->advance(1'000'000);
  const auto first = descend(params);
  first->advance(5'001);  // inside a step
  const std::vector<std::uint8_t> bytes = first->checkpoint();
  const auto second = descend(params);
  second->restore(bytes);
  second->advance(1'000'000);
  EXPECT_EQ(second->steps(), whole->steps());
  EXPECT_EQ(value(*second, "x"), value(*whole, "x"));
  EXPECT_EQ(value(*second, "loss"), value(*whole, "loss"));
  EXPECT_EQ(panel(*second, "contours").field.points, panel(*whole, "contours").field.points);
  EXPECT_LE(panel(*whole, "contours").field.points.size(), 2048U);
  EXPECT_EQ(panel(*whole, "contours").field.points.back()[0], value(*whole, "x"));
}

TEST(Descend, RefusesWhatDoesNotApply) {
  expect_refused("descend", {{"momentum", "0.5", "not_applicable"},
                             {"start", "gd", "not_applicable"},
                             {"objective", "himmelblau", "unknown_choice"},
                             {"learning_rate", "0", "out_of_range"},
                             {"initial_state", "1", "wrong_length"},
                             {"initial_state", "1,2,3", "list_too_long"},
                             {"steps", "0", "out_of_range"},
                             {"nonsense", "1", "unknown_parameter"}});
}

}  // namespace
}  // namespace separatrix::test
