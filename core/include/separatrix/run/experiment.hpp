// An experiment is one row of the registry (DESIGN 2.5).
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "separatrix/data/files.hpp"
#include "separatrix/run/panels.hpp"
#include "separatrix/run/params.hpp"
#include "separatrix/run/run.hpp"

namespace separatrix {

/// A panel as the registry announces it, before a run exists.
struct PanelSpec {
  std::string id;
  PanelKind kind;
};

struct Experiment {
  std::string id{};      ///< with hyphens
  std::string source{};  ///< where it comes from: source document, paper
  std::vector<ParamSpec> params{};
  std::vector<PanelSpec> panels{};
  bool has_steps = true;  ///< false: `--steps` is refused
  bool accepts_files = false;
  /// Builds a run from validated parameters, the seed and the files. Throws LabException; checks
  /// limits on derived size before anything is built.
  std::function<std::unique_ptr<Run>(const Params&, std::uint32_t seed, std::span<const File>)>
      make{};
};

/// All experiments, in the order of the page.
const std::vector<Experiment>& registry();

/// Throws LabException unknown_experiment; `-` and `_` are interchangeable.
const Experiment& find_experiment(std::string_view id);

/// `seed` (CONTRACT 2), common to all experiments and in the list of none.
const ParamSpec& seed_spec();

/// Parses and builds. `seed` may be among `given` (0..4294967295, default 1); `steps` too where the
/// experiment has a parameter of that name. Throws LabException; files_not_used where files are
/// given to an experiment that takes none, not_with_files where a parameter of built-in data is
/// given beside files.
std::unique_ptr<Run> make_run(std::string_view id, std::span<const ParamText> given,
                              std::span<const File> files);

}  // namespace separatrix
