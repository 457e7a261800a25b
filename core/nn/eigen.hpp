// What layers use of Eigen. Private to core/nn.
#pragma once

#include <Eigen/Core>

namespace separatrix::detail {

template <typename Scalar>
using ColumnMajor = Eigen::Matrix<Scalar, Eigen::Dynamic, Eigen::Dynamic, Eigen::ColMajor>;
template <typename Scalar>
using RowMajor = Eigen::Matrix<Scalar, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// Makes Eigen block its products in the same way on every machine, whatever its caches are:
/// products sum in the order of the blocks, so native and wasm SIMD give the same bits. The sizes
/// are those Eigen assumes where it cannot ask, as in wasm. Idempotent.
inline void fix_eigen_blocking() { Eigen::setCpuCacheSizes(16384, 524288, 524288); }

}  // namespace separatrix::detail
