#include "separatrix/optim/heavy_ball.hpp"

namespace separatrix {
namespace {

// (gamma, -c gamma - grad) from gamma [n] and grad [n].
template <typename Scalar>
void write_derivative(std::span<const Scalar> gamma, std::span<const Scalar> grad, Scalar friction,
                      std::span<Scalar> derivative) {
  const std::size_t n = gamma.size();
  Scalar* const position = derivative.data();
  Scalar* const velocity = derivative.data() + n;
  for (std::size_t i = 0; i < n; ++i) position[i] = gamma[i];
  for (std::size_t i = 0; i < n; ++i) velocity[i] = -friction * gamma[i] - grad[i];
}

}  // namespace

template <typename Scalar>
HeavyBall<Scalar>::HeavyBall(Objective<Scalar>& objective, double friction)
    : objective_(objective),
      friction_(static_cast<Scalar>(friction)),
      gradient_(objective.parameter_count()) {}

template <typename Scalar>
double HeavyBall<Scalar>::evaluate_chunk(std::span<const Scalar> state, const Sample& sample,
                                         std::size_t chunk, std::span<Scalar> derivative) {
  const std::size_t n = gradient_.size();
  const double loss = objective_.gradient_chunk(state.first(n), sample, chunk, gradient_);
  write_derivative<Scalar>(state.subspan(n), gradient_, friction_, derivative);
  return loss;
}

template <typename Scalar>
void HeavyBall<Scalar>::tangent_chunk(std::span<const Scalar> state, const Sample& sample,
                                      std::size_t chunk, std::span<const Scalar> v,
                                      std::span<Scalar> derivative) {
  const std::size_t n = gradient_.size();
  product_.resize(n);
  objective_.hessian_vector_chunk(state.first(n), sample, chunk, v.first(n), product_);
  write_derivative<Scalar>(v.subspan(n), product_, friction_, derivative);
}

template class HeavyBall<float>;
template class HeavyBall<double>;

}  // namespace separatrix
