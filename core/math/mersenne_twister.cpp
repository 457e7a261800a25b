#include "separatrix/math/mersenne_twister.hpp"

#include <cmath>

#include "separatrix/math/elementary.hpp"

namespace separatrix {

double LegacyNormal::uniform() {
  const auto high = static_cast<std::uint32_t>(engine_()) >> 5U;
  const auto low = static_cast<std::uint32_t>(engine_()) >> 6U;
  return (static_cast<double>(high) * 67108864.0 + static_cast<double>(low)) / 9007199254740992.0;
}

double LegacyNormal::operator()() {
  if (has_spare_) {
    has_spare_ = false;
    return spare_;
  }
  double x1 = 0.0;
  double x2 = 0.0;
  double square = 0.0;
  do {
    x1 = 2.0 * uniform() - 1.0;
    x2 = 2.0 * uniform() - 1.0;
    square = x1 * x1 + x2 * x2;
  } while (square >= 1.0 || square == 0.0);
  const double factor = std::sqrt(-2.0 * elementary::log(square) / square);
  spare_ = factor * x1;  // x2 is handed out first
  has_spare_ = true;
  return factor * x2;
}

}  // namespace separatrix
