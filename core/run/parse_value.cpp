// One value from its text, by its spec.
#include <algorithm>
#include <cmath>
#include <limits>

#include "run/nearest.hpp"
#include "run/numbers.hpp"
#include "run/utf8.hpp"
#include "separatrix/math/text.hpp"
#include "separatrix/run/params.hpp"

namespace separatrix {
namespace {

/// Whatever a spec says: no text from outside is longer, no list has more entries.
constexpr std::size_t kMaximumTextBytes = std::size_t{1} << 20;
constexpr std::size_t kMaximumListLength = 100'000;

[[noreturn]] void refuse(const ParamSpec& spec, const char* code, std::string_view value,
                         std::string allowed, const char* remedy = "use_allowed_value") {
  throw LabException({code, spec.name, shown(value), std::move(allowed), remedy});
}

std::string bound_text(double bound) {
  constexpr double kExact = 9007199254740992.0;  // 2^53
  if (std::floor(bound) == bound && std::abs(bound) <= kExact) {
    return to_text(static_cast<std::int64_t>(bound));
  }
  return to_text(bound);
}

std::string range_text(const ParamSpec& spec) {
  if (spec.min && spec.max) return bound_text(*spec.min) + ".." + bound_text(*spec.max);
  if (spec.min) return ">= " + bound_text(*spec.min);
  if (spec.max) return "<= " + bound_text(*spec.max);
  const bool whole = spec.type == ParamType::integer || spec.type == ParamType::integer_list;
  if (whole) {
    return to_text(std::numeric_limits<std::int64_t>::min()) + ".." +
           to_text(std::numeric_limits<std::int64_t>::max());
  }
  return to_text(std::numeric_limits<double>::lowest()) + ".." +
         to_text(std::numeric_limits<double>::max());
}

template <typename T>
T in_range(const ParamSpec& spec, std::string_view text, ParsedNumber<T> parsed,
           const char* syntax_code) {
  if (parsed.error == NumberError::syntax) refuse(spec, syntax_code, text, range_text(spec));
  const auto value = static_cast<double>(parsed.value);
  if (parsed.error == NumberError::overflow || (spec.min && value < *spec.min) ||
      (spec.max && value > *spec.max)) {
    refuse(spec, "out_of_range", text, range_text(spec));
  }
  return parsed.value;
}

std::int64_t integer_of(const ParamSpec& spec, std::string_view text) {
  return in_range(spec, text, parse_integer(text), "not_an_integer");
}

double number_of(const ParamSpec& spec, std::string_view text) {
  return in_range(spec, text, parse_number(text), "not_a_number");
}

std::string choice_of(const ParamSpec& spec, std::string_view text) {
  for (const std::string& choice : spec.choices) {
    if (same_spelling(text, choice)) return choice;
  }
  refuse(spec, "unknown_choice", text, nearest_first(text, spec.choices));
}

template <typename T>
std::vector<T> list_of(const ParamSpec& spec, std::string_view text,
                       T (*item)(const ParamSpec&, std::string_view)) {
  std::vector<T> list;
  if (text.empty()) return list;
  const auto length = static_cast<std::size_t>(std::count(text.begin(), text.end(), ',')) + 1;
  const std::size_t most =
      spec.max_length > 0 ? std::min(spec.max_length, kMaximumListLength) : kMaximumListLength;
  if (length > most) {
    refuse(spec, "list_too_long", to_text(static_cast<std::int64_t>(length)),
           to_text(static_cast<std::int64_t>(most)), "shorten");
  }
  list.reserve(length);
  for (std::size_t start = 0; start <= text.size();) {
    const std::size_t end = std::min(text.find(',', start), text.size());
    list.push_back(item(spec, text.substr(start, end - start)));
    start = end + 1;
  }
  return list;
}

}  // namespace

ParamValue parse_value(const ParamSpec& spec, std::string_view text) {
  if (text.size() > kMaximumTextBytes) {
    refuse(spec, "text_too_long", to_text(static_cast<std::int64_t>(text.size())),
           to_text(static_cast<std::int64_t>(kMaximumTextBytes)), "shorten");
  }
  switch (spec.type) {
    case ParamType::integer:
      return integer_of(spec, text);
    case ParamType::number:
      return number_of(spec, text);
    case ParamType::boolean:
      if (text != "on" && text != "off") refuse(spec, "not_a_boolean", text, "on, off");
      return text == "on";
    case ParamType::choice:
      return choice_of(spec, text);
    case ParamType::integer_list:
      return list_of(spec, text, integer_of);
    case ParamType::number_list:
      return list_of(spec, text, number_of);
    case ParamType::choice_list:
      return list_of(spec, text, choice_of);
    case ParamType::text:
      break;
  }
  if (spec.max_length > 0 && text.size() > spec.max_length) {
    refuse(spec, "text_too_long", to_text(static_cast<std::int64_t>(text.size())),
           to_text(static_cast<std::int64_t>(spec.max_length)), "shorten");
  }
  if (!is_utf8(text))
    refuse(spec, "not_utf8", escape_text(shown(text)), "UTF-8", "use_allowed_value");
  return std::string(text);
}

}  // namespace separatrix
