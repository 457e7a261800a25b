#pragma once

#include <optional>
#include <string>

#include "separatrix/run/panels.hpp"

namespace separatrix {

/// "code;name=value;name=value", shortest decimals; empty where there is no verdict.
std::string verdict_text(const std::optional<Verdict>& verdict);

}  // namespace separatrix
