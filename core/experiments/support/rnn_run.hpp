#pragma once

#include <memory>

#include "experiments/support/rnn_setup.hpp"
#include "separatrix/run/run.hpp"

namespace separatrix {

/// A run of rnn-lyapunov: the forward sweep (its steps are the steps of the run), then over the
/// stored trajectory the adjoint sweep and the sweeps for the singular values. A unit is one step
/// of a sweep, and every unit ends at a boundary.
std::unique_ptr<Run> make_rnn_run(const Params& params, std::uint32_t seed);

}  // namespace separatrix
