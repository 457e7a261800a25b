#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "separatrix/optim/vector_field.hpp"

namespace separatrix {

/// The extended field (F(y), DF(y) v). A scheme whose coefficients do not depend on the state, run
/// on it, is its own exact tangent (DESIGN 2.2).
///
/// State: [positions of y, positions of v, velocities of y, velocities of v], so that partitioned
/// schemes find all velocities in the second half; without velocities simply [y, v].
template <typename Scalar>
class TangentField : public VectorField<Scalar> {
 public:
  /// `base` must outlive the field.
  explicit TangentField(VectorField<Scalar>& base);

  /// Puts y and v [base dimension each] into an extended state [dimension()], and takes them out of
  /// it.
  void join(std::span<const Scalar> y, std::span<const Scalar> v, std::span<Scalar> state) const;
  void split(std::span<const Scalar> state, std::span<Scalar> y, std::span<Scalar> v) const;

  std::size_t dimension() const override { return 2 * base_.dimension(); }
  std::size_t velocity_count() const override { return 2 * base_.velocity_count(); }
  std::size_t chunk_count(const Sample& sample) const override { return base_.chunk_count(sample); }
  double evaluate_chunk(std::span<const Scalar> state, const Sample& sample, std::size_t chunk,
                        std::span<Scalar> derivative) override;
  /// Not offered: second derivatives of F would be needed. Throws std::logic_error.
  void tangent_chunk(std::span<const Scalar> state, const Sample& sample, std::size_t chunk,
                     std::span<const Scalar> v, std::span<Scalar> derivative) override;
  std::span<const Scalar> gradient() const override { return base_.gradient(); }

 private:
  VectorField<Scalar>& base_;
  std::vector<Scalar> y_, v_, y_derivative_, v_derivative_;
};

}  // namespace separatrix
