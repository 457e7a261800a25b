#include "session.hpp"

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "describe.hpp"
#include "guard.hpp"
#include "separatrix/run/experiment.hpp"
#include "value.hpp"

namespace separatrix::wasm {
namespace {

using emscripten::val;

constexpr std::int64_t kMaxUnits = std::int64_t{1} << 31;
/// Whole numbers up to here are exact in JavaScript.
constexpr std::int64_t kMaxSafe = (std::int64_t{1} << 53) - 1;

std::int64_t read_index(const val& index) { return read_integer(index, "index", 0, kMaxSafe); }

}  // namespace

Run& Session::run() {
  if (!run_) throw LabException({"no_run", "engine", "", "", "create_run"});
  return *run_;
}

val Session::status(std::int64_t units) {
  AdvanceReport report;
  report.units = units;
  return describe_status(run(), report);
}

RunInfoResult Session::create(const Text& id, const ParamTexts& params, const LiveEvents& events,
                              const LabFiles& files) {
  return guard<RunInfoResult>([&] {
    const std::string name = read_text(id, "experiment");
    const std::vector<ParamText> given = read_params(params);
    const std::vector<Event> scheduled = read_events(events);
    std::unique_ptr<Run> next = make_run(name, given, read_files(files));
    for (const Event& event : scheduled) next->schedule(event);
    val info = describe_run(*next);
    run_ = std::move(next);
    frames_ = FrameBuilder();
    return info;
  });
}

StatusResult Session::advance(const Number& units, const Number& max_steps) {
  return guard<StatusResult>([&] {
    const std::int64_t most = read_integer(units, "units", 1, kMaxUnits);
    const std::int64_t further = read_integer(max_steps, "steps", -1, kMaxSafe);
    return describe_status(run(), run().advance(most, further));
  });
}

EventResult Session::set(const Text& name, const Text& text) {
  return guard<EventResult>(
      [&] { return describe_event(run().set(read_text(name, "name"), read_text(text, "value"))); });
}

NothingResult Session::edit(const Text& target, const Number& index, const Number& value) {
  return guard<NothingResult>([&] {
    const std::string place = read_text(target, "target");
    run().edit(place, read_index(index), read_number(value, "value"));
    return val::null();
  });
}

BytesResult Session::frame() {
  return guard<BytesResult>([&] {
    const std::vector<std::uint8_t> bytes = frames_.take(run());
    return to_value(std::span(bytes));
  });
}

CheckpointResult Session::checkpoint() {
  return guard<CheckpointResult>([&] {
    const std::vector<std::uint8_t> bytes = run().checkpoint();
    val result = val::object();
    result.set("steps", static_cast<double>(run().steps()));
    result.set("bytes", to_value(std::span(bytes)));
    return result;
  });
}

StatusResult Session::restore(const Bytes& bytes) {
  return guard<StatusResult>([&] {
    run().restore(read_bytes(bytes, "checkpoint"));
    frames_.restored();
    return status(0);
  });
}

StatusResult Session::stop() {
  return guard<StatusResult>([&] {
    run().stop_by_user();
    return status(0);
  });
}

NothingResult Session::dispose() {
  return guard<NothingResult>([&] {
    run_.reset();
    frames_ = FrameBuilder();
    return val::null();
  });
}

NumberResult Session::task_count() {
  return guard<NumberResult>([&] { return val(static_cast<double>(run().task_count())); });
}

SessionResult Session::make_task(const Number& index) {
  return guard<SessionResult>([&] { return val(Session(run().make_task(read_index(index)))); });
}

NothingResult Session::absorb(const Number& index, const Bytes& bytes) {
  return guard<NothingResult>([&] {
    const std::int64_t task = read_index(index);
    run().absorb(task, read_bytes(bytes, "result"));
    return val::null();
  });
}

RegistryResult experiments() {
  return guard<RegistryResult>([] { return describe_experiments(); });
}

FrameLayoutResult frame_layout() {
  return guard<FrameLayoutResult>([] { return describe_frame_layout(); });
}

}  // namespace separatrix::wasm
