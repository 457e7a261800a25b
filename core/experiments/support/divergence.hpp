// When a training run counts as diverged (CONTRACT 3).
#pragma once

#include <optional>

#include "separatrix/run/run.hpp"

namespace separatrix {

/// Diverged: the loss is not finite, or above 1e6 (1 + |loss at step 0|). Returns the stop of
/// `step`, with rule not_finite or loss_bound and the numbers behind it; nothing while all is well.
std::optional<Stop> divergence(double loss, double loss_at_start, std::int64_t step,
                               double learning_rate);

}  // namespace separatrix
