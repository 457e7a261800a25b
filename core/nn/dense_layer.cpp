#include "dense_layer.hpp"

#include <algorithm>

#include "activation.hpp"

namespace separatrix::detail {
namespace {

template <typename Scalar>
const Scalar* constant(Scalar* pointer) {
  return pointer;
}

// Every column = bias.
template <typename Scalar>
void fill_columns(const Scalar* bias, std::ptrdiff_t rows, std::ptrdiff_t columns, Scalar* out) {
  for (std::ptrdiff_t j = 0; j < columns; ++j) std::copy_n(bias, rows, out + j * rows);
}

// sum = (sum +) the columns of `values`, in their order.
template <typename Scalar>
void sum_columns(const Scalar* values, std::ptrdiff_t rows, std::ptrdiff_t columns, bool add,
                 Scalar* sum) {
  if (!add) std::fill_n(sum, rows, Scalar{0});
  for (std::ptrdiff_t j = 0; j < columns; ++j) {
    const Scalar* const column = values + j * rows;
    for (std::ptrdiff_t i = 0; i < rows; ++i) sum[i] += column[i];
  }
}

}  // namespace

template <typename Scalar>
std::vector<Segment> DenseLayer<Scalar>::segments() const {
  return {{.name = "weight",
           .role = SegmentRole::weight,
           .offset = 0,
           .shape = {outputs_, inputs_},
           .fan_in = inputs_,
           .fan_out = outputs_},
          {.name = "bias",
           .role = SegmentRole::bias,
           .offset = static_cast<std::size_t>(weight_count()),
           .shape = {outputs_},
           .fan_in = inputs_,
           .fan_out = outputs_}};
}

template <typename Scalar>
void DenseLayer<Scalar>::forward(LayerPass<Scalar>& pass) {
  const auto w = row_major(pass.parameters, outputs_, inputs_);
  const auto x = column_major(pass.input, inputs_, pass.samples);
  fill_columns(pass.parameters + weight_count(), outputs_, pass.samples, pass.output);
  pass.product->multiply(w, x, column_major(pass.output, outputs_, pass.samples), true);
  apply_activation(activation_, pass.output, output_count(pass));
}

template <typename Scalar>
void DenseLayer<Scalar>::backward(LayerPass<Scalar>& pass) {
  multiply_by_slope(activation_, pass.output, pass.output_gradient, output_count(pass));
  const auto x = column_major(pass.input, inputs_, pass.samples);
  const auto delta = column_major(constant(pass.output_gradient), outputs_, pass.samples);
  // dL/dW = delta x^T, dL/db = sum of delta, dL/dx = W^T delta
  pass.product->multiply(delta, x.transposed(), row_major(pass.gradient, outputs_, inputs_),
                         pass.add);
  sum_columns(delta.data, outputs_, pass.samples, pass.add, pass.gradient + weight_count());
  if (pass.input_gradient != nullptr) {
    const auto w = row_major(pass.parameters, outputs_, inputs_);
    pass.product->multiply(w.transposed(), delta,
                           column_major(pass.input_gradient, inputs_, pass.samples), false);
  }
}

template <typename Scalar>
void DenseLayer<Scalar>::tangent_forward(LayerPass<Scalar>& pass) {
  // z' = W' x + W x' + b',  y' = phi'(z) z'
  const auto w_tangent = row_major(pass.direction, outputs_, inputs_);
  const auto x = column_major(pass.input, inputs_, pass.samples);
  const auto y_tangent = column_major(pass.output_tangent, outputs_, pass.samples);
  fill_columns(pass.direction + weight_count(), outputs_, pass.samples, pass.output_tangent);
  pass.product->multiply(w_tangent, x, y_tangent, true);
  if (pass.input_tangent != nullptr) {
    const auto w = row_major(pass.parameters, outputs_, inputs_);
    const auto x_tangent = column_major(pass.input_tangent, inputs_, pass.samples);
    pass.product->multiply(w, x_tangent, y_tangent, true);
  }
  multiply_by_slope(activation_, pass.output, pass.output_tangent, output_count(pass));
}

template <typename Scalar>
void DenseLayer<Scalar>::tangent_backward(LayerPass<Scalar>& pass) {
  // delta = phi'(z) d,  delta' = phi'(z) d' + (phi')' d
  multiply_by_slope_tangent(activation_, pass.output, pass.output_tangent, pass.output_gradient,
                            pass.output_gradient_tangent, output_count(pass));
  multiply_by_slope(activation_, pass.output, pass.output_gradient, output_count(pass));
  const auto x = column_major(pass.input, inputs_, pass.samples);
  const auto delta = column_major(constant(pass.output_gradient), outputs_, pass.samples);
  const auto delta_tangent =
      column_major(constant(pass.output_gradient_tangent), outputs_, pass.samples);

  // (dL/dW)' = delta' x^T + delta x'^T,  (dL/db)' = sum of delta'
  const auto dw_tangent = row_major(pass.gradient, outputs_, inputs_);
  pass.product->multiply(delta_tangent, x.transposed(), dw_tangent, pass.add);
  if (pass.input_tangent != nullptr) {
    const auto x_tangent = column_major(pass.input_tangent, inputs_, pass.samples);
    pass.product->multiply(delta, x_tangent.transposed(), dw_tangent, true);
  }
  sum_columns(delta_tangent.data, outputs_, pass.samples, pass.add, pass.gradient + weight_count());

  // (dL/dx)' = W^T delta' + W'^T delta
  if (pass.input_gradient != nullptr) {
    const auto w = row_major(pass.parameters, outputs_, inputs_).transposed();
    const auto w_tangent = row_major(pass.direction, outputs_, inputs_).transposed();
    const auto dx_tangent = column_major(pass.input_gradient_tangent, inputs_, pass.samples);
    pass.product->multiply(w, delta, column_major(pass.input_gradient, inputs_, pass.samples),
                           false);
    pass.product->multiply(w, delta_tangent, dx_tangent, false);
    pass.product->multiply(w_tangent, delta, dx_tangent, true);
  }
}

template class DenseLayer<float>;
template class DenseLayer<double>;

}  // namespace separatrix::detail
