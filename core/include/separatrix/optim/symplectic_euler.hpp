#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "separatrix/optim/scheme.hpp"

namespace separatrix {

/// Symplectic Euler for theta' = gamma, gamma' = G(theta, gamma), state [theta, gamma]: the
/// velocities first, then the positions with the new velocities (Hairer, Lubich, Wanner, Geometric
/// Numerical Integration, I.1.2). Only the second half of the derivative is used: the first is the
/// velocity by definition.
template <typename Scalar>
class SymplecticEuler : public Scheme<Scalar> {
 public:
  /// `dimension` is even: as many velocities as positions.
  explicit SymplecticEuler(std::size_t dimension);

  std::span<Scalar> state() override { return state_; }
  void begin(double h) override { h_ = h; }
  std::span<const Scalar> point() const override { return state_; }
  std::span<Scalar> derivative() override { return derivative_; }
  bool accept() override;
  void restart() override {}
  void save(BinaryWriter& writer) const override;
  void restore(BinaryReader& reader) override;

 private:
  std::vector<Scalar> state_;
  std::vector<Scalar> derivative_;
  double h_ = 0.0;
};

}  // namespace separatrix
