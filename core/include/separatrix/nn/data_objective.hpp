#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "separatrix/nn/data_source.hpp"
#include "separatrix/nn/network.hpp"
#include "separatrix/optim/objective.hpp"

namespace separatrix {

/// What evaluation mode found on one chunk.
struct ChunkEvaluation {
  double loss = 0.0;         ///< the chunk's share of the mean loss over all indices
  double square = 0.0;       ///< the same of the squared losses of samples
  std::int32_t correct = 0;  ///< samples of this chunk predicted rightly; 0 for real targets
  std::int32_t samples = 0;  ///< samples of this chunk
};

/// Mean loss of a network over samples of a data source.
///
/// Classes under mse: K outputs against 0/1 (one-hot), one output against -1/+1 for two classes.
/// The prediction is the largest output (the first of equals), or class 1 where a single output is
/// positive.
template <typename Scalar>
class DataObjective : public Objective<Scalar> {
 public:
  using Objective<Scalar>::kChunkSize;

  /// `source` must outlive the objective. Throws LabException: as check_settings(), and
  /// out_of_range where inputs or outputs do not fit the data.
  DataObjective(const NetworkSettings& settings, const DataSource<Scalar>& source);
  ~DataObjective() override;

  const Network<Scalar>& network() const { return network_; }
  const DataSource<Scalar>& source() const { return source_; }

  std::size_t parameter_count() const override { return network_.parameter_count(); }
  std::size_t chunk_count(const Sample& sample) const override;
  double gradient_chunk(std::span<const Scalar> theta, const Sample& sample, std::size_t chunk,
                        std::span<Scalar> gradient) override;
  void hessian_vector_chunk(std::span<const Scalar> theta, const Sample& sample, std::size_t chunk,
                            std::span<const Scalar> v, std::span<Scalar> product) override;

  /// Evaluation mode over `indices` of `source` (of the same shape as source(), e.g. the test
  /// data), one chunk of 256 at a time. `predictions` is empty or takes the classes predicted for
  /// this chunk's samples.
  ChunkEvaluation evaluate_chunk(std::span<const Scalar> theta, const DataSource<Scalar>& source,
                                 std::span<const std::int32_t> indices, std::size_t chunk,
                                 std::span<std::int32_t> predictions = {});

  /// Outputs of the network (logits under cross-entropy) for at most kChunkSize samples, outputs x
  /// indices column-major, and the classes predicted (either may be empty).
  void predict(std::span<const Scalar> theta, const DataSource<Scalar>& source,
               std::span<const std::int32_t> indices, std::span<Scalar> outputs,
               std::span<std::int32_t> predictions);

  /// The samples of chunk `chunk`: chunk sizes are 256, ..., 256, rest.
  static std::span<const std::int32_t> chunk_of(std::span<const std::int32_t> indices,
                                                std::size_t chunk);

 private:
  struct Targets;  // loss and its memory

  void load(const DataSource<Scalar>& source, std::span<const std::int32_t> indices);

  Network<Scalar> network_;
  const DataSource<Scalar>& source_;
  std::unique_ptr<Targets> targets_;
};

}  // namespace separatrix
