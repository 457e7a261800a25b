#include "experiments/support/optimizer_params.hpp"

namespace separatrix {

std::vector<ParamSpec> optimizer_params() {
  ParamSpec optimizer;
  optimizer.name = "optimizer";
  optimizer.type = ParamType::choice;
  optimizer.default_text = "gd";
  optimizer.choices = {"gd", "heavy_ball", "rk4", "ab4", "abm4"};
  optimizer.group = kSolverGroup;

  ParamSpec momentum;
  momentum.name = "momentum";
  momentum.type = ParamType::number;
  momentum.default_text = "0.9";
  momentum.min = 0.0;
  momentum.max = 0.9999;
  momentum.live = true;
  momentum.when = {{"optimizer", {"heavy_ball"}}};
  momentum.group = kSolverGroup;

  ParamSpec start;
  start.name = "start";
  start.type = ParamType::choice;
  start.default_text = "rk4";
  start.choices = {"rk4", "gd"};
  start.when = {{"optimizer", {"ab4", "abm4"}}};
  start.group = kSolverGroup;

  return {optimizer, momentum, start};
}

ParamSpec learning_rate_param(const char* default_text) {
  ParamSpec spec;
  spec.name = "learning_rate";
  spec.type = ParamType::number;
  spec.default_text = default_text;
  spec.min = 1e-6;
  spec.max = 100.0;
  spec.scale = Scale::log;
  spec.live = true;
  spec.group = kSolverGroup;
  return spec;
}

OptimizerSettings optimizer_settings(const Params& params) {
  OptimizerSettings settings;
  settings.optimizer = params.choice("optimizer");
  settings.learning_rate = params.number("learning_rate");
  if (params.has("momentum")) settings.momentum = params.number("momentum");
  if (params.has("start")) settings.start = params.choice("start");
  return settings;
}

}  // namespace separatrix
