#include "value.hpp"

#include <emscripten/em_js.h>

#include <cmath>
#include <new>
#include <utility>

#include "guard.hpp"
#include "separatrix/math/text.hpp"

// A JavaScript exception that passes through wasm is not caught by C++ and costs stack. So whatever
// may throw is done here, in JavaScript, behind a catch of its own.
EM_JS_DEPS(separatrix_value, "$Emval");

// A copy that is plain data: no getters, no proxies, no subclasses, no length that lies. 0 where
// there is none.
EM_JS(emscripten::EM_VAL, separatrix_plain, (emscripten::EM_VAL handle), {
  try {
    return Emval.toHandle(structuredClone(Emval.toValue(handle)));
  } catch {
    return 0;
  }
});

// A copy of a piece of the heap in a buffer of its own. 0 where memory is short.
EM_JS(emscripten::EM_VAL, separatrix_copy_out, (const std::uint8_t* data, std::size_t size), {
  try {
    return Emval.toHandle(HEAPU8.slice(data, data + size));
  } catch {
    return 0;
  }
});

namespace separatrix::wasm {
namespace {

using emscripten::val;

// Beyond any sensible input; far below what would exhaust memory while it is being read.
constexpr unsigned kMaxTextLength = 1U << 20U;
constexpr unsigned kMaxListLength = 10'000;

/// What is quoted of a refused value.
constexpr unsigned kShownLength = 80;

std::string shown(const val& value) {
  if (value.isNumber()) return to_text(value.as<double>());
  if (value.isString()) return value.call<val>("slice", 0, kShownLength).as<std::string>();
  return value.typeOf().as<std::string>();
}

[[noreturn]] void refuse(const char* code, const char* field, std::string value,
                         std::string allowed) {
  throw LabException({code, field, std::move(value), std::move(allowed), "use_allowed_value"});
}

val plain(const val& value, const char* field, const char* allowed) {
  const emscripten::EM_VAL copy = separatrix_plain(value.as_handle());
  if (copy == nullptr) refuse("bad_argument", field, shown(value), allowed);
  return val::take_ownership(copy);
}

unsigned read_length(const val& list, const char* field, const char* allowed) {
  if (!list.isArray()) refuse("bad_argument", field, shown(list), allowed);
  const auto length = list["length"].as<double>();
  if (length > kMaxListLength)
    refuse("list_too_long", field, to_text(length), to_text(std::int64_t{kMaxListLength}));
  return static_cast<unsigned>(length);
}

/// Of plain data.
void require_object(const val& value, const char* field, const char* allowed) {
  if (value.isNull() || value.typeOf().as<std::string>() != "object") {
    refuse("bad_argument", field, shown(value), allowed);
  }
}

std::vector<std::uint8_t> bytes_of(const val& array, const char* field) {
  if (!array.instanceof (val::global("Uint8Array")))
    refuse("bad_argument", field, shown(array), "Uint8Array");
  std::vector<std::uint8_t> bytes(static_cast<std::size_t>(array["length"].as<double>()));
  val(emscripten::typed_memory_view(bytes.size(), bytes.data())).call<void>("set", array);
  return bytes;
}

}  // namespace

std::string read_text(const val& value, const char* field) {
  if (!value.isString()) refuse("bad_argument", field, shown(value), "string");
  const auto length = value["length"].as<double>();
  if (length > kMaxTextLength) {
    refuse("text_too_long", field, to_text(length), to_text(std::int64_t{kMaxTextLength}));
  }
  return value.as<std::string>();
}

double read_number(const val& value, const char* field) {
  if (!value.isNumber()) refuse("bad_argument", field, shown(value), "number");
  return value.as<double>();
}

std::int64_t read_integer(const val& value, const char* field, std::int64_t min, std::int64_t max) {
  const double number = read_number(value, field);
  const std::string allowed = to_text(min) + ".." + to_text(max);
  if (!(number >= static_cast<double>(min) && number <= static_cast<double>(max))) {
    refuse("out_of_range", field, to_text(number), allowed);
  }
  if (number != std::trunc(number)) refuse("not_an_integer", field, to_text(number), allowed);
  return static_cast<std::int64_t>(number);
}

std::vector<std::uint8_t> read_bytes(const val& value, const char* field) {
  return bytes_of(plain(value, field, "Uint8Array"), field);
}

std::vector<ParamText> read_params(const val& value) {
  constexpr const char* kField = "params";
  constexpr const char* kAllowed = "[name, text][]";
  const val list = plain(value, kField, kAllowed);
  const unsigned count = read_length(list, kField, kAllowed);
  std::vector<ParamText> params;
  for (unsigned i = 0; i < count; ++i) {
    const val item = list[i];
    if (read_length(item, kField, kAllowed) != 2) refuse("bad_argument", kField, "", kAllowed);
    std::string name = read_text(item[0], kField);
    std::string text = read_text(item[1], kField);
    params.emplace_back(std::move(name), std::move(text));
  }
  return params;
}

std::vector<Event> read_events(const val& value) {
  constexpr const char* kField = "events";
  constexpr const char* kAllowed = "{step, name, value}[]";
  constexpr std::int64_t kMaxStep = (std::int64_t{1} << 53) - 1;
  const val list = plain(value, kField, kAllowed);
  const unsigned count = read_length(list, kField, kAllowed);
  std::vector<Event> events;
  for (unsigned i = 0; i < count; ++i) {
    const val item = list[i];
    require_object(item, kField, kAllowed);
    events.push_back({read_integer(item["step"], kField, 0, kMaxStep),
                      read_text(item["name"], kField), read_text(item["value"], kField)});
  }
  return events;
}

std::vector<File> read_files(const val& value) {
  constexpr const char* kField = "files";
  constexpr const char* kAllowed = "{name, bytes}[]";
  const val list = plain(value, kField, kAllowed);
  const unsigned count = read_length(list, kField, kAllowed);
  std::vector<File> files;
  for (unsigned i = 0; i < count; ++i) {
    const val item = list[i];
    require_object(item, kField, kAllowed);
    files.push_back({read_text(item["name"], kField), bytes_of(item["bytes"], kField)});
  }
  return files;
}

val to_value(std::string_view text) { return val(std::string(text)); }

val to_value(std::span<const std::uint8_t> bytes) {
  const emscripten::EM_VAL copy = separatrix_copy_out(bytes.data(), bytes.size());
  if (copy == nullptr) throw std::bad_alloc();
  return val::take_ownership(copy);
}

val success(const val& value) {
  val result = val::object();
  result.set("ok", true);
  result.set("value", value);
  return result;
}

val failure(const LabError& error) {
  val data = val::object();
  data.set("code", to_value(error.code));
  data.set("field", to_value(error.field));
  data.set("value", to_value(error.value));
  data.set("allowed", to_value(error.allowed));
  data.set("remedy", to_value(error.remedy));
  val result = val::object();
  result.set("ok", false);
  result.set("error", data);
  return result;
}

val defect(const char* code, const char* value, const char* remedy) {
  val data = val::object();
  data.set("code", val::u8string(code));
  data.set("field", val::u8string("engine"));
  data.set("value", val::u8string(value));
  data.set("allowed", val::u8string(""));
  data.set("remedy", val::u8string(remedy));
  val result = val::object();
  result.set("ok", false);
  result.set("error", data);
  return result;
}

}  // namespace separatrix::wasm
