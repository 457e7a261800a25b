// A layer of a network. Private to core/nn: to add a kind of layer one adds one file beside this
// one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "matrix_product.hpp"
#include "separatrix/nn/segment.hpp"

namespace separatrix::detail {

/// The memory of one layer in one pass over `samples` samples: features x samples, column-major,
/// padded and aligned as AlignedBuffer. Parameters begin at the layer's own first value.
template <typename Scalar>
struct LayerPass {
  std::ptrdiff_t samples = 0;
  MatrixProduct<Scalar>* product = nullptr;  // the network's workspace
  const Scalar* parameters = nullptr;
  const Scalar* input = nullptr;
  Scalar* output = nullptr;

  // backward: d loss / d output comes in (and may be overwritten), d loss / d input goes out.
  Scalar* output_gradient = nullptr;
  Scalar* input_gradient = nullptr;  // nullptr: not wanted, the layer reads the data
  Scalar* gradient = nullptr;        // of the layer's parameters
  bool add = false;                  // add to `gradient` instead of writing it

  // Derivatives along a direction of the parameters (R-operator).
  const Scalar* direction = nullptr;      // of the layer's parameters
  const Scalar* input_tangent = nullptr;  // nullptr: zero, the layer reads the data
  Scalar* output_tangent = nullptr;
  Scalar* output_gradient_tangent = nullptr;
  Scalar* input_gradient_tangent = nullptr;
  // tangent_backward writes the derivative of the parameter gradient to `gradient`.
};

template <typename Scalar>
class Layer {
 public:
  virtual ~Layer() = default;

  virtual std::string kind() const = 0;  ///< dense, ...
  virtual std::int32_t inputs() const = 0;
  virtual std::int32_t outputs() const = 0;

  /// The layer's segments in the order of memory, with offsets from the layer's first parameter and
  /// names without the layer's own ("weight", "bias").
  virtual std::vector<Segment> segments() const = 0;

  virtual void forward(LayerPass<Scalar>& pass) = 0;
  /// After forward().
  virtual void backward(LayerPass<Scalar>& pass) = 0;
  /// After forward(): output_tangent.
  virtual void tangent_forward(LayerPass<Scalar>& pass) = 0;
  /// After tangent_forward(): input_gradient, input_gradient_tangent and the tangent of the
  /// parameter gradient.
  virtual void tangent_backward(LayerPass<Scalar>& pass) = 0;
};

}  // namespace separatrix::detail
