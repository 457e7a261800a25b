// A small run with everything a run can have: x <- r x (1 - x) + noise, three units per step, a
// measurement every tenth step and at the end, all kinds of panels.
#pragma once

#include <cmath>
#include <memory>
#include <string>
#include <vector>

#include "separatrix/math/random.hpp"
#include "separatrix/run/experiment.hpp"

namespace separatrix::test {

inline std::vector<ParamSpec> logistic_specs() {
  return {
      {.name = "initial_state", .default_text = "0.3", .min = 0, .max = 1, .group = "system"},
      {.name = "r", .default_text = "3.7", .min = 0, .max = 10, .live = true, .group = "system"},
      {.name = "noise", .default_text = "0", .min = 0, .max = 1, .group = "system"},
      {.name = "mode",
       .type = ParamType::choice,
       .default_text = "plain_sum",
       .choices = {"plain_sum", "as_printed"},
       .live = true,
       .group = "system"}};
}

class LogisticRun final : public Run {
 public:
  LogisticRun(const Params& params, std::uint32_t seed)
      : Run("logistic", params),
        x_(params.number("initial_state")),
        seed_(seed),
        random_(make_stream(seed, Stream::scheme_noise)) {
    panels_.resize(6);
    panels_[0] = {.id = "path", .kind = PanelKind::lines, .x_axis = {"step", "steps"}};
    panels_[0].series.emplace_back("x", "");
    panels_[0].series.emplace_back("mean", "nats", true);
    panels_[1] = {.id = "values", .kind = PanelKind::values};
    panels_[1].values = {{.name = "x", .unit = ""}, {.name = "measured", .unit = "steps"}};
    panels_[2] = {.id = "spectrum", .kind = PanelKind::spectrum};
    panels_[2].spectrum = {{.name = "powers", .unit = "nats"}};
    panels_[3] = {.id = "field", .kind = PanelKind::field};
    panels_[4] = {.id = "scatter", .kind = PanelKind::scatter};
    panels_[4].scatter = {{.name = "return_map", .points = {}}};
    panels_[5] = {.id = "images", .kind = PanelKind::images};
  }

  std::int64_t gradient_evaluations() const override { return 2 * steps(); }
  std::optional<std::uint32_t> seed() const override {
    if (params().number("noise") > 0) return seed_;
    return std::nullopt;
  }

  double x() const { return x_; }
  int ends() const { return ends_; }
  int applied() const { return applied_; }
  /// A run that refuses a value of its own accord.
  bool refuse_apply = false;
  std::uint64_t data_digest = 7;

 protected:
  void do_unit() override {
    if (phase_ == kMeasuring) {
      measure();
      phase_ = 0;
      leave();
      return;
    }
    if (phase_ == 0) enter();
    if (++phase_ < 3) return;
    move();
    phase_ = 0;
    if (steps() % 10 == 0) {
      phase_ = kMeasuring;
    } else {
      leave();
    }
    if (!std::isfinite(x_) || std::abs(x_) > 1e6) {
      stop_with({.reason = StopReason::diverged,
                 .rule = "loss_bound",
                 .step = steps(),
                 .layer = "map",
                 .cause = "loss_above_bound",
                 .numbers = {{"x", x_}}});
    }
  }
  void apply(std::string_view name) override {
    if (refuse_apply) {
      throw LabException({"out_of_range", std::string(name), "", "", "use_allowed_value"});
    }
    ++applied_;
  }
  void begin_end() override {
    ++ends_;
    phase_ = kMeasuring;
    enter();
  }
  void do_save(BinaryWriter& writer) const override {
    writer.value(x_);
    writer.value(random_.state());
  }
  void do_restore(BinaryReader& reader) override {
    x_ = reader.value<double>();
    random_.set_state(reader.value<Pcg32State>());
    phase_ = 0;
  }
  std::uint64_t digest() const override { return data_digest; }

 private:
  static constexpr int kMeasuring = 100;

  void move() {
    const double former = x_;
    const double r = params().number("r");
    x_ = r * x_ * (1 - x_) + params().number("noise") * random_.uniform();
    complete_step();
    const auto step = static_cast<double>(steps());
    panels_[0].series[0].append(step, x_);
    panels_[0].series[1].append(step, x_, x_ - 0.5, x_ + 0.5);
    panels_[1].values[0].value = x_;
    ++panels_[1].revision;
    panels_[4].scatter[0].points.push_back({former, x_});
    ++panels_[4].revision;
  }

  void measure() {
    panels_[1].values[1] = {.name = "measured",
                            .unit = "steps",
                            .value = static_cast<double>(steps()),
                            .uncertainty = 0.25,
                            .reference = Reference{10, "source"},
                            .noise = true};
    panels_[1].verdict = Verdict{"settled", {{"x", x_}}};
    ++panels_[1].revision;
    panels_[2].spectrum[0].values = {x_, x_ * x_, -INFINITY};
    panels_[2].spectrum[0].uncertainties = {0.1, 0.2, NAN};
    panels_[2].spectrum[0].noise = {0, 0, 1};
    ++panels_[2].revision;
    FieldData& field = panels_[3].field;
    field.x = {-1, 1};
    field.y = {-2, 2};
    field.rows = 2;
    field.columns = 3;
    field.unit = "nats";
    field.data = {x_, 1, 2, 3, 4, static_cast<double>(steps())};
    field.points = {{x_, 0, 1}};
    ++panels_[3].revision;
    ImagesData& images = panels_[5].images;
    images.rows = 1;
    images.columns = 2;
    images.pixels = {0, 255, static_cast<std::uint8_t>(steps()), 7};
    images.labels = {3, 4};
    images.predictions = {3, -1};
    ++panels_[5].revision;
  }

  double x_;
  std::uint32_t seed_;
  Pcg32 random_;
  int phase_ = 0;
  int ends_ = 0;
  int applied_ = 0;
};

/// Text form in, run out.
inline std::unique_ptr<LogisticRun> make_logistic(const std::vector<ParamText>& given = {},
                                                  std::uint32_t seed = 1) {
  static const std::vector<ParamSpec> specs = logistic_specs();
  return std::make_unique<LogisticRun>(parse_params(specs, given), seed);
}

/// The error that `act` is refused with; its code is empty where it is not.
template <typename Act>
LabError refusal(Act act) {
  try {
    act();
  } catch (const LabException& refused) {
    return refused.error();
  }
  return {};
}

}  // namespace separatrix::test
