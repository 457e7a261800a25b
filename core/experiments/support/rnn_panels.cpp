#include "experiments/support/rnn_panels.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace separatrix {
namespace {

constexpr std::size_t kMostCurves = 8;
constexpr std::array<const char*, kRnnGroups> kGroupNames{"forward", "adjoint", "singular"};

// SOURCE-CLAIMS 1, T = 500: exact (60 digits), printed in the source, and the limit of long times
// (4e5 steps, one standard error about 0.002).
constexpr std::array<double, 3> kExactSums{-380.33553674650985901, -707.62381165593679693,
                                           -1317.7697025855506394};
constexpr double kExactTotal = -2405.7290509879972953;
constexpr std::array<double, 3> kExactMeansOfSums{-183.85438362807621002, -345.28129653188071766,
                                                  -649.79730916533271895};
constexpr std::array<double, 3> kPrinted{-183.85438363, -220.15225112, -226.32526437};
constexpr std::array<double, 3> kLimit{-0.7507, -1.4062, -2.6754};
constexpr std::int64_t kSourceSteps = 500;

bool on(const RnnSetup& setup) { return setup.orthonormalise == Orthonormalise::on; }
bool complete(const RnnSetup& setup) { return setup.exponents == setup.network.hidden; }
bool are_exponents(const RnnSetup& setup) { return on(setup) && !setup.as_printed; }

std::string unit_of(const RnnSetup& setup, RnnGroup group) {
  return group != kSingular && setup.as_printed ? "nats" : "nats_per_step";
}

std::string indexed(RnnGroup group, std::size_t i) {
  return std::string(kGroupNames[group]) + "[" + std::to_string(i) + "]";
}

std::optional<Reference> forward_reference(const RnnSetup& setup, std::size_t i) {
  if (!setup.source_004) return std::nullopt;
  const bool as_in_source = setup.steps == kSourceSteps && setup.transient == 0;
  if (!as_in_source) {
    if (!are_exponents(setup)) return std::nullopt;
    return Reference{kLimit[i], "source_004_limit"};
  }
  if (on(setup)) {
    if (setup.as_printed) return Reference{kExactMeansOfSums[i], "source_004_exact"};
    return Reference{kExactSums[i] / kSourceSteps, "source_004_exact"};
  }
  if (setup.as_printed) return Reference{kPrinted[i], "source_004_printed"};
  return Reference{kExactSums[i] / kSourceSteps, "source_004_exact"};
}

std::optional<Reference> total_reference(const RnnSetup& setup, RnnGroup group) {
  const bool as_in_source = setup.source_004 && setup.steps == kSourceSteps && setup.transient == 0;
  if (!as_in_source || (group != kSingular && setup.as_printed)) return std::nullopt;
  return Reference{kExactTotal / kSourceSteps, "source_004_exact"};
}

/// Place of the sum of a group in the values panel.
std::size_t total_index(const RnnSetup& setup, RnnGroup group) {
  return kRnnGroups * setup.exponents + group;
}

/// Writes exponent i of a group into both panels.
void show(const RnnSetup& setup, RnnGroup group, std::size_t i, double value, double error,
          bool noise, std::vector<Panel>& panels) {
  SpectrumGroup& spectrum = panels[kSpectra].spectrum[group];
  spectrum.values[i] = value;
  spectrum.uncertainties[i] = error;
  spectrum.noise[i] = noise ? 1 : 0;
  Value& entry = panels[kRnnValues].values[group * setup.exponents + i];
  entry.value = value;
  entry.uncertainty = error;
  entry.noise = noise;
}

void show_total(const RnnSetup& setup, RnnGroup group, double value, double error, bool noise,
                std::vector<Panel>& panels) {
  ++panels[kSpectra].revision;
  ++panels[kRnnValues].revision;
  if (!complete(setup)) return;
  Value& entry = panels[kRnnValues].values[total_index(setup, group)];
  entry.value = value;
  entry.uncertainty = error;
  entry.noise = noise;
}

bool any(std::span<const std::uint8_t> marks) {
  return std::any_of(marks.begin(), marks.end(), [](std::uint8_t mark) { return mark != 0; });
}

double largest_difference(double a, double b, double c) {
  return std::max({std::fabs(a - b), std::fabs(a - c), std::fabs(b - c)});
}

}  // namespace

