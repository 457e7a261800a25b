#include "experiments/support/rnn_run.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

#include "experiments/support/rnn_panels.hpp"
#include "separatrix/dynamics/adjoint_spectrum.hpp"
#include "separatrix/dynamics/lyapunov_spectrum.hpp"
#include "separatrix/dynamics/singular_spectrum.hpp"
#include "separatrix/dynamics/trajectory.hpp"

namespace separatrix {
namespace {

constexpr std::int64_t kMostPoints = 4096;  // of the state panel

/// FNV-1a over the bits of everything that was drawn or given.
std::uint64_t digest_of(const RnnSetup& setup) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  const auto take = [&](const std::vector<double>& list) {
    hash = (hash ^ list.size()) * 0x100000001b3U;
    for (const double entry : list) {
      hash = (hash ^ std::bit_cast<std::uint64_t>(entry)) * 0x100000001b3U;
    }
  };
  take(setup.network.weights);
  take(setup.network.input_weights);
  take(setup.network.sequence);
  take(setup.initial_state);
  return hash;
}

class RnnLyapunovRun final : public Run {
 public:
  RnnLyapunovRun(const Params& params, std::uint32_t seed, RnnSetup setup)
      : Run(kRnnLyapunovId, params),
        setup_(std::move(setup)),
        seed_(seed),
        digest_(digest_of(setup_)),
        rnn_(setup_.network),
        trajectory_(setup_.network.hidden, setup_.steps, setup_.transient),
        forward_(rnn_, setup_.initial_state,
                 {.exponents = setup_.exponents,
                  .transient = setup_.transient,
                  .orthonormalise = setup_.orthonormalise}) {
    panels_ = describe_rnn_panels(setup_);
    point_stride_ = (setup_.steps + kMostPoints - 1) / kMostPoints;
    panels_[kState].scatter[0].points.reserve(
        static_cast<std::size_t>(std::min(setup_.steps, kMostPoints)));
    // The setup has everything twice from here on.
    setup_.network.sequence = {};
  }

  std::optional<std::uint32_t> seed() const override {
    return setup_.random ? std::optional(seed_) : std::nullopt;
  }

  /// Three parts of equal expense, the last of unknown length: each sweep is half of what is left.
  std::optional<double> progress() const override {
    const auto share = [](std::int64_t done, std::int64_t all) {
      return static_cast<double>(done) / static_cast<double>(all);
    };
    switch (phase_) {
      case Phase::forward:
        return 0.3 * share(forward_.time(), setup_.transient + setup_.steps);
      case Phase::adjoint:
        return 0.3 + 0.3 * share(setup_.steps - adjoint_->remaining(), setup_.steps);
      case Phase::singular:
        return 0.6 + 0.4 * (1.0 - std::exp2(-(singular_->sweeps() + singular_->sweep_progress())));
      case Phase::done:
        break;
    }
    return 1.0;
  }

 protected:
  void do_unit() override {
    switch (phase_) {
      case Phase::forward:
        return forward_unit();
      case Phase::adjoint:
        return adjoint_unit();
      case Phase::singular:
        return singular_unit();
      case Phase::done:
        return;
    }
  }

  void apply(std::string_view) override {}  // nothing is live

  void do_save(BinaryWriter& writer) const override {
    writer.value(static_cast<std::uint8_t>(phase_));
    writer.value(unsure_step_);
    trajectory_.save(writer);
    forward_.save(writer);
    if (adjoint_) adjoint_->save(writer);
    if (singular_) singular_->save(writer);
  }

