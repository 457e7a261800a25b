// Core's trees (run/describe.hpp) as JavaScript values.
#pragma once

#include <emscripten/val.h>

#include <string>
#include <vector>

#include "separatrix/run/describe.hpp"

namespace separatrix::wasm {

/// Builds one value. Keys become camelCase as everywhere in TypeScript, except those of `when`,
/// which are names of parameters.
class ValueSink final : public TreeSink {
 public:
  void begin_object() override { open(emscripten::val::object()); }
  void end_object() override { close(); }
  void begin_array() override { open(emscripten::val::array()); }
  void end_array() override { close(); }
  void key(std::string_view name) override;
  void null() override { put(emscripten::val::null()); }
  void boolean(bool value) override { put(emscripten::val(value)); }
  void integer(std::int64_t value) override { put(emscripten::val(static_cast<double>(value))); }
  void number(double value) override { put(emscripten::val(value)); }
  void text(std::string_view value) override { put(emscripten::val(std::string(value))); }

  const emscripten::val& result() const { return result_; }

 private:
  struct Level {
    emscripten::val container;
    bool is_array;
    bool keeps_keys;  ///< keys are names, not fields
    unsigned count;   ///< of an array
    std::string key;  ///< of the value to come
  };

  void open(const emscripten::val& container);
  void close();
  void put(const emscripten::val& value);

  std::vector<Level> levels_;
  emscripten::val result_ = emscripten::val::null();
};

}  // namespace separatrix::wasm
