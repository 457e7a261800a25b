#pragma once

#include <cstdint>
#include <span>

#include "separatrix/nn/segment.hpp"
#include "separatrix/nn/settings.hpp"

namespace separatrix::detail {

/// Weights are normal with mean 0 and variance 2 / (fan_in + fan_out) (xavier: Glorot, Bengio 2010)
/// or 2 / fan_in (he: He, Zhang, Ren, Sun 2015); biases are 0. See Network::initialize.
template <typename Scalar>
void initialize_parameters(Initializer initializer, std::span<const Segment> segments,
                           std::uint32_t seed, std::span<Scalar> theta);

}  // namespace separatrix::detail
