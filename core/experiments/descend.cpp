// Any optimiser on an analytic function of the plane: the path over the contours is the numerical
// solution of the optimiser's differential equation, to be looked at.
#include <array>
#include <cmath>
#include <memory>

#include "experiments/support/divergence.hpp"
#include "experiments/support/optimizer_params.hpp"
#include "experiments/support/plane_path.hpp"
#include "separatrix/math/text.hpp"
#include "separatrix/optim/analytic.hpp"
#include "separatrix/optim/optimizer.hpp"
#include "separatrix/run/experiment.hpp"

namespace separatrix {
namespace {

constexpr const char* kId = "descend";
constexpr std::int32_t kGrid = 121;  ///< points of the contour field on each axis
enum PanelIndex : std::size_t { kContours, kLoss, kValues };
enum ValueIndex : std::size_t { kX, kY, kLossValue, kGradientNorm };

std::array<double, 2> start_point(const Params& params, const AnalyticFunction& function) {
  const std::vector<double>& given = params.numbers("initial_state");
  if (given.empty()) return function.start;
  if (given.size() != 2) {
    throw LabException({"wrong_length", "initial_state", std::to_string(given.size()), "0, 2",
                        "use_allowed_value"});
  }
  return {given[0], given[1]};
}

class DescendRun : public Run {
 public:
  explicit DescendRun(const Params& parameters)
      : Run(kId, parameters),
        objective_(analytic_function(parameters.choice("objective"))),
        optimizer_(make_optimizer<double>(optimizer_settings(parameters), objective_)) {
    const std::array<double, 2> start = start_point(parameters, function());
    optimizer_->theta()[0] = start[0];
    optimizer_->theta()[1] = start[1];
    optimizer_->restart();
    loss_at_start_ = function().value(start[0], start[1]);
    describe_panels();
    record();
    bound_steps(parameters.integer("steps"));
  }

  std::int64_t gradient_evaluations() const override { return optimizer_->gradient_evaluations(); }
  std::optional<double> ode_time() const override { return optimizer_->ode_time(); }
  std::optional<double> progress() const override {
    return static_cast<double>(steps()) / static_cast<double>(params().integer("steps"));
  }

 protected:
  void do_unit() override {
    if (at_boundary()) {
      optimizer_->begin_step(Sample{});
      enter();
    }
    if (optimizer_->advance_chunk() != StepProgress::step) return;
    complete_step();
    record();
    const double loss = loss_;
    leave();
    if (auto stop = divergence(loss, loss_at_start_, steps(), params().number("learning_rate"))) {
      stop_with(*stop);
    }
  }

  void apply(std::string_view name) override { apply_to_optimizer(name, params(), *optimizer_); }

  void do_save(BinaryWriter& writer) const override {
    optimizer_->save(writer);
    path_.save(writer);
    writer.value(loss_);
  }
  void do_restore(BinaryReader& reader) override {
    optimizer_->restore(reader);
    path_.restore(reader);
    loss_ = reader.value<double>();
  }

 private:
  const AnalyticFunction& function() const { return objective_.function(); }

  void describe_panels() {
    const AnalyticFunction& f = function();
    Panel contours;
    contours.id = "contours";
    contours.kind = PanelKind::field;
    contours.field = contour_field();

    Panel loss;
    loss.id = "loss";
    loss.kind = PanelKind::lines;
    loss.x_axis = {"step", "steps"};
    loss.y_axis = {"loss", ""};
    const bool non_negative = f.id == "quadratic" || f.id == "rosenbrock" || f.id == "booth";
    if (non_negative) loss.y_axis.scale = Scale::log;
    loss.series.emplace_back("loss", "");

    Panel values;
    values.id = "values";
    values.kind = PanelKind::values;
    values.values = {{.name = "x", .unit = ""},
                     {.name = "y", .unit = ""},
                     {.name = "loss", .unit = ""},
                     {.name = "gradient_norm", .unit = ""}};
    if (f.minima.size() == 1) {
      values.values[kX].reference = {f.minima[0][0], "minimum"};
      values.values[kY].reference = {f.minima[0][1], "minimum"};
    }
    if (!f.minima.empty()) {
      values.values[kLossValue].reference = {f.value(f.minima[0][0], f.minima[0][1]), "minimum"};
    }
    panels_ = {std::move(contours), std::move(loss), std::move(values)};
    panels_[kContours].field.points.reserve(PlanePath::kCapacity);  // record() copies into it
  }

