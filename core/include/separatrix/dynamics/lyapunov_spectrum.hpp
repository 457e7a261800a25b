// Lyapunov exponents of a map by discrete QR (Benettin et al. 1980; Shimada, Nagashima 1979;
// NUMERICS 1.1).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "separatrix/dynamics/growth_frame.hpp"
#include "separatrix/dynamics/map.hpp"
#include "separatrix/dynamics/spectrum_sums.hpp"

namespace separatrix {

struct LyapunovOptions {
  /// k leading exponents; 0: all n.
  std::size_t exponents = 0;
  /// Iterations before counting; with `on` they also align the frame.
  std::int64_t transient = 0;
  /// q: QR every q steps; q <= ln(1e6) / (lambda_1 - lambda_k) (NUMERICS 1.3).
  std::int64_t interval = 1;
  Orthonormalise orthonormalise = Orthonormalise::on;
  /// n x k column-major, orthonormal; empty: the first k columns of the identity.
  std::vector<double> frame{};
};

/// A stepper: one iteration of the map per call. k columns cost k Jacobian-vector products and one
/// QR of n x k. Exponents come in QR order: descending for long times, but not at every finite
/// time.
class LyapunovSpectrum {
 public:
  /// `map` must outlive this object; `initial_state` [n]. Throws LabException: out_of_range
  /// (exponents, transient, interval), wrong_length (initial_state, frame).
  LyapunovSpectrum(Map& map, std::span<const double> initial_state, const LyapunovOptions& options);

  /// One iteration. True when it was a counted step, false in the transient.
  bool advance();

  /// Whether the next iteration is a counted step.
  bool in_transient() const { return time_ < transient_; }
  /// Time index of the next iteration, from 0.
  std::int64_t time() const { return time_; }
  /// x_t at time().
  std::span<const double> state() const { return state_; }
  /// Sums over the complete QR intervals so far.
  const SpectrumSums& sums() const { return sums_; }
  /// Current frame [n x k]; orthonormal after a QR.
  std::span<const double> frame() const { return frame_.frame(); }
  /// [k] 1 where the exponent is -Infinity, noise, or depends on such a one.
  std::span<const std::uint8_t> unsure() const { return frame_.unsure(); }
  std::size_t exponents() const { return frame_.columns(); }

  void save(BinaryWriter& writer) const;
  void restore(BinaryReader& reader);

 private:
  Map& map_;
  std::int64_t transient_, interval_;
  Orthonormalise orthonormalise_;
  std::int64_t time_ = 0;
  std::int64_t in_interval_ = 0;
  std::vector<double> state_;
  GrowthFrame frame_;
  SpectrumSums sums_;
};

}  // namespace separatrix
