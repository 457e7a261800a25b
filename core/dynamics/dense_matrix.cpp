#include "separatrix/dynamics/dense_matrix.hpp"

#include <algorithm>

namespace separatrix {
namespace {

// out[i] = sum_j column_j[i] v[j] with j ascending for every i, whatever the width of a SIMD
// register: the inner loop runs over i. Four vectors at a time share each load of the matrix.
void sum_of_columns(const double* matrix, std::size_t rows, std::size_t columns, const double* in,
                    double* out, std::size_t count) {
  std::fill(out, out + rows * count, 0.0);
  std::size_t c = 0;
  for (; c + 4 <= count; c += 4) {
    const double* v = in + c * columns;
    double* y0 = out + c * rows;
    double* y1 = y0 + rows;
    double* y2 = y1 + rows;
    double* y3 = y2 + rows;
    for (std::size_t j = 0; j < columns; ++j) {
      const double* a = matrix + j * rows;
      const double v0 = v[j], v1 = v[columns + j], v2 = v[2 * columns + j], v3 = v[3 * columns + j];
      for (std::size_t i = 0; i < rows; ++i) {
        y0[i] += a[i] * v0;
        y1[i] += a[i] * v1;
        y2[i] += a[i] * v2;
        y3[i] += a[i] * v3;
      }
    }
  }
  for (; c < count; ++c) {
    const double* v = in + c * columns;
    double* y = out + c * rows;
    for (std::size_t j = 0; j < columns; ++j) {
      const double* a = matrix + j * rows;
      const double vj = v[j];
      for (std::size_t i = 0; i < rows; ++i) y[i] += a[i] * vj;
    }
  }
}

}  // namespace

DenseMatrix::DenseMatrix(std::size_t rows, std::size_t columns, std::span<const double> row_major)
    : rows_(rows),
      columns_(columns),
      row_major_(row_major.begin(), row_major.end()),
      column_major_(row_major.size()) {
  for (std::size_t i = 0; i < rows; ++i) {
    for (std::size_t j = 0; j < columns; ++j)
      column_major_[j * rows + i] = row_major[i * columns + j];
  }
}

void DenseMatrix::multiply(std::span<const double> in, std::span<double> out,
                           std::size_t count) const {
  sum_of_columns(column_major_.data(), rows_, columns_, in.data(), out.data(), count);
}

void DenseMatrix::multiply_transposed(std::span<const double> in, std::span<double> out,
                                      std::size_t count) const {
  // The columns of A^T are the rows of A.
  sum_of_columns(row_major_.data(), columns_, rows_, in.data(), out.data(), count);
}

}  // namespace separatrix
