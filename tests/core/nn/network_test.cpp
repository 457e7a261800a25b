// The flat parameter vector, initialisers, and what the settings refuse.
#include <gtest/gtest.h>

#include <bit>

#include "nn/support.hpp"
#include "separatrix/math/error.hpp"
#include "support/fnv.hpp"

namespace separatrix::test {
namespace {

TEST(Segments, CoverThetaWithoutGaps) {
  const Network<double> network({.inputs = 784, .hidden = {64, 32}, .outputs = 10}, 1);
  EXPECT_EQ(network.parameter_count(), 784U * 64 + 64 + 64 * 32 + 32 + 32 * 10 + 10);
  EXPECT_EQ(network.layer_count(), 3);
  const char* names[] = {"dense_0.weight", "dense_0.bias",   "dense_1.weight",
                         "dense_1.bias",   "dense_2.weight", "dense_2.bias"};
  const std::vector<std::vector<std::int32_t>> shapes = {{64, 784}, {64},     {32, 64},
                                                         {32},      {10, 32}, {10}};
  ASSERT_EQ(network.segments().size(), 6U);
  std::size_t offset = 0;
  for (std::size_t i = 0; i < 6; ++i) {
    const Segment& segment = network.segments()[i];
    EXPECT_EQ(segment.name, names[i]);
    EXPECT_EQ(segment.layer, static_cast<std::int32_t>(i / 2));
    EXPECT_EQ(segment.role, i % 2 == 0 ? SegmentRole::weight : SegmentRole::bias);
    EXPECT_EQ(to_string(segment.role), i % 2 == 0 ? "weight" : "bias");
    EXPECT_EQ(segment.offset, offset);
    EXPECT_EQ(segment.shape, shapes[i]);
    EXPECT_EQ(segment.fan_out, segment.shape[0]);
    offset += segment.size();
  }
  EXPECT_EQ(offset, network.parameter_count());
}

// What a segment says is where the layer reads: y = W x + b by hand from the table.
TEST(Segments, WeightsAreRowMajorOutputsByInputs) {
  Network<double> network({.inputs = 3, .outputs = 2, .loss = "mse"}, 1);
  const std::vector<double> theta = {1, 2, 3, 10, 20, 30, 0.5, 0.25};
  const std::vector<double> x = {1, 100, 10000};
  std::copy(x.begin(), x.end(), network.input().begin());
  const std::span<double> y = network.forward(theta, 1);
  EXPECT_EQ(y[0], 30201.5);
  EXPECT_EQ(y[1], 302010.25);
}

TEST(Initializers, VarianceAndZeroBiases) {
  for (const char* name : {"xavier", "he"}) {
    const Network<double> network(
        {.inputs = 300, .hidden = {200}, .outputs = 100, .initializer = name}, 1);
    std::vector<double> theta(network.parameter_count(), 5.0);
    network.initialize(1, theta);
    for (const Segment& segment : network.segments()) {
      const std::span<const double> values =
          std::span(theta).subspan(segment.offset, segment.size());
      if (segment.role == SegmentRole::bias) {
        for (const double b : values) EXPECT_EQ(b, 0.0);
        continue;
      }
      const double fan_out = segment.shape[0];
      const double fan_in = segment.shape[1];
      const double variance = 2.0 / (std::string(name) == "he" ? fan_in : fan_in + fan_out);
      const auto n = static_cast<double>(values.size());
      double mean = 0.0;
      double square = 0.0;
      double fourth = 0.0;
      for (const double w : values) {
        mean += w / n;
        square += w * w / n;
        fourth += w * w * w * w / n;
      }
      EXPECT_NEAR(mean, 0.0, 4.0 * std::sqrt(variance / n));
      EXPECT_NEAR(square / variance, 1.0, 4.0 * std::sqrt(2.0 / n));
      EXPECT_NEAR(fourth / (variance * variance), 3.0, 4.0 * std::sqrt(96.0 / n))
          << "normal, not uniform";
    }
  }
}

// Bits that every build gives: changing them changes every link that was ever shared.
TEST(Initializers, GoldenBits) {
  const NetworkSettings settings{.inputs = 2, .hidden = {2}, .outputs = 2};
  const Network<double> network(settings, 1);
  std::vector<double> theta(network.parameter_count());
  network.initialize(1, theta);
  Pcg32 random = make_stream(1, Stream::initial_parameters);
  for (const std::size_t i : {0U, 1U, 2U, 3U, 6U, 7U, 8U, 9U})
    EXPECT_EQ(theta[i], random.normal()) << "he, 2 inputs";
  EXPECT_EQ(std::bit_cast<std::uint64_t>(theta[0]), 0xbff00cd9ee2d0243ULL);
  EXPECT_EQ(std::bit_cast<std::uint64_t>(theta[9]), 0x3feb7d5455e1638bULL);
}

// The network of source 003 as a whole, every weight and bias.
template <typename Scalar>
std::uint64_t digest_of_source_003(const char* initializer) {
  const Network<Scalar> network(
      {.inputs = 784, .hidden = {64, 32}, .outputs = 10, .initializer = initializer}, 1);
  std::vector<Scalar> theta(network.parameter_count());
  network.initialize(1, theta);
  return fnv1a(std::span<const Scalar>(theta));
}

TEST(Initializers, TheWholeThetaOfSource003IsTheSameInEveryBuild) {
  EXPECT_EQ(digest_of_source_003<double>("he"), 0x9cc3a1a72e71b411ULL);
  EXPECT_EQ(digest_of_source_003<float>("he"), 0x419cd6dca3602a65ULL);
  EXPECT_EQ(digest_of_source_003<double>("xavier"), 0x61578ca48c5b2268ULL);
  EXPECT_EQ(digest_of_source_003<float>("xavier"), 0x7ed228778197f581ULL);
}

TEST(Initializers, FloatAndDoubleStartAtTheSameValues) {
  const NetworkSettings settings{
      .inputs = 20, .hidden = {30}, .outputs = 10, .initializer = "xavier"};
  const Network<double> wide(settings, 1);
  const Network<float> narrow(settings, 1);
  std::vector<double> a(wide.parameter_count());
  std::vector<float> b(narrow.parameter_count());
  wide.initialize(7, a);
  narrow.initialize(7, b);
  for (std::size_t i = 0; i < a.size(); ++i) ASSERT_EQ(b[i], static_cast<float>(a[i]));
  std::vector<double> other(a.size());
  wide.initialize(8, other);
  EXPECT_NE(a, other);
}

TEST(Settings, NamesOfTheContract) {
  EXPECT_EQ(std::vector<std::string_view>(activation_names().begin(), activation_names().end()),
            (std::vector<std::string_view>{"identity", "relu", "tanh"}));
  for (const std::string_view name : activation_names()) EXPECT_NO_THROW(parse_activation(name));
  EXPECT_EQ(parse_activation("tanh"), Activation::tanh);
  EXPECT_EQ(parse_initializer("xavier"), Initializer::xavier);
  EXPECT_EQ(parse_initializer("he"), Initializer::he);
  EXPECT_EQ(parse_loss("cross_entropy"), LossKind::cross_entropy);
  EXPECT_EQ(parse_loss("mse"), LossKind::mse);
}

LabError error_of(const NetworkSettings& settings) {
  try {
    check_settings(settings);
  } catch (const LabException& e) {
    return e.error();
  }
  return {};
}

TEST(Settings, RefusedByFieldValueAndRange) {
  const NetworkSettings good{.inputs = 4, .hidden = {3}, .outputs = 2};
  EXPECT_EQ(error_of(good), LabError{});
  EXPECT_EQ(check_settings(good), 4U * 3 + 3 + 3 * 2 + 2);
  const auto changed = [&](auto&& change) {
    NetworkSettings s = good;
    change(s);
    return error_of(s);
  };
  using S = NetworkSettings;
  EXPECT_EQ(changed([](S& s) { s.activation = "swish"; }),
            (LabError{"unknown_choice", "activation", "swish", "identity, relu, tanh",
                      "use_allowed_value"}));
  EXPECT_EQ(changed([](S& s) { s.initializer = "lecun"; }).field, "initializer");
  EXPECT_EQ(changed([](S& s) { s.loss = "hinge"; }).field, "loss");
  EXPECT_EQ(changed([](S& s) { s.output_activation = "softmax"; }),
            (LabError{"not_applicable", "output_activation", "softmax", "identity",
                      "use_allowed_value"}));
  EXPECT_EQ(changed([](S& s) { s.output_activation = "tanh"; }).code, "not_applicable");
  EXPECT_EQ(changed([](S& s) {
              s.loss = "mse";
              s.output_activation = "softmax";
            }).code,
            "unknown_choice");
  EXPECT_EQ(changed([](S& s) { s.outputs = 1; }),
            (LabError{"out_of_range", "outputs", "1", "[2, 16384]", "use_allowed_value"}));
  EXPECT_EQ(changed([](S& s) { s.inputs = 0; }).field, "inputs");
  for (const std::int32_t width :
       {0, -3, kMaximumLayerWidth + 1, std::numeric_limits<std::int32_t>::max()}) {
    EXPECT_EQ(changed([&](S& s) { s.hidden = {5, width}; }).field, "hidden") << width;
  }
  EXPECT_EQ(changed([](S& s) { s.hidden.assign(kMaximumHiddenLayers + 1, 1); }).code, "too_long");
  EXPECT_EQ(changed([](S& s) { s.hidden.assign(kMaximumHiddenLayers, kMaximumLayerWidth); }).field,
            "parameters");
}

}  // namespace
}  // namespace separatrix::test
