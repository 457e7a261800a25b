// Matrix products of layers. Private to core/nn.
//
// Why not Eigen's: in WebAssembly this kernel does 41 to 44 GFLOP/s (float, Chromium) where
// Eigen 5.0 does 24 to 29, and natively as much as Eigen; and since every element is summed over k
// in one order, native, SIMD and scalar builds give the same bits, whatever the caches and
// registers of the machine are.
#pragma once

#include <cstddef>

#include "aligned_buffer.hpp"

namespace separatrix::detail {

/// rows x columns; element (i, j) is data[i * row_stride + j * column_stride].
template <typename Pointer>
struct StridedMatrix {
  Pointer data;
  std::ptrdiff_t rows;
  std::ptrdiff_t columns;
  std::ptrdiff_t row_stride;
  std::ptrdiff_t column_stride;

  StridedMatrix transposed() const { return {data, columns, rows, column_stride, row_stride}; }
};

template <typename Scalar>
using ConstMatrix = StridedMatrix<const Scalar*>;
template <typename Scalar>
using MutableMatrix = StridedMatrix<Scalar*>;

template <typename Pointer>
StridedMatrix<Pointer> column_major(Pointer data, std::ptrdiff_t rows, std::ptrdiff_t columns) {
  return {data, rows, columns, 1, rows};
}
template <typename Pointer>
StridedMatrix<Pointer> row_major(Pointer data, std::ptrdiff_t rows, std::ptrdiff_t columns) {
  return {data, rows, columns, columns, 1};
}

/// Owns the packed panels: one object serves one caller at a time. Allocates at construction only.
template <typename Scalar>
class MatrixProduct {
 public:
  MatrixProduct();

  /// c = a b, or c += a b. One stride of c is 1; c overlaps neither a nor b.
  void multiply(ConstMatrix<Scalar> a, ConstMatrix<Scalar> b, MutableMatrix<Scalar> c, bool add);

 private:
  AlignedBuffer<Scalar> left_;   // rows of a, in panels
  AlignedBuffer<Scalar> right_;  // columns of b, in panels
};

}  // namespace separatrix::detail
