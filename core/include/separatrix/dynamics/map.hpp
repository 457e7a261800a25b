// A dynamical system in discrete time with its tangent and adjoint (DESIGN 2.3).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace separatrix {

/// x_{t+1} = f_t(x_t) in R^n, with the products of its Jacobian J_t = Df_t(x_t) with frames; the
/// Jacobian itself is never asked for. evaluate() moves to a point, everything else speaks of that
/// point, so a trajectory is linearised in any order of time. A frame is n x k, column-major.
///
/// The Jacobian may come as a product of factors, J = F_{m-1} ... F_1 F_0, whose number may differ
/// from point to point. Orthonormalising after each factor instead of after J keeps small singular
/// values that forming J times a frame would bury in rounding (von Bremen, Udwadia, Proskurowski,
/// Physica D 101, 1997).
///
/// An object owns scratch memory and serves one caller at a time. After the first calls nothing is
/// allocated.
class Map {
 public:
  virtual ~Map() = default;

  /// n.
  virtual std::size_t dimension() const = 0;

  /// Moves to the point x [n] at time t >= 0 (which only non-autonomous maps look at).
  virtual void evaluate(std::int64_t t, std::span<const double> x) = 0;

  /// f_t(x) [n]; valid until the next evaluate().
  virtual std::span<const double> image() const = 0;

  /// m, at the current point.
  virtual std::size_t factor_count() const { return 1; }

  /// frame <- F_factor frame.
  virtual void tangent_factor(std::size_t factor, std::span<double> frame, std::size_t columns) = 0;

  /// frame <- F_factor^T frame.
  virtual void adjoint_factor(std::size_t factor, std::span<double> frame, std::size_t columns) = 0;

  /// frame <- J frame: pushes tangent vectors forward in time.
  void tangent(std::span<double> frame, std::size_t columns) {
    const std::size_t count = factor_count();
    for (std::size_t factor = 0; factor < count; ++factor) tangent_factor(factor, frame, columns);
  }

  /// frame <- J^T frame: pulls adjoint vectors back in time.
  void adjoint(std::span<double> frame, std::size_t columns) {
    for (std::size_t factor = factor_count(); factor-- > 0;) adjoint_factor(factor, frame, columns);
  }
};

}  // namespace separatrix