std::vector<PanelSpec> rnn_panel_specs() {
  return {{"estimates", PanelKind::lines},
          {"spectra", PanelKind::spectrum},
          {"state", PanelKind::scatter},
          {"values", PanelKind::values}};
}

std::vector<Panel> describe_rnn_panels(const RnnSetup& setup) {
  std::vector<Panel> panels(4);
  const std::vector<PanelSpec> specs = rnn_panel_specs();
  for (std::size_t i = 0; i < specs.size(); ++i) {
    panels[i].id = specs[i].id;
    panels[i].kind = specs[i].kind;
  }
  const std::string unit = unit_of(setup, kForward);
  panels[kEstimates].x_axis = {"step", "steps"};
  panels[kEstimates].y_axis = {setup.as_printed ? "mean_of_sums" : "exponent", unit};
  for (std::size_t i = 0; i < std::min(setup.exponents, kMostCurves); ++i) {
    panels[kEstimates].series.emplace_back(indexed(kForward, i), unit, are_exponents(setup));
  }
  const bool plane = setup.network.hidden >= 2;
  panels[kState].x_axis = {plane ? "state_0" : "state_0_before", ""};
  panels[kState].y_axis = {plane ? "state_1" : "state_0", ""};
  panels[kState].scatter = {{.name = "state", .points = {}}};

  const double nan = std::numeric_limits<double>::quiet_NaN();
  const std::size_t k = setup.exponents;
  std::vector<Value>& values = panels[kRnnValues].values;
  for (const RnnGroup group : {kForward, kAdjoint, kSingular}) {
    panels[kSpectra].spectrum.push_back({.name = kGroupNames[group],
                                         .unit = unit_of(setup, group),
                                         .values = std::vector<double>(k, nan),
                                         .uncertainties = std::vector<double>(k, nan),
                                         .noise = std::vector<std::uint8_t>(k, 0)});
    for (std::size_t i = 0; i < k; ++i) {
      values.push_back({.name = indexed(group, i), .unit = unit_of(setup, group)});
      if (group == kForward) values.back().reference = forward_reference(setup, i);
    }
  }
  if (!complete(setup)) return panels;
  for (const RnnGroup group : {kForward, kAdjoint, kSingular}) {
    values.push_back({.name = std::string(kGroupNames[group]) + "_sum",
                      .unit = unit_of(setup, group),
                      .reference = total_reference(setup, group)});
  }
  return panels;
}

double shown_exponent(const RnnSetup& setup, const SpectrumSums& sums, std::size_t i) {
  return setup.as_printed ? sums.mean_of_sums(i) : sums.per_step(i);
}

double shown_error(const RnnSetup& setup, const SpectrumSums& sums, std::size_t i) {
  return are_exponents(setup) ? sums.standard_error(i) : std::numeric_limits<double>::quiet_NaN();
}

void append_estimates(const RnnSetup& setup, const SpectrumSums& sums, Panel& estimates) {
  const auto step = static_cast<double>(sums.steps());
  for (std::size_t i = 0; i < estimates.series.size(); ++i) {
    const double value = shown_exponent(setup, sums, i);
    if (are_exponents(setup)) {
      const double error = shown_error(setup, sums, i);
      estimates.series[i].append(step, value, value - error, value + error);
    } else {
      estimates.series[i].append(step, value);
    }
  }
}

void show_sums(const RnnSetup& setup, const SpectrumSums& sums,
               std::span<const std::uint8_t> unsure, RnnGroup group, std::vector<Panel>& panels) {
  double total = 0.0;
  for (std::size_t i = 0; i < setup.exponents; ++i) {
    const double value = shown_exponent(setup, sums, i);
    total += value;
    show(setup, group, i, value, shown_error(setup, sums, i), unsure[i] != 0, panels);
  }
  const double error = are_exponents(setup) ? sums.standard_error_of_total()
                                            : std::numeric_limits<double>::quiet_NaN();
  show_total(setup, group, total, error, any(unsure), panels);
}

