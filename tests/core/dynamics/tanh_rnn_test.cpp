#include "separatrix/dynamics/tanh_rnn.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "dynamics/source_004.hpp"
#include "separatrix/math/error.hpp"
#include "separatrix/math/random.hpp"

namespace separatrix {
namespace {

std::vector<double> identity(std::size_t n) {
  std::vector<double> frame(n * n);
  for (std::size_t i = 0; i < n; ++i) frame[i * n + i] = 1.0;
  return frame;
}

// The Jacobian at the current point, row-major.
std::vector<double> jacobian(Map& map) {
  const std::size_t n = map.dimension();
  std::vector<double> frame = identity(n);
  map.tangent(frame, n);
  std::vector<double> row_major(n * n);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) row_major[i * n + j] = frame[j * n + i];
  }
  return row_major;
}

void expect_all_near(std::span<const double> found, const std::vector<double>& expected,
                     double tolerance) {
  ASSERT_EQ(found.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i)
    EXPECT_NEAR(found[i], expected[i], tolerance) << i;
}

TanhRnnDefinition random_rnn(std::size_t n, std::size_t m, double gain) {
  Pcg32 random = make_stream(7, Stream::initial_parameters);
  TanhRnnDefinition rnn{.hidden = n, .inputs = m};
  for (std::size_t i = 0; i < n * n; ++i)
    rnn.weights.push_back(gain * random.normal() / std::sqrt(n));
  for (std::size_t i = 0; i < n * m; ++i) rnn.input_weights.push_back(random.normal());
  for (std::size_t i = 0; i < 5 * m; ++i) rnn.sequence.push_back(random.normal());
  return rnn;
}

TEST(TanhRnn, DrawsTheNetworkOfSource004BitForBit) {
  const TanhRnnDefinition rnn = test::source_004();
  EXPECT_EQ(rnn.weights,
            (std::vector<double>{0.4967141530112327, -0.13826430117118466, 0.6476885381006925,
                                 1.5230298564080254, -0.23415337472333597, -0.23413695694918055,
                                 1.5792128155073915, 0.7674347291529088, -0.4694743859349521}));
  EXPECT_EQ(rnn.input_weights,
            (std::vector<double>{0.5425600435859647, -0.46341769281246226, -0.46572975357025687,
                                 0.24196227156603412, -1.913280244657798, -1.7249178325130328}));
  EXPECT_EQ(rnn.sequence[0], -0.5622875292409727);
  EXPECT_EQ(rnn.sequence[3], -0.9080240755212109);
  EXPECT_EQ(rnn.sequence[998], -0.6891878180895679);
  EXPECT_EQ(rnn.sequence[999], 1.7359638031652493);
}

TEST(TanhRnn, StatesAndJacobiansOfSource004) {
  TanhRnn rnn(test::source_004());
  std::vector<double> h(3);
  for (std::int64_t t = 0; t < test::kSteps; ++t) {
    rnn.evaluate(t, h);
    h.assign(rnn.image().begin(), rnn.image().end());
    if (t == 0) {
      expect_all_near(h, {0.16282679591152708, 0.016805531466272595, 0.99295971998205248}, 1e-15);
      expect_all_near(jacobian(rnn),
                      {0.48354498651122925, -0.13459855983466032, 0.63051665333219277,
                       1.5225997133485861, -0.23408724374858341, -0.23407083061123243,
                       0.022157926317918117, 0.010767872458607216, -0.0065871925237348314},
                      1e-15);
    }
    if (t == 1)
      expect_all_near(h, {0.86502645666212030, -0.34035631066320153, 0.64628346196261117}, 1e-15);
  }
  expect_all_near(h, {-0.97639044879274094, -0.32311881983617826, -0.99676476256441585}, 1e-12);
  expect_all_near(jacobian(rnn),
                  {0.023177522574628169, -0.0064516461675853458, 0.030222242757027381,
                   1.3640167488783739, -0.20970641093161789, -0.20969170726784328,
                   0.010201727595441608, 0.0049576345741495418, -0.0030328083405318512},
                  1e-12);
}

