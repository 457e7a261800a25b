// Results are panels (DESIGN 2.6, CONTRACT 7). Core owns their contents; page and command copy.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "separatrix/math/binary.hpp"
#include "separatrix/run/line_series.hpp"
#include "separatrix/run/params.hpp"

namespace separatrix {

enum class PanelKind { lines, values, spectrum, field, scatter, images, network };
std::string_view to_string(PanelKind kind);

struct Axis {
  std::string name{}, unit{};
  Scale scale = Scale::linear;
};

/// A known answer to hold a value against.
struct Reference {
  double value;
  std::string source{};
};

/// What a panel shows now, for the sentence below it: a code with numbers (CONTRACT 10).
struct Verdict {
  std::string code{};
  std::vector<std::pair<std::string, double>> numbers{};
};

/// States a verdict, in the memory of the one before: a step that says the same thing with other
/// numbers allocates nothing.
void state_verdict(std::optional<Verdict>& verdict, std::string_view code,
                   std::initializer_list<std::pair<std::string_view, double>> numbers);

/// One named value. Uncertainty NaN: none given.
struct Value {
  std::string name{}, unit{};
  double value = std::numeric_limits<double>::quiet_NaN();
  double uncertainty = std::numeric_limits<double>::quiet_NaN();
  std::optional<Reference> reference = std::nullopt;
  bool noise = false;  ///< rounding noise or -Infinity: marked so wherever it is shown
};

/// A group of a spectrum panel; uncertainties empty or as long as values.
struct SpectrumGroup {
  std::string name{}, unit{};
  std::vector<double> values{}, uncertainties{};
  std::vector<std::uint8_t> noise{};  ///< empty, or 1 where the entry is rounding noise
};

struct ScatterGroup {
  std::string name{};
  std::vector<std::array<double, 2>> points{};
};

struct FieldData {
  Axis x_axis{}, y_axis{};
  std::array<double, 2> x{0, 1}, y{0, 1};
  std::int32_t rows = 0, columns = 0;
  std::string unit{};
  bool diverging = false;                           ///< signed: zero sits in the neutral colour
  bool log_levels = false;                          ///< drawn as contours at logarithmic levels
  std::vector<double> data{};                       ///< row-major, first row = smallest y
  std::vector<std::array<double, 3>> points{};      ///< x, y, class
  std::vector<std::string> x_labels{}, y_labels{};  ///< of columns and rows, where they have any
};

struct ImagesData {
  std::int32_t rows = 0, columns = 0;
  std::vector<std::uint8_t> pixels{};  ///< items x rows x columns
  std::vector<std::int32_t> labels{};
  std::vector<std::int32_t> predictions{};  ///< -1: none yet
  std::vector<std::string> class_names{};

  std::size_t pixels_per_item() const;
  std::size_t item_count() const;
  std::int32_t label(std::size_t i) const { return i < labels.size() ? labels[i] : -1; }
  std::int32_t prediction(std::size_t i) const {
    return i < predictions.size() ? predictions[i] : -1;
  }
};

/// One panel: its fixed description and its contents. Only the member of its kind is used.
/// Names, units and the number of series, values and groups do not change during a run. Whoever
/// changes contents other than series raises `revision`.
struct Panel {
  std::string id{};
  PanelKind kind = PanelKind::lines;
  Axis x_axis{}, y_axis{};           ///< of lines and scatter
  std::vector<LineSeries> series{};  ///< lines
  std::vector<Value> values{};       ///< values
  std::vector<SpectrumGroup> spectrum{};
  FieldData field{};
  std::vector<ScatterGroup> scatter{};
  ImagesData images{};
  std::optional<Verdict> verdict{};
  std::uint32_t revision = 1;
};

}  // namespace separatrix
