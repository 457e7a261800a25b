// Batches, chunks, losses and evaluation mode.
#include <gtest/gtest.h>

#include <limits>

#include "nn/support.hpp"
#include "separatrix/math/elementary.hpp"
#include "separatrix/math/error.hpp"
#include "separatrix/nn/image_source.hpp"
#include "separatrix/optim/optimizer.hpp"

namespace separatrix::test {
namespace {

const NetworkSettings kSmall{.inputs = 6, .hidden = {8, 5}, .outputs = 4, .activation = "tanh"};

TEST(Chunks, ThreeChunksEqualTheMeanOverAllSamples) {
  const std::int32_t size = 600;
  const TableSource<double> source(random_classes(size, 6, 4));
  DataObjective<double> objective(kSmall, source);
  const std::vector<double> theta = random_parameters(objective.network());
  const std::vector<double> v = random_vector(theta.size(), 8);
  const std::vector<std::int32_t> indices = all_indices(size);
  EXPECT_EQ(objective.chunk_count({indices}), 3U);

  std::vector<double> whole(theta.size(), 1e9);  // chunk 0 writes
  std::vector<double> whole_hv(theta.size(), 1e9);
  const double loss = objective.gradient(theta, {indices}, whole);
  objective.hessian_vector(theta, {indices}, v, whole_hv);

  // One sample at a time, averaged in the plainest way.
  std::vector<double> mean(theta.size(), 0.0);
  std::vector<double> mean_hv(theta.size(), 0.0);
  double mean_loss = 0.0;
  std::vector<double> one(theta.size());
  for (const std::int32_t i : indices) {
    mean_loss += objective.gradient(theta, {std::span(&i, 1)}, one) / size;
    for (std::size_t k = 0; k < one.size(); ++k) mean[k] += one[k] / size;
    objective.hessian_vector(theta, {std::span(&i, 1)}, v, one);
    for (std::size_t k = 0; k < one.size(); ++k) mean_hv[k] += one[k] / size;
  }
  EXPECT_NEAR(loss, mean_loss, 1e-13);
  EXPECT_LT(relative_distance(whole, mean), 1e-13);
  EXPECT_LT(relative_distance(whole_hv, mean_hv), 1e-13);

  double evaluated = 0.0;
  for (std::size_t c = 0; c < 3; ++c)
    evaluated += objective.evaluate_chunk(theta, source, indices, c).loss;
  EXPECT_EQ(evaluated, loss) << "evaluation mode sums the same shares in the same order";
}

TEST(Chunks, AResultDoesNotDependOnWhatWasComputedBefore) {
  const TableSource<float> source(random_classes(600, 6, 4));
  DataObjective<float> used(kSmall, source);
  DataObjective<float> fresh(kSmall, source);
  const std::vector<float> theta = random_parameters(used.network());
  std::vector<float> a(theta.size());
  std::vector<float> b(theta.size());
  const std::vector<std::int32_t> indices = all_indices(600);
  used.gradient(random_parameters(used.network(), 77), {indices}, a);
  used.hessian_vector(theta, {indices}, b, a);
  const std::span<const std::int32_t> few = std::span(indices).subspan(100, 10);
  EXPECT_EQ(used.gradient(theta, {few}, a), fresh.gradient(theta, {few}, b));
  EXPECT_EQ(a, b);
}

TEST(Chunks, AnEmptySampleIsZero) {
  const TableSource<double> source(random_classes(5, 6, 4));
  DataObjective<double> objective(kSmall, source);
  const std::vector<double> theta = random_parameters(objective.network());
  std::vector<double> g(theta.size(), 3.0);
  EXPECT_EQ(objective.chunk_count({}), 1U);
  EXPECT_EQ(objective.gradient(theta, {}, g), 0.0);
  EXPECT_EQ(g, std::vector<double>(theta.size(), 0.0));
}

// A network without hidden layers whose weights are the logits of one-hot inputs: losses known in
// closed form.
template <typename Scalar>
double loss_of_logits(const std::vector<double>& logits, std::int32_t label,
                      std::vector<Scalar>* gradient = nullptr) {
  const auto k = static_cast<std::int32_t>(logits.size());
  const TableSource<Scalar> source(
      Table{.size = 1, .feature_count = 1, .features = {1.0}, .class_count = k, .labels = {label}});
  DataObjective<Scalar> objective({.inputs = 1, .outputs = k}, source);
  std::vector<Scalar> theta(logits.begin(), logits.end());
  theta.resize(2 * logits.size(), Scalar{0});
  std::vector<Scalar> g(theta.size());
  const std::vector<std::int32_t> indices = {0};
  const double loss = objective.gradient(theta, {indices}, g);
  if (gradient != nullptr) gradient->assign(g.begin(), g.begin() + k);
  return loss;
}

TEST(CrossEntropy, KnownValuesInNats) {
  EXPECT_NEAR(loss_of_logits<double>({0, 0, 0, 0}, 2), std::log(4.0), 1e-15);
  EXPECT_NEAR(loss_of_logits<double>({1, 2, 3}, 0), 2.40760596444438, 1e-14);
  std::vector<double> g;
  loss_of_logits<double>({1, 2, 3}, 0, &g);
  EXPECT_NEAR(g[0], 0.0900305731703805 - 1.0, 1e-15);
  EXPECT_NEAR(g[1], 0.244728471054798, 1e-15);
  EXPECT_NEAR(g[2], 0.665240955774822, 1e-15);
}

TEST(CrossEntropy, HugeLogitsNeitherOverflowNorVanish) {
  EXPECT_NEAR(loss_of_logits<double>({1e4, -1e4, 0}, 1), 2e4, 1e-9);
  EXPECT_NEAR(loss_of_logits<float>({1e4, -1e4, 0}, 1), 2e4, 1e-9);
  EXPECT_NEAR(loss_of_logits<double>({1e300, -1e300}, 1), 2e300, 1e287);
  EXPECT_EQ(loss_of_logits<float>({3e4, 0}, 0), 0.0);
  std::vector<float> g;
  loss_of_logits<float>({1e4, -1e4, 0}, 1, &g);
  EXPECT_EQ(g, (std::vector<float>{1.0F, -1.0F, 0.0F}));
}

TEST(CrossEntropy, NotANumberIsNotHidden) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const double infinity = std::numeric_limits<double>::infinity();
  for (const std::int32_t label : {0, 1, 2}) {
    EXPECT_TRUE(std::isnan(loss_of_logits<double>({0.0, nan, 1.0}, label))) << label;
    EXPECT_TRUE(std::isnan(loss_of_logits<float>({0.0, nan, 1.0}, label))) << label;
    EXPECT_TRUE(std::isnan(loss_of_logits<float>({nan, 0.0, 1.0}, label))) << label;
    EXPECT_FALSE(std::isfinite(loss_of_logits<double>({0.0, infinity, 1.0}, label))) << label;
  }
}

class NotANumber : public testing::TestWithParam<const char*> {};

TEST_P(NotANumber, InAHiddenLayerReachesTheLoss) {
  NetworkSettings settings = kSmall;
  settings.activation = GetParam();
  const TableSource<float> source(random_classes(10, 6, 4));
  DataObjective<float> objective(settings, source);
  std::vector<float> theta = random_parameters(objective.network());
  theta[3] = std::numeric_limits<float>::quiet_NaN();
  std::vector<float> g(theta.size());
  const std::vector<std::int32_t> indices = all_indices(10);
  EXPECT_TRUE(std::isnan(objective.gradient(theta, {indices}, g)));
}

INSTANTIATE_TEST_SUITE_P(Activations, NotANumber, testing::Values("identity", "relu", "tanh"),
                         [](const testing::TestParamInfo<const char*>& test) {
                           return std::string(test.param);
                         });

TEST(MeanSquaredError, HalfTheSumOverOutputsMeanOverSamples) {
  const TableSource<double> source(Table{.size = 2,
                                         .feature_count = 1,
                                         .features = {0.0, 0.0},
                                         .target_count = 2,
                                         .targets = {1.0, 2.0, 3.0, 4.0}});
  DataObjective<double> objective({.inputs = 1, .outputs = 2, .loss = "mse"}, source);
  std::vector<double> g(4);
  const std::vector<std::int32_t> indices = {0, 1};
  EXPECT_EQ(objective.gradient(std::vector<double>(4, 0.0), {indices}, g),
            0.5 * (1 + 4 + 9 + 16) / 2);
  EXPECT_EQ(g, (std::vector<double>{0.0, 0.0, -2.0, -3.0}));
}

TEST(MeanSquaredError, ClassesAreOneHotOrPlusMinusOne) {
  const std::vector<std::int32_t> indices = {0, 1};
  const auto loss_at_zero = [&](std::int32_t classes, std::int32_t outputs) {
    const TableSource<double> source(Table{.size = 2,
                                           .feature_count = 1,
                                           .features = {1.0, 1.0},
                                           .class_count = classes,
                                           .labels = {0, 1}});
    DataObjective<double> objective({.inputs = 1, .outputs = outputs, .loss = "mse"}, source);
    std::vector<double> g(objective.parameter_count());
    const double loss = objective.gradient(std::vector<double>(g.size(), 0.0), {indices}, g);
    return std::pair{loss, g};
  };
  // Weights first, then biases; the gradient of a bias is minus the mean target.
  EXPECT_EQ(loss_at_zero(3, 3),
            (std::pair{0.5, std::vector<double>{-0.5, -0.5, 0.0, -0.5, -0.5, 0.0}}));
  EXPECT_EQ(loss_at_zero(2, 1), (std::pair{0.5, std::vector<double>{0.0, 0.0}}));
}

TEST(Evaluation, CountsAndPredictions) {
  const std::int32_t size = 300;
  const TableSource<float> source(random_classes(size, 6, 4));
  DataObjective<float> objective(kSmall, source);
  const std::vector<float> theta = random_parameters(objective.network());
  std::vector<std::int32_t> indices = all_indices(size);
  std::reverse(indices.begin(), indices.end());
  std::int32_t correct = 0;
  for (std::size_t chunk = 0; chunk < 2; ++chunk) {
    const auto part = DataObjective<float>::chunk_of(indices, chunk);
    ASSERT_EQ(part.size(), chunk == 0 ? 256U : 44U);
    std::vector<std::int32_t> predictions(part.size(), -1);
    const ChunkEvaluation result =
        objective.evaluate_chunk(theta, source, indices, chunk, predictions);
    EXPECT_EQ(result.samples, static_cast<std::int32_t>(part.size()));
    std::vector<float> outputs(4 * part.size());
    std::vector<std::int32_t> predicted(part.size());
    objective.predict(theta, source, part, outputs, predicted);
    EXPECT_EQ(predicted, predictions);
    std::int32_t right = 0;
    for (std::size_t j = 0; j < part.size(); ++j) {
      const auto column = outputs.begin() + static_cast<std::ptrdiff_t>(4 * j);
      EXPECT_EQ(predictions[j], std::max_element(column, column + 4) - column);
      right += predictions[j] == source.table().labels[static_cast<std::size_t>(part[j])] ? 1 : 0;
    }
    EXPECT_EQ(right, result.correct);
    correct += right;
  }
  EXPECT_GT(correct, 20);
  EXPECT_EQ(objective.evaluate_chunk(theta, source, indices, 2).samples, 0);
}

TEST(ImageSource, PixelsAreValueOver255) {
  ImageSet images;
  images.count = 3;
  images.rows = 4;
  images.columns = 5;
  images.class_count = 3;
  images.labels = {2, 0, 1};
  for (int i = 0; i < 60; ++i) images.pixels.push_back(static_cast<std::uint8_t>(255 - 4 * i));
  const ImageSource<float> source(images);
  EXPECT_EQ(source.feature_count(), 20);
  const std::vector<std::int32_t> indices = {2, 0};
  std::vector<float> features(40);
  std::vector<std::int32_t> labels(2);
  source.gather_chunk(indices, features);
  source.gather_labels(indices, labels);
  EXPECT_EQ(labels, (std::vector<std::int32_t>{1, 2}));
  for (std::size_t i = 0; i < 20; ++i) {
    EXPECT_EQ(features[i], static_cast<float>(images.pixels[40 + i]) / 255.0F);
    EXPECT_EQ(features[20 + i], static_cast<float>(images.pixels[i]) / 255.0F);
  }
}

// A linear model under mse: plain gradient descent goes to the solution of the normal equations.
TEST(LinearModel, GradientDescentReachesTheNormalEquations) {
  const std::int32_t size = 40;
  const Table table = random_targets(size, 2, 1);
  const TableSource<double> source(table);
  DataObjective<double> objective({.inputs = 2, .outputs = 1, .loss = "mse"}, source);
  const auto optimizer =
      make_optimizer<double>({.optimizer = "gd", .learning_rate = 0.5}, objective);
  const std::vector<std::int32_t> indices = all_indices(size);
  for (int k = 0; k < 500; ++k) optimizer->step({indices});

  // A x = b with A = sum r r^T, b = sum r t, r = (x1, x2, 1), by Cramer's rule.
  double a[3][3] = {};
  double b[3] = {};
  for (std::size_t s = 0; s < static_cast<std::size_t>(size); ++s) {
    const double r[3] = {table.features[2 * s], table.features[2 * s + 1], 1.0};
    for (int i = 0; i < 3; ++i) {
      b[i] += r[i] * table.targets[s];
      for (int j = 0; j < 3; ++j) a[i][j] += r[i] * r[j];
    }
  }
  const auto determinant = [](const double(&m)[3][3]) {
    return m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1]) -
           m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0]) +
           m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0]);
  };
  for (int k = 0; k < 3; ++k) {
    double replaced[3][3];
    for (int i = 0; i < 3; ++i) {
      for (int j = 0; j < 3; ++j) replaced[i][j] = j == k ? b[i] : a[i][j];
    }
    EXPECT_NEAR(optimizer->theta()[static_cast<std::size_t>(k)],
                determinant(replaced) / determinant(a), 1e-12);
  }
}

