#include "separatrix/optim/optimizer.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "separatrix/math/error.hpp"
#include "separatrix/math/text.hpp"
#include "separatrix/optim/gradient_flow.hpp"
#include "separatrix/optim/heavy_ball.hpp"
#include "separatrix/optim/schemes.hpp"

namespace separatrix {
namespace {

constexpr std::array<OptimizerRow, 5> kRows = {{
    {"gd", "gradient_flow", "euler", StepRule::learning_rate, 1, false, false},
    {"heavy_ball", "heavy_ball", "symplectic_euler", StepRule::square_root_learning_rate, 1, false,
     true},
    {"rk4", "gradient_flow", "rk4", StepRule::learning_rate, 4, false, false},
    {"ab4", "gradient_flow", "ab4", StepRule::learning_rate, 1, true, false},
    {"abm4", "gradient_flow", "abm4", StepRule::learning_rate, 2, true, false},
}};

const OptimizerRow& find_row(std::string_view name) {
  std::string allowed;
  for (const OptimizerRow& row : kRows) {
    if (row.name == name) return row;
    if (!allowed.empty()) allowed += ", ";
    allowed += row.name;
  }
  throw LabException(
      {"unknown_choice", "optimizer", std::string(name), allowed, "use_allowed_value"});
}

double check_learning_rate(double value) {
  if (!(value > 0.0) || !std::isfinite(value)) {
    throw LabException(
        {"out_of_range", "learning_rate", to_text(value), "(0, Infinity)", "use_allowed_value"});
  }
  return value;
}

double check_momentum(double value) {
  if (!(value >= 0.0 && value < 1.0)) {
    throw LabException({"out_of_range", "momentum", to_text(value), "[0, 1)", "use_allowed_value"});
  }
  return value;
}

double step_size(StepRule rule, double learning_rate) {
  return rule == StepRule::learning_rate ? learning_rate : std::sqrt(learning_rate);
}

/// A field under a scheme.
template <typename Scalar>
class FieldOptimizer : public Optimizer<Scalar> {
 public:
  FieldOptimizer(const OptimizerRow& row, const OptimizerSettings& settings,
                 Objective<Scalar>& objective)
      : row_(row),
        learning_rate_(check_learning_rate(settings.learning_rate)),
        momentum_(row.uses_momentum ? check_momentum(settings.momentum) : settings.momentum),
        h_(step_size(row.step, learning_rate_)),
        parameter_count_(objective.parameter_count()) {
    if (row.field == "heavy_ball") {
      auto field = std::make_unique<HeavyBall<Scalar>>(objective, friction());
      heavy_ball_ = field.get();
      field_ = std::move(field);
    } else {
      field_ = std::make_unique<GradientFlow<Scalar>>(objective);
    }
    scheme_ = make_scheme<Scalar>(row.scheme, settings.start, field_->dimension(),
                                  field_->velocity_count());
  }

  std::span<Scalar> theta() override { return scheme_->state().first(parameter_count_); }

  void begin_step(const Sample& sample) override {
    sample_ = sample;
    chunks_ = field_->chunk_count(sample);
    chunk_ = 0;
    evaluations_in_step_ = 0;
    scheme_->begin(h_);
  }

  StepProgress advance_chunk() override {
    const double loss =
        field_->evaluate_chunk(scheme_->point(), sample_, chunk_, scheme_->derivative());
    // The first point of a step is the state itself, so its first evaluation gives the loss there.
    if (evaluations_in_step_ == 0) step_loss_ = chunk_ == 0 ? loss : step_loss_ + loss;
    if (++chunk_ < chunks_) return StepProgress::chunk;
    chunk_ = 0;
    ++evaluations_in_step_;
    ++gradient_evaluations_;
    if (!scheme_->accept()) return StepProgress::evaluation;
    ode_time_ += h_;
    return StepProgress::step;
  }

  double step_loss() const override { return step_loss_; }
  std::span<const Scalar> step_gradient() const override { return field_->gradient(); }
  int evaluations_in_step() const override { return evaluations_in_step_; }
  std::int64_t gradient_evaluations() const override { return gradient_evaluations_; }
  std::optional<double> ode_time() const override { return ode_time_; }

  void set_learning_rate(double learning_rate) override {
    schedule_learning_rate(learning_rate);
    restart();
  }

  void schedule_learning_rate(double learning_rate) override {
    const double before = h_;
    learning_rate_ = check_learning_rate(learning_rate);
    h_ = step_size(row_.step, learning_rate_);
    if (heavy_ball_ != nullptr) {
      // m = gamma / h goes on unchanged.
      const auto ratio = static_cast<Scalar>(h_ / before);
      for (Scalar& velocity : scheme_->state().subspan(parameter_count_)) velocity *= ratio;
      heavy_ball_->set_friction(friction());
    }
  }

  void set_momentum(double momentum) override {
    if (heavy_ball_ == nullptr) return;
    momentum_ = check_momentum(momentum);
    heavy_ball_->set_friction(friction());
  }

  void restart() override { scheme_->restart(); }

  void save(BinaryWriter& writer) const override {
    writer.text(row_.name);
    writer.value(learning_rate_);
    writer.value(momentum_);
    writer.value(ode_time_);
    writer.value(gradient_evaluations_);
    writer.value(step_loss_);
    writer.value(evaluations_in_step_);
    scheme_->save(writer);
  }

  void restore(BinaryReader& reader) override {
    if (reader.text() != row_.name) reader.fail();
    const auto learning_rate = reader.value<double>();
    const auto momentum = reader.value<double>();
    if (!(learning_rate > 0.0) || !std::isfinite(learning_rate)) reader.fail();
    if (!reader.ok()) return;
    learning_rate_ = learning_rate;
    momentum_ = momentum;
    h_ = step_size(row_.step, learning_rate_);
    if (heavy_ball_ != nullptr) heavy_ball_->set_friction(friction());
    ode_time_ = reader.value<double>();
    gradient_evaluations_ = reader.value<std::int64_t>();
    step_loss_ = reader.value<double>();
    evaluations_in_step_ = reader.value<int>();
    scheme_->restore(reader);
  }

 private:
  double friction() const { return (1.0 - momentum_) / h_; }

  OptimizerRow row_;
  double learning_rate_;
  double momentum_;
  double h_;
  std::size_t parameter_count_;
  std::unique_ptr<VectorField<Scalar>> field_;
  HeavyBall<Scalar>* heavy_ball_ = nullptr;  // field_, where it is one
  std::unique_ptr<Scheme<Scalar>> scheme_;

  Sample sample_;
  std::size_t chunks_ = 1;
  std::size_t chunk_ = 0;
  int evaluations_in_step_ = 0;
  double step_loss_ = 0.0;
  double ode_time_ = 0.0;
  std::int64_t gradient_evaluations_ = 0;
};

}  // namespace

std::span<const OptimizerRow> optimizer_rows() { return kRows; }

template <typename Scalar>
std::unique_ptr<Optimizer<Scalar>> make_optimizer(const OptimizerSettings& settings,
                                                  Objective<Scalar>& objective) {
  return std::make_unique<FieldOptimizer<Scalar>>(find_row(settings.optimizer), settings,
                                                  objective);
}

template std::unique_ptr<Optimizer<float>> make_optimizer<float>(const OptimizerSettings&,
                                                                 Objective<float>&);
template std::unique_ptr<Optimizer<double>> make_optimizer<double>(const OptimizerSettings&,
                                                                   Objective<double>&);

}  // namespace separatrix
