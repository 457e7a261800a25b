#include "separatrix/data/batches.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "data/idx_builder.hpp"

namespace separatrix {
namespace {

using test::error_of;

std::vector<std::int32_t> copy(std::span<const std::int32_t> batch) {
  return {batch.begin(), batch.end()};
}

TEST(BatchOrder, EveryEpochVisitsEverySampleOnce) {
  BatchOrder order(103, 10, Shuffle::each_epoch, 1);
  EXPECT_EQ(order.batches_per_epoch(), 11);
  std::vector<std::int32_t> expected(103);
  std::iota(expected.begin(), expected.end(), 0);
  std::vector<std::int32_t> previous;
  for (int epoch = 0; epoch < 3; ++epoch) {
    std::vector<std::int32_t> seen;
    for (int b = 0; b < 11; ++b) {
      EXPECT_EQ(order.epochs_completed(), epoch);
      EXPECT_EQ(order.batches_into_epoch(), b);
      const std::span<const std::int32_t> batch = order.next();
      EXPECT_EQ(batch.size(), b < 10 ? 10U : 3U);
      seen.insert(seen.end(), batch.begin(), batch.end());
    }
    EXPECT_EQ(order.epochs_completed(), epoch + 1);
    EXPECT_EQ(order.batches_into_epoch(), 0);
    EXPECT_NE(seen, previous);
    previous = seen;
    std::sort(seen.begin(), seen.end());
    EXPECT_EQ(seen, expected);
  }
}

TEST(BatchOrder, NeverShuffledKeepsTheOrder) {
  BatchOrder order(5, 2, Shuffle::never, 1);
  for (int epoch = 0; epoch < 2; ++epoch) {
    EXPECT_EQ(copy(order.next()), (std::vector<std::int32_t>{0, 1}));
    EXPECT_EQ(copy(order.next()), (std::vector<std::int32_t>{2, 3}));
    EXPECT_EQ(copy(order.next()), (std::vector<std::int32_t>{4}));
  }
}

TEST(BatchOrder, ZeroAndLargeSizesMeanAllSamples) {
  for (const std::int32_t size : {0, 7, 8, 2000000000}) {
    BatchOrder order(7, size, Shuffle::each_epoch, 1);
    EXPECT_EQ(order.batch_size(), 7);
    EXPECT_EQ(order.next().size(), 7U);
    EXPECT_EQ(order.epochs_completed(), 1);
  }
}

TEST(BatchOrder, StateContinuesAnywhereBitForBit) {
  for (const Shuffle shuffle : {Shuffle::each_epoch, Shuffle::never}) {
    for (int taken = 0; taken < 12; ++taken) {
      BatchOrder order(23, 5, shuffle, 9);
      for (int i = 0; i < taken; ++i) order.next();
      const BatchOrderState state = order.state();
      BatchOrder restored(23, 5, shuffle, 9);
      restored.next();
      restored.set_state(state);
      EXPECT_EQ(restored.state(), state);
      EXPECT_EQ(restored.epochs_completed(), order.epochs_completed());
      for (int i = 0; i < 12; ++i) EXPECT_EQ(copy(restored.next()), copy(order.next()));
    }
  }
}

TEST(BatchOrder, RefusesBadArguments) {
  EXPECT_EQ(error_of([] { BatchOrder(0, 5, Shuffle::never, 1); }).code, "empty");
  EXPECT_EQ(error_of([] { BatchOrder(5, -1, Shuffle::never, 1); }).field, "batch_size");
}

// Golden: links depend on the order staying as it is.
TEST(BatchOrder, HasFixedValues) {
  BatchOrder order(10, 5, Shuffle::each_epoch, 1);
  EXPECT_EQ(copy(order.next()), (std::vector<std::int32_t>{9, 7, 4, 1, 5}));
}

}  // namespace
}  // namespace separatrix
