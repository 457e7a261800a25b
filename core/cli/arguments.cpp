#include "cli/arguments.hpp"

#include <algorithm>
#include <array>

#include "run/nearest.hpp"

namespace separatrix {
namespace {

struct Option {
  std::string_view name;
  std::string_view form;  ///< of its value
  bool repeatable;
};

constexpr std::array<Option, 7> kRunOptions = {{{"--set", "name=value", true},
                                                {"--at", "step:name=value", true},
                                                {"--steps", "N", false},
                                                {"--seed", "N", false},
                                                {"--data", "DIR", false},
                                                {"--out", "FILE", false},
                                                {"--format", "json, csv", false}}};

[[noreturn]] void refuse(const char* code, std::string_view field, std::string_view value,
                         std::string allowed, const char* remedy) {
  throw LabException({code, shown(field), shown(value), std::move(allowed), remedy});
}

bool is_help(std::string_view word) { return word == "-h" || word == "--help"; }

/// Divides at the first `separator`; refuses where there is none or nothing before it.
std::pair<std::string_view, std::string_view> divide(const Option& option, std::string_view text,
                                                     std::string_view whole, char separator) {
  const std::size_t at = text.find(separator);
  if (at == std::string_view::npos || at == 0) {
    refuse("bad_form", option.name, whole, std::string(option.form), "see_help");
  }
  return {text.substr(0, at), text.substr(at + 1)};
}

Event event_of(const Option& option, std::string_view text) {
  const auto [step, assignment] = divide(option, text, text, ':');
  const auto [name, value] = divide(option, assignment, text, '=');
  static const ParamSpec spec{.name = "--at", .type = ParamType::integer, .min = 0};
  return {std::get<std::int64_t>(parse_value(spec, step)), std::string(name), std::string(value)};
}

Format format_of(std::string_view text) {
  static const ParamSpec spec{
      .name = "--format", .type = ParamType::choice, .choices = {"json", "csv"}};
  return std::get<std::string>(parse_value(spec, text)) == "csv" ? Format::csv : Format::json;
}

void apply(RunArguments& arguments, const Option& option, std::string_view value) {
  if (option.name == "--set") {
    const auto [name, text] = divide(option, value, value, '=');
    arguments.settings.emplace_back(name, text);
  } else if (option.name == "--at") {
    arguments.events.push_back(event_of(option, value));
  } else if (option.name == "--steps") {
    arguments.steps = value;
  } else if (option.name == "--seed") {
    arguments.settings.emplace_back("seed", value);
  } else if (option.name == "--format") {
    arguments.format = format_of(value);
  } else {
    if (value.empty()) {
      refuse("missing_value", option.name, "", std::string(option.form), "see_help");
    }
    (option.name == "--data" ? arguments.data : arguments.out) = value;
  }
}

const Option& find_option(std::string_view name, std::string_view word) {
  std::vector<std::string> names;
  for (const Option& option : kRunOptions) {
    if (option.name == name) return option;
    names.emplace_back(option.name);
  }
  refuse("unknown_option", "run", word, nearest_first(name, std::move(names)), "see_help");
}

Arguments parse_run(std::span<const std::string_view> words) {
  RunArguments arguments;
  std::vector<std::string_view> seen;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view word = words[i];
    if (is_help(word)) return HelpArguments{};
    if (!word.starts_with('-')) {
      if (!arguments.id.empty()) refuse("unexpected_argument", "run", word, "ID", "see_help");
      if (word.empty()) break;
      arguments.id = word;
      continue;
    }
    const std::size_t equals = word.find('=');
    const Option& option = find_option(word.substr(0, equals), word);
    std::string_view value;
    if (equals != std::string_view::npos) {
      value = word.substr(equals + 1);
    } else if (i + 1 < words.size()) {
      value = words[++i];
    } else {
      refuse("missing_value", option.name, "", std::string(option.form), "see_help");
    }
    if (!option.repeatable && std::find(seen.begin(), seen.end(), option.name) != seen.end()) {
      refuse("given_twice", option.name, value, "1", "give_once");
    }
    seen.push_back(option.name);
    apply(arguments, option, value);
  }
  if (arguments.id.empty()) refuse("missing_experiment", "run", "", "ID", "see_list");
  return arguments;
}

Arguments parse_list(std::span<const std::string_view> words) {
  ListArguments arguments;
  for (const std::string_view word : words) {
    if (is_help(word)) return HelpArguments{};
    if (!word.starts_with('-')) refuse("unexpected_argument", "list", word, "--json", "see_help");
    if (word != "--json") refuse("unknown_option", "list", word, "--json", "see_help");
    if (arguments.json) refuse("given_twice", "--json", word, "1", "give_once");
    arguments.json = true;
  }
  return arguments;
}

}  // namespace

Arguments parse_arguments(std::span<const std::string_view> words) {
  if (words.empty()) refuse("missing_command", "command", "", "list, run", "see_help");
  if (is_help(words[0])) return HelpArguments{};
  if (words[0] == "--version") return VersionArguments{};
  if (words[0] == "list") return parse_list(words.subspan(1));
  if (words[0] == "run") return parse_run(words.subspan(1));
  refuse("unknown_command", "command", words[0], "list, run", "see_help");
}

}  // namespace separatrix
