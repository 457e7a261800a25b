// Run::checkpoint() and Run::restore().
#include <algorithm>
#include <array>
#include <utility>

#include "run/panel_state.hpp"
#include "separatrix/run/run.hpp"

namespace separatrix {
namespace {

constexpr std::array<char, 8> kMagic = {'S', 'E', 'P', 'X', 'C', 'K', 'P', 'T'};
constexpr std::uint32_t kVersion = 1;

/// FNV-1a, 64 bits (Fowler, Noll, Vo 1991).
std::uint64_t checksum(std::span<const std::uint8_t> bytes) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const std::uint8_t byte : bytes) hash = (hash ^ byte) * 0x100000001b3U;
  return hash;
}

[[noreturn]] void refuse(const char* code, const char* field, std::string value,
                         std::string allowed) {
  throw LabException({code, field, std::move(value), std::move(allowed), "restart_run"});
}

[[noreturn]] void refuse_bytes(const char* field) { refuse("bad_checkpoint", field, "", ""); }

void save_optional(const std::optional<std::string>& text, BinaryWriter& writer) {
  writer.value(static_cast<std::uint8_t>(text.has_value()));
  if (text) writer.text(*text);
}

std::optional<std::string> read_optional(BinaryReader& reader) {
  if (reader.value<std::uint8_t>() == 0) return std::nullopt;
  return reader.text();
}

void save_stop(const std::optional<Stop>& stop, BinaryWriter& writer) {
  writer.value(static_cast<std::uint8_t>(stop.has_value()));
  if (!stop) return;
  writer.value(static_cast<std::uint32_t>(stop->reason));
  writer.text(stop->rule);
  writer.value(stop->step);
  save_optional(stop->layer, writer);
  save_optional(stop->cause, writer);
  writer.value(static_cast<std::uint64_t>(stop->numbers.size()));
  for (const auto& [name, number] : stop->numbers) {
    writer.text(name);
    writer.value(number);
  }
}

std::optional<Stop> read_stop(BinaryReader& reader) {
  if (reader.value<std::uint8_t>() == 0) return std::nullopt;
  Stop stop;
  const auto reason = reader.value<std::uint32_t>();
  if (reason > static_cast<std::uint32_t>(StopReason::user)) refuse_bytes("stop");
  stop.reason = static_cast<StopReason>(reason);
  stop.rule = reader.text();
  stop.step = reader.value<std::int64_t>();
  stop.layer = read_optional(reader);
  stop.cause = read_optional(reader);
  const auto count = reader.value<std::uint64_t>();
  for (std::uint64_t i = 0; i < count && reader.ok(); ++i) {
    std::string name = reader.text();
    const auto number = reader.value<double>();
    stop.numbers.emplace_back(std::move(name), number);
  }
  return stop;
}

}  // namespace

struct Run::Image {
  std::int64_t steps = 0;
  std::optional<std::int64_t> step_bound;
  std::vector<Event> events;
  std::size_t next_event = 0;
  std::optional<Stop> stop;
  Params params;
  std::vector<std::uint8_t> contents;  ///< of panels
  std::vector<std::uint8_t> state;     ///< of the derived class
};

std::string Run::fixed_params_text() const {
  std::string text;
  for (const Params::Entry& entry : params_.entries()) {
    if (!entry.spec->live) text += entry.spec->name + "=" + format_value(entry.value) + "\n";
  }
  return text;
}

std::vector<std::uint8_t> Run::checkpoint() {
  settle();
  return checkpoint_bytes();
}

std::vector<std::uint8_t> Run::checkpoint_bytes() const {
  BinaryWriter writer;
  writer.value(kMagic);
  writer.value(kVersion);
  writer.text(experiment_id_);
  writer.text(fixed_params_text());
  writer.value(static_cast<std::int64_t>(seed() ? std::int64_t{*seed()} : -1));
  writer.value(digest());
  for (const Params::Entry& entry : params_.entries()) {
    if (entry.spec->live) writer.text(format_value(entry.value));
  }
  writer.value(steps_);
  writer.value(step_bound_ ? *step_bound_ : std::int64_t{-1});
  writer.value(static_cast<std::uint64_t>(events_.size()));
  for (const Event& event : events_) {
    writer.value(event.step);
    writer.text(event.name);
    writer.text(event.value);
  }
  writer.value(static_cast<std::uint64_t>(next_event_));
  save_stop(stop_, writer);
  BinaryWriter part;
  save_contents(panels_, part);
  writer.values(std::span<const std::uint8_t>(part.take()));
  part = {};
  do_save(part);
  writer.values(std::span<const std::uint8_t>(part.take()));
  writer.value(checksum(writer.bytes()));
  return writer.take();
}

