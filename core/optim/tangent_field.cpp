#include "separatrix/optim/tangent_field.hpp"

#include <algorithm>
#include <stdexcept>

namespace separatrix {

template <typename Scalar>
TangentField<Scalar>::TangentField(VectorField<Scalar>& base)
    : base_(base),
      y_(base.dimension()),
      v_(base.dimension()),
      y_derivative_(base.dimension()),
      v_derivative_(base.dimension()) {}

template <typename Scalar>
void TangentField<Scalar>::join(std::span<const Scalar> y, std::span<const Scalar> v,
                                std::span<Scalar> state) const {
  const std::size_t positions = base_.dimension() - base_.velocity_count();
  auto out = std::copy_n(y.begin(), positions, state.begin());
  out = std::copy_n(v.begin(), positions, out);
  out = std::copy(y.begin() + static_cast<std::ptrdiff_t>(positions), y.end(), out);
  std::copy(v.begin() + static_cast<std::ptrdiff_t>(positions), v.end(), out);
}

template <typename Scalar>
void TangentField<Scalar>::split(std::span<const Scalar> state, std::span<Scalar> y,
                                 std::span<Scalar> v) const {
  const std::size_t velocities = base_.velocity_count();
  const std::size_t positions = base_.dimension() - velocities;
  std::copy_n(state.begin(), positions, y.begin());
  std::copy_n(state.subspan(positions).begin(), positions, v.begin());
  std::copy_n(state.subspan(2 * positions).begin(), velocities, y.subspan(positions).begin());
  std::copy_n(state.subspan(2 * positions + velocities).begin(), velocities,
              v.subspan(positions).begin());
}

template <typename Scalar>
double TangentField<Scalar>::evaluate_chunk(std::span<const Scalar> state, const Sample& sample,
                                            std::size_t chunk, std::span<Scalar> derivative) {
  // y and v are taken out at every chunk: the caller may change the state between evaluations.
  split(state, y_, v_);
  const double loss = base_.evaluate_chunk(y_, sample, chunk, y_derivative_);
  base_.tangent_chunk(y_, sample, chunk, v_, v_derivative_);
  join(y_derivative_, v_derivative_, derivative);
  return loss;
}

template <typename Scalar>
void TangentField<Scalar>::tangent_chunk(std::span<const Scalar>, const Sample&, std::size_t,
                                         std::span<const Scalar>, std::span<Scalar>) {
  throw std::logic_error("TangentField has no tangent of its own");
}

template class TangentField<float>;
template class TangentField<double>;

}  // namespace separatrix
