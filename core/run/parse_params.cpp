// Which parameters apply, and their values.
#include <algorithm>
#include <stdexcept>

#include "run/inapplicable.hpp"
#include "run/nearest.hpp"
#include "separatrix/run/params.hpp"

namespace separatrix {
namespace {

/// Names of all specs, each once, in order.
std::vector<std::string> names_of(std::span<const ParamSpec> specs) {
  std::vector<std::string> names;
  for (const ParamSpec& spec : specs) {
    if (std::find(names.begin(), names.end(), spec.name) == names.end()) names.push_back(spec.name);
  }
  return names;
}

/// "optimizer=heavy_ball,adam; start=rk4", alternatives divided by " | ".
std::string conditions_text(std::span<const ParamSpec> specs, std::string_view name) {
  std::vector<std::string> alternatives;
  for (const ParamSpec& spec : specs) {
    if (spec.name != name) continue;
    std::vector<std::string> conditions;
    for (const Condition& condition : spec.when) {
      conditions.push_back(condition.name + "=" + join(condition.values, ","));
    }
    alternatives.push_back(join(conditions, "; "));
  }
  return join(alternatives, " | ");
}

/// Values of specs on demand: a condition may ask for a parameter that stands anywhere in the list
/// and has conditions of its own.
class Resolver {
 public:
  Resolver(std::span<const ParamSpec> specs, std::span<const ParamText> given)
      : specs_(specs), given_(given), state_(specs.size(), State::unknown), values_(specs.size()) {}

  bool applies(std::size_t i) {
    if (state_[i] == State::unknown) resolve(i);
    if (state_[i] == State::resolving) {
      throw std::logic_error("conditions go in a circle: " + specs_[i].name);
    }
    return state_[i] == State::applies;
  }
  const ParamValue& value(std::size_t i) const { return values_[i]; }

 private:
  enum class State : std::uint8_t { unknown, resolving, applies, applies_not };

  void resolve(std::size_t i) {
    state_[i] = State::resolving;
    const ParamSpec& spec = specs_[i];
    const bool hold = std::all_of(spec.when.begin(), spec.when.end(),
                                  [&](const Condition& condition) { return holds(condition); });
    if (hold) values_[i] = parse_value(spec, text_of(spec));
    state_[i] = hold ? State::applies : State::applies_not;
  }

  bool holds(const Condition& condition) {
    for (std::size_t i = 0; i < specs_.size(); ++i) {
      if (specs_[i].name != condition.name || !applies(i)) continue;
      const std::string value = format_value(values_[i]);
      return std::find(condition.values.begin(), condition.values.end(), value) !=
             condition.values.end();
    }
    return false;
  }

  std::string_view text_of(const ParamSpec& spec) const {
    for (const auto& [name, text] : given_) {
      if (name == spec.name) return text;
    }
    return spec.default_text;
  }

  std::span<const ParamSpec> specs_;
  std::span<const ParamText> given_;
  std::vector<State> state_;
  std::vector<ParamValue> values_;
};

void check_names(std::span<const ParamSpec> specs, std::span<const ParamText> given) {
  const std::vector<std::string> names = names_of(specs);
  std::vector<std::string_view> seen;
  for (const auto& [name, text] : given) {
    if (std::find(names.begin(), names.end(), name) == names.end()) {
      throw LabException({"unknown_parameter", shown(name), shown(text), nearest_first(name, names),
                          "use_listed_name"});
    }
    // At most as many as there are names get this far: the search stays short.
    if (std::find(seen.begin(), seen.end(), name) != seen.end()) {
      throw LabException({"given_twice", name, shown(text), "1", "give_once"});
    }
    seen.push_back(name);
  }
}

}  // namespace

LabError not_applicable(std::span<const ParamSpec> specs, std::string_view name,
                        std::string_view text) {
  return LabError{"not_applicable", std::string(name), shown(text), conditions_text(specs, name),
                  "remove_parameter"};
}

LabError not_with_files(std::string_view name, std::string_view text) {
  return LabError{"not_with_files", std::string(name), shown(text), "",
                  "remove_parameter_or_files"};
}

Params parse_params(std::span<const ParamSpec> specs, std::span<const ParamText> given) {
  check_names(specs, given);
  Resolver resolver(specs, given);
  Params params(specs);
  for (std::size_t i = 0; i < specs.size(); ++i) {
    if (!resolver.applies(i)) continue;
    if (params.has(specs[i].name)) {
      throw std::logic_error("two specs apply at once: " + specs[i].name);
    }
    // A copy: a later condition may still ask for this value.
    params.set(specs[i], resolver.value(i));
  }
  for (const auto& [name, text] : given) {
    if (!params.has(name)) throw LabException(not_applicable(specs, name, text));
  }
  return params;
}

}  // namespace separatrix
