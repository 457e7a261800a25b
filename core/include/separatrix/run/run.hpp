// A run is a stepper, never a loop (DESIGN 2.4).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "separatrix/math/binary.hpp"
#include "separatrix/run/panels.hpp"
#include "separatrix/run/params.hpp"

namespace separatrix {

enum class StopReason { converged, diverged, limit, user };
std::string_view to_string(StopReason reason);

/// Why a run ended (CONTRACT 3).
struct Stop {
  StopReason reason = StopReason::limit;
  std::string rule{};  ///< epochs, steps, not_finite, loss_bound, target, ...
  std::int64_t step = 0;
  std::optional<std::string> layer{};
  std::optional<std::string> cause{};  ///< code of the cause
  std::vector<std::pair<std::string, double>> numbers{};
};

/// A live change of a parameter at the boundary before step `step` + 1 (CONTRACT 3).
struct Event {
  std::int64_t step = 0;
  std::string name;
  std::string value;  ///< text form
};

/// What a call of advance did.
struct AdvanceReport {
  std::int64_t units = 0;   ///< units used
  std::int64_t steps = 0;   ///< steps taken in all
  bool at_boundary = true;  ///< no step and no measurement is under way
  bool stopped = false;
};

/// One running experiment. The caller owns time: core has no clock. Derived classes do the
/// mathematics in do_unit(); this class keeps the rules that all runs share: events, step bounds,
/// stops, checkpoints.
class Run {
 public:
  virtual ~Run() = default;
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

  /// Uses at most `units` units (each at most one gradient or product over one chunk of 256
  /// samples, or as much of a field, a test loss, a sweep), and ends early after `max_steps`
  /// further steps (negative: no bound) or when the run stops. May return inside a step and goes on
  /// there.
  AdvanceReport advance(std::int64_t units, std::int64_t max_steps = -1);

  /// Finishes the step or measurement under way.
  void settle();

  std::int64_t steps() const { return steps_; }
  bool at_boundary() const { return at_boundary_; }
  const std::optional<Stop>& stop() const { return stop_; }
  virtual std::int64_t gradient_evaluations() const { return 0; }
  /// Nothing where ODE time is not defined (CONTRACT 3).
  virtual std::optional<double> ode_time() const { return std::nullopt; }
  /// Share of the run that is done, 0 to 1; nothing where it is not known.
  virtual std::optional<double> progress() const { return std::nullopt; }
  /// The seed, where anything in this run is random.
  virtual std::optional<std::uint32_t> seed() const { return std::nullopt; }

  const Params& params() const { return params_; }
  std::span<const Panel> panels() const { return panels_; }
  std::span<Panel> panels() { return panels_; }
  std::span<const Event> events() const { return events_; }

  /// Ends the run after `steps` steps at the latest; reason limit, rule steps. Where that many are
  /// done already the run ends at the next boundary, at once if it is at one. Throws LabException
  /// out_of_range for a negative number.
  void bound_steps(std::int64_t steps);
  /// Stops here by the user's wish, without finishing the step under way. Nothing happens to a run
  /// that has stopped already: the first reason stays.
  void stop_by_user();

  /// Changes a live parameter at the next step boundary: at once when the run is at one (event.step
  /// = steps()), else when the step under way is complete (event.step = steps() + 1). Returns the
  /// event as recorded; a second change of one parameter at one step replaces the first. Throws
  /// LabException: unknown_parameter, not_applicable, not_with_files, not_live, nothing_live (no
  /// parameter of this run is), and what parse_value throws.
  Event set(std::string_view name, std::string_view text);
  /// Schedules a live change (`--at`, `at=`). Throws as set(), event_in_the_past,
  /// and given_twice for a parameter that has a change at this step already.
  void schedule(const Event& event);
  /// Changes one parameter of the network or one point. Throws LabException.
  virtual void edit(std::string_view target, std::int64_t index, double value);

  /// Everything needed to go on bit for bit; settles first.
  std::vector<std::uint8_t> checkpoint();
  /// Returns to a checkpoint of the same experiment, parameters, seed and data. Throws LabException
  /// (bad_checkpoint, wrong_checkpoint) before anything is changed. `bytes` are what checkpoint()
  /// gave: "SEPXCKPT", version, experiment, parameters that are not live, seed, digest, then the
  /// state, and FNV-1a of it all.
  void restore(std::span<const std::uint8_t> bytes);

  /// A composite run (DESIGN 2.4): independent tasks whose results the owner absorbs in task order.
  virtual std::int64_t task_count() const { return 0; }
  virtual std::unique_ptr<Run> make_task(std::int64_t index);
  virtual void absorb(std::int64_t index, std::span<const std::uint8_t> result);

 protected:
  /// `experiment_id` and `params` go into checkpoints.
  Run(std::string experiment_id, Params params);

  /// One unit of work. Sets at_boundary through enter()/leave(); calls complete_step() when a step
  /// of the scheme was accepted. Measurement that belongs to a step (test loss at the end of an
  /// epoch) comes before its leave(), so that events and checkpoints see it complete.
  virtual void do_unit() = 0;
  /// A live parameter has a new value (already in params()); called at a step boundary only. May
  /// throw LabException before changing anything: the former value is put back then.
  virtual void apply(std::string_view name) = 0;
  /// The bound of bound_steps() is reached: called once, at a boundary. A run that measures at its
  /// end calls enter() here, measures in do_unit() and calls leave() when done; then it stops.
  virtual void begin_end() {}
  /// State of the derived class only, at a boundary: counts of steps, events, parameters, stop and
  /// all contents of panels are kept by this class.
  virtual void do_save(BinaryWriter& writer) const = 0;
  /// Ends at a boundary, whatever was under way before. live parameters already have their restored
  /// values in params(), apply() is not called. May throw or leave reader.ok() false on bytes that
  /// make no sense: the former state is restored then.
  virtual void do_restore(BinaryReader& reader) = 0;
  /// Digest of the data and of everything else that is not in the parameters.
  virtual std::uint64_t digest() const { return 0; }

  /// Work that must not be cut by a checkpoint begins / is complete.
  void enter() { at_boundary_ = false; }
  void leave() { at_boundary_ = true; }
  /// Counts an accepted step (call before leave()).
  void complete_step() { ++steps_; }
  /// The step just counted is the last one that bound_steps() allows: whoever measures at the end
  /// does so before leave(). The base class stops the run at the boundary that follows.
  bool at_step_bound() const { return step_bound_ && steps_ >= *step_bound_; }
  /// The first stop stays. A stopped run is at a boundary: it goes no further.
  void stop_with(Stop stop);

  std::vector<Panel> panels_;

 private:
  /// A checkpoint taken apart; nothing in it has been used yet.
  struct Image;

  const Params::Entry& live_entry(std::string_view name, std::string_view text) const;
  void insert_event(Event event);
  void drop_replaced(const Event& event);
  void apply_due_events();
  void end_if_bound_reached();
  std::string fixed_params_text() const;
  std::vector<std::uint8_t> checkpoint_bytes() const;
  Image read_checkpoint(std::span<const std::uint8_t> bytes) const;

  std::string experiment_id_;
  Params params_;
  std::vector<Event> events_;
  std::size_t next_event_ = 0;
  std::int64_t steps_ = 0;
  std::optional<std::int64_t> step_bound_;
  bool at_boundary_ = true;
  bool ending_ = false;
  std::optional<Stop> stop_;
};

}  // namespace separatrix
