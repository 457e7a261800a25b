// The list of experiments, written by the build from the files of core/experiments/.
#pragma once

#include <vector>

#include "separatrix/run/experiment.hpp"

namespace separatrix {

/// Defined in the generated registry.cpp (and by tests that bring experiments of their own).
/// registry() calls it once.
std::vector<Experiment> make_registry();

}  // namespace separatrix
