// Activations phi, element by element over padded aligned buffers (AlignedBuffer). All derivatives
// are taken from y = phi(z), so that z need not be kept.
#pragma once

#include <cstddef>

#include "separatrix/nn/settings.hpp"

namespace separatrix::detail {

/// z -> phi(z), in place. Not-a-number goes through.
template <typename Scalar>
void apply_activation(Activation activation, Scalar* values, std::size_t count);

/// d -> phi'(z) d, in place. The derivative of relu at 0 is 0.
template <typename Scalar>
void multiply_by_slope(Activation activation, const Scalar* y, Scalar* d, std::size_t count);

/// The tangent of the line above: d_tangent -> phi'(z) d_tangent + (d phi' / dy) y_tangent d. `d`
/// is not yet multiplied by the slope.
template <typename Scalar>
void multiply_by_slope_tangent(Activation activation, const Scalar* y, const Scalar* y_tangent,
                               const Scalar* d, Scalar* d_tangent, std::size_t count);

}  // namespace separatrix::detail
