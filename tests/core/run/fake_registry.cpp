// The registry of these tests; the real one belongs to core/experiments/.
#include "run/support/logistic_run.hpp"
#include "separatrix/run/registry.hpp"

namespace separatrix {

std::vector<Experiment> make_registry() {
  std::vector<Experiment> list;
  list.push_back({.id = "logistic-map",
                  .source = "May 1976",
                  .params = test::logistic_specs(),
                  .panels = {{"path", PanelKind::lines}, {"values", PanelKind::values}},
                  .make = [](const Params& params, std::uint32_t seed, std::span<const File>) {
                    return std::make_unique<test::LogisticRun>(params, seed);
                  }});
  list.push_back({.id = "takes-files",
                  .source = "",
                  .params = {{.name = "hidden",
                              .type = ParamType::integer_list,
                              .default_text = "4,2",
                              .min = 1,
                              .max = 8,
                              .group = "network",
                              .max_length = 3}},
                  .panels = {},
                  .has_steps = false,
                  .accepts_files = true,
                  .make = [](const Params&, std::uint32_t, std::span<const File>) {
                    return test::make_logistic();
                  }});
  return list;
}

}  // namespace separatrix
