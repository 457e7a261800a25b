// The table of schemes.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

#include "separatrix/optim/scheme.hpp"

namespace separatrix {

/// euler, rk4, symplectic_euler, ab4, abm4.
std::span<const std::string_view> scheme_names();

/// `start` (rk4 | gd; gd is euler) is used by multistep schemes alone. symplectic_euler needs
/// velocities: a state whose second half they are. Throws LabException unknown_choice (scheme,
/// start), out_of_range (velocity_count).
template <typename Scalar>
std::unique_ptr<Scheme<Scalar>> make_scheme(std::string_view name, std::string_view start,
                                            std::size_t dimension, std::size_t velocity_count);

}  // namespace separatrix
