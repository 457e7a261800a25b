#include <gtest/gtest.h>

#include "optim/support.hpp"
#include "support/allocation_counter.hpp"

namespace separatrix::test {
namespace {

TEST(Allocation, TheCounterCounts) { EXPECT_EQ(counted_probes(), 2U); }

TEST(Allocation, NoneAfterTheFirstStep) {
  Batched objective(300);
  std::vector<std::int32_t> indices(600, 3);
  for (const OptimizerSettings& settings : all_settings(0.01)) {
    const auto optimizer = make_optimizer<double>(settings, objective);
    optimizer->step({indices});
    const std::size_t before = allocations();
    for (int k = 0; k < 10; ++k) optimizer->step({indices});
    optimizer->set_learning_rate(0.005);
    for (int k = 0; k < 10; ++k) optimizer->step({indices});
    EXPECT_EQ(allocations() - before, 0U) << settings.optimizer << " start " << settings.start;
  }
}

}  // namespace
}  // namespace separatrix::test
