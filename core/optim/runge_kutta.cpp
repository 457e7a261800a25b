#include "separatrix/optim/runge_kutta.hpp"

#include "linear_combination.hpp"

namespace separatrix {

template <typename Scalar>
RungeKutta<Scalar>::RungeKutta(const RungeKuttaTableau& tableau, std::size_t dimension)
    : tableau_(tableau),
      state_(dimension),
      stage_point_(tableau.stages() > 1 ? dimension : 0),
      derivatives_(static_cast<std::size_t>(tableau.stages()), std::vector<Scalar>(dimension)) {}

template <typename Scalar>
void RungeKutta<Scalar>::begin(double h) {
  h_ = h;
  stage_ = 0;
}

template <typename Scalar>
std::span<const Scalar> RungeKutta<Scalar>::point() const {
  return stage_ == 0 ? state_ : stage_point_;
}

template <typename Scalar>
bool RungeKutta<Scalar>::accept() {
  detail::TermList<Scalar> terms;
  const bool last = stage_ + 1 == tableau_.stages();
  const std::span<const double> weights = last ? tableau_.b : tableau_.row(stage_ + 1);
  for (std::size_t j = 0; j < weights.size(); ++j) terms.add(h_ * weights[j], derivatives_[j]);
  if (last) {
    detail::combine<Scalar>(state_, state_, terms);
    stage_ = 0;
    return true;
  }
  detail::combine<Scalar>(stage_point_, state_, terms);
  ++stage_;
  return false;
}

template <typename Scalar>
void RungeKutta<Scalar>::save(BinaryWriter& writer) const {
  writer.values(std::span<const Scalar>(state_));
}

template <typename Scalar>
void RungeKutta<Scalar>::restore(BinaryReader& reader) {
  reader.values_into(std::span<Scalar>(state_));
  stage_ = 0;
}

template class RungeKutta<float>;
template class RungeKutta<double>;

}  // namespace separatrix
