// The optimiser's parameters, shared by every experiment that trains (CONTRACT 2).
#pragma once

#include <vector>

#include "separatrix/optim/optimizer.hpp"
#include "separatrix/run/params.hpp"

namespace separatrix {

/// The group under which the page shows them.
inline constexpr const char* kSolverGroup = "solver";

/// `optimizer`, `momentum` and `start`; each experiment adds its own `learning_rate`, because its
/// default depends on the problem.
std::vector<ParamSpec> optimizer_params();

/// `learning_rate`: live, logarithmic, above 0.
ParamSpec learning_rate_param(const char* default_text);

OptimizerSettings optimizer_settings(const Params& params);

/// Applies a live change of `name` to a running optimiser.
template <typename Scalar>
void apply_to_optimizer(std::string_view name, const Params& params, Optimizer<Scalar>& optimizer) {
  if (name == "learning_rate") optimizer.set_learning_rate(params.number(name));
  if (name == "momentum") optimizer.set_momentum(params.number(name));
}

}  // namespace separatrix
