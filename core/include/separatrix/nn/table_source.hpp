#pragma once

#include <cstdint>
#include <vector>

#include "separatrix/nn/data_source.hpp"

namespace separatrix {

/// A table of numbers in memory, samples x features row-major, with classes or with real targets.
struct Table {
  std::int32_t size = 0;
  std::int32_t feature_count = 0;
  std::vector<double> features = {};      ///< size x feature_count
  std::int32_t class_count = 0;           ///< 0: real targets
  std::vector<std::int32_t> labels = {};  ///< size values in [0, class_count), or empty
  std::int32_t target_count = 0;
  std::vector<double> targets = {};  ///< size x target_count, or empty
};

template <typename Scalar>
class TableSource : public DataSource<Scalar> {
 public:
  /// Throws LabException: count_mismatch (features, labels, targets), label_out_of_range.
  explicit TableSource(Table table);

  const Table& table() const { return table_; }

  std::int32_t size() const override { return table_.size; }
  std::int32_t feature_count() const override { return table_.feature_count; }
  std::int32_t class_count() const override { return table_.class_count; }
  std::int32_t target_count() const override { return table_.target_count; }
  void gather_chunk(std::span<const std::int32_t> indices,
                    std::span<Scalar> features) const override;
  void gather_labels(std::span<const std::int32_t> indices,
                     std::span<std::int32_t> labels) const override;
  void gather_targets(std::span<const std::int32_t> indices,
                      std::span<Scalar> targets) const override;

 private:
  Table table_;
};

}  // namespace separatrix
