// Test functions of the plane as objectives (CONTRACT 2, `objective`).
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>

#include "separatrix/optim/objective.hpp"

namespace separatrix {

/// The part of the plane that shows what matters.
struct PlotWindow {
  double x_min, x_max, y_min, y_max;
};

/// A function L(x, y) with its exact derivatives.
struct AnalyticFunction {
  std::string_view id;
  std::array<double, 2> start;
  double (*value)(double x, double y);
  std::array<double, 2> (*gradient)(double x, double y);  ///< L_x, L_y
  std::array<double, 3> (*hessian)(double x, double y);   ///< L_xx, L_xy, L_yy
  PlotWindow window;
  std::span<const std::array<double, 2>> minima;  ///< the global minima
};

/// quadratic, rosenbrock, double_well, booth, saddle.
std::span<const AnalyticFunction> analytic_functions();

/// Throws LabException unknown_choice (field objective).
const AnalyticFunction& analytic_function(std::string_view id);

/// theta = (x, y); the sample is ignored; one chunk. Evaluated in double, then rounded to Scalar.
template <typename Scalar>
class AnalyticObjective : public Objective<Scalar> {
 public:
  explicit AnalyticObjective(const AnalyticFunction& function) : function_(function) {}

  const AnalyticFunction& function() const { return function_; }

  std::size_t parameter_count() const override { return 2; }
  std::size_t chunk_count(const Sample&) const override { return 1; }
  double gradient_chunk(std::span<const Scalar> theta, const Sample& sample, std::size_t chunk,
                        std::span<Scalar> gradient) override;
  void hessian_vector_chunk(std::span<const Scalar> theta, const Sample& sample, std::size_t chunk,
                            std::span<const Scalar> v, std::span<Scalar> product) override;

 private:
  AnalyticFunction function_;
};

}  // namespace separatrix
