#include "separatrix/optim/schemes.hpp"

#include <array>
#include <cstdint>

#include "separatrix/math/error.hpp"
#include "separatrix/math/text.hpp"
#include "separatrix/optim/adams.hpp"
#include "separatrix/optim/runge_kutta.hpp"
#include "separatrix/optim/symplectic_euler.hpp"

namespace separatrix {
namespace {

constexpr std::array<std::string_view, 5> kSchemes = {"euler", "rk4", "symplectic_euler", "ab4",
                                                      "abm4"};

const RungeKuttaTableau& start_tableau(std::string_view start) {
  if (start == "gd") return *find_runge_kutta("euler");
  if (start == "rk4") return *find_runge_kutta("rk4");
  throw LabException(
      {"unknown_choice", "start", std::string(start), "rk4, gd", "use_allowed_value"});
}

}  // namespace

std::span<const std::string_view> scheme_names() { return kSchemes; }

template <typename Scalar>
std::unique_ptr<Scheme<Scalar>> make_scheme(std::string_view name, std::string_view start,
                                            std::size_t dimension, std::size_t velocity_count) {
  if (const RungeKuttaTableau* tableau = find_runge_kutta(name)) {
    return std::make_unique<RungeKutta<Scalar>>(*tableau, dimension);
  }
  if (const AdamsMethod* method = find_adams(name)) {
    return std::make_unique<Adams<Scalar>>(*method, start_tableau(start), dimension);
  }
  if (name == "symplectic_euler") {
    if (dimension == 0 || 2 * velocity_count != dimension) {
      throw LabException({"out_of_range", "velocity_count",
                          to_text(static_cast<std::int64_t>(velocity_count)),
                          to_text(static_cast<std::int64_t>(dimension / 2)), "use_allowed_value"});
    }
    return std::make_unique<SymplecticEuler<Scalar>>(dimension);
  }
  std::string allowed;
  for (const std::string_view scheme : kSchemes) {
    if (!allowed.empty()) allowed += ", ";
    allowed += scheme;
  }
  throw LabException({"unknown_choice", "scheme", std::string(name), allowed, "use_allowed_value"});
}

template std::unique_ptr<Scheme<float>> make_scheme<float>(std::string_view, std::string_view,
                                                           std::size_t, std::size_t);
template std::unique_ptr<Scheme<double>> make_scheme<double>(std::string_view, std::string_view,
                                                             std::size_t, std::size_t);

}  // namespace separatrix
