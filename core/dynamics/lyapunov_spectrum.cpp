#include "separatrix/dynamics/lyapunov_spectrum.hpp"

#include <algorithm>

#include "dynamics/restored.hpp"
#include "dynamics/wrong_length.hpp"
#include "separatrix/dynamics/adjoint_spectrum.hpp"

namespace separatrix {
namespace {

void require_range(const char* field, std::int64_t value, std::int64_t low, std::int64_t high) {
  if (value >= low && value <= high) return;
  throw LabException({"out_of_range", field, to_text(value), to_text(low) + ".." + to_text(high),
                      "use_allowed_value"});
}

constexpr std::int64_t kLongest = 1'000'000'000'000;

std::size_t checked_exponents(const Map& map, std::span<const double> initial_state,
                              const LyapunovOptions& options) {
  const std::size_t n = map.dimension();
  require_range("exponents", static_cast<std::int64_t>(options.exponents), 0,
                static_cast<std::int64_t>(n));
  require_range("transient", options.transient, 0, kLongest);
  require_range("interval", options.interval, 1, kLongest);
  require_length("initial_state", initial_state.size(), n);
  const std::size_t k = options.exponents == 0 ? n : options.exponents;
  if (!options.frame.empty()) require_length("frame", options.frame.size(), n * k);
  return k;
}

}  // namespace

LyapunovSpectrum::LyapunovSpectrum(Map& map, std::span<const double> initial_state,
                                   const LyapunovOptions& options)
    : map_(map),
      transient_(options.transient),
      interval_(options.interval),
      orthonormalise_(options.orthonormalise),
      state_(initial_state.begin(), initial_state.end()),
      frame_(map.dimension(), checked_exponents(map, initial_state, options),
             options.orthonormalise),
      sums_(frame_.columns()) {
  if (!options.frame.empty()) frame_.start(options.frame);
}

bool LyapunovSpectrum::advance() {
  const bool counted = !in_transient();
  map_.evaluate(time_, state_);
  const bool on = orthonormalise_ == Orthonormalise::on;
  // The product that is never orthonormalised begins with the counted steps: a transient has
  // nothing to align.
  if (on || counted) {
    const bool last = ++in_interval_ >= interval_ || time_ + 1 == transient_;
    if (interval_ == 1) {
      push_forward(map_, frame_, orthonormalise_);
    } else {
      map_.tangent(frame_.frame(), frame_.columns());
      if (last) frame_.absorb();
    }
    if (last) {
      if (counted && on) sums_.add(frame_.growth(), in_interval_);
      if (counted && !on) sums_.replace(frame_.growth(), in_interval_);
      if (on && counted) frame_.forget_growth();
      if (on && !counted) frame_.begin_product();
      in_interval_ = 0;
    }
  }
  std::copy(map_.image().begin(), map_.image().end(), state_.begin());
  ++time_;
  return counted;
}

void LyapunovSpectrum::save(BinaryWriter& writer) const {
  writer.value(time_);
  writer.value(in_interval_);
  writer.values(std::span<const double>(state_));
  frame_.save(writer);
  sums_.save(writer);
}

void LyapunovSpectrum::restore(BinaryReader& reader) {
  time_ = reader.value<std::int64_t>();
  in_interval_ = reader.value<std::int64_t>();
  reader.values_into(std::span<double>(state_));
  frame_.restore(reader);
  sums_.restore(reader);
  require_restored(reader.ok() && time_ >= 0 && in_interval_ >= 0);
}

}  // namespace separatrix
