#include "dense_layer.hpp"

#include <algorithm>

#include "activation.hpp"
#include "eigen.hpp"

namespace separatrix::detail {
namespace {

template <typename Scalar>
using Batch = Eigen::Map<const ColumnMajor<Scalar>>;
template <typename Scalar>
using MutableBatch = Eigen::Map<ColumnMajor<Scalar>>;
template <typename Scalar>
using Weights = Eigen::Map<const RowMajor<Scalar>>;
template <typename Scalar>
using MutableWeights = Eigen::Map<RowMajor<Scalar>>;

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
  const Weights<Scalar> w(pass.parameters, outputs_, inputs_);
  const Batch<Scalar> x(pass.input, inputs_, pass.samples);
  MutableBatch<Scalar> y(pass.output, outputs_, pass.samples);
  fill_columns(pass.parameters + weight_count(), outputs_, pass.samples, pass.output);
  y.noalias() += w * x;
  apply_activation(activation_, pass.output, output_count(pass));
}

template <typename Scalar>
void DenseLayer<Scalar>::backward(LayerPass<Scalar>& pass) {
  multiply_by_slope(activation_, pass.output, pass.output_gradient, output_count(pass));
  const Batch<Scalar> x(pass.input, inputs_, pass.samples);
  const Batch<Scalar> delta(pass.output_gradient, outputs_, pass.samples);
  MutableWeights<Scalar> dw(pass.gradient, outputs_, inputs_);
  if (pass.add) {
    dw.noalias() += delta * x.transpose();
  } else {
    dw.noalias() = delta * x.transpose();
  }
  sum_columns(pass.output_gradient, outputs_, pass.samples, pass.add,
              pass.gradient + weight_count());
  if (pass.input_gradient != nullptr) {
    const Weights<Scalar> w(pass.parameters, outputs_, inputs_);
    MutableBatch<Scalar> dx(pass.input_gradient, inputs_, pass.samples);
    dx.noalias() = w.transpose() * delta;
  }
}

template <typename Scalar>
void DenseLayer<Scalar>::tangent_forward(LayerPass<Scalar>& pass) {
  // z' = W' x + W x' + b',  y' = phi'(z) z'
  const Weights<Scalar> w_tangent(pass.direction, outputs_, inputs_);
  const Batch<Scalar> x(pass.input, inputs_, pass.samples);
  MutableBatch<Scalar> y_tangent(pass.output_tangent, outputs_, pass.samples);
  fill_columns(pass.direction + weight_count(), outputs_, pass.samples, pass.output_tangent);
  y_tangent.noalias() += w_tangent * x;
  if (pass.input_tangent != nullptr) {
    const Weights<Scalar> w(pass.parameters, outputs_, inputs_);
    const Batch<Scalar> x_tangent(pass.input_tangent, inputs_, pass.samples);
    y_tangent.noalias() += w * x_tangent;
  }
  multiply_by_slope(activation_, pass.output, pass.output_tangent, output_count(pass));
}

template <typename Scalar>
void DenseLayer<Scalar>::tangent_backward(LayerPass<Scalar>& pass) {
  // delta = phi'(z) d,  delta' = phi'(z) d' + (phi')' d
  multiply_by_slope_tangent(activation_, pass.output, pass.output_tangent, pass.output_gradient,
                            pass.output_gradient_tangent, output_count(pass));
  multiply_by_slope(activation_, pass.output, pass.output_gradient, output_count(pass));
  const Batch<Scalar> x(pass.input, inputs_, pass.samples);
  const Batch<Scalar> delta(pass.output_gradient, outputs_, pass.samples);
  const Batch<Scalar> delta_tangent(pass.output_gradient_tangent, outputs_, pass.samples);

  // (dL/dW)' = delta' x^T + delta x'^T,  (dL/db)' = sum of delta'
  MutableWeights<Scalar> dw_tangent(pass.gradient, outputs_, inputs_);
  if (!pass.add) std::fill_n(pass.gradient, weight_count(), Scalar{0});
  dw_tangent.noalias() += delta_tangent * x.transpose();
  if (pass.input_tangent != nullptr) {
    const Batch<Scalar> x_tangent(pass.input_tangent, inputs_, pass.samples);
    dw_tangent.noalias() += delta * x_tangent.transpose();
  }
  sum_columns(pass.output_gradient_tangent, outputs_, pass.samples, pass.add,
              pass.gradient + weight_count());

  // (dL/dx)' = W^T delta' + W'^T delta
  if (pass.input_gradient != nullptr) {
    const Weights<Scalar> w(pass.parameters, outputs_, inputs_);
    const Weights<Scalar> w_tangent(pass.direction, outputs_, inputs_);
    MutableBatch<Scalar> dx(pass.input_gradient, inputs_, pass.samples);
    MutableBatch<Scalar> dx_tangent(pass.input_gradient_tangent, inputs_, pass.samples);
    dx.noalias() = w.transpose() * delta;
    dx_tangent.noalias() = w.transpose() * delta_tangent;
    dx_tangent.noalias() += w_tangent.transpose() * delta;
  }
}

template class DenseLayer<float>;
template class DenseLayer<double>;

}  // namespace separatrix::detail
