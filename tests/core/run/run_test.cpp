#include "separatrix/run/run.hpp"

#include <gtest/gtest.h>

#include "run/support/logistic_run.hpp"

namespace separatrix {
namespace {

using test::make_logistic;
using test::refusal;

TEST(Run, ReturnsInsideAStepAndGoesOnThere) {
  const auto whole = make_logistic();
  const auto pieces = make_logistic();
  whole->advance(1000);
  std::int64_t units = 0;
  for (std::int64_t size = 1; units < 1000; size = size % 7 + 1) {
    units += pieces->advance(std::min(size, 1000 - units)).units;
  }
  EXPECT_EQ(whole->x(), pieces->x());
  EXPECT_EQ(whole->steps(), pieces->steps());
  EXPECT_EQ(whole->at_boundary(), pieces->at_boundary());
  const auto single = make_logistic();
  AdvanceReport report = single->advance(2);
  EXPECT_EQ(report.units, 2);
  EXPECT_EQ(report.steps, 0);
  EXPECT_FALSE(report.at_boundary);
  report = single->advance(1);
  EXPECT_EQ(report.steps, 1);
  EXPECT_TRUE(report.at_boundary);
  EXPECT_FALSE(report.stopped);
}

TEST(Run, StepsAreBoundedWithTheirMeasurement) {
  const auto run = make_logistic();
  AdvanceReport report = run->advance(1000000, 10);
  EXPECT_EQ(report.steps, 10);
  EXPECT_TRUE(report.at_boundary);
  EXPECT_EQ(run->panels()[1].values[1].value, 10) << "the measurement of step 10 is complete";
  run->advance(1);
  report = run->advance(1000000, 1);
  EXPECT_EQ(report.steps, 11) << "the step under way is the one";
  EXPECT_EQ(run->advance(100, 0).units, 0);
  EXPECT_EQ(run->advance(0).units, 0);
  run->advance(2);
  run->settle();
  EXPECT_EQ(run->steps(), 12);
  EXPECT_TRUE(run->at_boundary());
}

TEST(Run, ABoundedRunMeasuresOnceAndStops) {
  const auto run = make_logistic();
  run->bound_steps(17);
  const AdvanceReport report = run->advance(1000000);
  EXPECT_TRUE(report.stopped);
  ASSERT_TRUE(run->stop());
  EXPECT_EQ(run->stop()->reason, StopReason::limit);
  EXPECT_EQ(run->stop()->rule, "steps");
  EXPECT_EQ(run->stop()->step, 17);
  EXPECT_EQ(run->ends(), 1);
  EXPECT_EQ(run->panels()[1].values[1].value, 17);
  const double x = run->x();
  EXPECT_EQ(run->advance(1000).units, 0);
  EXPECT_EQ(run->x(), x);
}

TEST(Run, ABoundAlreadyReachedEndsTheRun) {
  const auto run = make_logistic();
  run->advance(1000000, 5);
  run->bound_steps(3);
  run->advance(1);  // its measurement at the end
  ASSERT_TRUE(run->stop());
  EXPECT_EQ(run->stop()->step, 5);
  const auto none = make_logistic();
  none->bound_steps(0);
  none->advance(100);
  EXPECT_EQ(none->steps(), 0);
  EXPECT_TRUE(none->stop());
  EXPECT_EQ(refusal([&] { none->bound_steps(-1); }).code, "out_of_range");
}

TEST(Run, TheFirstStopStays) {
  const auto run = make_logistic({{"r", "9"}, {"initial_state", "0.9"}});
  run->advance(1000000);
  ASSERT_TRUE(run->stop());
  EXPECT_EQ(run->stop()->reason, StopReason::diverged);
  EXPECT_EQ(run->stop()->layer, "map");
  EXPECT_EQ(run->stop()->cause, "loss_above_bound");
  run->stop_by_user();
  run->bound_steps(0);
  EXPECT_EQ(run->stop()->reason, StopReason::diverged);
  const auto other = make_logistic();
  other->advance(4);
  other->stop_by_user();
  EXPECT_EQ(other->stop()->reason, StopReason::user);
  EXPECT_EQ(other->stop()->step, 1);
  EXPECT_EQ(other->advance(100).units, 0);
  EXPECT_EQ(to_string(StopReason::converged), "converged");
}

TEST(Events, TakeEffectAtTheBoundary) {
  const auto run = make_logistic();
  Event event = run->set("r", "3.50");
  EXPECT_EQ(event.step, 0);
  EXPECT_EQ(event.value, "3.5");
  EXPECT_EQ(run->params().number("r"), 3.5) << "at once: the run is at a boundary";
  run->advance(4);  // inside step 2
  event = run->set("r", "3.6");
  EXPECT_EQ(event.step, 2);
  EXPECT_EQ(run->params().number("r"), 3.5);
  run->settle();
  EXPECT_EQ(run->steps(), 2);
  run->advance(1);
  EXPECT_EQ(run->params().number("r"), 3.6);
  EXPECT_EQ(run->events().size(), 2U);
  EXPECT_EQ(run->applied(), 2);
}

TEST(Events, ReplayGivesTheSameNumbers) {
  const auto live = make_logistic({{"noise", "0.001"}}, 5);
  live->advance(100);
  live->set("r", "3.6");
  live->advance(61);
  live->set("mode", "as-printed");
  live->set("r", "3.8");
  live->advance(500);
  live->settle();
  const auto replayed = make_logistic({{"noise", "0.001"}}, 5);
  // In any order of asking.
  for (std::size_t i = live->events().size(); i-- > 0;) replayed->schedule(live->events()[i]);
  replayed->advance(1000000, live->steps());
  EXPECT_EQ(replayed->steps(), live->steps());
  EXPECT_EQ(replayed->x(), live->x());
  EXPECT_EQ(replayed->params().choice("mode"), "as_printed");
  ASSERT_EQ(replayed->events().size(), live->events().size());
  for (std::size_t i = 1; i < replayed->events().size(); ++i) {
    EXPECT_LE(replayed->events()[i - 1].step, replayed->events()[i].step);
  }
}

TEST(Events, AreAppliedInTheOrderAsked) {
  const auto run = make_logistic();
  run->schedule({5, "r", "3.1"});
  run->schedule({3, "r", "3.2"});
  run->advance(1000000, 5);
  EXPECT_EQ(run->params().number("r"), 3.2);
  run->set("mode", "as_printed");  // at step 5 as well: after what was scheduled
  EXPECT_EQ(run->params().number("r"), 3.1);
  EXPECT_EQ(run->events().back().name, "mode");
}

TEST(Events, AreScheduledOncePerStepAndName) {
  const auto run = make_logistic();
  run->schedule({5, "r", "3.1"});
  run->schedule({5, "mode", "as_printed"});
  run->schedule({6, "r", "3.1"});
  EXPECT_EQ(refusal([&] {
              run->schedule({5, "r", "3.3"});
            }),
            (LabError{"given_twice", "5:r", "3.3", "1", "give_once"}));
  EXPECT_EQ(run->events().size(), 3U);
}

TEST(Events, ASecondChangeAtOneStepReplacesTheFirst) {
  const auto live = make_logistic();
  live->schedule({4, "r", "3.1"});
  live->set("r", "3.2");  // both at once: the run is at a boundary
  live->set("mode", "as_printed");
  live->set("r", "3.3");
  live->advance(10);  // inside step 4
  live->set("r", "3.4");
  live->set("r", "3.5");
  ASSERT_EQ(live->events().size(), 3U);
  EXPECT_EQ(live->events()[0].name, "mode");
  EXPECT_EQ(live->events()[1].value, "3.3");
  EXPECT_EQ(live->events()[2].value, "3.5");
  live->advance(200);
  live->settle();
  EXPECT_EQ(live->params().number("r"), 3.5);
  const auto replayed = make_logistic();
  for (const Event& event : live->events()) replayed->schedule(event);
  replayed->advance(1000000, live->steps());
  EXPECT_EQ(replayed->x(), live->x());
}

TEST(Events, SayWhyAParameterCannotChange) {
  std::vector<ParamSpec> specs = test::logistic_specs();
  specs.push_back({.name = "gain",
                   .default_text = "1",
                   .live = true,
                   .when = {{"mode", {"as_printed"}}, {"r", {"1", "2"}}}});
  specs.push_back({.name = "samples", .default_text = "5", .without_files = true});
  Params params = parse_params(specs, {});
  params.remove("samples");  // as make_run does where files are given
  test::LogisticRun run(params, 1);
  EXPECT_EQ(
      refusal([&] {
        run.schedule({5, "gain", "2"});
      }),
      (LabError{"not_applicable", "gain", "2", "mode=as_printed; r=1,2", "remove_parameter"}));
  EXPECT_EQ(refusal([&] { run.set("gain", "2"); }).code, "not_applicable");
  EXPECT_EQ(refusal([&] { run.schedule({5, "samples", "2"}); }).code, "not_with_files");
  EXPECT_EQ(refusal([&] { run.schedule({5, "gains", "2"}); }).code, "unknown_parameter");
  for (ParamSpec& spec : specs) spec.live = false;
  test::LogisticRun fixed(parse_params(specs, {}), 1);
  EXPECT_EQ(refusal([&] {
              fixed.schedule({5, "r", "2"});
            }),
            (LabError{"nothing_live", "r", "2", "", "set_before_run"}));
  EXPECT_EQ(refusal([&] { fixed.set("gains", "2"); }),
            (LabError{"nothing_live", "gains", "2", "", "remove_option"}));
}

TEST(Events, RefusalsChangeNothing) {
  const auto run = make_logistic();
  run->advance(7);
  EXPECT_EQ(refusal([&] { run->set("noise", "0.1"); }).code, "not_live");
  const LabError unknown = refusal([&] { run->set("rr", "0.1"); });
  EXPECT_EQ(unknown.code, "unknown_parameter");
  EXPECT_EQ(unknown.allowed, "r, mode");
  EXPECT_EQ(refusal([&] { run->set("r", "11"); }).code, "out_of_range");
  EXPECT_EQ(refusal([&] { run->set("r", "x"); }).code, "not_a_number");
  EXPECT_EQ(refusal([&] { run->set("mode", "other"); }).code, "unknown_choice");
  EXPECT_EQ(refusal([&] { run->schedule({2, "r", "1"}); }).code, "event_in_the_past");
  EXPECT_EQ(refusal([&] { run->schedule({2, "r", "1"}); }).allowed, ">= 3");
  EXPECT_EQ(refusal([&] { run->schedule({-1, "r", "1"}); }).code, "event_in_the_past");
  EXPECT_EQ(refusal([&] { run->edit("weights", 3, 0.5); }).code, "not_editable");
  EXPECT_EQ(refusal([&] { run->make_task(0); }).code, "no_such_task");
  EXPECT_TRUE(run->events().empty());
  run->settle();
  run->refuse_apply = true;
  EXPECT_EQ(refusal([&] { run->set("r", "2"); }).code, "out_of_range");
  EXPECT_TRUE(run->events().empty());
  EXPECT_EQ(run->params().number("r"), 3.7);
}

TEST(Registry, FindsAndMakesRuns) {
  EXPECT_EQ(find_experiment("logistic_map").id, "logistic-map");
  const LabError unknown = refusal([&] { find_experiment("take-files"); });
  EXPECT_EQ(unknown.code, "unknown_experiment");
  EXPECT_EQ(unknown.allowed, "takes-files, logistic-map");
  const std::vector<ParamText> given = {{"seed", "4294967295"}, {"noise", "0.5"}};
  EXPECT_EQ(make_run("logistic-map", given, {})->seed(), 4294967295U);
  const std::vector<ParamText> twice = {{"seed", "1"}, {"seed", "1"}};
  EXPECT_EQ(refusal([&] { make_run("logistic-map", twice, {}); }).code, "given_twice");
  for (const char* bad : {"-1", "4294967296", "1e3", "", "0x1"}) {
    const std::vector<ParamText> seed = {{"seed", bad}};
    EXPECT_EQ(refusal([&] { make_run("logistic-map", seed, {}); }).field, "seed") << bad;
  }
  const std::vector<File> files = {{"x.csv", {1, 2}}};
  EXPECT_EQ(refusal([&] { make_run("logistic-map", {}, files); }).code, "files_not_used");
  EXPECT_EQ(make_run("takes-files", {}, files)->seed(), std::nullopt);
}

}  // namespace
}  // namespace separatrix
