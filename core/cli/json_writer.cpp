#include "cli/json_writer.hpp"

#include <cmath>

#include "separatrix/math/text.hpp"

namespace separatrix {

void JsonWriter::separate() {
  if (!first_ && !after_key_) json_ += ',';
  first_ = false;
  after_key_ = false;
}

void JsonWriter::begin(char bracket) {
  separate();
  json_ += bracket;
  first_ = true;
}

void JsonWriter::end(char bracket) {
  json_ += bracket;
  first_ = false;
}

void JsonWriter::put(std::string_view token) {
  separate();
  json_ += token;
}

void JsonWriter::key(std::string_view name) {
  separate();
  quote(name);
  json_ += ':';
  after_key_ = true;
}

void JsonWriter::integer(std::int64_t value) { put(to_text(value)); }

void JsonWriter::number(double value) {
  if (std::isfinite(value)) {
    put(to_text(value));
  } else {
    text(to_text(value));
  }
}

void JsonWriter::text(std::string_view value) {
  separate();
  quote(value);
}

void JsonWriter::quote(std::string_view text) {
  constexpr const char* kDigits = "0123456789abcdef";
  json_ += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      json_ += '\\';
      json_ += c;
    } else if (byte < 0x20) {
      json_ += "\\u00";
      json_ += kDigits[byte >> 4U];
      json_ += kDigits[byte & 15U];
    } else {
      json_ += c;
    }
  }
  json_ += '"';
}

}  // namespace separatrix
