#include "separatrix/run/frame.hpp"

#include <cstring>
#include <limits>
#include <span>
#include <string>

#include "run/verdict_text.hpp"
#include "separatrix/math/text.hpp"

namespace separatrix {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

/// Collects sections; their offsets are known once their number is.
class Sections {
 public:
  void add(FrameSection section, const void* bytes, std::size_t size) {
    section.offset = static_cast<std::uint32_t>(data_.size());
    const std::size_t start = data_.size();
    data_.resize(start + (size + 7) / 8 * 8);
    if (size > 0) std::memcpy(data_.data() + start, bytes, size);
    directory_.push_back(section);
  }

  std::vector<std::uint8_t> assemble(FrameHeader header) {
    header.section_count = static_cast<std::uint32_t>(directory_.size());
    const std::size_t head = sizeof(FrameHeader) + directory_.size() * sizeof(FrameSection);
    static_assert(sizeof(FrameHeader) % 8 == 0 && sizeof(FrameSection) % 8 == 0);
    for (FrameSection& section : directory_) section.offset += static_cast<std::uint32_t>(head);
    std::vector<std::uint8_t> frame(head + data_.size());
    std::memcpy(frame.data(), &header, sizeof(header));
    if (!directory_.empty()) {
      std::memcpy(frame.data() + sizeof(header), directory_.data(),
                  directory_.size() * sizeof(FrameSection));
    }
    if (!data_.empty()) std::memcpy(frame.data() + head, data_.data(), data_.size());
    return frame;
  }

 private:
  std::vector<FrameSection> directory_;
  std::vector<std::uint8_t> data_;
};

/// Writes the sections of one panel.
class PanelSections {
 public:
  PanelSections(Sections& sections, std::uint32_t index, Panel& panel)
      : sections_(sections), index_(index), panel_(panel) {}

  void add_series(bool whole) {
    for (std::size_t i = 0; i < panel_.series.size(); ++i) {
      const LineSeries::Pending pending = panel_.series[i].take_pending();
      if (pending.samples.empty() && !whole) continue;
      FrameSection section = make(Slot::samples, DType::f64, i);
      section.shape[0] = static_cast<std::uint32_t>(pending.samples.size());
      section.shape[1] = 4;
      section.first = static_cast<std::uint32_t>(pending.first);
      static_assert(sizeof(LineSample) == 4 * sizeof(double));
      sections_.add(section, pending.samples.data(), pending.samples.size() * sizeof(LineSample));
    }
  }

  void add_contents() {
    switch (panel_.kind) {
      case PanelKind::values:
        add_values();
        break;
      case PanelKind::spectrum:
        for (std::size_t i = 0; i < panel_.spectrum.size(); ++i) add_group(i);
        break;
      case PanelKind::field:
        add_field();
        break;
      case PanelKind::scatter:
        for (std::size_t i = 0; i < panel_.scatter.size(); ++i) {
          const auto& points = panel_.scatter[i].points;
          add_doubles(Slot::scatter, i, points.data(), points.size(), 2);
        }
        break;
      case PanelKind::images:
        add_images();
        break;
      case PanelKind::lines:
      case PanelKind::network:
        break;
    }
    const std::string verdict = verdict_text(panel_.verdict);
    FrameSection section = make(Slot::verdict, DType::u8, 0);
    section.shape[0] = static_cast<std::uint32_t>(verdict.size());
    sections_.add(section, verdict.data(), verdict.size());
  }

 private:
  FrameSection make(Slot slot, DType type, std::size_t index) const {
    FrameSection section{};
    section.panel = index_;
    section.kind = static_cast<std::uint32_t>(panel_.kind);
    section.slot = static_cast<std::uint32_t>(slot);
    section.index = static_cast<std::uint32_t>(index);
    section.dtype = static_cast<std::uint32_t>(type);
    section.shape[0] = section.shape[1] = section.shape[2] = 1;
    section.revision = panel_.revision;
    return section;
  }

