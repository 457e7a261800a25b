#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "separatrix/optim/coefficients.hpp"
#include "separatrix/optim/scheme.hpp"

namespace separatrix {

/// Adams-Bashforth methods and Adams-Bashforth-Moulton pairs in PECE mode, by their coefficients.
///
/// F(y_n) is evaluated at the start of the step, with the step's sample; each f_k is kept with its
/// own step h_k and enters as h_k f_k, so that a schedule scales the field without a restart. Until
/// the history is full, steps are taken by the Runge-Kutta method `start` and their first
/// derivative enters the history.
template <typename Scalar>
class Adams : public Scheme<Scalar> {
 public:
  Adams(const AdamsMethod& method, const RungeKuttaTableau& start, std::size_t dimension);

  std::span<Scalar> state() override { return state_; }
  void begin(double h) override;
  std::span<const Scalar> point() const override;
  std::span<Scalar> derivative() override;
  bool accept() override;
  void restart() override { stored_ = 0; }
  void save(BinaryWriter& writer) const override;
  void restore(BinaryReader& reader) override;

  /// The next step (or the one under way) is a start-up step.
  bool starting() const { return stored_ + 1 < method_.steps(); }

 private:
  // History, newest first: 0 is the derivative of the step under way.
  std::size_t slot(int age) const;
  bool accept_start();
  bool accept_multistep();
  void finish();

  AdamsMethod method_;
  RungeKuttaTableau start_;
  std::vector<Scalar> state_;
  std::vector<Scalar> point_;                           // stages of the start, the prediction
  std::vector<std::vector<Scalar>> history_;            // ring of f_k
  std::vector<double> steps_;                           // h_k of the same places
  std::vector<std::vector<Scalar>> start_derivatives_;  // k_2 ... of the start
  std::vector<Scalar> predicted_derivative_;            // F(p); empty without a corrector
  std::size_t newest_ = 0;
  int stored_ = 0;  // complete earlier steps in the history
  int stage_ = 0;
  double h_ = 0.0;
};

}  // namespace separatrix
