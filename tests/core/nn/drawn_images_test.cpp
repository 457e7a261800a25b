// What the built-in images promise: too hard for a linear model, easy enough for the network of
// source 003.
#include "separatrix/data/drawn_images.hpp"

#include <gtest/gtest.h>

#include "nn/support.hpp"
#include "separatrix/data/batches.hpp"
#include "separatrix/data/split.hpp"
#include "separatrix/nn/image_source.hpp"
#include "separatrix/optim/optimizer.hpp"

namespace separatrix::test {
namespace {

/// Test accuracy after 20 epochs of gd 0.1, batch 64, on 8,000 of 10,000 drawn images; tested on
/// the rest.
double test_accuracy(const std::vector<std::int32_t>& hidden) {
  const ImageSet images = drawn_images(10'000, 1);
  const SplitIndices split = split_indices(images.count, {.order = SplitOrder::in_order}, 1);
  const ImageSource<float> source(images);
  DataObjective<float> objective({.inputs = 784, .hidden = hidden, .outputs = 10}, source);
  const auto optimizer =
      make_optimizer<float>({.optimizer = "gd", .learning_rate = 0.1}, objective);
  objective.network().initialize(1, optimizer->theta());
  BatchOrder order(static_cast<std::int32_t>(split.train.size()), 64, Shuffle::each_epoch, 1);
  while (order.epochs_completed() < 20)
    optimizer->step({order.next()});  // in order: train is 0, 1, ...
  std::int32_t correct = 0;
  for (std::size_t chunk = 0; chunk < objective.chunk_count({split.test}); ++chunk) {
    correct += objective.evaluate_chunk(optimizer->theta(), source, split.test, chunk).correct;
  }
  return static_cast<double>(correct) / static_cast<double>(split.test.size());
}

TEST(DrawnImages, ALinearModelStaysBelow85Percent) {
  const double accuracy = test_accuracy({});
  RecordProperty("test_accuracy", std::to_string(accuracy));
  EXPECT_LT(accuracy, 0.85);
  EXPECT_GT(accuracy, 0.3) << "it learns something";
}

TEST(DrawnImages, TheNetworkOfSource003Passes93Percent) {
  const double accuracy = test_accuracy({64, 32});
  RecordProperty("test_accuracy", std::to_string(accuracy));
  EXPECT_GT(accuracy, 0.93);
}

}  // namespace
}  // namespace separatrix::test
