// Values from and to JavaScript. What comes in is checked and copied at once; what goes out is
// owned by JavaScript.
#pragma once

#include <emscripten/val.h>

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "separatrix/data/files.hpp"
#include "separatrix/run/params.hpp"
#include "separatrix/run/run.hpp"

namespace separatrix::wasm {

// Each throws LabException naming `field`: bad_argument (another type than `allowed`),
// text_too_long, list_too_long, not_an_integer, out_of_range.

std::string read_text(const emscripten::val& value, const char* field);
double read_number(const emscripten::val& value, const char* field);
std::int64_t read_integer(const emscripten::val& value, const char* field, std::int64_t min,
                          std::int64_t max);
/// A Uint8Array and nothing else: another typed array would be copied element by element, and
/// narrowed.
std::vector<std::uint8_t> read_bytes(const emscripten::val& value, const char* field);
/// [[name, text], ...]
std::vector<ParamText> read_params(const emscripten::val& value);
/// [{step, name, value}, ...]
std::vector<Event> read_events(const emscripten::val& value);
/// [{name, bytes}, ...]
std::vector<File> read_files(const emscripten::val& value);

emscripten::val to_value(std::string_view text);
/// A Uint8Array with an ArrayBuffer of its own. Throws std::bad_alloc where JavaScript has no room
/// for it.
emscripten::val to_value(std::span<const std::uint8_t> bytes);

}  // namespace separatrix::wasm
