// The boundary as a table: every name that JavaScript sees, and its types.
#include <emscripten/bind.h>

#include "session.hpp"
#include "typescript.hpp"

using emscripten::class_;
using emscripten::function;
using emscripten::register_type;
using namespace separatrix::wasm;

EMSCRIPTEN_BINDINGS(separatrix) {
  register_type<Text>("string");
  register_type<Number>("number");
  register_type<Bytes>("Uint8Array");
  register_type<ParamTexts>(TS_PAIRS);
  register_type<LiveEvents>("ReadonlyArray<" TS_EVENT ">");
  register_type<LabFiles>("ReadonlyArray<" TS_FILE ">");

  register_type<RunInfoResult>(TS_RESULT(TS_RUN_INFO));
  register_type<StatusResult>(TS_RESULT(TS_STATUS));
  register_type<EventResult>(TS_RESULT(TS_EVENT));
  register_type<BytesResult>(TS_RESULT("Uint8Array"));
  register_type<CheckpointResult>(TS_RESULT("{ steps: number, bytes: Uint8Array }"));
  register_type<NumberResult>(TS_RESULT("number"));
  register_type<NothingResult>(TS_RESULT("null"));
  register_type<SessionResult>(TS_RESULT("Session"));
  register_type<RegistryResult>(TS_RESULT(TS_REGISTRY));
  register_type<FrameLayoutResult>(TS_RESULT(TS_FRAME_LAYOUT));

  class_<Session>("Session")
      .constructor<>()
      .function("create(id, params, events, files)", &Session::create)
      .function("advance(units, maxSteps)", &Session::advance)
      .function("set(name, text)", &Session::set)
      .function("edit(target, index, value)", &Session::edit)
      .function("frame()", &Session::frame)
      .function("checkpoint()", &Session::checkpoint)
      .function("restore(bytes)", &Session::restore)
      .function("stop()", &Session::stop)
      .function("dispose()", &Session::dispose)
      .function("taskCount()", &Session::task_count)
      .function("makeTask(index)", &Session::make_task)
      .function("absorb(index, bytes)", &Session::absorb);

  function("experiments()", &experiments);
  function("frameLayout()", &frame_layout);
}
