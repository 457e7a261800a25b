// Losses of whole batches: outputs x samples, column-major, padded buffers (AlignedBuffer).
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include "separatrix/nn/settings.hpp"

namespace separatrix::detail {

/// One chunk of outputs with its targets. `weight` is 1 / (samples of the whole batch): every chunk
/// gives its share of the mean.
template <typename Scalar>
struct LossChunk {
  std::ptrdiff_t outputs = 0;
  std::ptrdiff_t samples = 0;
  double weight = 1.0;
  const Scalar* values = nullptr;        // outputs of the network
  const std::int32_t* labels = nullptr;  // cross-entropy
  const Scalar* targets = nullptr;       // mse, outputs x samples
};

/// A chunk's shares of the means over samples.
struct LossShare {
  double loss = 0.0;
  double square = 0.0;  // of the squared losses of samples: for the error of the mean
};

template <typename Scalar>
class Loss {
 public:
  virtual ~Loss() = default;

  virtual LossShare value(const LossChunk<Scalar>& chunk) = 0;
  /// The share of the mean loss, and d share / d outputs.
  virtual double gradient(const LossChunk<Scalar>& chunk, Scalar* gradient) = 0;
  /// After gradient() of the same chunk: the derivative of d share / d outputs along a change
  /// `tangent` of outputs.
  virtual void gradient_tangent(const LossChunk<Scalar>& chunk, const Scalar* tangent,
                                Scalar* gradient_tangent) = 0;
};

template <typename Scalar>
std::unique_ptr<Loss<Scalar>> make_loss(LossKind kind, std::int32_t outputs, std::size_t capacity);

}  // namespace separatrix::detail