  FieldData contour_field() const {
    const AnalyticFunction& f = function();
    FieldData field;
    field.x_axis = {"x", ""};
    field.y_axis = {"y", ""};
    field.x = {f.window.x_min, f.window.x_max};
    field.y = {f.window.y_min, f.window.y_max};
    field.rows = kGrid;
    field.columns = kGrid;
    field.log_levels = true;
    for (std::int32_t row = 0; row < kGrid; ++row) {
      const double y = field.y[0] + (field.y[1] - field.y[0]) * row / (kGrid - 1);
      for (std::int32_t column = 0; column < kGrid; ++column) {
        const double x = field.x[0] + (field.x[1] - field.x[0]) * column / (kGrid - 1);
        field.data.push_back(f.value(x, y));
      }
    }
    return field;
  }

  /// Shows the state after a step. The loss and gradient here are measurements: they are not
  /// counted as the scheme's evaluations.
  void record() {
    const double x = optimizer_->theta()[0];
    const double y = optimizer_->theta()[1];
    loss_ = function().value(x, y);
    const std::array<double, 2> gradient = function().gradient(x, y);
    const double norm = std::hypot(gradient[0], gradient[1]);

    path_.append(x, y);
    panels_[kContours].field.points = path_.points();
    state_verdict(panels_[kContours].verdict, "descend_position",
                  {{"steps", static_cast<double>(steps())}, {"x", x}, {"y", y}});
    panels_[kLoss].series[0].append(static_cast<double>(steps()), loss_);
    state_verdict(panels_[kLoss].verdict, "loss_fell",
                  {{"first", loss_at_start_}, {"last", loss_}});
    std::vector<Value>& values = panels_[kValues].values;
    values[kX].value = x;
    values[kY].value = y;
    values[kLossValue].value = loss_;
    values[kGradientNorm].value = norm;
    for (Panel& panel : panels_) ++panel.revision;
  }

  AnalyticObjective<double> objective_;
  std::unique_ptr<Optimizer<double>> optimizer_;
  PlanePath path_;
  double loss_at_start_ = 0.0;
  double loss_ = 0.0;
};

std::vector<ParamSpec> descend_params() {
  ParamSpec objective;
  objective.name = "objective";
  objective.type = ParamType::choice;
  objective.default_text = "quadratic";
  for (const AnalyticFunction& f : analytic_functions()) objective.choices.emplace_back(f.id);
  objective.group = "problem";

  ParamSpec initial_state;
  initial_state.name = "initial_state";
  initial_state.type = ParamType::number_list;
  initial_state.min = -1e6;
  initial_state.max = 1e6;
  initial_state.max_length = 2;
  initial_state.group = "problem";

  // Rosenbrock's valley is some hundred times steeper across than the other functions.
  ParamSpec rate = learning_rate_param("0.05");
  rate.when = {{"objective", {"quadratic", "double_well", "booth", "saddle"}}};
  ParamSpec rosenbrock_rate = learning_rate_param("0.001");
  rosenbrock_rate.when = {{"objective", {"rosenbrock"}}};

  ParamSpec steps;
  steps.name = "steps";
  steps.type = ParamType::integer;
  steps.default_text = "200";
  steps.min = 1;
  steps.max = 10'000'000;
  steps.scale = Scale::log;
  steps.unit = "steps";
  steps.group = "run";

  std::vector<ParamSpec> specs = {objective, initial_state, rate, rosenbrock_rate};
  for (ParamSpec& spec : optimizer_params()) specs.push_back(std::move(spec));
  specs.push_back(steps);
  return specs;
}

}  // namespace

Experiment descend_experiment() {
  Experiment experiment;
  experiment.id = kId;
  experiment.source = "003";
  experiment.params = descend_params();
  experiment.panels = {
      {"contours", PanelKind::field}, {"loss", PanelKind::lines}, {"values", PanelKind::values}};
  experiment.make = [](const Params& params, std::uint32_t, std::span<const File>) {
    return std::make_unique<DescendRun>(params);
  };
  return experiment;
}

}  // namespace separatrix
