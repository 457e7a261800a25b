// `train-images` end to end on drawn images.
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "experiments/support.hpp"

namespace separatrix::test {
namespace {

std::unique_ptr<Run> train(std::vector<ParamText> params, std::span<const File> files = {}) {
  return make_run("train-images", params, files);
}

const std::vector<ParamText> kSmall = {{"samples", "400"}, {"epochs", "3"}, {"hidden", "16"}};

TEST(TrainImages, MeasuresBeforeTheFirstStepAtEachEpochAndAtTheEnd) {
  const auto run = train(kSmall);
  run->advance(1'000'000);
  ASSERT_TRUE(run->stop().has_value());
  EXPECT_EQ(run->stop()->rule, "epochs");
  EXPECT_EQ(run->steps(), 15);  // 320 samples in batches of 64, three times
  const std::vector<LineSeries>& losses = panel(*run, "losses").series;
  EXPECT_EQ(losses[0].count(), 15U);
  EXPECT_EQ(losses[1].count(), 4U);
  EXPECT_EQ(losses[1].samples().back().x, 15.0);
  EXPECT_EQ(losses[1].last().y, value(*run, "train_loss"));
  EXPECT_LT(value(*run, "train_loss"), losses[1].samples().front().y);
  EXPECT_EQ(value(*run, "parameters"), 784 * 16 + 16 + 16 * 10 + 10);
}

TEST(TrainImages, AStepBoundInsideAnEpochStillEndsWithAMeasurement) {
  const auto run = train(kSmall);
  run->bound_steps(7);
  run->advance(1'000'000);
  EXPECT_EQ(run->steps(), 7);
  EXPECT_EQ(run->stop()->rule, "steps");
  EXPECT_EQ(panel(*run, "losses").series[1].samples().back().x, 7.0);
}

TEST(TrainImages, TheConfusionMatrixCountsEveryTestImageOnce) {
  const auto run = train(kSmall);
  run->advance(1'000'000);
  const std::vector<double>& counts = panel(*run, "confusion").field.data;
  double all = 0.0;
  double right = 0.0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    all += counts[i];
    if (i % 11 == 0) right += counts[i];
  }
  EXPECT_EQ(all, 80.0);
  EXPECT_NEAR(right / all, value(*run, "test_accuracy"), 1e-15);
}

TEST(TrainImages, SlicesDoNotChangeTheNumbers) {
  const auto whole = train(kSmall);
  whole->advance(1'000'000);
  const auto sliced = train(kSmall);
  for (int units = 1; !sliced->stop(); units = units % 7 + 1) sliced->advance(units);
  EXPECT_EQ(value(*sliced, "train_loss"), value(*whole, "train_loss"));
  EXPECT_EQ(value(*sliced, "test_loss"), value(*whole, "test_loss"));
}

TEST(TrainImages, ACheckpointContinuesBitForBit) {
  for (const char* optimizer : {"gd", "heavy_ball", "rk4", "ab4", "abm4"}) {
    std::vector<ParamText> params = kSmall;
    params.emplace_back("optimizer", optimizer);
    params.emplace_back("learning_rate", "0.02");
    const auto whole = train(params);
    whole->advance(1'000'000);
    const auto first = train(params);
    first->advance(30);
    const std::vector<std::uint8_t> bytes = first->checkpoint();
    const auto second = train(params);
    second->restore(bytes);
    EXPECT_EQ(second->steps(), first->steps());
    second->advance(1'000'000);
    EXPECT_EQ(value(*second, "train_loss"), value(*whole, "train_loss")) << optimizer;
    EXPECT_EQ(value(*second, "test_accuracy"), value(*whole, "test_accuracy")) << optimizer;
  }
}

TEST(TrainImages, ACheckpointOfOtherDataIsRefusedAndChangesNothing) {
  const auto run = train(kSmall);
  run->advance(20);
  std::vector<ParamText> other = kSmall;
  other.emplace_back("seed", "2");
  const auto second = train(other);
  second->advance(40);
  const std::int64_t steps = second->steps();
  EXPECT_THROW(second->restore(run->checkpoint()), LabException);
  EXPECT_EQ(second->steps(), steps);
}

TEST(TrainImages, FloatAndDoubleTellTheSameStory) {
  std::vector<ParamText> params = kSmall;
  const auto single = train(params);
  params.emplace_back("precision", "double");
  const auto twice = train(params);
  single->advance(1'000'000);
  twice->advance(1'000'000);
  EXPECT_NEAR(value(*single, "train_loss"), value(*twice, "train_loss"), 1e-3);
}

TEST(TrainImages, DivergenceNamesTheStepAndTheRule) {
  std::vector<ParamText> params = kSmall;
  params.emplace_back("learning_rate", "100");
  params.emplace_back("loss", "mse");
  const auto run = train(params);
  run->advance(1'000'000);
  ASSERT_TRUE(run->stop().has_value());
  EXPECT_EQ(run->stop()->reason, StopReason::diverged);
  EXPECT_TRUE(run->stop()->cause.has_value());
  EXPECT_GT(run->stop()->step, 0);
}

TEST(TrainImages, GradientNormsAreShownPerLayer) {
  const auto run = train(kSmall);
  run->advance(1'000'000);
  const std::vector<LineSeries>& norms = panel(*run, "gradient_norms").series;
  ASSERT_EQ(norms.size(), 2U);
  EXPECT_EQ(norms[0].count(), 2U);  // steps 0 and 10
  EXPECT_GT(norms[1].last().y, 0.0);
}

TEST(TrainImages, RefusesBadSettings) {
  expect_refused("train-images", {{"hidden", "64,0", "out_of_range"},
                                  {"hidden", "1,1,1,1,1,1,1,1,1", "list_too_long"},
                                  {"samples", "5", "out_of_range"},
                                  {"batch_size", "-1", "out_of_range"},
                                  {"train_fraction", "1", "out_of_range"},
                                  {"activation", "softmax", "unknown_choice"},
                                  {"epochs", "2.5", "not_an_integer"},
                                  {"precision", "half", "unknown_choice"},
                                  {"seed", "4294967296", "out_of_range"}});
}

/// IDX files of `count` 4 x 4 images whose label follows from their brightness.
std::vector<File> bright_and_dark(std::uint8_t count) {
  File images{"images-idx3-ubyte", {0, 0, 8, 3, 0, 0, 0, count, 0, 0, 0, 4, 0, 0, 0, 4}};
  File labels{"labels-idx1-ubyte", {0, 0, 8, 1, 0, 0, 0, count}};
  for (std::uint8_t i = 0; i < count; ++i) {
    const std::uint8_t label = i % 2;
    const auto brightness = static_cast<std::uint8_t>(i % 50 + 200 * label);
    images.bytes.insert(images.bytes.end(), 16, brightness);
    labels.bytes.push_back(label);
  }
  return {images, labels};
}

TEST(TrainImages, FilesTakeThePlaceOfDrawnImages) {
  const std::vector<File> files = bright_and_dark(100);
  const auto run = train({{"hidden", ""}, {"batch_size", "10"}}, files);
  EXPECT_FALSE(run->params().has("samples"));
  run->advance(1'000'000);
  EXPECT_EQ(value(*run, "test_accuracy"), 1.0);
  EXPECT_EQ(value(*run, "parameters"), 16 * 10 + 10);
}

TEST(TrainImages, RefusesANumberOfDrawnImagesBesideFiles) {
  expect_refused("train-images", {{"samples", "100", "not_with_files"}}, bright_and_dark(100));
}

TEST(TrainImages, UnitsAndErrorsFollowTheLoss) {
  const auto find = [](const auto& run) { return panel(run, "values").values[1]; };
  std::vector<ParamText> params = kSmall;
  const auto nats = train(params);
  nats->advance(1'000'000);
  EXPECT_EQ(find(*nats).unit, "nats");
  EXPECT_GT(find(*nats).uncertainty, 0.0);
  EXPECT_LT(find(*nats).uncertainty, find(*nats).value);
  params.emplace_back("loss", "mse");
  const auto plain = train(params);
  EXPECT_EQ(find(*plain).unit, "");
  EXPECT_EQ(panel(*plain, "losses").y_axis.unit, "");
}

TEST(TrainImages, AShareOfAllOrNoneStillHasAnError) {
  const std::vector<File> files = bright_and_dark(100);
  const auto run = train({{"hidden", ""}, {"batch_size", "10"}}, files);
  run->advance(1'000'000);
  const Value& accuracy = panel(*run, "values").values[3];
  EXPECT_EQ(accuracy.value, 1.0);
  EXPECT_NEAR(accuracy.uncertainty, std::sqrt(22.0 / 24 * 2 / 24 / 24), 1e-15);  // 20 of 20
}

TEST(TrainImages, RefusesFilesThatAreNotAPair) {
  const std::vector<File> files = {{"labels-idx1-ubyte", {0, 0, 8, 1}}};
  EXPECT_THROW(train({}, files), LabException);
}

}  // namespace
}  // namespace separatrix::test
