#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "separatrix/optim/coefficients.hpp"
#include "separatrix/optim/scheme.hpp"

namespace separatrix {

/// Any explicit Runge-Kutta method, by its tableau.
template <typename Scalar>
class RungeKutta : public Scheme<Scalar> {
 public:
  RungeKutta(const RungeKuttaTableau& tableau, std::size_t dimension);

  std::span<Scalar> state() override { return state_; }
  void begin(double h) override;
  std::span<const Scalar> point() const override;
  std::span<Scalar> derivative() override { return derivatives_[static_cast<std::size_t>(stage_)]; }
  bool accept() override;
  void restart() override {}
  void save(BinaryWriter& writer) const override;
  void restore(BinaryReader& reader) override;

 private:
  RungeKuttaTableau tableau_;
  std::vector<Scalar> state_;
  std::vector<Scalar> stage_point_;               // empty for one stage
  std::vector<std::vector<Scalar>> derivatives_;  // k_i
  double h_ = 0.0;
  int stage_ = 0;
};

}  // namespace separatrix
