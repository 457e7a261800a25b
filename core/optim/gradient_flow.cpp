#include "separatrix/optim/gradient_flow.hpp"

#include <algorithm>

namespace separatrix {
namespace {

template <typename Scalar>
void negate(std::span<Scalar> v) {
  for (Scalar& x : v) x = -x;
}

}  // namespace

template <typename Scalar>
GradientFlow<Scalar>::GradientFlow(Objective<Scalar>& objective)
    : objective_(objective), gradient_(objective.parameter_count()) {}

template <typename Scalar>
double GradientFlow<Scalar>::evaluate_chunk(std::span<const Scalar> state, const Sample& sample,
                                            std::size_t chunk, std::span<Scalar> derivative) {
  // In place: the memory of a step is what bounds its speed once the products are done.
  if (chunk > 0) negate(derivative);
  const double loss = objective_.gradient_chunk(state, sample, chunk, derivative);
  negate(derivative);
  derivative_ = derivative;
  return loss;
}

template <typename Scalar>
void GradientFlow<Scalar>::tangent_chunk(std::span<const Scalar> state, const Sample& sample,
                                         std::size_t chunk, std::span<const Scalar> v,
                                         std::span<Scalar> derivative) {
  product_.resize(gradient_.size());
  objective_.hessian_vector_chunk(state, sample, chunk, v, product_);
  for (std::size_t i = 0; i < product_.size(); ++i) derivative[i] = -product_[i];
}

template <typename Scalar>
std::span<const Scalar> GradientFlow<Scalar>::gradient() const {
  std::copy(derivative_.begin(), derivative_.end(), gradient_.begin());
  negate(std::span<Scalar>(gradient_));
  return gradient_;
}

template class GradientFlow<float>;
template class GradientFlow<double>;

}  // namespace separatrix