  void add_doubles(Slot slot, std::size_t index, const void* data, std::size_t rows,
                   std::size_t columns) {
    FrameSection section = make(slot, DType::f64, index);
    section.shape[0] = static_cast<std::uint32_t>(rows);
    section.shape[1] = static_cast<std::uint32_t>(columns);
    sections_.add(section, data, rows * columns * sizeof(double));
  }

  void add_values() {
    std::vector<double> table;
    for (const Value& value : panel_.values) {
      table.insert(table.end(), {value.value, value.uncertainty, value.noise ? 1.0 : 0.0});
    }
    add_doubles(Slot::values, 0, table.data(), panel_.values.size(), 3);
  }

  void add_group(std::size_t index) {
    const SpectrumGroup& group = panel_.spectrum[index];
    std::vector<double> table;
    for (std::size_t i = 0; i < group.values.size(); ++i) {
      table.push_back(group.values[i]);
      table.push_back(i < group.uncertainties.size() ? group.uncertainties[i] : kNone);
      table.push_back(i < group.noise.size() && group.noise[i] != 0 ? 1.0 : 0.0);
    }
    add_doubles(Slot::spectrum, index, table.data(), group.values.size(), 3);
  }

  void add_field() {
    const FieldData& field = panel_.field;
    const std::array<double, 4> range = {field.x[0], field.x[1], field.y[0], field.y[1]};
    add_doubles(Slot::field_range, 0, range.data(), 2, 2);
    const auto rows = static_cast<std::size_t>(field.rows);
    const auto columns = static_cast<std::size_t>(field.columns);
    if (field.data.size() == rows * columns) {
      add_doubles(Slot::field_data, 0, field.data.data(), rows, columns);
    }
    add_doubles(Slot::field_points, 0, field.points.data(), field.points.size(), 3);
  }

  void add_images() {
    const ImagesData& images = panel_.images;
    const std::size_t count = images.item_count();
    FrameSection section = make(Slot::pixels, DType::u8, 0);
    section.shape[0] = static_cast<std::uint32_t>(count);
    section.shape[1] = static_cast<std::uint32_t>(images.rows);
    section.shape[2] = static_cast<std::uint32_t>(images.columns);
    sections_.add(section, images.pixels.data(), count * images.pixels_per_item());
    std::vector<double> table;
    for (std::size_t i = 0; i < count; ++i) {
      table.push_back(images.label(i));
      table.push_back(images.prediction(i));
    }
    add_doubles(Slot::labels, 0, table.data(), count, 2);
  }

  Sections& sections_;
  std::uint32_t index_;
  Panel& panel_;
};

}  // namespace

std::vector<std::uint8_t> FrameBuilder::take(Run& run) {
  const std::span<Panel> panels = run.panels();
  const bool whole = sent_.size() != panels.size();
  if (whole) sent_.assign(panels.size(), 0);
  Sections sections;
  for (std::size_t i = 0; i < panels.size(); ++i) {
    PanelSections panel(sections, static_cast<std::uint32_t>(i), panels[i]);
    if (panels[i].kind == PanelKind::lines) panel.add_series(whole);
    if (whole || panels[i].revision != sent_[i]) panel.add_contents();
    sent_[i] = panels[i].revision;
  }
  FrameHeader header{};
  header.magic = kFrameMagic;
  header.version = kFrameVersion;
  header.flags = (run.stop() ? kFrameStopped : 0U) | (restored_ ? kFrameRestored : 0U) |
                 (run.at_boundary() ? kFrameAtBoundary : 0U);
  header.steps = static_cast<double>(run.steps());
  header.gradient_evaluations = static_cast<double>(run.gradient_evaluations());
  header.ode_time = run.ode_time().value_or(kNone);
  header.progress = run.progress().value_or(kNone);
  header.truncate_step = restored_ ? header.steps : kNone;
  header.reserved = kNone;
  restored_ = false;
  return sections.assemble(header);
}

}  // namespace separatrix
