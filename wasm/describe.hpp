// Runs, the registry and the layout of frames as the plain objects of web/engine/types.ts.
#pragma once

#include <emscripten/val.h>

#include "separatrix/run/run.hpp"

namespace separatrix::wasm {

/// RunInfo
emscripten::val describe_run(const Run& run);

/// RunStatus
emscripten::val describe_status(const Run& run, const AdvanceReport& report);

/// LiveEvent
emscripten::val describe_event(const Event& event);

/// Registry
emscripten::val describe_experiments();

/// What web/engine/frame.ts holds as `frameLayout`.
emscripten::val describe_frame_layout();

}  // namespace separatrix::wasm
