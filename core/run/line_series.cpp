#include "separatrix/run/line_series.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <utility>

namespace separatrix {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

/// NaN is neither small nor large: any number replaces it.
bool is_less(double a, double b) { return a < b || (!std::isnan(a) && std::isnan(b)); }
bool is_greater(double a, double b) { return a > b || (!std::isnan(a) && std::isnan(b)); }

}  // namespace

LineSeries::LineSeries(std::string name, std::string unit, bool band)
    : name_(std::move(name)), unit_(std::move(unit)), band_(band) {}

void LineSeries::append(double x, double y) { append(x, y, kNone, kNone); }

void LineSeries::append(double x, double y, double low, double high) {
  const LineSample sample{x, y, low, high};
  const std::uint64_t index = count_;
  if (index % stride_ == 0) {
    if (buckets_.size() == kCapacity) merge_pairs();
    // All memory at once: no step but the first one allocates.
    if (buckets_.empty()) buckets_.reserve(kCapacity);
  }
  // Merging doubled the stride: an even number of full buckets, so a new one begins here still.
  if (index % stride_ == 0) {
    buckets_.push_back({sample, sample, sample, sample, index, index, index, index});
  } else {
    Bucket& bucket = buckets_.back();
    bucket.last = sample;
    bucket.last_index = index;
    if (is_less(y, bucket.min.y)) {
      bucket.min = sample;
      bucket.min_index = index;
    }
    if (is_greater(y, bucket.max.y)) {
      bucket.max = sample;
      bucket.max_index = index;
    }
  }
  ++count_;
  if (tracking_) pending_.push_back(sample);
}

void LineSeries::merge_pairs() {
  for (std::size_t i = 0; i < kCapacity / 2; ++i) {
    Bucket merged = buckets_[2 * i];
    const Bucket& next = buckets_[2 * i + 1];
    merged.last = next.last;
    merged.last_index = next.last_index;
    if (is_less(next.min.y, merged.min.y)) {
      merged.min = next.min;
      merged.min_index = next.min_index;
    }
    if (is_greater(next.max.y, merged.max.y)) {
      merged.max = next.max;
      merged.max_index = next.max_index;
    }
    buckets_[i] = merged;
  }
  buckets_.erase(buckets_.begin() + static_cast<std::ptrdiff_t>(kCapacity / 2), buckets_.end());
  stride_ *= 2;
}

std::vector<LineSample> LineSeries::samples() const {
  std::vector<LineSample> list;
  list.reserve(stride_ == 1 ? buckets_.size() : 4 * buckets_.size());
  for (const Bucket& bucket : buckets_) {
    const bool min_first = bucket.min_index <= bucket.max_index;
    const std::pair<std::uint64_t, const LineSample*> ordered[] = {
        {bucket.first_index, &bucket.first},
        min_first ? std::pair{bucket.min_index, &bucket.min}
                  : std::pair{bucket.max_index, &bucket.max},
        min_first ? std::pair{bucket.max_index, &bucket.max}
                  : std::pair{bucket.min_index, &bucket.min},
        {bucket.last_index, &bucket.last}};
    for (std::size_t i = 0; i < 4; ++i) {
      if (i == 0 || ordered[i].first != ordered[i - 1].first) list.push_back(*ordered[i].second);
    }
  }
  return list;
}

LineSample LineSeries::last() const {
  return buckets_.empty() ? LineSample{kNone, kNone, kNone, kNone} : buckets_.back().last;
}

LineSeries::Pending LineSeries::take_pending() {
  Pending taken;
  if (tracking_) {
    taken.first = taken_;
    taken.samples = pending_;  // a copy: pending_ keeps its memory
  } else {
    taken.samples = samples();
  }
  tracking_ = true;
  taken_ = count_;
  pending_.clear();
  return taken;
}

void LineSeries::save(BinaryWriter& writer) const {
  static_assert(sizeof(Bucket) == 4 * sizeof(LineSample) + 4 * sizeof(std::uint64_t), "no padding");
  writer.value(count_);
  writer.value(stride_);
  writer.values(std::span<const Bucket>(buckets_));
}

bool LineSeries::restore(BinaryReader& reader) {
  const auto count = reader.value<std::uint64_t>();
  const auto stride = reader.value<std::uint64_t>();
  std::vector<Bucket> buckets = reader.values<Bucket>();
  const bool power_of_two = stride > 0 && (stride & (stride - 1)) == 0;
  constexpr std::uint64_t kLongestStride = std::uint64_t{1} << 48;
  // kCapacity strides are below 2^64 then: no sum overflows.
  if (!reader.ok() || !power_of_two || stride > kLongestStride || count > kCapacity * stride ||
      (count + stride - 1) / stride != buckets.size()) {
    return false;
  }
  count_ = count;
  stride_ = stride;
  if (!buckets.empty()) buckets_.reserve(kCapacity);
  buckets_.assign(buckets.begin(), buckets.end());
  tracking_ = false;
  taken_ = 0;
  pending_.clear();
  return true;
}

}  // namespace separatrix
