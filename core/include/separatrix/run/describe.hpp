// The registry and the results of a run as one tree, so that the command (JSON) and the wasm module
// (JavaScript values) show the same.
#pragma once

#include <cstdint>
#include <string_view>

#include "separatrix/run/experiment.hpp"

namespace separatrix {

/// Receives a tree in the order of writing. Inside an object every value follows its key().
class TreeSink {
 public:
  virtual ~TreeSink() = default;
  virtual void begin_object() = 0;
  virtual void end_object() = 0;
  virtual void begin_array() = 0;
  virtual void end_array() = 0;
  virtual void key(std::string_view name) = 0;
  virtual void null() = 0;
  virtual void boolean(bool value) = 0;
  virtual void integer(std::int64_t value) = 0;
  /// May be infinite or NaN; JSON writes these as the texts of CONTRACT 7.
  virtual void number(double value) = 0;
  virtual void text(std::string_view value) = 0;
};

/// {"version", "seed": {"min", "max", "default"}, "experiments": [{"id", "source", "has_steps",
/// "accepts_files", "params": [...], "panels": [{"id", "kind"}]}]}. A parameter is {"name", "type",
/// "default" (typed), "min"?, "max"?, "choices"?, "scale", "unit"?, "live", "when"?: {name:
/// [values]}, "group", "max_length"?}; what does not apply is left out.
void describe_registry(std::string_view version, TreeSink& sink);

/// The result of CONTRACT 7: `params` as the run began, "events": [{"step", "name", "value"
/// (typed)}] all live changes made or scheduled since, `stop` null while it runs. A label or
/// prediction that is not known is null; values that are rounding noise carry "noise": true, and
/// groups with such entries "noise": [...].
void describe_result(std::string_view experiment_id, std::string_view version, const Params& params,
                     const Run& run, TreeSink& sink);

}  // namespace separatrix
