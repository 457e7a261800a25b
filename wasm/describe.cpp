#include "describe.hpp"

#include <cstddef>
#include <string>
#include <vector>

#include "separatrix/run/describe.hpp"
#include "separatrix/run/experiment.hpp"
#include "value.hpp"
#include "value_sink.hpp"

namespace separatrix::wasm {
namespace {

using emscripten::val;

/// One array element per item, as `describe` makes it.
template <typename Items, typename Describe>
val list_of(const Items& items, const Describe& describe) {
  val list = val::array();
  unsigned i = 0;
  for (const auto& item : items) list.set(i++, describe(item));
  return list;
}

val texts(const std::vector<std::string>& items) {
  return list_of(items, [](const std::string& item) { return to_value(item); });
}

val describe_axis(const Axis& axis) {
  val result = val::object();
  result.set("name", to_value(axis.name));
  result.set("unit", to_value(axis.unit));
  result.set("scale", axis.scale == Scale::log ? "log" : "linear");
  return result;
}

/// {name, unit} of a curve, a value or a group.
template <typename Named>
val name_and_unit(const Named& item, const std::string& name, const std::string& unit) {
  static_cast<void>(item);
  val result = val::object();
  result.set("name", to_value(name));
  result.set("unit", to_value(unit));
  return result;
}

val describe_series(const LineSeries& series) {
  val result = name_and_unit(series, series.name(), series.unit());
  result.set("band", series.has_band());
  return result;
}

val describe_value(const Value& value) {
  val result = name_and_unit(value, value.name, value.unit);
  if (value.reference) {
    val reference = val::object();
    reference.set("value", value.reference->value);
    reference.set("source", to_value(value.reference->source));
    result.set("reference", reference);
  }
  return result;
}

val describe_groups(const Panel& panel) {
  if (panel.kind == PanelKind::scatter) {
    return list_of(panel.scatter,
                   [](const ScatterGroup& group) { return name_and_unit(group, group.name, ""); });
  }
  return list_of(panel.spectrum, [](const SpectrumGroup& group) {
    return name_and_unit(group, group.name, group.unit);
  });
}

val describe_field(const FieldData& field) {
  val result = val::object();
  result.set("xAxis", describe_axis(field.x_axis));
  result.set("yAxis", describe_axis(field.y_axis));
  result.set("rows", field.rows);
  result.set("columns", field.columns);
  result.set("unit", to_value(field.unit));
  result.set("diverging", field.diverging);
  result.set("logLevels", field.log_levels);
  result.set("xLabels", texts(field.x_labels));
  result.set("yLabels", texts(field.y_labels));
  return result;
}

val describe_images(const ImagesData& images) {
  val result = val::object();
  result.set("rows", images.rows);
  result.set("columns", images.columns);
  result.set("classNames", texts(images.class_names));
  return result;
}

val describe_panel(const Panel& panel) {
  val result = val::object();
  result.set("id", to_value(panel.id));
  result.set("kind", to_value(to_string(panel.kind)));
  result.set("xAxis", describe_axis(panel.x_axis));
  result.set("yAxis", describe_axis(panel.y_axis));
  result.set("series", list_of(panel.series, describe_series));
  result.set("values", list_of(panel.values, describe_value));
  result.set("groups", describe_groups(panel));
  if (panel.kind == PanelKind::field) result.set("field", describe_field(panel.field));
  if (panel.kind == PanelKind::images) result.set("images", describe_images(panel.images));
  return result;
}

val describe_stop(const Stop& stop) {
  val result = val::object();
  result.set("reason", to_value(to_string(stop.reason)));
  result.set("rule", to_value(stop.rule));
  result.set("step", static_cast<double>(stop.step));
  if (stop.layer) result.set("layer", to_value(*stop.layer));
  if (stop.cause) result.set("cause", to_value(*stop.cause));
  val numbers = val::object();
  for (const auto& [name, number] : stop.numbers) numbers.set(to_value(name), number);
  result.set("numbers", numbers);
  return result;
}

}  // namespace

val describe_run(const Run& run) {
  val result = val::object();
  result.set("panels", list_of(run.panels(), describe_panel));
  result.set("params", list_of(run.params().entries(), [](const Params::Entry& entry) {
               val pair = val::array();
               pair.set(0, to_value(entry.spec->name));
               pair.set(1, to_value(format_value(entry.value)));
               return pair;
             }));
  const std::optional<std::uint32_t> seed = run.seed();
  result.set("seed", seed ? val(*seed) : val::null());
  return result;
}

val describe_status(const Run& run, const AdvanceReport& report) {
  val result = val::object();
  result.set("units", static_cast<double>(report.units));
  result.set("steps", static_cast<double>(run.steps()));
  result.set("gradientEvaluations", static_cast<double>(run.gradient_evaluations()));
  result.set("atBoundary", run.at_boundary());
  result.set("stopped", run.stop().has_value());
  if (run.stop()) result.set("stop", describe_stop(*run.stop()));
  return result;
}

val describe_event(const Event& event) {
  val result = val::object();
  result.set("step", static_cast<double>(event.step));
  result.set("name", to_value(event.name));
  result.set("value", to_value(event.value));
  return result;
}

val describe_experiments() {
  ValueSink sink;
  describe_registry(SEPARATRIX_VERSION, sink);
  const val& result = sink.result();
  // Typed defaults serve readers of JSON; a page also needs the text form of links.
  const val experiments = result["experiments"];
  for (unsigned i = 0; i < registry().size(); ++i) {
    const val params = experiments[i]["params"];
    const std::vector<ParamSpec>& specs = registry()[i].params;
    for (unsigned k = 0; k < specs.size(); ++k) {
      val param = params[k];
      param.set("defaultText",
                to_value(format_value(parse_value(specs[k], specs[k].default_text))));
    }
  }
  return result;
}

}  // namespace separatrix::wasm
