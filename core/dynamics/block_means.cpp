#include "separatrix/dynamics/block_means.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "dynamics/restored.hpp"

namespace separatrix {

BlockMeans::BlockMeans(std::size_t series) : series_(series), sums_(kMostBlocks * series) {}

void BlockMeans::add(std::span<const double> values) {
  double* current = sums_.data() + blocks_ * series_;
  for (std::size_t s = 0; s < series_; ++s) current[s] += values[s];
  if (++filled_ < length_) return;
  filled_ = 0;
  if (++blocks_ < kMostBlocks) return;
  for (std::size_t b = 0; b < kMostBlocks / 2; ++b) {
    for (std::size_t s = 0; s < series_; ++s) {
      sums_[b * series_ + s] = sums_[2 * b * series_ + s] + sums_[(2 * b + 1) * series_ + s];
    }
  }
  blocks_ = kMostBlocks / 2;
  length_ *= 2;
  std::fill(sums_.begin() + static_cast<std::ptrdiff_t>(blocks_ * series_), sums_.end(), 0.0);
}

double BlockMeans::standard_error(std::size_t series) const {
  if (blocks_ < kFewestBlocks) return std::numeric_limits<double>::quiet_NaN();
  const double count = static_cast<double>(blocks_);
  const double length = static_cast<double>(length_);
  double mean = 0.0;
  for (std::size_t b = 0; b < blocks_; ++b) mean += sums_[b * series_ + series] / length;
  mean /= count;
  double squares = 0.0;
  for (std::size_t b = 0; b < blocks_; ++b) {
    const double deviation = sums_[b * series_ + series] / length - mean;
    squares += deviation * deviation;
  }
  const double error = std::sqrt(squares / (count - 1.0) / count);
  return std::isfinite(error) ? error : std::numeric_limits<double>::quiet_NaN();
}

void BlockMeans::save(BinaryWriter& writer) const {
  writer.value(static_cast<std::uint64_t>(blocks_));
  writer.value(length_);
  writer.value(filled_);
  writer.values(std::span<const double>(sums_));
}

void BlockMeans::restore(BinaryReader& reader) {
  const auto blocks = reader.value<std::uint64_t>();
  length_ = reader.value<std::int64_t>();
  filled_ = reader.value<std::int64_t>();
  reader.values_into(std::span<double>(sums_));
  require_restored(reader.ok() && blocks < kMostBlocks && length_ >= 1 && filled_ >= 0 &&
                   filled_ < length_);
  blocks_ = static_cast<std::size_t>(blocks);
}

double student_t_975(std::size_t degrees_of_freedom) {
  constexpr std::size_t kFirst = 9;
  constexpr std::array<double, 11> kTable{2.262, 2.228, 2.201, 2.179, 2.160, 2.145,
                                          2.131, 2.120, 2.110, 2.101, 2.093};
  if (degrees_of_freedom < kFirst || degrees_of_freedom >= kFirst + kTable.size()) {
    return std::numeric_limits<double>::quiet_NaN();
  }
  return kTable[degrees_of_freedom - kFirst];
}

}  // namespace separatrix
