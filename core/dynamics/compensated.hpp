#pragma once

#include <cmath>

namespace separatrix {

/// sum += value; what rounding loses goes to `correction` (Neumaier 1974). Infinities leave the
/// correction alone, which would otherwise become NaN. The exact sum is sum + correction.
inline void add_compensated(double& sum, double& correction, double value) {
  const double next = sum + value;
  if (std::isfinite(next)) {
    correction += std::fabs(sum) >= std::fabs(value) ? (sum - next) + value : (value - next) + sum;
  }
  sum = next;
}

}  // namespace separatrix
