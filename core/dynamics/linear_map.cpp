#include "separatrix/dynamics/linear_map.hpp"

#include "dynamics/wrong_length.hpp"

namespace separatrix {

LinearMap::LinearMap(std::size_t dimension, const std::vector<std::vector<double>>& matrices)
    : image_(dimension) {
  if (dimension == 0 || matrices.empty()) throw_wrong_length("matrix", 0, ">= 1");
  for (const std::vector<double>& matrix : matrices) {
    require_length("matrix", matrix.size(), dimension * dimension);
    matrices_.emplace_back(dimension, dimension, matrix);
  }
}

void LinearMap::evaluate(std::int64_t t, std::span<const double> x) {
  current_ = static_cast<std::size_t>(t) % matrices_.size();
  matrices_[current_].multiply(x, image_, 1);
}

void LinearMap::tangent_factor(std::size_t, std::span<double> frame, std::size_t columns) {
  scratch_.assign(frame.begin(), frame.end());
  matrices_[current_].multiply(scratch_, frame, columns);
}

void LinearMap::adjoint_factor(std::size_t, std::span<double> frame, std::size_t columns) {
  scratch_.assign(frame.begin(), frame.end());
  matrices_[current_].multiply_transposed(scratch_, frame, columns);
}

}  // namespace separatrix
