// Schemes integrate a vector field; their coefficients are data (DESIGN 2.2).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "separatrix/math/binary.hpp"

namespace separatrix {

/// One-step-at-a-time integrator by reverse communication: the scheme says where it wants F, the
/// caller evaluates F there (in as many chunks as it likes) and hands it back. So a step can be
/// interrupted anywhere, and no scheme ever owns a loop.
///
///   scheme.begin(h);
///   do { F(scheme.point()) -> scheme.derivative(); } while (!scheme.accept());
///
/// The first point of every step is the state itself.
template <typename Scalar>
class Scheme {
 public:
  virtual ~Scheme() = default;

  /// The state y [dimension], current outside a step. Writing to it between steps is an edit:
  /// call restart() afterwards.
  virtual std::span<Scalar> state() = 0;

  /// Starts a step of size h.
  virtual void begin(double h) = 0;
  /// Where the field is wanted next.
  virtual std::span<const Scalar> point() const = 0;
  /// Where its value is to be written.
  virtual std::span<Scalar> derivative() = 0;
  /// Takes derivative() in. True when the step is complete and state() is the new state. What was
  /// written to derivative() stays there until the next one is written.
  virtual bool accept() = 0;

  /// Forgets the history of a multistep scheme; the next steps are start-up steps.
  virtual void restart() = 0;

  /// Memory between steps (state, history), bit for bit.
  virtual void save(BinaryWriter& writer) const = 0;
  virtual void restore(BinaryReader& reader) = 0;
};

}  // namespace separatrix
