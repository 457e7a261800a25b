#include "separatrix/optim/gradient_flow.hpp"

namespace separatrix {

template <typename Scalar>
GradientFlow<Scalar>::GradientFlow(Objective<Scalar>& objective)
    : objective_(objective), gradient_(objective.parameter_count()) {}

template <typename Scalar>
double GradientFlow<Scalar>::evaluate_chunk(std::span<const Scalar> state, const Sample& sample,
                                            std::size_t chunk, std::span<Scalar> derivative) {
  const double loss = objective_.gradient_chunk(state, sample, chunk, gradient_);
  for (std::size_t i = 0; i < gradient_.size(); ++i) derivative[i] = -gradient_[i];
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

template class GradientFlow<float>;
template class GradientFlow<double>;

}  // namespace separatrix
