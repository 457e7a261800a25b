#include "separatrix/run/experiment.hpp"

#include <algorithm>
#include <utility>

#include "run/inapplicable.hpp"
#include "run/nearest.hpp"
#include "separatrix/run/registry.hpp"

namespace separatrix {

const std::vector<Experiment>& registry() {
  static const std::vector<Experiment> list = make_registry();
  return list;
}

const Experiment& find_experiment(std::string_view id) {
  std::vector<std::string> ids;
  for (const Experiment& experiment : registry()) {
    if (same_spelling(id, experiment.id)) return experiment;
    ids.push_back(experiment.id);
  }
  throw LabException({"unknown_experiment", "experiment", shown(id),
                      nearest_first(id, std::move(ids)), "use_listed_name"});
}

const ParamSpec& seed_spec() {
  static const ParamSpec spec{.name = "seed",
                              .type = ParamType::integer,
                              .default_text = "1",
                              .min = 0,
                              .max = 4294967295.0};
  return spec;
}

namespace {

/// Files take the place of built-in data: what describes those does not apply, and is refused where
/// it was asked for.
void remove_built_in(const Experiment& experiment, std::span<const ParamText> given,
                     Params& params) {
  for (const ParamSpec& spec : experiment.params) {
    if (!spec.without_files) continue;
    for (const auto& [name, text] : given) {
      if (name == spec.name) throw LabException(not_with_files(name, text));
    }
    params.remove(spec.name);
  }
}

}  // namespace

std::unique_ptr<Run> make_run(std::string_view id, std::span<const ParamText> given,
                              std::span<const File> files) {
  const Experiment& experiment = find_experiment(id);
  std::vector<ParamText> seeds;
  std::vector<ParamText> others;
  for (const ParamText& item : given) {
    (item.first == seed_spec().name ? seeds : others).push_back(item);
  }
  const Params seed_params = parse_params(std::span(&seed_spec(), 1), seeds);
  Params params = parse_params(experiment.params, others);
  if (!files.empty() && !experiment.accepts_files) {
    throw LabException({"files_not_used", "files", shown(files.front().name), "", "remove_files"});
  }
  if (!files.empty()) remove_built_in(experiment, others, params);
  return experiment.make(params, static_cast<std::uint32_t>(seed_params.integer("seed")), files);
}

}  // namespace separatrix
