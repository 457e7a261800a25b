// Coefficients of the schemes, as data (DESIGN 2.2).
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace separatrix {

/// Explicit Runge-Kutta method of s stages for y' = F(y):
///   k_i = F(y + h sum_{j<i} a_ij k_j),  y <- y + h sum_i b_i k_i.
struct RungeKuttaTableau {
  std::string_view name;
  int order;
  std::span<const double>
      a;  ///< strictly lower triangle by rows: a_21, a_31, a_32, ... [s (s - 1) / 2]
  std::span<const double> b;  ///< [s]

  int stages() const { return static_cast<int>(b.size()); }
  /// a_i1 ... a_i,i-1 of stage i (0-based) [i].
  std::span<const double> row(int stage) const {
    const auto i = static_cast<std::size_t>(stage);
    return a.subspan(i * (i - 1) / 2, i);
  }
};

/// Linear multistep method of Adams type, with f_n = F(y_n):
///   predictor  p = y + h sum_j predictor_j f_{n-j}
///   corrector  y <- y + h (corrector_0 F(p) + sum_{j>=1} corrector_j f_{n+1-j})   (PECE), or y <-
///   p without one.
struct AdamsMethod {
  std::string_view name;
  int order;
  std::span<const double> predictor;  ///< newest first; its length is the number of steps
  std::span<const double> corrector;  ///< F(p) first; empty: Adams-Bashforth alone

  int steps() const { return static_cast<int>(predictor.size()); }
  int evaluations_per_step() const { return corrector.empty() ? 1 : 2; }
};

/// euler, rk4.
std::span<const RungeKuttaTableau> runge_kutta_tableaux();
/// ab4, abm4.
std::span<const AdamsMethod> adams_methods();

/// The row of that name, or nullptr.
const RungeKuttaTableau* find_runge_kutta(std::string_view name);
const AdamsMethod* find_adams(std::string_view name);

}  // namespace separatrix
