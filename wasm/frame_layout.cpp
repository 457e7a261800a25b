#include <cstddef>
#include <iterator>
#include <utility>

#include "describe.hpp"
#include "separatrix/run/frame.hpp"
#include "separatrix/run/panels.hpp"
#include "value.hpp"

namespace separatrix::wasm {
namespace {

using emscripten::val;

/// Names of an enumeration; an array whose element `code` is the name of that code.
template <typename Code, std::size_t kCount>
val names_of(const std::pair<Code, const char*> (&rows)[kCount]) {
  val names = val::array();
  for (const auto& [code, name] : rows) names.set(static_cast<unsigned>(code), name);
  return names;
}

constexpr std::pair<Slot, const char*> kSlots[] = {
    {Slot::samples, "samples"},       {Slot::values, "values"},
    {Slot::spectrum, "spectrum"},     {Slot::field_range, "field_range"},
    {Slot::field_data, "field_data"}, {Slot::field_points, "field_points"},
    {Slot::scatter, "scatter"},       {Slot::pixels, "pixels"},
    {Slot::labels, "labels"},         {Slot::verdict, "verdict"},
};

constexpr std::pair<DType, const char*> kTypes[] = {
    {DType::f64, "f64"}, {DType::f32, "f32"}, {DType::u8, "u8"}};

constexpr PanelKind kKinds[] = {PanelKind::lines,  PanelKind::values,  PanelKind::spectrum,
                                PanelKind::field,  PanelKind::scatter, PanelKind::images,
                                PanelKind::network};

val header_offsets() {
  val offsets = val::object();
  offsets.set("magic", offsetof(FrameHeader, magic));
  offsets.set("version", offsetof(FrameHeader, version));
  offsets.set("section_count", offsetof(FrameHeader, section_count));
  offsets.set("flags", offsetof(FrameHeader, flags));
  offsets.set("steps", offsetof(FrameHeader, steps));
  offsets.set("gradient_evaluations", offsetof(FrameHeader, gradient_evaluations));
  offsets.set("ode_time", offsetof(FrameHeader, ode_time));
  offsets.set("progress", offsetof(FrameHeader, progress));
  offsets.set("truncate_step", offsetof(FrameHeader, truncate_step));
  return offsets;
}

val section_offsets() {
  val offsets = val::object();
  offsets.set("panel", offsetof(FrameSection, panel));
  offsets.set("kind", offsetof(FrameSection, kind));
  offsets.set("slot", offsetof(FrameSection, slot));
  offsets.set("index", offsetof(FrameSection, index));
  offsets.set("dtype", offsetof(FrameSection, dtype));
  offsets.set("offset", offsetof(FrameSection, offset));
  offsets.set("shape", offsetof(FrameSection, shape));
  offsets.set("first", offsetof(FrameSection, first));
  offsets.set("revision", offsetof(FrameSection, revision));
  return offsets;
}

}  // namespace

val describe_frame_layout() {
  val flags = val::object();
  flags.set("stopped", static_cast<unsigned>(kFrameStopped));
  flags.set("restored", static_cast<unsigned>(kFrameRestored));
  flags.set("at_boundary", static_cast<unsigned>(kFrameAtBoundary));
  val kinds = val::array();
  for (const PanelKind kind : kKinds)
    kinds.set(static_cast<unsigned>(kind), to_value(to_string(kind)));

  val layout = val::object();
  layout.set("magic", kFrameMagic);
  layout.set("version", kFrameVersion);
  layout.set("headerSize", sizeof(FrameHeader));
  layout.set("sectionSize", sizeof(FrameSection));
  layout.set("header", header_offsets());
  layout.set("section", section_offsets());
  layout.set("flags", flags);
  layout.set("dtypes", names_of(kTypes));
  layout.set("slots", names_of(kSlots));
  layout.set("kinds", kinds);
  return layout;
}

}  // namespace separatrix::wasm
