#include "cli/csv.hpp"

#include <cmath>
#include <limits>

#include "separatrix/math/text.hpp"

namespace separatrix {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

/// A number that is marked as noise says nothing: its uncertainty is infinite.
double uncertainty_of(double stated, bool noise) {
  return noise ? std::numeric_limits<double>::infinity() : stated;
}

std::string quoted(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"') result += '"';
    result += c;
  }
  return result + '"';
}

std::string index_text(std::size_t i) { return to_text(static_cast<std::int64_t>(i)); }

class Table {
 public:
  explicit Table(const Panel& panel, std::string& text) : panel_(panel), text_(text) {}

  void add_rows() {
    switch (panel_.kind) {
      case PanelKind::lines:
        for (const LineSeries& series : panel_.series) add_series(series);
        break;
      case PanelKind::values:
        for (const Value& v : panel_.values) {
          row(v.name, "", v.value, uncertainty_of(v.uncertainty, v.noise), v.unit);
        }
        break;
      case PanelKind::spectrum:
        for (const SpectrumGroup& group : panel_.spectrum) add_group(group);
        break;
      case PanelKind::field:
        add_field();
        break;
      case PanelKind::scatter:
        for (const ScatterGroup& group : panel_.scatter) {
          for (const auto& [x, y] : group.points) row(group.name, to_text(x), y, kNone, "");
        }
        break;
      case PanelKind::images:
        add_images();
        break;
      case PanelKind::network:
        break;
    }
  }

 private:
  void row(const std::string& name, const std::string& x, double value, double uncertainty,
           const std::string& unit) {
    text_ += quoted(panel_.id) + ',' + quoted(name) + ',' + x + ',' + to_text(value) + ',' +
             (std::isnan(uncertainty) ? "" : to_text(uncertainty)) + ',' + quoted(unit) + '\n';
  }

  void add_series(const LineSeries& series) {
    for (const LineSample& sample : series.samples()) {
      row(series.name(), to_text(sample.x), sample.y, (sample.high - sample.low) / 2,
          series.unit());
    }
  }

  void add_group(const SpectrumGroup& group) {
    for (std::size_t i = 0; i < group.values.size(); ++i) {
      const double stated = i < group.uncertainties.size() ? group.uncertainties[i] : kNone;
      const bool noise = i < group.noise.size() && group.noise[i] != 0;
      row(group.name, index_text(i), group.values[i], uncertainty_of(stated, noise), group.unit);
    }
  }

  void add_field() {
    const FieldData& field = panel_.field;
    const auto columns = static_cast<std::size_t>(field.columns);
    for (std::size_t i = 0; i < field.data.size() && columns > 0; ++i) {
      row("row[" + index_text(i / columns) + "]", index_text(i % columns), field.data[i], kNone,
          field.unit);
    }
  }

  void add_images() {
    for (std::size_t i = 0; i < panel_.images.item_count(); ++i) {
      if (panel_.images.label(i) >= 0) {
        row("label", index_text(i), panel_.images.label(i), kNone, "");
      }
      if (panel_.images.prediction(i) >= 0) {
        row("prediction", index_text(i), panel_.images.prediction(i), kNone, "");
      }
    }
  }

  const Panel& panel_;
  std::string& text_;
};

}  // namespace

std::string csv_table(std::span<const Panel> panels) {
  std::string text = "panel,name,x,value,uncertainty,unit\n";
  for (const Panel& panel : panels) Table(panel, text).add_rows();
  return text;
}

}  // namespace separatrix
