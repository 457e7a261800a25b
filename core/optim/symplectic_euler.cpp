#include "separatrix/optim/symplectic_euler.hpp"

#include "linear_combination.hpp"

namespace separatrix {

template <typename Scalar>
SymplecticEuler<Scalar>::SymplecticEuler(std::size_t dimension)
    : state_(dimension), derivative_(dimension) {}

template <typename Scalar>
bool SymplecticEuler<Scalar>::accept() {
  const std::size_t n = state_.size() / 2;
  const auto h = static_cast<Scalar>(h_);
  const std::span<Scalar> positions = std::span(state_).first(n);
  const std::span<Scalar> velocities = std::span(state_).subspan(n);
  detail::add_scaled<Scalar>(velocities, h, std::span<const Scalar>(derivative_).subspan(n));
  detail::add_scaled<Scalar>(positions, h, velocities);
  return true;
}

template <typename Scalar>
void SymplecticEuler<Scalar>::save(BinaryWriter& writer) const {
  writer.values(std::span<const Scalar>(state_));
}

template <typename Scalar>
void SymplecticEuler<Scalar>::restore(BinaryReader& reader) {
  reader.values_into(std::span<Scalar>(state_));
}

template class SymplecticEuler<float>;
template class SymplecticEuler<double>;

}  // namespace separatrix
