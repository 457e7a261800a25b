#include "matrix_product.hpp"

#include <algorithm>
#include <cstring>

namespace separatrix::detail {
namespace {

/// 16 bytes: a register of SSE and of WebAssembly. GCC and Clang; without SIMD they make scalar
/// code of it.
template <typename Scalar>
struct Packet {
  typedef Scalar Type __attribute__((vector_size(16)));
  static constexpr std::ptrdiff_t kSize = 16 / sizeof(Scalar);
};

/// A tile of c is kTileRows x kTileColumns: 8 registers of sums, which leaves some for its factors.
template <typename Scalar>
inline constexpr std::ptrdiff_t kTileRows = 2 * Packet<Scalar>::kSize;
inline constexpr std::ptrdiff_t kTileColumns = 4;

/// Blocks: a panel of b (kTileColumns x kDepth) stays in the first-level cache, a block of a (kRows
/// x kDepth) in the second.
inline constexpr std::ptrdiff_t kDepth = 512;
inline constexpr std::ptrdiff_t kRows = 128;
inline constexpr std::ptrdiff_t kColumns = 256;

constexpr std::ptrdiff_t divide_up(std::ptrdiff_t a, std::ptrdiff_t b) { return (a + b - 1) / b; }

template <typename Scalar>
typename Packet<Scalar>::Type load(const Scalar* from) {
  typename Packet<Scalar>::Type packet;
  std::memcpy(&packet, from, sizeof(packet));
  return packet;
}

template <typename Scalar>
void store(Scalar* to, typename Packet<Scalar>::Type packet) {
  std::memcpy(to, &packet, sizeof(packet));
}

/// tile (column-major, columns `stride` apart) = (tile +) left right, over packed panels of
/// `depth`. The sums have names instead of places in an array, which compilers would put into
/// memory around the loop.
template <typename Scalar>
__attribute__((noinline)) void multiply_tile(std::ptrdiff_t depth, const Scalar* left,
                                             const Scalar* right, Scalar* tile,
                                             std::ptrdiff_t stride, bool add) {
  using Type = typename Packet<Scalar>::Type;
  constexpr std::ptrdiff_t kSize = Packet<Scalar>::kSize;
  Type low0{}, low1{}, low2{}, low3{};
  Type high0{}, high1{}, high2{}, high3{};
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC unroll 4
#endif
  for (std::ptrdiff_t k = 0; k < depth; ++k) {
    const Type low = load(left);
    const Type high = load(left + kSize);
    low0 += low * right[0];
    high0 += high * right[0];
    low1 += low * right[1];
    high1 += high * right[1];
    low2 += low * right[2];
    high2 += high * right[2];
    low3 += low * right[3];
    high3 += high * right[3];
    left += kTileRows<Scalar>;
    right += kTileColumns;
  }
  const auto put = [&](Type low, Type high) {
    store(tile, add ? load(tile) + low : low);
    store(tile + kSize, add ? load(tile + kSize) + high : high);
    tile += stride;
  };
  put(low0, high0);
  put(low1, high1);
  put(low2, high2);
  put(low3, high3);
}

// Rows of a square block become its columns.
void transpose(Packet<float>::Type (&block)[4]) {
  const auto a = __builtin_shufflevector(block[0], block[1], 0, 4, 1, 5);
  const auto b = __builtin_shufflevector(block[2], block[3], 0, 4, 1, 5);
  const auto c = __builtin_shufflevector(block[0], block[1], 2, 6, 3, 7);
  const auto d = __builtin_shufflevector(block[2], block[3], 2, 6, 3, 7);
  block[0] = __builtin_shufflevector(a, b, 0, 1, 4, 5);
  block[1] = __builtin_shufflevector(a, b, 2, 3, 6, 7);
  block[2] = __builtin_shufflevector(c, d, 0, 1, 4, 5);
  block[3] = __builtin_shufflevector(c, d, 2, 3, 6, 7);
}
void transpose(Packet<double>::Type (&block)[2]) {
  const auto a = __builtin_shufflevector(block[0], block[1], 0, 2);
  block[1] = __builtin_shufflevector(block[0], block[1], 1, 3);
  block[0] = a;
}

/// Value k of the lines [0, width) side by side, for k in [first, depth).
template <std::ptrdiff_t kWidth, typename Scalar>
void pack_plainly(const Scalar* from, std::ptrdiff_t line_stride, std::ptrdiff_t depth_stride,
                  std::ptrdiff_t width, std::ptrdiff_t first, std::ptrdiff_t depth, Scalar* to) {
  for (std::ptrdiff_t k = first; k < depth; ++k) {
    for (std::ptrdiff_t i = 0; i < width; ++i)
      to[k * kWidth + i] = from[i * line_stride + k * depth_stride];
  }
}

/// The same for whole panels whose lines lie in memory as they are: by square blocks. Returns the
/// first k left.
template <std::ptrdiff_t kWidth, typename Scalar>
std::ptrdiff_t pack_transposed(const Scalar* from, std::ptrdiff_t line_stride, std::ptrdiff_t depth,
                               Scalar* to) {
  constexpr std::ptrdiff_t kSize = Packet<Scalar>::kSize;
  std::ptrdiff_t k = 0;
  for (; k + kSize <= depth; k += kSize) {
    for (std::ptrdiff_t i = 0; i < kWidth; i += kSize) {
      typename Packet<Scalar>::Type block[kSize];
      for (std::ptrdiff_t r = 0; r < kSize; ++r) block[r] = load(from + (i + r) * line_stride + k);
      transpose(block);
      for (std::ptrdiff_t r = 0; r < kSize; ++r) store(to + (k + r) * kWidth + i, block[r]);
    }
  }
  return k;
}

/// Packs `count` lines (rows of a, columns of b) of `depth` values into panels of kWidth lines:
/// value k of all lines of the panel side by side; missing lines are zeros.
template <std::ptrdiff_t kWidth, typename Scalar>
void pack(const Scalar* from, std::ptrdiff_t line_stride, std::ptrdiff_t depth_stride,
          std::ptrdiff_t count, std::ptrdiff_t depth, Scalar* to) {
  for (std::ptrdiff_t begin = 0; begin < count; begin += kWidth, to += kWidth * depth) {
    const Scalar* const panel = from + begin * line_stride;
    const std::ptrdiff_t width = std::min(kWidth, count - begin);
    if (width < kWidth) {
      std::fill_n(to, kWidth * depth, Scalar{0});
      pack_plainly<kWidth>(panel, line_stride, depth_stride, width, 0, depth, to);
    } else if (depth_stride == 1) {
      const std::ptrdiff_t done = pack_transposed<kWidth>(panel, line_stride, depth, to);
      pack_plainly<kWidth>(panel, line_stride, depth_stride, kWidth, done, depth, to);
    } else if (line_stride == 1) {
      for (std::ptrdiff_t k = 0; k < depth; ++k) {
        for (std::ptrdiff_t i = 0; i < kWidth; i += Packet<Scalar>::kSize) {
          store(to + k * kWidth + i, load(panel + k * depth_stride + i));
        }
      }
    } else {
      pack_plainly<kWidth>(panel, line_stride, depth_stride, kWidth, 0, depth, to);
    }
  }
}

/// A tile at the edge of c: computed whole, kept in part.
template <typename Scalar>
void multiply_edge(std::ptrdiff_t depth, const Scalar* left, const Scalar* right, Scalar* tile,
                   std::ptrdiff_t stride, std::ptrdiff_t rows, std::ptrdiff_t columns, bool add) {
  Scalar whole[kTileRows<Scalar> * kTileColumns];
  multiply_tile(depth, left, right, whole, kTileRows<Scalar>, false);
  for (std::ptrdiff_t j = 0; j < columns; ++j) {
    for (std::ptrdiff_t i = 0; i < rows; ++i) {
      const Scalar value = whole[j * kTileRows<Scalar> + i];
      Scalar& to = tile[j * stride + i];
      to = add ? to + value : value;
    }
  }
}

}  // namespace

template <typename Scalar>
MatrixProduct<Scalar>::MatrixProduct() : left_(kRows * kDepth), right_(kColumns * kDepth) {}

template <typename Scalar>
void MatrixProduct<Scalar>::multiply(ConstMatrix<Scalar> a, ConstMatrix<Scalar> b,
                                     MutableMatrix<Scalar> c, bool add) {
  if (c.row_stride != 1) {  // c^T = b^T a^T
    multiply(b.transposed(), a.transposed(), c.transposed(), add);
    return;
  }
  // Equal parts of the depth, which depend on the depth alone: so does the order of summation.
  const std::ptrdiff_t depth = divide_up(a.columns, divide_up(a.columns, kDepth));
  for (std::ptrdiff_t k = 0; k < a.columns; k += depth) {
    const std::ptrdiff_t part = std::min(depth, a.columns - k);
    const bool add_part = add || k > 0;
    for (std::ptrdiff_t j = 0; j < c.columns; j += kColumns) {
      const std::ptrdiff_t columns = std::min(kColumns, c.columns - j);
      pack<kTileColumns>(b.data + k * b.row_stride + j * b.column_stride, b.column_stride,
                         b.row_stride, columns, part, right_.data());
      for (std::ptrdiff_t i = 0; i < c.rows; i += kRows) {
        const std::ptrdiff_t rows = std::min(kRows, c.rows - i);
        pack<kTileRows<Scalar>>(a.data + i * a.row_stride + k * a.column_stride, a.row_stride,
                                a.column_stride, rows, part, left_.data());
        for (std::ptrdiff_t jj = 0; jj < columns; jj += kTileColumns) {
          for (std::ptrdiff_t ii = 0; ii < rows; ii += kTileRows<Scalar>) {
            const Scalar* const left = left_.data() + ii * part;
            const Scalar* const right = right_.data() + jj * part;
            Scalar* const tile = c.data + i + ii + (j + jj) * c.column_stride;
            if (rows - ii >= kTileRows<Scalar> && columns - jj >= kTileColumns) {
              multiply_tile(part, left, right, tile, c.column_stride, add_part);
            } else {
              multiply_edge(part, left, right, tile, c.column_stride,
                            std::min(rows - ii, kTileRows<Scalar>),
                            std::min(columns - jj, kTileColumns), add_part);
            }
          }
        }
      }
    }
  }
}

template class MatrixProduct<float>;
template class MatrixProduct<double>;

}  // namespace separatrix::detail
