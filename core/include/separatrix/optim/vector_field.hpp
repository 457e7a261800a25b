// The equations that optimisers solve: the field says what, the scheme says how (DESIGN 2.2).
#pragma once

#include <cstddef>
#include <span>

#include "separatrix/optim/objective.hpp"

namespace separatrix {

/// y' = F(y). The state y holds the positions first (theta is always y[0, parameter_count)), then
/// velocities if the field has them; a partitioned field has as many velocities as positions.
template <typename Scalar>
class VectorField {
 public:
  virtual ~VectorField() = default;

  /// Length of the state y.
  virtual std::size_t dimension() const = 0;
  /// Number of velocities at the end of the state: 0, or dimension() / 2.
  virtual std::size_t velocity_count() const = 0;

  virtual std::size_t chunk_count(const Sample& sample) const = 0;

  /// Writes (chunk 0) or adds the chunk's share of F(y) to `derivative` [dimension()]. Returns the
  /// chunk's share of the mean loss at theta. One gradient over one chunk.
  virtual double evaluate_chunk(std::span<const Scalar> state, const Sample& sample,
                                std::size_t chunk, std::span<Scalar> derivative) = 0;

  /// Writes or adds the chunk's share of DF(y) v to `derivative`: one Hessian-vector product.
  virtual void tangent_chunk(std::span<const Scalar> state, const Sample& sample, std::size_t chunk,
                             std::span<const Scalar> v, std::span<Scalar> derivative) = 0;

  /// grad L [parameter_count] as the last call of evaluate_chunk left it: whole after the last
  /// chunk, valid until the next call and while that call's `derivative` is untouched. Chunks of
  /// one evaluation come in order, without another evaluation in between.
  virtual std::span<const Scalar> gradient() const = 0;

  /// All chunks in order; returns the mean loss.
  double evaluate(std::span<const Scalar> state, const Sample& sample,
                  std::span<Scalar> derivative) {
    double loss = 0.0;
    const std::size_t chunks = chunk_count(sample);
    for (std::size_t chunk = 0; chunk < chunks; ++chunk) {
      loss += evaluate_chunk(state, sample, chunk, derivative);
    }
    return loss;
  }
};

}  // namespace separatrix
