// What is said of a parameter that exists but does not apply.
#pragma once

#include <span>
#include <string_view>

#include "separatrix/run/params.hpp"

namespace separatrix {

/// not_applicable with the conditions under which `name`, one of `specs`, applies.
LabError not_applicable(std::span<const ParamSpec> specs, std::string_view name,
                        std::string_view text);

/// not_with_files: `name` describes built-in data, and files take their place.
LabError not_with_files(std::string_view name, std::string_view text);

}  // namespace separatrix
