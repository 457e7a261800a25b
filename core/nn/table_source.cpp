#include "separatrix/nn/table_source.hpp"

#include <stdexcept>
#include <utility>

#include "separatrix/math/error.hpp"
#include "separatrix/math/text.hpp"

namespace separatrix {
namespace {

void check_count(const char* field, std::size_t found, std::int64_t expected) {
  if (static_cast<std::int64_t>(found) != expected) {
    throw LabException({"count_mismatch", field, to_text(static_cast<std::int64_t>(found)),
                        to_text(expected), "check_file"});
  }
}

// Rows `indices` of a row-major table as columns.
template <typename Scalar>
void gather_rows(std::span<const double> table, std::int32_t width,
                 std::span<const std::int32_t> indices, std::span<Scalar> out) {
  const auto w = static_cast<std::size_t>(width);
  for (std::size_t j = 0; j < indices.size(); ++j) {
    const double* const from = table.data() + static_cast<std::size_t>(indices[j]) * w;
    for (std::size_t i = 0; i < w; ++i) out[j * w + i] = static_cast<Scalar>(from[i]);
  }
}

}  // namespace

template <typename Scalar>
TableSource<Scalar>::TableSource(Table table) : table_(std::move(table)) {
  const std::int64_t size = table_.size;
  check_count("features", table_.features.size(), size * table_.feature_count);
  check_count("labels", table_.labels.size(), table_.class_count > 0 ? size : 0);
  check_count("targets", table_.targets.size(),
              table_.class_count > 0 ? 0 : size * table_.target_count);
  for (const std::int32_t label : table_.labels) {
    if (label < 0 || label >= table_.class_count) {
      throw LabException({"label_out_of_range", "labels", to_text(static_cast<std::int64_t>(label)),
                          "[0, " + to_text(static_cast<std::int64_t>(table_.class_count - 1)) + "]",
                          "check_file"});
    }
  }
}

template <typename Scalar>
void TableSource<Scalar>::gather_chunk(std::span<const std::int32_t> indices,
                                       std::span<Scalar> features) const {
  gather_rows<Scalar>(table_.features, table_.feature_count, indices, features);
}

template <typename Scalar>
void TableSource<Scalar>::gather_labels(std::span<const std::int32_t> indices,
                                        std::span<std::int32_t> labels) const {
  if (table_.class_count == 0) throw std::logic_error("the table has real targets, not classes");
  for (std::size_t j = 0; j < indices.size(); ++j)
    labels[j] = table_.labels[static_cast<std::size_t>(indices[j])];
}

template <typename Scalar>
void TableSource<Scalar>::gather_targets(std::span<const std::int32_t> indices,
                                         std::span<Scalar> targets) const {
  if (table_.class_count > 0) throw std::logic_error("the table has classes, not real targets");
  gather_rows<Scalar>(table_.targets, table_.target_count, indices, targets);
}

template class TableSource<float>;
template class TableSource<double>;

}  // namespace separatrix
