// Exactness of gradients and Hessian-vector products, in double.
#include <gtest/gtest.h>

#include "nn/support.hpp"

namespace separatrix::test {
namespace {

class Derivatives : public testing::TestWithParam<Problem> {
 protected:
  Derivatives()
      : source(GetParam().table),
        objective(GetParam().settings, source),
        indices(all_indices(source.size())) {}

  double loss(const std::vector<double>& theta) {
    std::vector<double> unused(theta.size());
    return objective.gradient(theta, {indices}, unused);
  }
  std::vector<double> gradient(const std::vector<double>& theta) {
    std::vector<double> g(theta.size());
    objective.gradient(theta, {indices}, g);
    return g;
  }
  std::vector<double> product(const std::vector<double>& theta, const std::vector<double>& v) {
    std::vector<double> hv(theta.size());
    objective.hessian_vector(theta, {indices}, v, hv);
    return hv;
  }

  // Fourth-order central difference of f along v. The steps stay far on one side of relu's kinks:
  // see below.
  template <typename F>
  auto difference(F&& f, const std::vector<double>& theta, const std::vector<double>& v, double e) {
    const auto at = [&](double factor) {
      std::vector<double> moved = theta;
      for (std::size_t i = 0; i < moved.size(); ++i) moved[i] += factor * e * v[i];
      return f(moved);
    };
    const auto p1 = at(1), m1 = at(-1), p2 = at(2), m2 = at(-2);
    std::vector<double> d(p1.size());
    for (std::size_t i = 0; i < d.size(); ++i)
      d[i] = (8.0 * (p1[i] - m1[i]) - (p2[i] - m2[i])) / (12.0 * e);
    return d;
  }

  TableSource<double> source;
  DataObjective<double> objective;
  std::vector<std::int32_t> indices;
};

TEST_P(Derivatives, GradientAgreesWithCentralDifferences) {
  const std::vector<double> theta = random_parameters(objective.network());
  const std::vector<double> g = gradient(theta);
  const auto loss_vector = [&](const std::vector<double>& at) {
    return std::vector<double>{loss(at)};
  };
  std::vector<double> differences(theta.size());
  std::vector<double> axis(theta.size(), 0.0);
  for (std::size_t i = 0; i < theta.size(); ++i) {
    axis[i] = 1.0;
    differences[i] = difference(loss_vector, theta, axis, 1e-4)[0];
    axis[i] = 0.0;
  }
  double largest = 0.0;
  for (const double component : g) largest = std::max(largest, std::fabs(component));
  ASSERT_GT(largest, 1e-3);
  // Every component for itself; what is less than a millionth of the largest, such as the exact
  // zeros of dead units, is held to that millionth.
  for (std::size_t i = 0; i < theta.size(); ++i) {
    EXPECT_NEAR(differences[i], g[i], 1e-6 * std::max(std::fabs(g[i]), 1e-6 * largest)) << i;
  }
}

TEST_P(Derivatives, HessianIsSymmetric) {
  const std::vector<double> theta = random_parameters(objective.network());
  for (std::uint32_t k = 0; k < 5; ++k) {
    const std::vector<double> u = random_vector(theta.size(), 10 + k);
    const std::vector<double> v = random_vector(theta.size(), 20 + k);
    const std::vector<double> hu = product(theta, u);
    const std::vector<double> hv = product(theta, v);
    const double uhv = dot(u, hv), vhu = dot(v, hu);
    ASSERT_NE(uhv, 0.0);
    EXPECT_LE(std::fabs(uhv - vhu), 1e-12 * std::max(std::fabs(uhv), std::fabs(vhu))) << k;
  }
}

TEST_P(Derivatives, HessianAgreesWithDifferencesOfGradients) {
  const std::vector<double> theta = random_parameters(objective.network());
  const std::vector<double> v = random_vector(theta.size(), 30, 0.1);
  const std::vector<double> differences =
      difference([&](const std::vector<double>& at) { return gradient(at); }, theta, v, 1e-3);
  const std::vector<double> hv = product(theta, v);
  ASSERT_GT(norm(hv), 1e-6);
  EXPECT_LT(relative_distance(differences, hv), 1e-6);
}

TEST_P(Derivatives, HessianIsLinearAndPure) {
  const std::vector<double> theta = random_parameters(objective.network());
  const std::vector<double> v = random_vector(theta.size(), 40);
  const std::vector<double> hv = product(theta, v);
  const std::vector<double> g = gradient(theta);
  std::vector<double> doubled = v;
  for (double& x : doubled) x *= -2.0;
  std::vector<double> expected = hv;
  for (double& x : expected) x *= -2.0;
  EXPECT_EQ(product(theta, doubled), expected) << "scaling by a power of two is exact";
  gradient(random_parameters(objective.network(), 99));
  EXPECT_EQ(product(theta, v), hv) << "the same arguments give the same bits";
  EXPECT_EQ(gradient(theta), g);
}

TEST_P(Derivatives, FloatFollowsDouble) {
  const TableSource<float> float_source(GetParam().table);
  DataObjective<float> float_objective(GetParam().settings, float_source);
  const std::vector<double> theta = random_parameters(objective.network());
  const std::vector<double> v = random_vector(theta.size(), 50);
  const std::vector<float> float_theta(theta.begin(), theta.end());
  const std::vector<float> float_v(v.begin(), v.end());
  std::vector<float> g(theta.size());
  const double float_loss = float_objective.gradient(float_theta, {indices}, g);
  EXPECT_NEAR(float_loss, loss(theta), 1e-3 * (1.0 + loss(theta)));
  EXPECT_LT(relative_distance(g, gradient(theta)), 1e-3);
  std::vector<float> hv(theta.size());
  float_objective.hessian_vector(float_theta, {indices}, float_v, hv);
  EXPECT_LT(relative_distance(hv, product(theta, v)), 1e-3);
}

INSTANTIATE_TEST_SUITE_P(Networks, Derivatives, testing::ValuesIn(all_problems()),
                         [](const testing::TestParamInfo<Problem>& test) {
                           return test.param.name;
                         });

// At the kink itself the derivative of relu is taken as 0.
TEST(ReluAtZero, HasDerivativeZero) {
  const Table table{
      .size = 1, .feature_count = 1, .features = {1.0}, .target_count = 1, .targets = {5.0}};
  const TableSource<double> source(table);
  const NetworkSettings settings{
      .inputs = 1, .outputs = 1, .output_activation = "relu", .initializer = "he", .loss = "mse"};
  DataObjective<double> objective(settings, source);
  const std::vector<double> theta = {0.0, 0.0};
  std::vector<double> g = {7.0, 7.0};
  const std::vector<std::int32_t> indices = {0};
  EXPECT_EQ(objective.gradient(theta, {indices}, g), 12.5);
  EXPECT_EQ(g, (std::vector<double>{0.0, 0.0}));
}

}  // namespace
}  // namespace separatrix::test
