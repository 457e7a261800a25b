// Contents of panels in checkpoints. Names, units and counts are the derived run's and stay.
#pragma once

#include <span>

#include "separatrix/math/binary.hpp"
#include "separatrix/run/panels.hpp"

namespace separatrix {

void save_contents(std::span<const Panel> panels, BinaryWriter& writer);

/// Reads contents into panels of the same description and raises their revisions; addresses of
/// series, values and groups stay. False where the bytes do not fit: try on a copy first.
bool restore_contents(std::span<Panel> panels, BinaryReader& reader);

}  // namespace separatrix
