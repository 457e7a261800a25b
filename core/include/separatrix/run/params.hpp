// Parameters of experiments: their description, their text form, their validation (CONTRACT 2).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "separatrix/math/error.hpp"

namespace separatrix {

enum class ParamType {
  integer,
  number,
  boolean,
  choice,
  integer_list,
  number_list,
  choice_list,
  text
};
enum class Scale { linear, log };

/// The parameter applies only where `name` has one of `values`.
struct Condition {
  std::string name;
  std::vector<std::string> values;
};

/// Describes one parameter. Several specs may share a name under disjoint conditions.
struct ParamSpec {
  std::string name{};
  ParamType type = ParamType::number;
  std::string default_text{};          ///< in the text form of CONTRACT 2
  std::optional<double> min{}, max{};  ///< of a number, or of every entry of a list
  std::vector<std::string> choices{};  ///< listed spelling
  Scale scale = Scale::linear;
  std::string unit{};             ///< unit code, empty for a pure number
  bool live = false;              ///< takes effect while running; otherwise at rewind
  std::vector<Condition> when{};  ///< all must hold
  std::string group{};            ///< heading under which the page shows it
  std::size_t max_length = 0;     ///< of a list: number of entries; of text: bytes
  bool without_files = false;     ///< of built-in data: applies only where no file is given
};

using ParamValue = std::variant<std::int64_t, double, bool, std::string, std::vector<std::int64_t>,
                                std::vector<double>, std::vector<std::string>>;

/// A name and its text, as on the command line, in a link, in the element.
using ParamText = std::pair<std::string, std::string>;

/// The applicable parameters of one run, parsed and validated, in the order of their specs.
class Params {
 public:
  struct Entry {
    const ParamSpec* spec;
    ParamValue value;
  };

  Params() = default;
  /// Empty. `specs` must outlive this and all copies.
  explicit Params(std::span<const ParamSpec> specs) : specs_(specs) {}

  bool has(std::string_view name) const;
  std::int64_t integer(std::string_view name) const;
  double number(std::string_view name) const;
  bool boolean(std::string_view name) const;
  const std::string& choice(std::string_view name) const;
  const std::string& text(std::string_view name) const;
  const std::vector<std::int64_t>& integers(std::string_view name) const;
  const std::vector<double>& numbers(std::string_view name) const;
  const std::vector<std::string>& choices(std::string_view name) const;

  std::span<const Entry> entries() const { return entries_; }
  /// All specs that these were parsed against, those that do not apply among them.
  std::span<const ParamSpec> specs() const { return specs_; }
  void set(const ParamSpec& spec, ParamValue value);
  /// Takes a parameter out, as if it did not apply.
  void remove(std::string_view name);

 private:
  const ParamValue& at(std::string_view name) const;
  std::span<const ParamSpec> specs_;
  std::vector<Entry> entries_;
};

/// Parses one value by its spec. Throws LabException: not_a_number, not_an_integer, out_of_range,
/// unknown_choice, not_a_boolean, list_too_long, text_too_long.
ParamValue parse_value(const ParamSpec& spec, std::string_view text);

/// The text form that parses back to the same value (shortest decimals).
std::string format_value(const ParamValue& value);

/// Parses `given` against `specs` (which must outlive the result) and fills in defaults. `-` and
/// `_` are interchangeable in choices. Throws LabException: unknown_parameter, given_twice,
/// not_applicable, and what parse_value throws. Nothing is half-applied.
Params parse_params(std::span<const ParamSpec> specs, std::span<const ParamText> given);

/// True where `input` spells `listed`, reading `-` and `_` as the same character.
bool same_spelling(std::string_view input, std::string_view listed);

}  // namespace separatrix