Run::Image Run::read_checkpoint(std::span<const std::uint8_t> bytes) const {
  constexpr std::size_t kShortest = kMagic.size() + sizeof(kVersion) + sizeof(std::uint64_t);
  if (bytes.size() < kShortest) refuse_bytes("length");
  BinaryReader reader(bytes.first(bytes.size() - sizeof(std::uint64_t)));
  if (reader.value<std::array<char, 8>>() != kMagic) refuse_bytes("magic");
  const auto version = reader.value<std::uint32_t>();
  if (version != kVersion) {
    refuse("wrong_checkpoint", "version", std::to_string(version), std::to_string(kVersion));
  }
  BinaryReader end(bytes.last(sizeof(std::uint64_t)));
  if (end.value<std::uint64_t>() != checksum(bytes.first(bytes.size() - sizeof(std::uint64_t)))) {
    refuse_bytes("checksum");
  }

  const std::string experiment = reader.text();
  const std::string fixed = reader.text();
  const auto saved_seed = reader.value<std::int64_t>();
  const auto saved_digest = reader.value<std::uint64_t>();
  if (!reader.ok()) refuse_bytes("head");
  if (experiment != experiment_id_)
    refuse("wrong_checkpoint", "experiment", experiment, experiment_id_);
  if (fixed != fixed_params_text())
    refuse("wrong_checkpoint", "params", fixed, fixed_params_text());
  const std::int64_t own_seed = seed() ? std::int64_t{*seed()} : -1;
  if (saved_seed != own_seed) {
    refuse("wrong_checkpoint", "seed", std::to_string(saved_seed), std::to_string(own_seed));
  }
  if (saved_digest != digest()) {
    refuse("wrong_checkpoint", "data", std::to_string(saved_digest), std::to_string(digest()));
  }

  Image image;
  image.params = params_;
  for (const Params::Entry& entry : params_.entries()) {
    if (entry.spec->live) image.params.set(*entry.spec, parse_value(*entry.spec, reader.text()));
  }
  image.steps = reader.value<std::int64_t>();
  const auto bound = reader.value<std::int64_t>();
  if (bound >= 0) image.step_bound = bound;
  const auto event_count = reader.value<std::uint64_t>();
  for (std::uint64_t i = 0; i < event_count && reader.ok(); ++i) {
    Event event;
    event.step = reader.value<std::int64_t>();
    event.name = reader.text();
    event.value = reader.text();
    if (!reader.ok()) break;
    // Throws unless it could be set now: an event that is due later must not fail then.
    parse_value(*live_entry(event.name, event.value).spec, event.value);
    image.events.push_back(std::move(event));
  }
  const auto next_event = reader.value<std::uint64_t>();
  image.next_event = static_cast<std::size_t>(next_event);
  image.stop = read_stop(reader);
  image.contents = reader.values<std::uint8_t>();
  image.state = reader.values<std::uint8_t>();
  const bool sorted =
      std::is_sorted(image.events.begin(), image.events.end(),
                     [](const Event& a, const Event& b) { return a.step < b.step; });
  if (!reader.ok() || reader.remaining() != 0 || next_event > image.events.size() || !sorted ||
      image.steps < 0) {
    refuse_bytes("state");
  }
  std::vector<Panel> trial = panels_;
  BinaryReader contents(image.contents);
  if (!restore_contents(trial, contents) || contents.remaining() != 0) refuse_bytes("panels");
  return image;
}

void Run::restore(std::span<const std::uint8_t> bytes) {
  Image image;
  try {
    image = read_checkpoint(bytes);
  } catch (const LabException& refused) {
    // A value in it that the parameters refuse is not the reader's mistake.
    const std::string& code = refused.error().code;
    if (code == "bad_checkpoint" || code == "wrong_checkpoint") throw;
    refuse("bad_checkpoint", "state", refused.error().value, refused.error().allowed);
  }
  settle();
  BinaryWriter former;
  do_save(former);
  std::swap(params_, image.params);
  bool fits = false;
  try {
    BinaryReader reader(image.state);
    do_restore(reader);
    fits = reader.ok() && reader.remaining() == 0;
  } catch (const std::exception&) {
    fits = false;
  }
  if (!fits) {
    std::swap(params_, image.params);
    BinaryReader reader(former.bytes());
    do_restore(reader);
    at_boundary_ = true;
    refuse_bytes("state");
  }
  BinaryReader contents(image.contents);
  restore_contents(panels_, contents);
  steps_ = image.steps;
  step_bound_ = image.step_bound;
  events_ = std::move(image.events);
  next_event_ = image.next_event;
  stop_ = std::move(image.stop);
  at_boundary_ = true;
  ending_ = false;
}

}  // namespace separatrix
