#include "separatrix/optim/adams.hpp"

#include <algorithm>

#include "linear_combination.hpp"

namespace separatrix {

template <typename Scalar>
Adams<Scalar>::Adams(const AdamsMethod& method, const RungeKuttaTableau& start,
                     std::size_t dimension)
    : method_(method),
      start_(start),
      state_(dimension),
      point_(start.stages() > 1 || !method.corrector.empty() ? dimension : 0),
      history_(static_cast<std::size_t>(method.steps()), std::vector<Scalar>(dimension)),
      steps_(static_cast<std::size_t>(method.steps()), 0.0),
      start_derivatives_(static_cast<std::size_t>(start.stages() - 1),
                         std::vector<Scalar>(dimension)),
      predicted_derivative_(method.corrector.empty() ? 0 : dimension) {}

template <typename Scalar>
std::size_t Adams<Scalar>::slot(int age) const {
  const std::size_t n = history_.size();
  return (newest_ + n - static_cast<std::size_t>(age)) % n;
}

template <typename Scalar>
void Adams<Scalar>::begin(double h) {
  h_ = h;
  stage_ = 0;
  newest_ = (newest_ + 1) % history_.size();
  steps_[newest_] = h;
}

template <typename Scalar>
std::span<const Scalar> Adams<Scalar>::point() const {
  return stage_ == 0 ? state_ : point_;
}

template <typename Scalar>
std::span<Scalar> Adams<Scalar>::derivative() {
  if (stage_ == 0) return history_[newest_];
  return starting() ? start_derivatives_[static_cast<std::size_t>(stage_ - 1)]
                    : predicted_derivative_;
}

template <typename Scalar>
bool Adams<Scalar>::accept() {
  const bool complete = starting() ? accept_start() : accept_multistep();
  if (complete) finish();
  return complete;
}

template <typename Scalar>
bool Adams<Scalar>::accept_start() {
  detail::TermList<Scalar> terms;
  const bool last = stage_ + 1 == start_.stages();
  const std::span<const double> weights = last ? start_.b : start_.row(stage_ + 1);
  for (std::size_t j = 0; j < weights.size(); ++j) {
    terms.add(h_ * weights[j], j == 0 ? history_[newest_] : start_derivatives_[j - 1]);
  }
  if (last) {
    detail::combine<Scalar>(state_, state_, terms);
  } else {
    detail::combine<Scalar>(point_, state_, terms);
    ++stage_;
  }
  return last;
}

template <typename Scalar>
bool Adams<Scalar>::accept_multistep() {
  detail::TermList<Scalar> terms;
  const auto add_history = [&](std::span<const double> weights) {
    for (std::size_t j = 0; j < weights.size(); ++j) {
      const std::size_t place = slot(static_cast<int>(j));
      terms.add(steps_[place] * weights[j], history_[place]);
    }
  };
  if (stage_ == 0) {
    add_history(method_.predictor);
    if (method_.corrector.empty()) {
      detail::combine<Scalar>(state_, state_, terms);
      return true;
    }
    detail::combine<Scalar>(point_, state_, terms);
    stage_ = 1;
    return false;
  }
  terms.add(h_ * method_.corrector[0], predicted_derivative_);
  add_history(method_.corrector.subspan(1));
  detail::combine<Scalar>(state_, state_, terms);
  return true;
}

template <typename Scalar>
void Adams<Scalar>::finish() {
  stored_ = std::min(stored_ + 1, method_.steps() - 1);
  stage_ = 0;
}

template <typename Scalar>
void Adams<Scalar>::save(BinaryWriter& writer) const {
  writer.values(std::span<const Scalar>(state_));
  writer.value(static_cast<std::int32_t>(stored_));
  for (int age = stored_ - 1; age >= 0; --age) {
    writer.value(steps_[slot(age)]);
    writer.values(std::span<const Scalar>(history_[slot(age)]));
  }
}

template <typename Scalar>
void Adams<Scalar>::restore(BinaryReader& reader) {
  reader.values_into(std::span<Scalar>(state_));
  const auto stored = reader.value<std::int32_t>();
  if (stored < 0 || stored >= method_.steps()) reader.fail();
  stage_ = 0;
  stored_ = 0;
  for (; reader.ok() && stored_ < stored; ++stored_) {
    newest_ = (newest_ + 1) % history_.size();
    steps_[newest_] = reader.value<double>();
    reader.values_into(std::span<Scalar>(history_[newest_]));
  }
}

template class Adams<float>;
template class Adams<double>;

}  // namespace separatrix