void show_singular(const RnnSetup& setup, const SingularSpectrum& singular,
                   std::vector<Panel>& panels) {
  const auto steps = static_cast<double>(setup.steps);
  double total = 0.0;
  for (std::size_t i = 0; i < setup.exponents; ++i) {
    const double value = singular.logs()[i] / steps;
    total += value;
    // Exact for this stretch of time unless the iteration ended early.
    const double error = singular.converged() ? std::numeric_limits<double>::quiet_NaN()
                                              : singular.errors()[i] / steps;
    show(setup, kSingular, i, value, error, singular.unsure()[i] != 0, panels);
  }
  show_total(setup, kSingular, total, std::numeric_limits<double>::quiet_NaN(),
             any(singular.unsure()), panels);
}

Verdict estimates_verdict(const RnnSetup& setup, const SpectrumSums& sums,
                          std::span<const std::uint8_t> unsure, std::int64_t unsure_step,
                          bool at_rest) {
  const auto steps = static_cast<double>(sums.steps());
  const double from = static_cast<double>(unsure_step);
  if (!on(setup)) {
    if (unsure[0] != 0) return {"product_underflow", {{"steps", steps}, {"from", from}}};
    if (any(unsure)) return {"product_noise", {{"steps", steps}, {"from", from}}};
    return {"product_resolved", {{"steps", steps}}};
  }
  if (setup.as_printed) {
    return {"mean_of_sums",
            {{"value", sums.mean_of_sums(0)}, {"exponent", sums.per_step(0)}, {"steps", steps}}};
  }
  // In QR order the first exponent is the largest for long times, not at every time.
  std::size_t largest = 0;
  for (std::size_t i = 1; i < sums.size(); ++i) {
    if (sums.per_step(i) > sums.per_step(largest)) largest = i;
  }
  const double lambda = sums.per_step(largest);
  if (unsure[largest] != 0) return {"rank_deficient", {{"steps", steps}, {"from", from}}};
  const double error = sums.standard_error(largest);
  if (std::isnan(error)) return {"too_short", {{"steps", steps}, {"lambda", lambda}}};
  const double margin = student_t_975(sums.blocks() - 1) * error;
  const char* code = "not_decided";
  if (lambda - margin > 0.0) code = at_rest ? "unstable_fixed_point" : "chaotic";
  if (lambda + margin < 0.0) code = "contracting";
  return {code,
          {{"lambda", lambda},
           {"low", lambda - margin},
           {"high", lambda + margin},
           {"blocks", static_cast<double>(sums.blocks())},
           {"steps", steps}}};
}

Verdict spectra_verdict(const RnnSetup& setup, const SpectrumSums& forward,
                        const SpectrumSums& adjoint, const SingularSpectrum& singular) {
  if (!are_exponents(setup)) return {"not_exponents", {}};
  double spread = 0.0;
  for (std::size_t i = 0; i < setup.exponents; ++i) {
    spread = std::max(spread, std::fabs(forward.per_step(i) - adjoint.per_step(i)));
  }
  if (!complete(setup)) return {"leading_only", {{"spread", spread}}};
  double total = 0.0;
  for (const double log : singular.logs()) total += log;
  total /= static_cast<double>(setup.steps);
  const double size = std::fabs(forward.total_per_step());
  if (!std::isfinite(size) || !std::isfinite(total) || !std::isfinite(adjoint.total_per_step())) {
    return {"no_finite_sum", {}};
  }
  const double difference =
      largest_difference(forward.total_per_step(), adjoint.total_per_step(), total);
  // 1e-8 of the sum (SOURCE-CLAIMS 2): nearly singular Jacobians reach 1e-10.
  return {difference <= 1e-8 * size ? "sums_agree" : "sums_differ",
          {{"sum", forward.total_per_step()}, {"difference", difference}, {"spread", spread}}};
}

}  // namespace separatrix
