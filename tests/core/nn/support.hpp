// Data, networks and comparisons of the nn tests.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <string>
#include <vector>

#include "separatrix/math/random.hpp"
#include "separatrix/nn/data_objective.hpp"
#include "separatrix/nn/table_source.hpp"

namespace separatrix::test {

inline std::vector<double> random_vector(std::size_t n, std::uint32_t seed, double scale = 1.0) {
  Pcg32 random = make_stream(seed, Stream::probes);
  std::vector<double> v(n);
  for (double& x : v) x = scale * random.normal();
  return v;
}

/// Standard normal features; classes or standard normal targets, unrelated to them.
inline Table random_classes(std::int32_t size, std::int32_t features, std::int32_t classes,
                            std::uint32_t seed = 5) {
  Table table{.size = size, .feature_count = features, .class_count = classes};
  table.features =
      random_vector(static_cast<std::size_t>(size) * static_cast<std::size_t>(features), seed);
  Pcg32 random = make_stream(seed, Stream::data);
  for (std::int32_t i = 0; i < size; ++i) {
    table.labels.push_back(
        static_cast<std::int32_t>(random.below(static_cast<std::uint32_t>(classes))));
  }
  return table;
}

inline Table random_targets(std::int32_t size, std::int32_t features, std::int32_t targets,
                            std::uint32_t seed = 5) {
  Table table{.size = size, .feature_count = features, .target_count = targets};
  table.features =
      random_vector(static_cast<std::size_t>(size) * static_cast<std::size_t>(features), seed);
  table.targets =
      random_vector(static_cast<std::size_t>(size) * static_cast<std::size_t>(targets), seed + 1);
  return table;
}

inline std::vector<std::int32_t> all_indices(std::int32_t size) {
  std::vector<std::int32_t> indices(static_cast<std::size_t>(size));
  std::iota(indices.begin(), indices.end(), 0);
  return indices;
}

/// Initial parameters with biases away from zero, so that every part of a gradient is exercised.
template <typename Scalar>
std::vector<Scalar> random_parameters(const Network<Scalar>& network, std::uint32_t seed = 3) {
  std::vector<Scalar> theta(network.parameter_count());
  network.initialize(seed, theta);
  const std::vector<double> noise = random_vector(theta.size(), seed, 0.3);
  for (std::size_t i = 0; i < theta.size(); ++i) theta[i] += static_cast<Scalar>(noise[i]);
  return theta;
}

inline double norm(const std::vector<double>& v) {
  double sum = 0.0;
  for (const double x : v) sum += x * x;
  return std::sqrt(sum);
}

inline double dot(const std::vector<double>& a, const std::vector<double>& b) {
  return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

/// |a - b| / |b|.
template <typename A, typename B>
double relative_distance(const std::vector<A>& a, const std::vector<B>& b) {
  double difference = 0.0;
  double size = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const double d = static_cast<double>(a[i]) - static_cast<double>(b[i]);
    difference += d * d;
    size += static_cast<double>(b[i]) * static_cast<double>(b[i]);
  }
  return std::sqrt(difference / size);
}

/// A network and data that fit each other.
struct Problem {
  std::string name;
  NetworkSettings settings;
  Table table;
};

/// Every activation with every loss, in several shapes.
inline std::vector<Problem> all_problems(std::int32_t samples = 23) {
  std::vector<Problem> list;
  const std::vector<std::vector<std::int32_t>> shapes = {{}, {7}, {5, 4}, {1, 9, 3}};
  for (const std::string activation : {"identity", "relu", "tanh"}) {
    for (std::size_t s = 0; s < shapes.size(); ++s) {
      const std::string name = activation + "_" + std::to_string(s);
      const NetworkSettings base{
          .inputs = 6, .hidden = shapes[s], .activation = activation, .initializer = "xavier"};
      NetworkSettings cross = base;
      cross.outputs = 4;
      list.push_back({name + "_cross_entropy", cross, random_classes(samples, 6, 4)});
      NetworkSettings mse = base;
      mse.loss = "mse";
      mse.outputs = 3;
      mse.output_activation = activation;
      list.push_back({name + "_mse", mse, random_targets(samples, 6, 3)});
      NetworkSettings two = base;
      two.loss = "mse";
      two.outputs = 1;
      list.push_back({name + "_mse_two_classes", two, random_classes(samples, 6, 2)});
    }
  }
  return list;
}

}  // namespace separatrix::test
