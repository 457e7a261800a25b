// Objectives and helpers of the optimiser tests.
#pragma once

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "separatrix/optim/analytic.hpp"
#include "separatrix/optim/optimizer.hpp"

namespace separatrix::test {

/// L = x^4 / 4 in one dimension: gradient flow is x' = -x^3.
template <typename Scalar>
class Cubic : public Objective<Scalar> {
 public:
  std::size_t parameter_count() const override { return 1; }
  std::size_t chunk_count(const Sample&) const override { return 1; }
  double gradient_chunk(std::span<const Scalar> theta, const Sample&, std::size_t,
                        std::span<Scalar> gradient) override {
    gradient[0] = theta[0] * theta[0] * theta[0];
    return static_cast<double>(theta[0] * gradient[0]) / 4.0;
  }
  void hessian_vector_chunk(std::span<const Scalar> theta, const Sample&, std::size_t,
                            std::span<const Scalar> v, std::span<Scalar> product) override {
    product[0] = Scalar{3} * theta[0] * theta[0] * v[0];
  }
};

/// Sum over samples k of (lambda / 2) (theta_i - k / 10)^2, as a mean, in chunks: what a batch
/// looks like to a scheme. Every sample weighs the coordinates differently, so that batches matter.
class Batched : public Objective<double> {
 public:
  explicit Batched(std::size_t parameters) : parameters_(parameters) {}

  std::size_t parameter_count() const override { return parameters_; }
  std::size_t chunk_count(const Sample& sample) const override {
    return std::max<std::size_t>(1, (sample.indices.size() + kChunkSize - 1) / kChunkSize);
  }
  double gradient_chunk(std::span<const double> theta, const Sample& sample, std::size_t chunk,
                        std::span<double> gradient) override {
    if (chunk == 0) std::fill(gradient.begin(), gradient.end(), 0.0);
    const auto total = static_cast<double>(sample.indices.size());
    const std::size_t end = std::min(sample.indices.size(), (chunk + 1) * kChunkSize);
    double loss = 0.0;
    for (std::size_t s = chunk * kChunkSize; s < end; ++s) {
      for (std::size_t i = 0; i < theta.size(); ++i) {
        const double distance = theta[i] - 0.1 * sample.indices[s];
        const double weight = 1.0 + static_cast<double>(i) / static_cast<double>(theta.size());
        gradient[i] += weight * distance / total;
        loss += 0.5 * weight * distance * distance / total;
      }
    }
    return loss;
  }
  void hessian_vector_chunk(std::span<const double>, const Sample&, std::size_t,
                            std::span<const double>, std::span<double>) override {}

 private:
  std::size_t parameters_;
};

/// The five optimisers with both starts of the multistep ones.
inline std::vector<OptimizerSettings> all_settings(double learning_rate) {
  std::vector<OptimizerSettings> list;
  for (const OptimizerRow& row : optimizer_rows()) {
    for (const char* start : {"rk4", "gd"}) {
      if (!row.multistep && std::string(start) == "gd") continue;
      list.push_back(
          {.optimizer = std::string(row.name), .learning_rate = learning_rate, .start = start});
    }
  }
  return list;
}

inline std::unique_ptr<Optimizer<double>> start_optimizer(const OptimizerSettings& settings,
                                                          Objective<double>& objective,
                                                          std::initializer_list<double> theta) {
  std::unique_ptr<Optimizer<double>> optimizer = make_optimizer<double>(settings, objective);
  std::copy(theta.begin(), theta.end(), optimizer->theta().begin());
  return optimizer;
}

}  // namespace separatrix::test
