#include "separatrix/optim/analytic.hpp"

#include <string>

#include "separatrix/math/error.hpp"

namespace separatrix {
namespace {

using Point = std::array<double, 2>;
using Symmetric = std::array<double, 3>;

constexpr std::array<Point, 1> kOrigin = {{{0.0, 0.0}}};
constexpr std::array<Point, 1> kRosenbrockMinimum = {{{1.0, 1.0}}};
constexpr std::array<Point, 2> kDoubleWellMinima = {{{-1.0, 0.0}, {1.0, 0.0}}};
constexpr std::array<Point, 1> kBoothMinimum = {{{1.0, 3.0}}};
constexpr std::array<Point, 2> kSaddleMinima = {{{0.0, -1.0}, {0.0, 1.0}}};

constexpr std::array<AnalyticFunction, 5> kFunctions = {{
    {"quadratic",
     {1.0, 1.0},
     [](double x, double y) { return (x * x + 10.0 * y * y) / 2.0; },
     [](double x, double y) {
       return Point{x, 10.0 * y};
     },
     [](double, double) {
       return Symmetric{1.0, 0.0, 10.0};
     },
     {-1.5, 1.5, -1.5, 1.5},
     kOrigin},
    {"rosenbrock",
     {-1.2, 1.0},
     [](double x, double y) {
       const double valley = y - x * x;
       return (1.0 - x) * (1.0 - x) + 100.0 * valley * valley;
     },
     [](double x, double y) {
       const double valley = y - x * x;
       return Point{-2.0 * (1.0 - x) - 400.0 * x * valley, 200.0 * valley};
     },
     [](double x, double y) {
       return Symmetric{2.0 - 400.0 * y + 1200.0 * x * x, -400.0 * x, 200.0};
     },
     {-2.0, 2.0, -1.0, 3.0},
     kRosenbrockMinimum},
    {"double_well",
     {0.1, 1.0},
     [](double x, double y) { return x * x * x * x / 4.0 - x * x / 2.0 + y * y / 2.0; },
     [](double x, double y) {
       return Point{x * x * x - x, y};
     },
     [](double x, double) {
       return Symmetric{3.0 * x * x - 1.0, 0.0, 1.0};
     },
     {-1.75, 1.75, -1.75, 1.75},
     kDoubleWellMinima},
    {"booth",
     {0.0, 0.0},
     [](double x, double y) {
       const double p = x + 2.0 * y - 7.0;
       const double q = 2.0 * x + y - 5.0;
       return p * p + q * q;
     },
     [](double x, double y) {
       const double p = x + 2.0 * y - 7.0;
       const double q = 2.0 * x + y - 5.0;
       return Point{2.0 * p + 4.0 * q, 4.0 * p + 2.0 * q};
     },
     [](double, double) {
       return Symmetric{10.0, 8.0, 10.0};
     },
     {-2.0, 4.0, -1.0, 5.0},
     kBoothMinimum},
    {"saddle",
     {1.0, 0.001},
     [](double x, double y) { return (x * x - y * y) / 2.0 + y * y * y * y / 4.0; },
     [](double x, double y) {
       return Point{x, y * y * y - y};
     },
     [](double, double y) {
       return Symmetric{1.0, 0.0, 3.0 * y * y - 1.0};
     },
     {-1.5, 1.5, -1.5, 1.5},
     kSaddleMinima},
}};

}  // namespace

std::span<const AnalyticFunction> analytic_functions() { return kFunctions; }

const AnalyticFunction& analytic_function(std::string_view id) {
  std::string allowed;
  for (const AnalyticFunction& function : kFunctions) {
    if (function.id == id) return function;
    if (!allowed.empty()) allowed += ", ";
    allowed += function.id;
  }
  throw LabException(
      {"unknown_choice", "objective", std::string(id), allowed, "use_allowed_value"});
}

template <typename Scalar>
double AnalyticObjective<Scalar>::gradient_chunk(std::span<const Scalar> theta, const Sample&,
                                                 std::size_t, std::span<Scalar> gradient) {
  const double x = theta[0];
  const double y = theta[1];
  const Point g = function_.gradient(x, y);
  gradient[0] = static_cast<Scalar>(g[0]);
  gradient[1] = static_cast<Scalar>(g[1]);
  return function_.value(x, y);
}

template <typename Scalar>
void AnalyticObjective<Scalar>::hessian_vector_chunk(std::span<const Scalar> theta, const Sample&,
                                                     std::size_t, std::span<const Scalar> v,
                                                     std::span<Scalar> product) {
  const Symmetric h = function_.hessian(theta[0], theta[1]);
  const double vx = v[0];
  const double vy = v[1];
  product[0] = static_cast<Scalar>(h[0] * vx + h[1] * vy);
  product[1] = static_cast<Scalar>(h[1] * vx + h[2] * vy);
}

template class AnalyticObjective<float>;
template class AnalyticObjective<double>;

}  // namespace separatrix
