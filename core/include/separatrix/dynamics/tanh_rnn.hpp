#pragma once

#include <vector>

#include "separatrix/dynamics/dense_matrix.hpp"
#include "separatrix/dynamics/map.hpp"

namespace separatrix {

/// What defines a tanh RNN with n hidden units and m inputs.
struct TanhRnnDefinition {
  std::size_t hidden = 0;               ///< n
  std::size_t inputs = 0;               ///< m; 0: autonomous
  std::vector<double> weights{};        ///< W, n x n row-major
  std::vector<double> input_weights{};  ///< U, n x m row-major
  std::vector<double>
      sequence{};  ///< x_0, x_1, ...: rows of m; repeated from its start when it ends
};

/// h_{t+1} = tanh(z), z = W h_t + U x_t. Tangent V <- diag(tanh'(z)) W V, adjoint A <- W^T
/// diag(tanh'(z)) A (NUMERICS 1.5). tanh' = sech^2(z), never 1 - h^2, which is exactly 0 from |z|
/// = 19.1 on (NUMERICS 1.3).
class TanhRnn final : public Map {
 public:
  /// Throws LabException wrong_length where the lengths do not fit each other.
  explicit TanhRnn(TanhRnnDefinition definition);

  std::size_t dimension() const override { return weights_.rows(); }
  std::size_t inputs() const { return input_weights_.columns(); }

  /// Whether the map does not depend on time: no input, or always the same one.
  bool autonomous() const { return sequence_.size() <= inputs(); }

  void evaluate(std::int64_t t, std::span<const double> h) override;
  std::span<const double> image() const override { return image_; }

  /// 1; 2 (W, then diag) where units are saturated so unequally that W^T (diag A) would lose the
  /// slow ones.
  std::size_t factor_count() const override { return split_ ? 2 : 1; }
  void tangent_factor(std::size_t factor, std::span<double> frame, std::size_t columns) override;
  void adjoint_factor(std::size_t factor, std::span<double> frame, std::size_t columns) override;

  /// tanh'(z) [n] at the current point.
  std::span<const double> slopes() const { return slopes_; }

 private:
  void scale_rows(std::span<double> frame, std::size_t columns) const;

  DenseMatrix weights_;
  DenseMatrix input_weights_;
  std::vector<double> sequence_;
  std::vector<double> image_, slopes_, drive_, scratch_;
  bool split_ = false;
};

}  // namespace separatrix