TEST(Refusals, ShapesThatDoNotFit) {
  const TableSource<double> classes(random_classes(5, 6, 4));
  const TableSource<double> targets(random_targets(5, 6, 2));
  const auto field_of = [](const NetworkSettings& settings, const DataSource<double>& source) {
    try {
      DataObjective<double> objective(settings, source);
    } catch (const LabException& e) {
      return e.error().code + " " + e.error().field;
    }
    return std::string("accepted");
  };
  EXPECT_EQ(field_of({.inputs = 6, .outputs = 4}, classes), "accepted");
  EXPECT_EQ(field_of({.inputs = 5, .outputs = 4}, classes), "out_of_range inputs");
  EXPECT_EQ(field_of({.inputs = 6, .outputs = 3}, classes), "out_of_range outputs");
  EXPECT_EQ(field_of({.inputs = 6, .outputs = 2}, targets), "out_of_range outputs");
  EXPECT_EQ(field_of({.inputs = 6, .outputs = 2, .loss = "mse"}, targets), "accepted");
  EXPECT_EQ(field_of({.inputs = 6, .outputs = 1, .loss = "mse"}, classes), "out_of_range outputs");

  Table bad = random_classes(5, 6, 4);
  bad.labels[2] = 4;
  EXPECT_THROW(TableSource<double>{bad}, LabException);
  bad = random_classes(5, 6, 4);
  bad.features.pop_back();
  EXPECT_THROW(TableSource<double>{bad}, LabException);
}

}  // namespace
}  // namespace separatrix::test
