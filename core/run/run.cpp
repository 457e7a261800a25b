#include "separatrix/run/run.hpp"

#include <algorithm>
#include <utility>

#include "run/inapplicable.hpp"
#include "run/nearest.hpp"
#include "separatrix/math/text.hpp"

namespace separatrix {

std::string_view to_string(StopReason reason) {
  switch (reason) {
    case StopReason::converged:
      return "converged";
    case StopReason::diverged:
      return "diverged";
    case StopReason::limit:
      return "limit";
    case StopReason::user:
      return "user";
  }
  return "";
}

Run::Run(std::string experiment_id, Params params)
    : experiment_id_(std::move(experiment_id)), params_(std::move(params)) {}

AdvanceReport Run::advance(std::int64_t units, std::int64_t max_steps) {
  AdvanceReport report;
  const std::int64_t start = steps_;
  if (at_boundary_) end_if_bound_reached();
  while (report.units < units && !stop_ && max_steps != 0) {
    if (at_boundary_) {
      if (max_steps > 0 && steps_ - start >= max_steps) break;
      // The measurement at the end of a bounded run belongs to the steps before.
      if (!ending_) apply_due_events();
    }
    do_unit();
    ++report.units;
    if (at_boundary_) end_if_bound_reached();
  }
  report.steps = steps_;
  report.at_boundary = at_boundary_;
  report.stopped = stop_.has_value();
  return report;
}

void Run::settle() {
  while (!at_boundary_ && !stop_) {
    do_unit();
    if (at_boundary_) end_if_bound_reached();
  }
}

void Run::end_if_bound_reached() {
  if (stop_ || !step_bound_ || steps_ < *step_bound_) return;
  if (!ending_) {
    ending_ = true;
    begin_end();
  }
  if (at_boundary_) stop_with({.reason = StopReason::limit, .rule = "steps", .step = steps_});
}

void Run::bound_steps(std::int64_t steps) {
  if (steps < 0) {
    throw LabException({"out_of_range", "steps", to_text(steps), ">= 0", "use_allowed_value"});
  }
  step_bound_ = steps;
  if (at_boundary_) end_if_bound_reached();
}

void Run::stop_by_user() {
  stop_with({.reason = StopReason::user, .rule = "user", .step = steps_});
}

void Run::stop_with(Stop stop) {
  if (stop_) return;
  stop_ = std::move(stop);
  at_boundary_ = true;
}

const Params::Entry& Run::live_entry(std::string_view name, std::string_view text) const {
  std::vector<std::string> live;
  const Params::Entry* found = nullptr;
  for (const Params::Entry& entry : params_.entries()) {
    if (entry.spec->live) live.push_back(entry.spec->name);
    if (entry.spec->name == name) found = &entry;
  }
  if (found != nullptr && found->spec->live) return *found;
  const std::span<const ParamSpec> specs = params_.specs();
  const auto known = std::find_if(specs.begin(), specs.end(),
                                  [&](const ParamSpec& spec) { return spec.name == name; });
  if (live.empty()) {
    throw LabException({"nothing_live", shown(name), shown(text), "",
                        known == specs.end() ? "remove_option" : "set_before_run"});
  }
  if (found != nullptr) {
    throw LabException({"not_live", shown(name), shown(text), nearest_first(name, std::move(live)),
                        "set_before_run"});
  }
  if (known == specs.end()) {
    throw LabException({"unknown_parameter", shown(name), shown(text),
                        nearest_first(name, std::move(live)), "use_listed_name"});
  }
  // Without a condition only files can have taken it out.
  throw LabException(known->when.empty() && known->without_files
                         ? not_with_files(name, text)
                         : not_applicable(specs, name, text));
}

Event Run::set(std::string_view name, std::string_view text) {
  const Params::Entry& entry = live_entry(name, text);
  Event event{at_boundary_ ? steps_ : steps_ + 1, std::string(name),
              format_value(parse_value(*entry.spec, text))};
  // What was scheduled for this boundary comes first: it was asked for first.
  if (at_boundary_ && !stop_) apply_due_events();
  insert_event(event);
  if (at_boundary_ && !stop_) apply_due_events();
  drop_replaced(event);
  return event;
}

void Run::schedule(const Event& event) {
  const Params::Entry& entry = live_entry(event.name, event.value);
  std::string value = format_value(parse_value(*entry.spec, event.value));
  const std::int64_t earliest = at_boundary_ ? steps_ : steps_ + 1;
  if (event.step < earliest) {
    throw LabException({"event_in_the_past", event.name, to_text(event.step),
                        ">= " + to_text(earliest), "use_allowed_value"});
  }
  for (const Event& other : events_) {
    if (other.step != event.step || other.name != event.name) continue;
    throw LabException({"given_twice", to_text(event.step) + ":" + event.name, shown(event.value),
                        "1", "give_once"});
  }
  insert_event({event.step, event.name, std::move(value)});
}

void Run::insert_event(Event event) {
  const auto place =
      std::upper_bound(events_.begin() + static_cast<std::ptrdiff_t>(next_event_), events_.end(),
                       event.step, [](std::int64_t step, const Event& e) { return step < e.step; });
  events_.insert(place, std::move(event));
}

void Run::drop_replaced(const Event& event) {
  bool last = true;
  for (std::size_t i = events_.size(); i-- > 0;) {
    if (events_[i].step != event.step || events_[i].name != event.name) continue;
    if (!std::exchange(last, false)) {
      events_.erase(events_.begin() + static_cast<std::ptrdiff_t>(i));
      if (i < next_event_) --next_event_;
    }
  }
}

void Run::apply_due_events() {
  while (next_event_ < events_.size() && events_[next_event_].step <= steps_) {
    const Event event = events_[next_event_];
    const Params::Entry former = live_entry(event.name, event.value);
    params_.set(*former.spec, parse_value(*former.spec, event.value));
    try {
      apply(former.spec->name);
    } catch (...) {
      // Refused by the run itself: as if it had not been asked for.
      params_.set(*former.spec, former.value);
      events_.erase(events_.begin() + static_cast<std::ptrdiff_t>(next_event_));
      throw;
    }
    ++next_event_;
  }
}

void Run::edit(std::string_view target, std::int64_t index, double value) {
  throw LabException({"not_editable", shown(target) + "[" + to_text(index) + "]", to_text(value),
                      "", "choose_another_experiment"});
}

std::unique_ptr<Run> Run::make_task(std::int64_t index) {
  throw LabException({"no_such_task", "task", to_text(index), "", "use_allowed_value"});
}

void Run::absorb(std::int64_t index, std::span<const std::uint8_t>) {
  throw LabException({"no_such_task", "task", to_text(index), "", "use_allowed_value"});
}

}  // namespace separatrix
