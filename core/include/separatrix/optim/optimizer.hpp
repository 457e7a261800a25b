// A named optimiser: a row {field, scheme} applied to an objective (CONTRACT 2).
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "separatrix/math/binary.hpp"
#include "separatrix/optim/objective.hpp"

namespace separatrix {

/// Settings of every named optimiser; a field that a method does not use is ignored by it.
struct OptimizerSettings {
  std::string optimizer = "gd";  ///< gd, heavy_ball, rk4, ab4, abm4
  double learning_rate = 0.1;    ///< the step of gradient flow; the square of heavy ball's step
  double momentum = 0.9;         ///< beta of heavy_ball
  std::string start = "rk4";     ///< rk4 | gd: how a multistep method fills its history
};

/// What one call of Optimizer::advance_chunk() did.
enum class StepProgress {
  chunk,       ///< part of an evaluation
  evaluation,  ///< an evaluation was completed, the step needs more
  step,        ///< the step was completed
};

/// Integrates the training dynamics of one objective, one gradient over one chunk at a time.
/// After the first step nothing is allocated.
template <typename Scalar>
class Optimizer {
 public:
  virtual ~Optimizer() = default;

  /// The parameters theta [p]. Writing to them between steps is an edit: call restart().
  virtual std::span<Scalar> theta() = 0;
  std::span<const Scalar> theta() const { return const_cast<Optimizer*>(this)->theta(); }

  /// Starts a step on `sample`, which stays valid until the step is complete.
  virtual void begin_step(const Sample& sample) = 0;
  virtual StepProgress advance_chunk() = 0;
  /// A whole step at once.
  void step(const Sample& sample) {
    begin_step(sample);
    while (advance_chunk() != StepProgress::step) {
    }
  }

  /// Mean loss of the step's sample at the parameters from which the step starts; known after the
  /// step's first evaluation.
  virtual double step_loss() const = 0;
  /// Gradient of the step's sample at the same place [p]; valid from the first evaluation of a
  /// step until the next call of advance_chunk().
  virtual std::span<const Scalar> step_gradient() const = 0;
  /// Evaluations completed in the current (or last) step.
  virtual int evaluations_in_step() const = 0;

  /// Real gradient calls made for the scheme so far, start-up included (CONTRACT 3).
  virtual std::int64_t gradient_evaluations() const = 0;
  /// Learning rate for gradient flow, its square root for heavy ball, summed over the steps;
  /// nothing where it is not defined.
  virtual std::optional<double> ode_time() const = 0;

  /// A change by the user: multistep histories restart with `start` (CONTRACT 3).
  virtual void set_learning_rate(double learning_rate) = 0;
  /// The same by a schedule: multistep histories survive, since they hold eta_k g_k (CONTRACT 3).
  /// Under heavy_ball both keep m = gamma / h, so that theta += alpha m continues with the new
  /// alpha.
  virtual void schedule_learning_rate(double learning_rate) = 0;
  virtual void set_momentum(double momentum) = 0;
  virtual void restart() = 0;

  /// Everything between two steps, bit for bit: state, history, settings that may change, counts.
  /// Not inside a step. restore() clears reader.ok() when the bytes belong to another method or
  /// size.
  virtual void save(BinaryWriter& writer) const = 0;
  virtual void restore(BinaryReader& reader) = 0;
};

/// How the step h of the scheme follows from the learning rate.
enum class StepRule {
  learning_rate,              ///< h = alpha
  square_root_learning_rate,  ///< h = sqrt(alpha)
};

/// A named optimiser.
struct OptimizerRow {
  std::string_view name;
  std::string_view field;   ///< gradient_flow | heavy_ball
  std::string_view scheme;  ///< a name of schemes.hpp
  StepRule step;
  int evaluations_per_step;  ///< gradients, once the history is full
  bool multistep;            ///< uses `start`
  bool uses_momentum;
};

/// All named optimisers, in the order in which they are offered.
std::span<const OptimizerRow> optimizer_rows();

/// Builds an optimiser on `objective`, which must outlive it. Throws LabException for an unknown
/// name or a setting out of range.
template <typename Scalar>
std::unique_ptr<Optimizer<Scalar>> make_optimizer(const OptimizerSettings& settings,
                                                  Objective<Scalar>& objective);

}  // namespace separatrix
