#include "separatrix/data/batches.hpp"

#include <algorithm>
#include <numeric>

#include "separatrix/math/error.hpp"
#include "separatrix/math/text.hpp"

namespace separatrix {

BatchOrder::BatchOrder(std::int32_t sample_count, std::int32_t batch_size, Shuffle shuffle,
                       std::uint32_t seed)
    : batch_size_(batch_size == 0 ? sample_count : std::min(batch_size, sample_count)),
      shuffle_(shuffle),
      random_(make_stream(seed, Stream::batch_order)) {
  if (sample_count < 1) {
    throw LabException({"empty", "samples", to_text(static_cast<std::int64_t>(sample_count)), "1..",
                        "check_file"});
  }
  if (batch_size < 0) {
    throw LabException({"out_of_range", "batch_size",
                        to_text(static_cast<std::int64_t>(batch_size)), "0..",
                        "use_allowed_value"});
  }
  order_.resize(static_cast<std::size_t>(sample_count));
  begin_epoch();
}

std::span<const std::int32_t> BatchOrder::next() {
  if (position_ == sample_count()) begin_epoch();
  const std::int32_t size = std::min(batch_size_, sample_count() - position_);
  const auto batch = std::span<const std::int32_t>(order_).subspan(
      static_cast<std::size_t>(position_), static_cast<std::size_t>(size));
  position_ += size;
  if (position_ == sample_count()) ++epochs_completed_;
  return batch;
}

std::int32_t BatchOrder::batches_into_epoch() const {
  if (position_ == sample_count()) return 0;
  return position_ / batch_size_;
}

BatchOrderState BatchOrder::state() const { return {epoch_start_, epochs_completed_, position_}; }

void BatchOrder::set_state(const BatchOrderState& state) {
  random_.set_state(state.epoch_start);
  begin_epoch();
  epochs_completed_ = state.epochs_completed;
  position_ = static_cast<std::int32_t>(
      std::clamp<std::int64_t>(state.position, 0, static_cast<std::int64_t>(sample_count())));
}

void BatchOrder::begin_epoch() {
  epoch_start_ = random_.state();
  // From the natural order each time, so that the generator alone determines the permutation.
  std::iota(order_.begin(), order_.end(), 0);
  if (shuffle_ == Shuffle::each_epoch) random_.shuffle(order_);
  position_ = 0;
}

}  // namespace separatrix
