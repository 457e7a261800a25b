#include "run/panel_state.hpp"

#include <cstdint>
#include <string>
#include <utility>

namespace separatrix {
namespace {

template <typename T>
std::span<const T> view(const std::vector<T>& list) {
  return std::span<const T>(list);
}

void save_verdict(const std::optional<Verdict>& verdict, BinaryWriter& writer) {
  writer.value(static_cast<std::uint8_t>(verdict.has_value()));
  if (!verdict) return;
  writer.text(verdict->code);
  writer.value(static_cast<std::uint64_t>(verdict->numbers.size()));
  for (const auto& [name, number] : verdict->numbers) {
    writer.text(name);
    writer.value(number);
  }
}

std::optional<Verdict> read_verdict(BinaryReader& reader) {
  if (reader.value<std::uint8_t>() == 0) return std::nullopt;
  Verdict verdict{reader.text(), {}};
  const auto count = reader.value<std::uint64_t>();
  for (std::uint64_t i = 0; i < count && reader.ok(); ++i) {
    std::string name = reader.text();
    const auto number = reader.value<double>();
    verdict.numbers.emplace_back(std::move(name), number);
  }
  return verdict;
}

void save_value(const Value& value, BinaryWriter& writer) {
  writer.value(value.value);
  writer.value(value.uncertainty);
  writer.value(static_cast<std::uint8_t>(value.noise));
}

void read_value(Value& value, BinaryReader& reader) {
  value.value = reader.value<double>();
  value.uncertainty = reader.value<double>();
  value.noise = reader.value<std::uint8_t>() != 0;
}

void save_field(const FieldData& field, BinaryWriter& writer) {
  writer.value(field.x);
  writer.value(field.y);
  writer.value(field.rows);
  writer.value(field.columns);
  writer.values(view(field.data));
  writer.values(view(field.points));
}

bool read_field(FieldData& field, BinaryReader& reader) {
  field.x = reader.value<std::array<double, 2>>();
  field.y = reader.value<std::array<double, 2>>();
  field.rows = reader.value<std::int32_t>();
  field.columns = reader.value<std::int32_t>();
  field.data = reader.values<double>();
  field.points = reader.values<std::array<double, 3>>();
  const std::int64_t cells = std::int64_t{field.rows} * field.columns;
  return field.rows >= 0 && field.columns >= 0 &&
         (field.data.empty() || static_cast<std::int64_t>(field.data.size()) == cells);
}

void save_images(const ImagesData& images, BinaryWriter& writer) {
  writer.value(images.rows);
  writer.value(images.columns);
  writer.values(view(images.pixels));
  writer.values(view(images.labels));
  writer.values(view(images.predictions));
}

bool read_images(ImagesData& images, BinaryReader& reader) {
  images.rows = reader.value<std::int32_t>();
  images.columns = reader.value<std::int32_t>();
  images.pixels = reader.values<std::uint8_t>();
  images.labels = reader.values<std::int32_t>();
  images.predictions = reader.values<std::int32_t>();
  return images.rows >= 0 && images.columns >= 0;
}

void save_panel(const Panel& panel, BinaryWriter& writer) {
  writer.value(static_cast<std::uint32_t>(panel.kind));
  for (const LineSeries& series : panel.series) series.save(writer);
  for (const Value& value : panel.values) save_value(value, writer);
  for (const SpectrumGroup& group : panel.spectrum) {
    writer.values(view(group.values));
    writer.values(view(group.uncertainties));
    writer.values(view(group.noise));
  }
  save_field(panel.field, writer);
  for (const ScatterGroup& group : panel.scatter) writer.values(view(group.points));
  save_images(panel.images, writer);
  save_verdict(panel.verdict, writer);
}

bool read_panel(Panel& panel, BinaryReader& reader) {
  if (reader.value<std::uint32_t>() != static_cast<std::uint32_t>(panel.kind)) return false;
  for (LineSeries& series : panel.series) {
    if (!series.restore(reader)) return false;
  }
  for (Value& value : panel.values) read_value(value, reader);
  for (SpectrumGroup& group : panel.spectrum) {
    group.values = reader.values<double>();
    group.uncertainties = reader.values<double>();
    group.noise = reader.values<std::uint8_t>();
    const auto fits = [&](std::size_t size) { return size == 0 || size == group.values.size(); };
    if (!fits(group.uncertainties.size()) || !fits(group.noise.size())) return false;
  }
  if (!read_field(panel.field, reader)) return false;
  for (ScatterGroup& group : panel.scatter) group.points = reader.values<std::array<double, 2>>();
  if (!read_images(panel.images, reader)) return false;
  panel.verdict = read_verdict(reader);
  ++panel.revision;
  return reader.ok();
}

}  // namespace

void save_contents(std::span<const Panel> panels, BinaryWriter& writer) {
  writer.value(static_cast<std::uint64_t>(panels.size()));
  for (const Panel& panel : panels) save_panel(panel, writer);
}

bool restore_contents(std::span<Panel> panels, BinaryReader& reader) {
  if (reader.value<std::uint64_t>() != panels.size()) return false;
  for (Panel& panel : panels) {
    if (!read_panel(panel, reader)) return false;
  }
  return reader.ok();
}

}  // namespace separatrix
