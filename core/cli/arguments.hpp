// The command line (CONTRACT 8).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "separatrix/run/params.hpp"
#include "separatrix/run/run.hpp"

namespace separatrix {

enum class Format { json, csv };

struct ListArguments {
  bool json = false;
};

struct RunArguments {
  std::string id;
  std::vector<ParamText> settings;  ///< --set, and --seed as "seed"
  std::vector<Event> events;        ///< --at
  std::optional<std::string> steps;
  std::optional<std::string> data;
  std::optional<std::string> out;
  Format format = Format::json;
};

struct HelpArguments {};
struct VersionArguments {};

using Arguments = std::variant<HelpArguments, VersionArguments, ListArguments, RunArguments>;

/// Reads the words after the program's name. Throws LabException: missing_command, unknown_command,
/// missing_experiment, unknown_option, missing_value, unexpected_argument, bad_form, given_twice,
/// and what parse_value throws. Says nothing about experiments and their parameters.
Arguments parse_arguments(std::span<const std::string_view> words);

}  // namespace separatrix