TEST(TanhRnn, TangentAgreesWithFiniteDifferences) {
  TanhRnn rnn(random_rnn(6, 2, 1.5));
  Pcg32 random = make_stream(3, Stream::probes);
  std::vector<double> x(6), v(6);
  for (double& value : x) value = random.normal();
  for (double& value : v) value = random.normal();
  std::vector<double> tangent = v;
  rnn.evaluate(4, x);
  rnn.tangent(tangent, 1);
  constexpr double kStep = 1e-5;
  const auto image_at = [&](double scale) {
    std::vector<double> moved = x;
    for (std::size_t i = 0; i < 6; ++i) moved[i] += scale * v[i];
    rnn.evaluate(4, moved);
    return std::vector<double>(rnn.image().begin(), rnn.image().end());
  };
  const std::vector<double> after = image_at(kStep), before = image_at(-kStep);
  for (std::size_t i = 0; i < 6; ++i) {
    EXPECT_NEAR(tangent[i], (after[i] - before[i]) / (2 * kStep), 1e-8) << i;
  }
}

TEST(TanhRnn, AdjointIsTheTransposeOfTheTangent) {
  // Gain 40 saturates some units: the factored form is used there.
  bool factored = false;
  for (const double gain : {1.0, 40.0}) {
    TanhRnn rnn(random_rnn(9, 0, gain));
    std::vector<double> x(9);
    Pcg32 random = make_stream(5, Stream::probes);
    for (double& value : x) value = random.normal();
    rnn.evaluate(0, x);
    factored = factored || rnn.factor_count() == 2;
    const std::vector<double> forward = jacobian(rnn);
    std::vector<double> backward = identity(9);
    rnn.adjoint(backward, 9);  // column-major J^T is row-major J
    for (std::size_t i = 0; i < forward.size(); ++i) {
      EXPECT_NEAR(backward[i], forward[i], 1e-15 * (1.0 + std::fabs(forward[i]))) << i;
    }
  }
  EXPECT_TRUE(factored);
}

TEST(TanhRnn, SlopesOfSaturatedUnitsAreNotZero) {
  TanhRnn rnn({.hidden = 1, .inputs = 0, .weights = {100.0}});
  rnn.evaluate(0, std::vector<double>{1.0});
  EXPECT_EQ(rnn.image()[0], 1.0);  // so 1 - h^2 would be 0
  // sech^2(100) = 4 e^-200 (1 + O(e^-200))
  EXPECT_NEAR(rnn.slopes()[0] / (4.0 * std::exp(-200.0)), 1.0, 1e-13);
}

TEST(TanhRnn, RepeatsAShortInputSequence) {
  TanhRnn rnn({.hidden = 1,
               .inputs = 1,
               .weights = {0.0},
               .input_weights = {1.0},
               .sequence = {0.1, 0.2, 0.3}});
  rnn.evaluate(4, std::vector<double>{0.0});
  EXPECT_NEAR(rnn.image()[0], std::tanh(0.2), 1e-15);
}

TEST(TanhRnn, RefusesLengthsThatDoNotFit) {
  const auto refused_field = [](TanhRnnDefinition definition) {
    try {
      const TanhRnn rnn(std::move(definition));
    } catch (const LabException& refused) {
      return refused.error().code + " " + refused.error().field;
    }
    return std::string("accepted");
  };
  EXPECT_EQ(refused_field({.hidden = 2, .weights = {1, 2, 3}}), "wrong_length weights");
  EXPECT_EQ(refused_field({}), "wrong_length weights");
  EXPECT_EQ(refused_field({.hidden = 1, .inputs = 1, .weights = {1}, .sequence = {1}}),
            "wrong_length input_weights");
  EXPECT_EQ(refused_field({.hidden = 1,
                           .inputs = 2,
                           .weights = {1},
                           .input_weights = {1, 1},
                           .sequence = {1, 2, 3}}),
            "wrong_length input_sequence");
  EXPECT_EQ(refused_field({.hidden = 1, .weights = {1}, .sequence = {1}}),
            "wrong_length input_sequence");
}

}  // namespace
}  // namespace separatrix
