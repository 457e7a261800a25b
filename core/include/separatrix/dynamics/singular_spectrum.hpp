// Logarithms of the singular values of a long product of Jacobians, without forming it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "separatrix/dynamics/growth_frame.hpp"
#include "separatrix/dynamics/map.hpp"
#include "separatrix/dynamics/trajectory.hpp"

namespace separatrix {

/// Orthogonal iteration on M^T M, M = J_T ... J_1, by alternating sweeps: forward from V gives M V
/// = U R, backward from U gives M^T U = V' R', and so on; the accumulated log r_ii tend to log
/// sigma_i with the factor (sigma_{i+1} / sigma_i)^2 per sweep. Two sweeps are enough for long
/// products, clusters take more. The start is a fixed generic frame: from the identity, invariant
/// subspaces could hide leading values when k < n.
///
/// The frame-free finite-time quantity: sigma(M) = sigma(M^T) (SOURCE-CLAIMS 2).
class SingularSpectrum {
 public:
  static constexpr int kMostSweeps = 40;

  /// `map` and `trajectory` must outlive this object. k: 1 to n.
  SingularSpectrum(Map& map, const Trajectory& trajectory, std::size_t k);

  /// One step of the current sweep. Nothing once done().
  void advance();
  bool done() const { return done_; }
  /// Done because the values no longer change, not because of kMostSweeps.
  bool converged() const { return converged_; }
  /// Complete sweeps, and the share of the current one, 0 to 1.
  int sweeps() const { return sweeps_; }
  double sweep_progress() const;

  /// [k] log sigma_i, descending, of the last complete sweep; NaN before.
  std::span<const double> logs() const { return logs_; }
  /// [k] estimate of what is left to the limit of the iteration; NaN before the second sweep.
  std::span<const double> errors() const { return errors_; }
  /// [k] 1 where the value is -Infinity or depends on a replacement direction.
  std::span<const std::uint8_t> unsure() const { return unsure_; }

  void save(BinaryWriter& writer) const;
  void restore(BinaryReader& reader);

 private:
  void finish_sweep();

  Map& map_;
  const Trajectory& trajectory_;
  GrowthFrame frame_;
  std::int64_t position_ = 0;  // steps done in this sweep
  int sweeps_ = 0;
  bool backward_ = false;
  bool done_ = false;
  bool converged_ = false;
  int stalled_ = 0;  // sweeps without progress
  double smallest_change_;
  std::vector<double> sums_, corrections_;  // of the current sweep
  std::vector<double> logs_, changes_, errors_;
  std::vector<std::uint8_t> unsure_;
};

}  // namespace separatrix