  void do_restore(BinaryReader& reader) override {
    const auto phase = reader.value<std::uint8_t>();
    unsure_step_ = reader.value<std::int64_t>();
    trajectory_.restore(reader);
    forward_.restore(reader);
    const bool complete = trajectory_.size() == trajectory_.capacity();
    const bool sensible = reader.ok() && phase <= static_cast<std::uint8_t>(Phase::done) &&
                          trajectory_.size() == forward_.sums().steps() &&
                          complete == (phase > static_cast<std::uint8_t>(Phase::forward));
    if (!sensible) throw LabException({"bad_checkpoint", "state", "", "", "restart_run"});
    phase_ = static_cast<Phase>(phase);
    adjoint_.reset();
    singular_.reset();
    if (phase_ >= Phase::adjoint) begin_adjoint();
    if (adjoint_) adjoint_->restore(reader);
    if (phase_ >= Phase::singular) begin_singular();
    if (singular_) singular_->restore(reader);
  }

  std::uint64_t digest() const override { return digest_; }

 private:
  enum class Phase : std::uint8_t { forward, adjoint, singular, done };

  void begin_adjoint() {
    adjoint_.emplace(rnn_, trajectory_, setup_.exponents, setup_.orthonormalise);
  }
  void begin_singular() { singular_.emplace(rnn_, trajectory_, setup_.exponents); }

  void forward_unit() {
    if (!forward_.in_transient()) trajectory_.push(forward_.state());
    if (!forward_.advance()) return;
    complete_step();
    record_step();
    if (trajectory_.size() < trajectory_.capacity()) return;
    begin_adjoint();
    phase_ = Phase::adjoint;
  }

  void adjoint_unit() {
    adjoint_->advance();
    show_sums(setup_, adjoint_->sums(), adjoint_->unsure(), kAdjoint, panels_);
    if (!adjoint_->done()) return;
    begin_singular();
    phase_ = Phase::singular;
  }

  void singular_unit() {
    const int sweeps = singular_->sweeps();
    singular_->advance();
    if (singular_->sweeps() > sweeps) show_singular(setup_, *singular_, panels_);
    if (!singular_->done()) return;
    panels_[kSpectra].verdict =
        spectra_verdict(setup_, forward_.sums(), adjoint_->sums(), *singular_);
    phase_ = Phase::done;
    stop_with({.reason = StopReason::limit, .rule = "steps", .step = steps()});
  }

  void record_step() {
    const std::span<const std::uint8_t> unsure = forward_.unsure();
    if (unsure_step_ == 0 && std::find(unsure.begin(), unsure.end(), 1) != unsure.end()) {
      unsure_step_ = steps();
    }
    const std::span<const double> before = trajectory_.state(trajectory_.size() - 1);
    const std::span<const double> state = forward_.state();
    append_estimates(setup_, forward_.sums(), panels_[kEstimates]);
    const bool at_rest =
        rnn_.autonomous() && std::equal(state.begin(), state.end(), before.begin());
    panels_[kEstimates].verdict =
        estimates_verdict(setup_, forward_.sums(), unsure, unsure_step_, at_rest);
    ++panels_[kEstimates].revision;
    show_sums(setup_, forward_.sums(), unsure, kForward, panels_);
    if ((steps() - 1) % point_stride_ != 0) return;
    // One unit alone: its return map in place of a plane.
    const bool plane = state.size() >= 2;
    panels_[kState].scatter[0].points.push_back(
        {plane ? state[0] : before[0], plane ? state[1] : state[0]});
    ++panels_[kState].revision;
  }

  RnnSetup setup_;
  std::uint32_t seed_;
  std::uint64_t digest_;
  TanhRnn rnn_;
  Trajectory trajectory_;
  LyapunovSpectrum forward_;
  std::optional<AdjointSpectrum> adjoint_;
  std::optional<SingularSpectrum> singular_;
  Phase phase_ = Phase::forward;
  std::int64_t unsure_step_ = 0;
  std::int64_t point_stride_ = 1;
};

}  // namespace

std::unique_ptr<Run> make_rnn_run(const Params& params, std::uint32_t seed) {
  return std::make_unique<RnnLyapunovRun>(params, seed, make_rnn_setup(params, seed));
}

}  // namespace separatrix
