#include "separatrix/dynamics/singular_spectrum.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include "dynamics/compensated.hpp"
#include "dynamics/restored.hpp"
#include "separatrix/dynamics/adjoint_spectrum.hpp"
#include "separatrix/math/random.hpp"

namespace separatrix {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kTolerance = 1e-13;  // of the errors, relative to 1 + |log sigma|
constexpr double kStalledTolerance =
    1e-7;  // rounding of nearly singular factors ends the iteration here at worst
constexpr int kMostStalled = 3;

// The result does not depend on the start frame, so it is the same for every run: normals of a
// fixed stream.
std::vector<double> generic_frame(std::size_t n, std::size_t k) {
  Pcg32 random = make_stream(0, Stream::probes);
  std::vector<double> frame(n * k), r(k * k);
  for (double& entry : frame) entry = random.normal();
  qr_positive(static_cast<std::int32_t>(n), static_cast<std::int32_t>(k), frame, r);
  return frame;
}

}  // namespace

SingularSpectrum::SingularSpectrum(Map& map, const Trajectory& trajectory, std::size_t k)
    : map_(map),
      trajectory_(trajectory),
      frame_(map.dimension(), k, Orthonormalise::on),
      smallest_change_(kInfinity),
      sums_(k),
      corrections_(k),
      logs_(k, kNaN),
      changes_(k, kNaN),
      errors_(k, kNaN),
      unsure_(k) {
  frame_.start(generic_frame(map.dimension(), k));
}

void SingularSpectrum::advance() {
  if (done_) return;
  const std::int64_t last = trajectory_.size() - 1;
  const std::int64_t i = backward_ ? last - position_ : position_;
  map_.evaluate(trajectory_.time(i), trajectory_.state(i));
  if (backward_) {
    pull_back(map_, frame_, Orthonormalise::on);
  } else {
    push_forward(map_, frame_, Orthonormalise::on);
  }
  for (std::size_t j = 0; j < sums_.size(); ++j) {
    add_compensated(sums_[j], corrections_[j], frame_.growth()[j]);
  }
  frame_.forget_growth();
  if (++position_ > last) finish_sweep();
}

void SingularSpectrum::finish_sweep() {
  const std::size_t k = sums_.size();
  std::vector<double> logs(k);
  for (std::size_t i = 0; i < k; ++i) logs[i] = sums_[i] + corrections_[i];
  // Invariant subspaces can keep the values out of order; they are singular values all the same.
  std::sort(logs.begin(), logs.end(), std::greater<>());
  bool small = sweeps_ > 0;
  double largest_change = 0.0;
  for (std::size_t i = 0; i < k && sweeps_ > 0; ++i) {
    const double change = logs[i] == logs_[i] ? 0.0 : std::fabs(logs[i] - logs_[i]);
    // Linear convergence: what is left is a geometric series with the ratio seen last.
    const double ratio = changes_[i] > 0.0 ? std::min(change / changes_[i], 0.999) : 0.0;
    errors_[i] = change / (1.0 - ratio);
    changes_[i] = change;
    const double scale = std::isfinite(logs[i]) ? 1.0 + std::fabs(logs[i]) : 1.0;
    if (!(errors_[i] <= kTolerance * scale)) small = false;
    largest_change = std::max(largest_change, change / scale);
  }
  if (sweeps_ > 0) {
    stalled_ = largest_change < 0.5 * smallest_change_ ? 0 : stalled_ + 1;
    smallest_change_ = std::min(smallest_change_, largest_change);
  }
  logs_ = logs;
  std::copy(frame_.unsure().begin(), frame_.unsure().end(), unsure_.begin());
  ++sweeps_;
  const bool stalled = stalled_ >= kMostStalled && largest_change < kStalledTolerance;
  converged_ = small || stalled;
  done_ = converged_ || sweeps_ >= kMostSweeps;
  if (done_) return;
  backward_ = !backward_;
  position_ = 0;
  std::fill(sums_.begin(), sums_.end(), 0.0);
  std::fill(corrections_.begin(), corrections_.end(), 0.0);
  frame_.begin_product();
}

double SingularSpectrum::sweep_progress() const {
  if (done_) return 0.0;
  return static_cast<double>(position_) / static_cast<double>(trajectory_.size());
}

void SingularSpectrum::save(BinaryWriter& writer) const {
  frame_.save(writer);
  writer.value(position_);
  writer.value(sweeps_);
  writer.value(static_cast<std::uint8_t>(backward_));
  writer.value(static_cast<std::uint8_t>(done_));
  writer.value(static_cast<std::uint8_t>(converged_));
  writer.value(stalled_);
  writer.value(smallest_change_);
  for (const std::vector<double>* list : {&sums_, &corrections_, &logs_, &changes_, &errors_}) {
    writer.values(std::span<const double>(*list));
  }
  writer.values(std::span<const std::uint8_t>(unsure_));
}

void SingularSpectrum::restore(BinaryReader& reader) {
  frame_.restore(reader);
  position_ = reader.value<std::int64_t>();
  sweeps_ = reader.value<int>();
  backward_ = reader.value<std::uint8_t>() != 0;
  done_ = reader.value<std::uint8_t>() != 0;
  converged_ = reader.value<std::uint8_t>() != 0;
  stalled_ = reader.value<int>();
  smallest_change_ = reader.value<double>();
  for (std::vector<double>* list : {&sums_, &corrections_, &logs_, &changes_, &errors_}) {
    reader.values_into(std::span<double>(*list));
  }
  reader.values_into(std::span<std::uint8_t>(unsure_));
  require_restored(reader.ok() && position_ >= 0 && (done_ || position_ < trajectory_.size()));
}

}  // namespace separatrix
