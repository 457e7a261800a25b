#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "separatrix/math/random.hpp"

namespace separatrix {

/// Values of the parameter `shuffle`.
enum class Shuffle { each_epoch, never };

/// Where a BatchOrder stands. The permutation itself is not stored: it follows from the generator
/// at the start of the epoch. Without padding.
struct BatchOrderState {
  Pcg32State epoch_start;  ///< generator before the permutation of the current epoch was drawn
  std::int64_t epochs_completed = 0;
  std::int64_t position = 0;  ///< samples of the current epoch handed out so far

  bool operator==(const BatchOrderState&) const = default;
};

/// The order in which samples are visited: every epoch visits each of `sample_count` samples once,
/// in batches of `batch_size` (0: all samples); a smaller last batch is a batch of its own. Nothing
/// is allocated after construction.
class BatchOrder {
 public:
  /// sample_count >= 1, batch_size >= 0; a batch_size above sample_count means all samples. Draws
  /// from stream `batch_order` of `seed`. Throws LabException (empty, out_of_range).
  BatchOrder(std::int32_t sample_count, std::int32_t batch_size, Shuffle shuffle,
             std::uint32_t seed);

  /// Indices of the next batch, valid until the next call.
  std::span<const std::int32_t> next();

  /// Counts an epoch as soon as its last batch has been handed out.
  std::int64_t epochs_completed() const { return epochs_completed_; }

  /// Batches of the current epoch handed out so far; 0 right after an epoch was completed.
  std::int32_t batches_into_epoch() const;

  std::int32_t batches_per_epoch() const {
    return (sample_count() + batch_size_ - 1) / batch_size_;
  }
  std::int32_t sample_count() const { return static_cast<std::int32_t>(order_.size()); }
  std::int32_t batch_size() const { return batch_size_; }

  BatchOrderState state() const;

  /// Continues bit for bit where `state` was taken, given equal constructor arguments.
  void set_state(const BatchOrderState& state);

 private:
  void begin_epoch();

  std::vector<std::int32_t> order_;
  std::int32_t batch_size_;
  Shuffle shuffle_;
  Pcg32 random_;
  Pcg32State epoch_start_;
  std::int64_t epochs_completed_ = 0;
  std::int32_t position_ = 0;
};

}  // namespace separatrix
