#pragma once

#include "separatrix/math/error.hpp"

namespace separatrix {

/// Refuses a checkpoint whose numbers make no sense, before they are used as indices.
inline void require_restored(bool sensible) {
  if (!sensible) throw LabException({"bad_checkpoint", "state", "", "", "restart_run"});
}

}  // namespace separatrix
