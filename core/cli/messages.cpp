#include "cli/messages.hpp"

#include <array>
#include <utility>

#include "run/utf8.hpp"

namespace separatrix {
namespace {

using Placeholder = std::pair<std::string_view, std::string_view>;

/// Replaces {name} in one pass: a value that contains braces is not looked at again.
std::string fill(std::string_view text, const std::array<Placeholder, 3>& values) {
  std::string filled;
  while (!text.empty()) {
    bool replaced = false;
    for (const auto& [name, value] : values) {
      if (text.starts_with(name)) {
        filled += value;
        text.remove_prefix(name.size());
        replaced = true;
        break;
      }
    }
    if (!replaced) {
      filled += text.front();
      text.remove_prefix(1);
    }
  }
  return filled;
}

void add_sentence(std::string& line, std::string_view sentence) {
  if (sentence.empty()) return;
  if (!line.empty()) line += ' ';
  line += sentence;
}

}  // namespace

std::string error_line(const LabError& error) {
  const std::array<Placeholder, 3> values = {
      {{"{field}", error.field}, {"{value}", error.value}, {"{allowed}", error.allowed}}};
  std::string line;
  for (const std::string& key : {"error." + error.code + ".what", "error." + error.code + ".why",
                                 "error.remedy." + error.remedy}) {
    add_sentence(line, fill(message_en(key), values));
  }
  if (line.empty()) line = error.code;
  for (const auto& [name, value] : values) {
    if (line.find(value) == std::string::npos) {
      add_sentence(line,
                   std::string(name.substr(1, name.size() - 2)) + ": " + std::string(value) + ".");
    }
  }
  return escape_text(line);
}

}  // namespace separatrix
