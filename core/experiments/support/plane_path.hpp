// The path of a descent as the points of a field panel, in bounded memory.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "separatrix/math/binary.hpp"

namespace separatrix {

/// Keeps every stride-th position and the latest one; the stride doubles when kCapacity is reached.
class PlanePath {
 public:
  static constexpr std::size_t kCapacity = 2048;

  PlanePath() { points_.reserve(kCapacity); }

  void append(double x, double y) {
    const bool kept = count_ % stride_ == 0;
    // The latest position stands at the end; it stays only if its turn has come.
    if (!last_kept_ && !points_.empty()) points_.pop_back();
    points_.push_back({x, y, 0.0});
    last_kept_ = kept;
    ++count_;
    if (points_.size() == kCapacity) thin();
  }

  /// x, y and class 0, as FieldData::points.
  const std::vector<std::array<double, 3>>& points() const { return points_; }

  void save(BinaryWriter& writer) const {
    writer.value(count_);
    writer.value(stride_);
    writer.value(last_kept_);
    writer.values(std::span<const std::array<double, 3>>(points_));
  }
  void restore(BinaryReader& reader) {
    count_ = reader.value<std::uint64_t>();
    stride_ = reader.value<std::uint64_t>();
    last_kept_ = reader.value<bool>();
    points_ = reader.values<std::array<double, 3>>();
  }

 private:
  void thin() {
    const bool even = points_.size() % 2 == 0;
    const std::array<double, 3> latest = points_.back();
    for (std::size_t i = 0; 2 * i < points_.size(); ++i) points_[i] = points_[2 * i];
    points_.resize((points_.size() + 1) / 2);
    if (even) points_.push_back(latest);
    last_kept_ = last_kept_ && !even;
    stride_ *= 2;
  }

  std::uint64_t count_ = 0;
  std::uint64_t stride_ = 1;
  bool last_kept_ = true;
  std::vector<std::array<double, 3>> points_;
};

}  // namespace separatrix
