#include "experiments/support/rnn_setup.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "separatrix/dynamics/singular_spectrum.hpp"
#include "separatrix/dynamics/trajectory.hpp"
#include "separatrix/math/error.hpp"
#include "separatrix/math/mersenne_twister.hpp"
#include "separatrix/math/random.hpp"
#include "separatrix/math/text.hpp"

namespace separatrix {
namespace {

constexpr const char* kSourcePreset = "source-004";
constexpr std::int64_t kMostInputNumbers = std::int64_t{1} << 21;  // 16 MiB of drawn input
constexpr std::uint32_t kSourceSeed = 42;

// Measured natively on one core, in quarters of a nanosecond: n k (n + 2 k) for tangents and QR of
// one step (n = k = 128: 1.5 ms, 64: 0.2 ms), 600 (n + 1) for state, logarithms and bookkeeping
// (n = k = 3: 0.6 us).
std::int64_t work_per_step(std::int64_t n, std::int64_t m, std::int64_t k) {
  return n * k * (n + 2 * k) + 2 * n * m + 600 * (n + 1);
}
constexpr std::int64_t kMostWork = 240'000'000'000;  // a minute
// Forward, adjoint, and the singular values at their slowest.
constexpr std::int64_t kMostPasses = 2 + SingularSpectrum::kMostSweeps;

std::string text_of(std::size_t number) { return to_text(static_cast<std::int64_t>(number)); }

[[noreturn]] void refuse(const char* code, const char* field, const std::string& value,
                         const std::string& allowed) {
  throw LabException({code, field, value, allowed, "use_allowed_value"});
}

void require_at_most(const char* field, std::int64_t value, std::int64_t low, std::int64_t high) {
  if (value > high)
    refuse("out_of_range", field, to_text(value), to_text(low) + ".." + to_text(high));
}

/// Sizes before anything is drawn or allocated for the run.
struct Sizes {
  std::size_t hidden = 0;
  std::size_t inputs = 0;
};

Sizes custom_sizes(const Params& params) {
  const std::size_t entries = params.numbers("weights").size();
  const auto n = static_cast<std::size_t>(std::lround(std::sqrt(static_cast<double>(entries))));
  if (n == 0 || n * n != entries) refuse("not_square", "weights", text_of(entries), "n*n");
  const std::size_t input_entries = params.numbers("input_weights").size();
  if (input_entries % n != 0) {
    refuse("wrong_length", "input_weights", text_of(input_entries), "m*" + text_of(n));
  }
  const std::size_t m = input_entries / n;
  const std::size_t state = params.numbers("initial_state").size();
  if (state != 0 && state != n) {
    refuse("wrong_length", "initial_state", text_of(state), "0, " + text_of(n));
  }
  const std::size_t sequence = params.numbers("input_sequence").size();
  if (m == 0 ? sequence != 0 : sequence % m != 0) {
    refuse("wrong_length", "input_sequence", text_of(sequence), m == 0 ? "0" : "t*" + text_of(m));
  }
  return {n, m};
}

Sizes sizes_of(const Params& params) {
  const std::string& preset = params.choice("preset");
  if (preset == kSourcePreset) return {3, 2};
  if (preset == "custom") return custom_sizes(params);
  return {static_cast<std::size_t>(params.integer("hidden")),
          static_cast<std::size_t>(params.integer("inputs"))};
}

/// Memory and work together: what is refused for one is told the limit of both.
void check_lengths(const RnnSetup& setup, const Sizes& sizes, bool draws_input) {
  const auto n = static_cast<std::int64_t>(sizes.hidden);
  const auto m = static_cast<std::int64_t>(sizes.inputs);
  require_at_most("exponents", static_cast<std::int64_t>(setup.exponents), 0, n);
  const auto k = setup.exponents == 0 ? n : static_cast<std::int64_t>(setup.exponents);
  std::int64_t stored = Trajectory::longest(sizes.hidden);
  if (draws_input) stored = std::min(stored, kMostInputNumbers / m);
  const std::int64_t passes = kMostWork / work_per_step(n, m, k);
  const std::int64_t worked = passes / kMostPasses;
  if (setup.steps > std::min(stored, worked)) {
    refuse(worked < stored ? "too_much_work" : "out_of_range", "steps", to_text(setup.steps),
           "1.." + to_text(std::min(stored, worked)));
  }
  if (draws_input)
    require_at_most("transient", setup.transient, 0, kMostInputNumbers / m - setup.steps);
  const std::int64_t left = passes - kMostPasses * setup.steps;
  if (setup.transient > left) {
    refuse("too_much_work", "transient", to_text(setup.transient), "0.." + to_text(left));
  }
}

template <typename Draw>
void fill(std::vector<double>& list, std::size_t count, Draw draw) {
  list.resize(count);
  for (double& entry : list) entry = draw();
}

/// SOURCE-CLAIMS 1: W, U, X from one stream in this order, h = 0. X is the last draw, so a longer
/// run continues it.
void draw_source_004(RnnSetup& setup) {
  LegacyNormal normal(kSourceSeed);
  TanhRnnDefinition& network = setup.network;
  fill(network.weights, 9, [&] { return normal(); });
  fill(network.input_weights, 6, [&] { return normal(); });
  fill(network.sequence, static_cast<std::size_t>(setup.transient + setup.steps) * 2,
       [&] { return normal(); });
  setup.initial_state.assign(3, 0.0);
}

/// W, U, h0 in this order from the stream of initial parameters.
void draw_network(RnnSetup& setup, double gain, Pcg32& normals) {
  TanhRnnDefinition& network = setup.network;
  const double weight_scale = gain / std::sqrt(static_cast<double>(network.hidden));
  fill(network.weights, network.hidden * network.hidden,
       [&] { return weight_scale * normals.normal(); });
  const double input_scale =
      1.0 / std::sqrt(static_cast<double>(std::max<std::size_t>(network.inputs, 1)));
  fill(network.input_weights, network.hidden * network.inputs,
       [&] { return input_scale * normals.normal(); });
}

void draw_missing(RnnSetup& setup, Pcg32& normals, std::uint32_t seed) {
  TanhRnnDefinition& network = setup.network;
  if (setup.initial_state.empty()) {
    fill(setup.initial_state, network.hidden, [&] { return normals.normal(); });
    setup.random = true;
  }
  if (network.inputs > 0 && network.sequence.empty()) {
    Pcg32 data = make_stream(seed, Stream::data);
    fill(network.sequence, static_cast<std::size_t>(setup.transient + setup.steps) * network.inputs,
         [&] { return data.normal(); });
    setup.random = true;
  }
}

}  // namespace

RnnSetup make_rnn_setup(const Params& params, std::uint32_t seed) {
  const std::string& preset = params.choice("preset");
  const Sizes sizes = sizes_of(params);
  RnnSetup setup;
  setup.steps = params.integer("steps");
  setup.transient = params.integer("transient");
  setup.exponents = static_cast<std::size_t>(params.integer("exponents"));
  const bool custom = preset == "custom";
  const bool has_sequence = custom && !params.numbers("input_sequence").empty();
  check_lengths(setup, sizes, sizes.inputs > 0 && !has_sequence);

  if (setup.exponents == 0) setup.exponents = sizes.hidden;
  setup.orthonormalise =
      params.boolean("orthonormalise") ? Orthonormalise::on : Orthonormalise::off;
  setup.as_printed = params.choice("average") == "as_printed";
  setup.network.hidden = sizes.hidden;
  setup.network.inputs = sizes.inputs;
  setup.source_004 = preset == kSourcePreset;
  if (setup.source_004) {
    draw_source_004(setup);
    return setup;
  }
  Pcg32 normals = make_stream(seed, Stream::initial_parameters);
  if (custom) {
    setup.network.weights = params.numbers("weights");
    setup.network.input_weights = params.numbers("input_weights");
    setup.network.sequence = params.numbers("input_sequence");
    setup.initial_state = params.numbers("initial_state");
  } else {
    draw_network(setup, params.number("gain"), normals);
    setup.random = true;
  }
  draw_missing(setup, normals, seed);
  return setup;
}

std::vector<ParamSpec> rnn_lyapunov_params() {
  const std::vector<Condition> random{{"preset", {"random"}}};
  const std::vector<Condition> custom{{"preset", {"custom"}}};
  const auto list = [&](const char* name, const char* default_text, double bound,
                        std::size_t max_length) {
    return ParamSpec{.name = name,
                     .type = ParamType::number_list,
                     .default_text = default_text,
                     .min = -bound,
                     .max = bound,
                     .when = custom,
                     .group = "problem",
                     .max_length = max_length};
  };
  return {
      {.name = "preset",
       .type = ParamType::choice,
       .default_text = kSourcePreset,
       .choices = {kSourcePreset, "random", "custom"},
       .group = "problem"},
      {.name = "hidden",
       .type = ParamType::integer,
       .default_text = "32",
       .min = 1,
       .max = kMostHidden,
       .when = random,
       .group = "problem"},
      {.name = "inputs",
       .type = ParamType::integer,
       .default_text = "0",
       .min = 0,
       .max = kMostHidden,
       .when = random,
       .group = "problem"},
      {.name = "gain",
       .type = ParamType::number,
       .default_text = "2",
       .min = 0.01,
       .max = 100,
       .scale = Scale::log,
       .when = random,
       .group = "problem"},
      // A slow rotation that tanh holds bounded: a closed curve.
      list("weights", "1.5,-1,1,1.5", 1e3, kMostHidden * kMostHidden),
      list("input_weights", "", 1e3, kMostHidden * kMostHidden),
      list("initial_state", "", 1e3, kMostHidden),
      list("input_sequence", "", 1e6, 65536),
      {.name = "orthonormalise",
       .type = ParamType::boolean,
       .default_text = "on",
       .group = "measurement"},
      {.name = "average",
       .type = ParamType::choice,
       .default_text = "per_step",
       .choices = {"per_step", "as_printed"},
       .group = "measurement"},
      {.name = "exponents",
       .type = ParamType::integer,
       .default_text = "0",
       .min = 0,
       .max = kMostHidden,
       .group = "measurement"},
      {.name = "transient",
       .type = ParamType::integer,
       .default_text = "0",
       .min = 0,
       .max = 1'000'000,
       .unit = "steps",
       .group = "run"},
      {.name = "steps",
       .type = ParamType::integer,
       .default_text = "500",
       .min = 1,
       .max = 1'000'000,
       .scale = Scale::log,
       .unit = "steps",
       .group = "run"},
  };
}

}  // namespace separatrix
