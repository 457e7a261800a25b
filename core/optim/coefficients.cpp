#include "separatrix/optim/coefficients.hpp"

#include <algorithm>
#include <array>

namespace separatrix {
namespace {

// Explicit Euler.
constexpr std::array<double, 1> kEulerB = {1.0};

// The classical Runge-Kutta method (Kutta 1901; Hairer, Norsett, Wanner I, table II.1.2).
constexpr std::array<double, 6> kRk4A = {1.0 / 2, 0.0, 1.0 / 2, 0.0, 0.0, 1.0};
constexpr std::array<double, 4> kRk4B = {1.0 / 6, 2.0 / 6, 2.0 / 6, 1.0 / 6};

// Adams-Bashforth and Adams-Moulton of order 4 (Hairer, Norsett, Wanner I, III.1).
constexpr std::array<double, 4> kAb4 = {55.0 / 24, -59.0 / 24, 37.0 / 24, -9.0 / 24};
constexpr std::array<double, 4> kAm4 = {9.0 / 24, 19.0 / 24, -5.0 / 24, 1.0 / 24};

constexpr std::array<RungeKuttaTableau, 2> kTableaux = {{
    {"euler", 1, {}, kEulerB},
    {"rk4", 4, kRk4A, kRk4B},
}};

constexpr std::array<AdamsMethod, 2> kAdams = {{
    {"ab4", 4, kAb4, {}},
    {"abm4", 4, kAb4, kAm4},
}};

template <typename Rows>
auto find(const Rows& rows, std::string_view name) -> decltype(rows.data()) {
  const auto row =
      std::find_if(rows.begin(), rows.end(), [&](const auto& r) { return r.name == name; });
  return row == rows.end() ? nullptr : &*row;
}

}  // namespace

std::span<const RungeKuttaTableau> runge_kutta_tableaux() { return kTableaux; }
std::span<const AdamsMethod> adams_methods() { return kAdams; }

const RungeKuttaTableau* find_runge_kutta(std::string_view name) { return find(kTableaux, name); }
const AdamsMethod* find_adams(std::string_view name) { return find(kAdams, name); }

}  // namespace separatrix
