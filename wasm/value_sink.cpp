#include "value_sink.hpp"

#include <cctype>

namespace separatrix::wasm {
namespace {

std::string camel_case(std::string_view name) {
  std::string result;
  bool upper = false;
  for (const char c : name) {
    if (c == '_') {
      upper = true;
      continue;
    }
    result += upper ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : c;
    upper = false;
  }
  return result;
}

}  // namespace

void ValueSink::key(std::string_view name) {
  Level& level = levels_.back();
  level.key = level.keeps_keys ? std::string(name) : camel_case(name);
}

void ValueSink::open(const emscripten::val& container) {
  const bool keeps_keys = !levels_.empty() && levels_.back().key == "when";
  levels_.push_back({container, container.isArray(), keeps_keys, 0, {}});
}

void ValueSink::close() {
  const emscripten::val done = levels_.back().container;
  levels_.pop_back();
  put(done);
}

void ValueSink::put(const emscripten::val& value) {
  if (levels_.empty()) {
    result_ = value;
    return;
  }
  Level& level = levels_.back();
  if (level.is_array) {
    level.container.set(level.count++, value);
  } else {
    level.container.set(level.key, value);
  }
}

}  // namespace separatrix::wasm
