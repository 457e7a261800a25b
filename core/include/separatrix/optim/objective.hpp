// What every optimiser, exponent and landscape sees of a problem (DESIGN 2.1).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace separatrix {

/// What one evaluation of an objective sees: the batch, and the key of its dropout masks and
/// augmentation, so that an evaluation can be repeated exactly. Objectives without data ignore it.
struct Sample {
  std::span<const std::int32_t> indices;
  std::uint64_t key = 0;
};

/// A loss over one flat parameter vector. Evaluations are pure: they depend on their arguments
/// alone (an implementation owns scratch memory, so one object serves one caller at a time).
///
/// A batch is evaluated chunk by chunk (kChunkSize samples) and summed in order, which bounds
/// memory and fixes the order of reduction. Losses and gradients are means over the whole sample:
/// each chunk contributes its share of that mean.
template <typename Scalar>
class Objective {
 public:
  static constexpr std::size_t kChunkSize = 256;

  virtual ~Objective() = default;

  /// Length p of theta, of gradients and of Hessian-vector products.
  virtual std::size_t parameter_count() const = 0;

  /// Number of chunks of `sample`; at least 1.
  virtual std::size_t chunk_count(const Sample& sample) const = 0;

  /// Writes (chunk 0) or adds (later chunks) the chunk's share of the mean gradient to
  /// `gradient` [p]. Returns the chunk's share of the mean loss.
  virtual double gradient_chunk(std::span<const Scalar> theta, const Sample& sample,
                                std::size_t chunk, std::span<Scalar> gradient) = 0;

  /// Writes or adds the chunk's share of H(theta) v to `product` [p], exactly (R-operator,
  /// Pearlmutter 1994).
  virtual void hessian_vector_chunk(std::span<const Scalar> theta, const Sample& sample,
                                    std::size_t chunk, std::span<const Scalar> v,
                                    std::span<Scalar> product) = 0;

  /// All chunks in order; returns the mean loss.
  double gradient(std::span<const Scalar> theta, const Sample& sample, std::span<Scalar> gradient) {
    double loss = 0.0;
    const std::size_t chunks = chunk_count(sample);
    for (std::size_t chunk = 0; chunk < chunks; ++chunk) {
      loss += gradient_chunk(theta, sample, chunk, gradient);
    }
    return loss;
  }

  /// All chunks in order.
  void hessian_vector(std::span<const Scalar> theta, const Sample& sample,
                      std::span<const Scalar> v, std::span<Scalar> product) {
    const std::size_t chunks = chunk_count(sample);
    for (std::size_t chunk = 0; chunk < chunks; ++chunk) {
      hessian_vector_chunk(theta, sample, chunk, v, product);
    }
  }
};

}  // namespace separatrix
