#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "separatrix/math/binary.hpp"

namespace separatrix {

/// The states x_{t0}, ..., x_{t0+T-1} at which the Jacobians of a stretch of T steps are taken:
/// what adjoint sweeps need. Memory T n doubles, reserved at once.
class Trajectory {
 public:
  /// Most numbers that are kept: 16 MiB.
  static constexpr std::int64_t kMostNumbers = std::int64_t{1} << 21;

  /// Longest stretch for dimension n.
  static std::int64_t longest(std::size_t n) { return kMostNumbers / static_cast<std::int64_t>(n); }

  /// Throws LabException out_of_range (field steps) before anything is allocated.
  Trajectory(std::size_t dimension, std::int64_t capacity, std::int64_t first_time);

  std::size_t dimension() const { return dimension_; }
  std::int64_t size() const { return static_cast<std::int64_t>(states_.size() / dimension_); }
  std::int64_t capacity() const { return capacity_; }
  /// Time index of entry i.
  std::int64_t time(std::int64_t i) const { return first_time_ + i; }
  std::span<const double> state(std::int64_t i) const {
    return {states_.data() + static_cast<std::size_t>(i) * dimension_, dimension_};
  }
  /// Appends a state [n]; at most capacity() of them.
  void push(std::span<const double> state);

  void save(BinaryWriter& writer) const;
  void restore(BinaryReader& reader);

 private:
  std::size_t dimension_;
  std::int64_t capacity_;
  std::int64_t first_time_;
  std::vector<double> states_;
};

}  // namespace separatrix
