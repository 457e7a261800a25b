#pragma once

#include <vector>

#include "separatrix/dynamics/dense_matrix.hpp"
#include "separatrix/dynamics/map.hpp"

namespace separatrix {

/// x_{t+1} = A_t x_t with a list of n x n matrices, repeated from its start when it ends: a
/// constant matrix, a cycle, a product of random matrices.
class LinearMap final : public Map {
 public:
  /// `matrices`: each n * n entries, row-major. Throws LabException wrong_length.
  LinearMap(std::size_t dimension, const std::vector<std::vector<double>>& matrices);

  std::size_t dimension() const override { return image_.size(); }
  void evaluate(std::int64_t t, std::span<const double> x) override;
  std::span<const double> image() const override { return image_; }
  void tangent_factor(std::size_t factor, std::span<double> frame, std::size_t columns) override;
  void adjoint_factor(std::size_t factor, std::span<double> frame, std::size_t columns) override;

 private:
  std::vector<DenseMatrix> matrices_;
  std::size_t current_ = 0;
  std::vector<double> image_, scratch_;
};

}  // namespace separatrix
