#include "nn/matrix_product.hpp"

#include <gtest/gtest.h>

#include "nn/support.hpp"

namespace separatrix::test {
namespace {

using detail::column_major;
using detail::MatrixProduct;
using detail::row_major;

/// Sums over k one after the other, in the blocks that the product promises: equal parts of at most
/// 512.
template <typename Scalar>
Scalar element(const detail::ConstMatrix<Scalar>& a, const detail::ConstMatrix<Scalar>& b,
               std::ptrdiff_t i, std::ptrdiff_t j, Scalar start, bool add) {
  const std::ptrdiff_t parts = (a.columns + 511) / 512;
  const std::ptrdiff_t depth = (a.columns + parts - 1) / parts;
  Scalar total = start;
  for (std::ptrdiff_t begin = 0; begin < a.columns; begin += depth) {
    Scalar sum = 0;
    for (std::ptrdiff_t k = begin; k < std::min(a.columns, begin + depth); ++k) {
      sum += a.data[i * a.row_stride + k * a.column_stride] *
             b.data[k * b.row_stride + j * b.column_stride];
    }
    total = add || begin > 0 ? total + sum : sum;
  }
  return total;
}

template <typename Scalar>
void check(std::ptrdiff_t rows, std::ptrdiff_t depth, std::ptrdiff_t columns) {
  const auto random = [](std::ptrdiff_t n, std::uint32_t seed) {
    const std::vector<double> v = random_vector(static_cast<std::size_t>(n), seed);
    return std::vector<Scalar>(v.begin(), v.end());
  };
  const std::vector<Scalar> left = random(rows * depth, 1);
  const std::vector<Scalar> right = random(depth * columns, 2);
  MatrixProduct<Scalar> product;
  for (int layout = 0; layout < 8; ++layout) {
    const auto a =
        layout & 1 ? row_major(left.data(), rows, depth) : column_major(left.data(), rows, depth);
    const auto b = layout & 2 ? row_major(right.data(), depth, columns)
                              : column_major(right.data(), depth, columns);
    for (const bool add : {false, true}) {
      const std::vector<Scalar> before = random(rows * columns, 3);
      std::vector<Scalar> result = before;
      const auto c = layout & 4 ? row_major(result.data(), rows, columns)
                                : column_major(result.data(), rows, columns);
      product.multiply(a, b, c, add);
      for (std::ptrdiff_t i = 0; i < rows; ++i) {
        for (std::ptrdiff_t j = 0; j < columns; ++j) {
          const std::ptrdiff_t at = i * c.row_stride + j * c.column_stride;
          ASSERT_EQ(result[static_cast<std::size_t>(at)],
                    element<Scalar>(a, b, i, j, before[static_cast<std::size_t>(at)], add))
              << rows << "x" << depth << "x" << columns << " layout " << layout << " add " << add
              << " (" << i << ", " << j << ")";
        }
      }
    }
  }
}

// Bit for bit what plain loops give: whole and partial tiles, one and several blocks in every
// direction.
TEST(MatrixProduct, EqualsPlainLoopsBitForBit) {
  const std::ptrdiff_t shapes[][3] = {{1, 1, 1},   {8, 4, 4},     {4, 8, 2},   {7, 3, 5},
                                      {9, 17, 6},  {1, 30, 11},   {33, 1, 1},  {64, 784, 3},
                                      {130, 5, 7}, {5, 1030, 9},  {3, 6, 258}, {16, 64, 8},
                                      {2, 513, 2}, {257, 2, 257}, {12, 512, 4}};
  for (const auto& [rows, depth, columns] : shapes) {
    check<float>(rows, depth, columns);
    check<double>(rows, depth, columns);
  }
}

}  // namespace
}  // namespace separatrix::test
