#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace separatrix {

/// Samples as a network sees them. Classes (class_count >= 2) or real targets (class_count = 0).
template <typename Scalar>
class DataSource {
 public:
  virtual ~DataSource() = default;

  virtual std::int32_t size() const = 0;  ///< number of samples
  virtual std::int32_t feature_count() const = 0;
  virtual std::int32_t class_count() const = 0;
  virtual std::int32_t target_count() const = 0;  ///< real targets per sample; 0 for classes

  /// Features of the samples `indices`, feature_count x indices column-major.
  virtual void gather_chunk(std::span<const std::int32_t> indices,
                            std::span<Scalar> features) const = 0;
  /// Their classes, in [0, class_count). Only for classes.
  virtual void gather_labels(std::span<const std::int32_t> indices,
                             std::span<std::int32_t> labels) const = 0;
  /// Their targets, target_count x indices column-major. Only for real targets.
  virtual void gather_targets(std::span<const std::int32_t> indices,
                              std::span<Scalar> targets) const = 0;
};

}  // namespace separatrix
