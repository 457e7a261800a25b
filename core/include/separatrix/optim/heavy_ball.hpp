#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "separatrix/optim/vector_field.hpp"

namespace separatrix {

/// theta'' + c theta' = -grad L(theta) as theta' = gamma, gamma' = -c gamma - grad L(theta); state
/// [theta, gamma].
template <typename Scalar>
class HeavyBall : public VectorField<Scalar> {
 public:
  /// `friction` is c, in 1 / ODE time. `objective` must outlive the field.
  HeavyBall(Objective<Scalar>& objective, double friction);

  void set_friction(double friction) { friction_ = static_cast<Scalar>(friction); }

  std::size_t dimension() const override { return 2 * gradient_.size(); }
  std::size_t velocity_count() const override { return gradient_.size(); }
  std::size_t chunk_count(const Sample& sample) const override {
    return objective_.chunk_count(sample);
  }
  double evaluate_chunk(std::span<const Scalar> state, const Sample& sample, std::size_t chunk,
                        std::span<Scalar> derivative) override;
  void tangent_chunk(std::span<const Scalar> state, const Sample& sample, std::size_t chunk,
                     std::span<const Scalar> v, std::span<Scalar> derivative) override;
  std::span<const Scalar> gradient() const override { return gradient_; }

 private:
  Objective<Scalar>& objective_;
  Scalar friction_;
  std::vector<Scalar> gradient_;
  std::vector<Scalar> product_;  // H dtheta; made at the first tangent
};

}  // namespace separatrix
