#include "run/tree.hpp"
#include "separatrix/run/describe.hpp"

namespace separatrix {
namespace {

bool is_whole(ParamType type) {
  return type == ParamType::integer || type == ParamType::integer_list;
}

const char* type_name(ParamType type) {
  switch (type) {
    case ParamType::integer:
      return "integer";
    case ParamType::number:
      return "number";
    case ParamType::boolean:
      return "boolean";
    case ParamType::choice:
      return "choice";
    case ParamType::integer_list:
      return "integer_list";
    case ParamType::number_list:
      return "number_list";
    case ParamType::choice_list:
      return "choice_list";
    case ParamType::text:
      return "text";
  }
  return "";
}

void put_bound(Tree& tree, const char* name, const ParamSpec& spec, std::optional<double> bound) {
  if (!bound) return;
  if (is_whole(spec.type)) {
    tree.member(name, static_cast<std::int64_t>(*bound));
  } else {
    tree.member(name, *bound);
  }
}

void put_spec(Tree& tree, const ParamSpec& spec) {
  tree.object([&] {
    tree.member("name", spec.name);
    tree.member("type", type_name(spec.type));
    tree.sink().key("default");
    put_value(tree, parse_value(spec, spec.default_text));
    put_bound(tree, "min", spec, spec.min);
    put_bound(tree, "max", spec, spec.max);
    if (!spec.choices.empty()) tree.member("choices", spec.choices);
    tree.member("scale", spec.scale == Scale::log ? "log" : "linear");
    if (!spec.unit.empty()) tree.member("unit", spec.unit);
    tree.member("live", spec.live);
    if (!spec.when.empty()) {
      tree.object("when", [&] {
        for (const Condition& condition : spec.when) tree.member(condition.name, condition.values);
      });
    }
    tree.member("group", spec.group);
    if (spec.max_length > 0) {
      tree.member("max_length", static_cast<std::int64_t>(spec.max_length));
    }
    if (spec.without_files) tree.member("without_files", true);
  });
}

void put_experiment(Tree& tree, const Experiment& experiment) {
  tree.object([&] {
    tree.member("id", experiment.id);
    tree.member("source", experiment.source);
    tree.member("has_steps", experiment.has_steps);
    tree.member("accepts_files", experiment.accepts_files);
    tree.array("params", [&] {
      for (const ParamSpec& spec : experiment.params) put_spec(tree, spec);
    });
    tree.array("panels", [&] {
      for (const PanelSpec& panel : experiment.panels) {
        tree.object([&] {
          tree.member("id", panel.id);
          tree.member("kind", to_string(panel.kind));
        });
      }
    });
  });
}

}  // namespace

void describe_registry(std::string_view version, TreeSink& sink) {
  Tree tree(sink);
  tree.object([&] {
    tree.member("version", version);
    tree.object("seed", [&] {
      const ParamSpec& seed = seed_spec();
      put_bound(tree, "min", seed, seed.min);
      put_bound(tree, "max", seed, seed.max);
      tree.sink().key("default");
      put_value(tree, parse_value(seed, seed.default_text));
    });
    tree.array("experiments", [&] {
      for (const Experiment& experiment : registry()) put_experiment(tree, experiment);
    });
  });
}

}  // namespace separatrix
