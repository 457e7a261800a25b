#include "activation.hpp"

#include <Eigen/Core>

#include "aligned_buffer.hpp"

namespace separatrix::detail {

template <typename Scalar>
void apply_activation(Activation activation, Scalar* values, std::size_t count) {
  switch (activation) {
    case Activation::identity:
      return;
    case Activation::relu:
      for (std::size_t i = 0; i < count; ++i)
        values[i] = values[i] < Scalar{0} ? Scalar{0} : values[i];
      return;
    case Activation::tanh: {
      // Whole packets: Eigen's own tanh, with the same bits in native and wasm SIMD builds.
      using Array = Eigen::Array<Scalar, Eigen::Dynamic, 1>;
      Eigen::Map<Array, Eigen::Aligned64> all(values, static_cast<Eigen::Index>(padded(count)));
      all = all.tanh();
      return;
    }
  }
}

template <typename Scalar>
void multiply_by_slope(Activation activation, const Scalar* y, Scalar* d, std::size_t count) {
  switch (activation) {
    case Activation::identity:
      return;
    case Activation::relu:
      for (std::size_t i = 0; i < count; ++i) d[i] = y[i] > Scalar{0} ? d[i] : Scalar{0};
      return;
    case Activation::tanh:
      for (std::size_t i = 0; i < count; ++i) d[i] *= Scalar{1} - y[i] * y[i];
      return;
  }
}

template <typename Scalar>
void multiply_by_slope_tangent(Activation activation, const Scalar* y, const Scalar* y_tangent,
                               const Scalar* d, Scalar* d_tangent, std::size_t count) {
  switch (activation) {
    case Activation::identity:
      return;
    case Activation::relu:
      multiply_by_slope(activation, y, d_tangent, count);
      return;
    case Activation::tanh:
      for (std::size_t i = 0; i < count; ++i) {
        d_tangent[i] =
            (Scalar{1} - y[i] * y[i]) * d_tangent[i] - Scalar{2} * y[i] * y_tangent[i] * d[i];
      }
      return;
  }
}

template void apply_activation<float>(Activation, float*, std::size_t);
template void apply_activation<double>(Activation, double*, std::size_t);
template void multiply_by_slope<float>(Activation, const float*, float*, std::size_t);
template void multiply_by_slope<double>(Activation, const double*, double*, std::size_t);
template void multiply_by_slope_tangent<float>(Activation, const float*, const float*, const float*,
                                               float*, std::size_t);
template void multiply_by_slope_tangent<double>(Activation, const double*, const double*,
                                                const double*, double*, std::size_t);

}  // namespace separatrix::detail
