// JSON as CONTRACT 7 asks for it: shortest decimals, "Infinity", "-Infinity" and "NaN" as texts.
#pragma once

#include <string>
#include <vector>

#include "separatrix/run/describe.hpp"

namespace separatrix {

class JsonWriter final : public TreeSink {
 public:
  void begin_object() override { begin('{'); }
  void end_object() override { end('}'); }
  void begin_array() override { begin('['); }
  void end_array() override { end(']'); }
  void key(std::string_view name) override;
  void null() override { put("null"); }
  void boolean(bool value) override { put(value ? "true" : "false"); }
  void integer(std::int64_t value) override;
  void number(double value) override;
  void text(std::string_view value) override;

  /// What was written so far.
  const std::string& json() const { return json_; }

 private:
  void begin(char bracket);
  void end(char bracket);
  void separate();
  void put(std::string_view token);
  void quote(std::string_view text);

  std::string json_;
  bool first_ = true;  ///< nothing stands before the next item of this object or array
  bool after_key_ = false;
};

}  // namespace separatrix
