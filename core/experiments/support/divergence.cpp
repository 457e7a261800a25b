#include "experiments/support/divergence.hpp"

#include <cmath>

namespace separatrix {

std::optional<Stop> divergence(double loss, double loss_at_start, std::int64_t step,
                               double learning_rate) {
  const double bound = 1e6 * (1.0 + std::abs(loss_at_start));
  const bool finite = std::isfinite(loss);
  if (finite && loss <= bound) return std::nullopt;
  Stop stop;
  stop.reason = StopReason::diverged;
  stop.rule = finite ? "loss_bound" : "not_finite";
  stop.step = step;
  stop.cause = finite ? "loss_above_bound" : "loss_not_finite";
  stop.numbers = {{"loss", loss}, {"bound", bound}, {"learning_rate", learning_rate}};
  return stop;
}

}  // namespace separatrix
