// Products of one matrix with frames, in a fixed order of summation.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace separatrix {

/// A dense rows x columns matrix kept both ways round, so that A v and A^T u are sums of contiguous
/// columns: loops that compilers turn into SIMD without changing the order in which anything is
/// summed. Hence the same bits in SIMD, scalar and native builds.
class DenseMatrix {
 public:
  DenseMatrix() = default;
  /// `row_major` has rows * columns entries.
  DenseMatrix(std::size_t rows, std::size_t columns, std::span<const double> row_major);

  std::size_t rows() const { return rows_; }
  std::size_t columns() const { return columns_; }
  double operator()(std::size_t row, std::size_t column) const {
    return row_major_[row * columns_ + column];
  }

  /// out [rows x count, column-major] = A in [columns x count]; the spans do not overlap.
  void multiply(std::span<const double> in, std::span<double> out, std::size_t count) const;
  /// out [columns x count] = A^T in [rows x count]; the spans do not overlap.
  void multiply_transposed(std::span<const double> in, std::span<double> out,
                           std::size_t count) const;

 private:
  std::size_t rows_ = 0;
  std::size_t columns_ = 0;
  std::vector<double> row_major_;
  std::vector<double> column_major_;
};

}  // namespace separatrix
