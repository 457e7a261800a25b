// The one bound class (DESIGN 4).
#pragma once

#include <memory>

#include "separatrix/run/frame.hpp"
#include "separatrix/run/run.hpp"
#include "types.hpp"

namespace separatrix::wasm {

/// One run as JavaScript drives it. Arguments are checked and copied at once; every call returns
/// {ok: true, value} or {ok: false, error: LabError} and none throws. Refused calls change nothing.
/// Calls without a run return the code no_run. After the code internal, or out_of_memory from
/// anything but create(), the whole module is to be discarded.
class Session {
 public:
  Session() = default;

  /// Builds a run with its scheduled changes and makes it the current one; when refused, the
  /// previous run stays. Files are plain bytes, inflated already. Value: RunInfo.
  RunInfoResult create(const Text& id, const ParamTexts& params, const LiveEvents& events,
                       const LabFiles& files);

  /// Uses 1..2^31 `units` at most and ends early after `max_steps` further steps (-1: no bound) or
  /// when the run stops. Value: RunStatus.
  StatusResult advance(const Number& units, const Number& max_steps);

  /// Value: the event as recorded.
  EventResult set(const Text& name, const Text& text);
  NothingResult edit(const Text& target, const Number& index, const Number& value);

  /// What changed since the last frame, laid out as in run/frame.hpp. Value: an own Uint8Array.
  BytesResult frame();

  /// Finishes the step under way first. Value: {steps, bytes}, bytes an own Uint8Array.
  CheckpointResult checkpoint();
  StatusResult restore(const Bytes& bytes);

  /// Ends the run by the user's wish.
  StatusResult stop();

  /// Frees the run.
  NothingResult dispose();

  NumberResult task_count();
  /// Value: another Session, owned by JavaScript.
  SessionResult make_task(const Number& index);
  NothingResult absorb(const Number& index, const Bytes& bytes);

 private:
  explicit Session(std::shared_ptr<Run> run) : run_(std::move(run)) {}

  Run& run();
  emscripten::val status(std::int64_t units);

  // Shared because Embind copies a Session that a call returns; there is one owner otherwise.
  std::shared_ptr<Run> run_;
  FrameBuilder frames_;
};

/// Value: Registry.
RegistryResult experiments();

/// Value: the constants that web/engine/frame.ts mirrors.
FrameLayoutResult frame_layout();

}  // namespace separatrix::wasm
