// Exponents of the adjoint dynamics u_{t} = J_t^T u_{t+1}, in true reverse time (NUMERICS 1.8).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "separatrix/dynamics/growth_frame.hpp"
#include "separatrix/dynamics/map.hpp"
#include "separatrix/dynamics/spectrum_sums.hpp"
#include "separatrix/dynamics/trajectory.hpp"

namespace separatrix {

/// A stepper over a stored trajectory, from its end to its start, QR after every step, from the
/// first k columns of the identity. Agrees with the forward spectrum in the limit; at finite T each
/// exponent differs by O(1/T) and only the sum of all n agrees.
class AdjointSpectrum {
 public:
  /// `map` and `trajectory` must outlive this object; the trajectory is complete. k: exponents, 1
  /// to n.
  AdjointSpectrum(Map& map, const Trajectory& trajectory, std::size_t k,
                  Orthonormalise orthonormalise);

  bool done() const { return remaining_ == 0; }
  /// Steps still to do.
  std::int64_t remaining() const { return remaining_; }
  /// One step back. Nothing once done().
  void advance();

  const SpectrumSums& sums() const { return sums_; }
  std::span<const double> frame() const { return frame_.frame(); }
  std::span<const std::uint8_t> unsure() const { return frame_.unsure(); }

  void save(BinaryWriter& writer) const;
  void restore(BinaryReader& reader);

 private:
  Map& map_;
  const Trajectory& trajectory_;
  Orthonormalise orthonormalise_;
  std::int64_t remaining_;
  GrowthFrame frame_;
  SpectrumSums sums_;
};

/// frame <- J frame (or J^T frame) at the map's current point, taking every factor into account:
/// after each factor with `on`, at the end with `off`.
void push_forward(Map& map, GrowthFrame& frame, Orthonormalise orthonormalise);
void pull_back(Map& map, GrowthFrame& frame, Orthonormalise orthonormalise);

}  // namespace separatrix
