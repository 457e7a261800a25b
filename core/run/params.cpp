#include "separatrix/run/params.hpp"

#include <algorithm>
#include <stdexcept>

#include "separatrix/math/text.hpp"

namespace separatrix {
namespace {

template <typename T>
const T& as(const ParamValue& value, std::string_view name) {
  const T* held = std::get_if<T>(&value);
  if (held == nullptr) throw std::logic_error("parameter of another type: " + std::string(name));
  return *held;
}

struct Formatter {
  std::string operator()(std::int64_t v) const { return to_text(v); }
  std::string operator()(double v) const { return to_text(v); }
  std::string operator()(bool v) const { return v ? "on" : "off"; }
  std::string operator()(const std::string& v) const { return v; }
  template <typename T>
  std::string operator()(const std::vector<T>& list) const {
    std::string text;
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (i > 0) text += ',';
      text += (*this)(list[i]);
    }
    return text;
  }
};

}  // namespace

bool Params::has(std::string_view name) const {
  return std::any_of(entries_.begin(), entries_.end(),
                     [&](const Entry& entry) { return entry.spec->name == name; });
}

const ParamValue& Params::at(std::string_view name) const {
  const auto entry = std::find_if(entries_.begin(), entries_.end(),
                                  [&](const Entry& e) { return e.spec->name == name; });
  if (entry == entries_.end()) {
    throw std::logic_error("parameter not applicable: " + std::string(name));
  }
  return entry->value;
}

std::int64_t Params::integer(std::string_view name) const {
  return as<std::int64_t>(at(name), name);
}
double Params::number(std::string_view name) const { return as<double>(at(name), name); }
bool Params::boolean(std::string_view name) const { return as<bool>(at(name), name); }
const std::string& Params::choice(std::string_view name) const {
  return as<std::string>(at(name), name);
}
const std::string& Params::text(std::string_view name) const {
  return as<std::string>(at(name), name);
}
const std::vector<std::int64_t>& Params::integers(std::string_view name) const {
  return as<std::vector<std::int64_t>>(at(name), name);
}
const std::vector<double>& Params::numbers(std::string_view name) const {
  return as<std::vector<double>>(at(name), name);
}
const std::vector<std::string>& Params::choices(std::string_view name) const {
  return as<std::vector<std::string>>(at(name), name);
}

void Params::remove(std::string_view name) {
  std::erase_if(entries_, [&](const Entry& entry) { return entry.spec->name == name; });
}

void Params::set(const ParamSpec& spec, ParamValue value) {
  for (Entry& entry : entries_) {
    if (entry.spec->name == spec.name) {
      entry = {&spec, std::move(value)};
      return;
    }
  }
  entries_.push_back({&spec, std::move(value)});
}

std::string format_value(const ParamValue& value) { return std::visit(Formatter{}, value); }

bool same_spelling(std::string_view input, std::string_view listed) {
  const auto folded = [](char c) { return c == '-' ? '_' : c; };
  return std::equal(input.begin(), input.end(), listed.begin(), listed.end(),
                    [&](char a, char b) { return folded(a) == folded(b); });
}

}  // namespace separatrix
