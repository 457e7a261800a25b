#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "separatrix/optim/vector_field.hpp"

namespace separatrix {

/// theta' = -grad L(theta).
template <typename Scalar>
class GradientFlow : public VectorField<Scalar> {
 public:
  /// `objective` must outlive the field.
  explicit GradientFlow(Objective<Scalar>& objective);

  std::size_t dimension() const override { return gradient_.size(); }
  std::size_t velocity_count() const override { return 0; }
  std::size_t chunk_count(const Sample& sample) const override {
    return objective_.chunk_count(sample);
  }
  double evaluate_chunk(std::span<const Scalar> state, const Sample& sample, std::size_t chunk,
                        std::span<Scalar> derivative) override;
  void tangent_chunk(std::span<const Scalar> state, const Sample& sample, std::size_t chunk,
                     std::span<const Scalar> v, std::span<Scalar> derivative) override;
  /// From the derivative of the last evaluation, which must still hold.
  std::span<const Scalar> gradient() const override;

 private:
  Objective<Scalar>& objective_;
  std::span<const Scalar> derivative_;    // of the last evaluation
  mutable std::vector<Scalar> gradient_;  // -derivative_, on demand
  std::vector<Scalar> product_;           // H v; made at the first tangent
};

}  // namespace separatrix
