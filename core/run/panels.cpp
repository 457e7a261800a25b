#include "separatrix/run/panels.hpp"

#include "run/verdict_text.hpp"
#include "separatrix/math/text.hpp"

namespace separatrix {

std::string_view to_string(PanelKind kind) {
  switch (kind) {
    case PanelKind::lines:
      return "lines";
    case PanelKind::values:
      return "values";
    case PanelKind::spectrum:
      return "spectrum";
    case PanelKind::field:
      return "field";
    case PanelKind::scatter:
      return "scatter";
    case PanelKind::images:
      return "images";
    case PanelKind::network:
      return "network";
  }
  return "";
}

std::size_t ImagesData::pixels_per_item() const {
  return static_cast<std::size_t>(rows) * static_cast<std::size_t>(columns);
}

std::size_t ImagesData::item_count() const {
  return pixels_per_item() == 0 ? 0 : pixels.size() / pixels_per_item();
}

void state_verdict(std::optional<Verdict>& verdict, std::string_view code,
                   std::initializer_list<std::pair<std::string_view, double>> numbers) {
  if (!verdict) verdict.emplace();
  verdict->code.assign(code);
  verdict->numbers.resize(numbers.size());
  auto place = verdict->numbers.begin();
  for (const auto& [name, number] : numbers) {
    place->first.assign(name);
    place->second = number;
    ++place;
  }
}

std::string verdict_text(const std::optional<Verdict>& verdict) {
  if (!verdict) return {};
  std::string text = verdict->code;
  for (const auto& [name, number] : verdict->numbers) text += ";" + name + "=" + to_text(number);
  return text;
}

}  // namespace separatrix
