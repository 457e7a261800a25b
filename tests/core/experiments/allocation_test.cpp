// Nothing is allocated in a training step after the first one: through the whole run, recorder and
// verdicts included.
#include "experiments/support.hpp"
#include "support/allocation_counter.hpp"

namespace separatrix::test {
namespace {

TEST(RunAllocation, TheCounterCounts) { EXPECT_GE(counted_probes(), 1U); }

TEST(RunAllocation, NoneInTheStepsOfAnEpoch) {
  for (const char* optimizer : {"gd", "heavy_ball", "rk4", "ab4", "abm4"}) {
    const std::vector<ParamText> params = {
        {"samples", "2000"}, {"optimizer", optimizer}, {"learning_rate", "0.01"}};
    const auto run = make_run("train-images", params, {});
    run->advance(1'000, 2);  // measures, and takes two of the 25 steps of an epoch
    const std::size_t before = allocations();
    run->advance(1'000, 20);
    EXPECT_EQ(allocations() - before, 0U) << optimizer;
    EXPECT_EQ(run->steps(), 22);
  }
}

TEST(RunAllocation, NoneInADescent) {
  const std::vector<ParamText> params = {{"optimizer", "abm4"}, {"steps", "20000"}};
  const auto run = make_run("descend", params, {});
  run->advance(100, 5);
  const std::size_t before = allocations();
  run->advance(30'000, 10'000);  // long enough to thin the path and merge the curve
  EXPECT_EQ(allocations() - before, 0U);
  EXPECT_EQ(run->steps(), 10'005);
}

}  // namespace
}  // namespace separatrix::test
