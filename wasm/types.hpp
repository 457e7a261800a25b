// What crosses the boundary, one type per TypeScript type: bindings.cpp says how each is spelled in
// separatrix.d.ts.
#pragma once

#include <emscripten/val.h>

namespace separatrix::wasm {

// Arguments. They may be anything at all: JavaScript checks no types.
EMSCRIPTEN_DECLARE_VAL_TYPE(Text)
EMSCRIPTEN_DECLARE_VAL_TYPE(Number)
EMSCRIPTEN_DECLARE_VAL_TYPE(Bytes)
EMSCRIPTEN_DECLARE_VAL_TYPE(ParamTexts)
EMSCRIPTEN_DECLARE_VAL_TYPE(LiveEvents)
EMSCRIPTEN_DECLARE_VAL_TYPE(LabFiles)

// Results: {ok: true, value} or {ok: false, error}.
EMSCRIPTEN_DECLARE_VAL_TYPE(RunInfoResult)
EMSCRIPTEN_DECLARE_VAL_TYPE(StatusResult)
EMSCRIPTEN_DECLARE_VAL_TYPE(EventResult)
EMSCRIPTEN_DECLARE_VAL_TYPE(BytesResult)
EMSCRIPTEN_DECLARE_VAL_TYPE(CheckpointResult)
EMSCRIPTEN_DECLARE_VAL_TYPE(NumberResult)
EMSCRIPTEN_DECLARE_VAL_TYPE(NothingResult)
EMSCRIPTEN_DECLARE_VAL_TYPE(SessionResult)
EMSCRIPTEN_DECLARE_VAL_TYPE(RegistryResult)
EMSCRIPTEN_DECLARE_VAL_TYPE(FrameLayoutResult)

}  // namespace separatrix::wasm
