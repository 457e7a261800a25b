#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace separatrix {

/// Householder QR with a positive diagonal, A = Q R with r_ii >= 0 (a zero counts as positive),
/// which makes it unique for full rank: what the discrete QR method for Lyapunov exponents needs
/// (Dieci, Van Vleck 1995). Plain loops with a fixed order of summation: the same bits in SIMD,
/// scalar and native builds.
class QrPositive {
 public:
  /// For n x k matrices, 1 <= k <= n. Allocates; factor() does not.
  QrPositive(std::int32_t n, std::int32_t k);

  /// frame: n x k column-major, in: A, out: Q with orthonormal columns. r: k x k column-major, out:
  /// R with zeros below the diagonal. Entries from about 1e-290 to 1e290 are safe. A dependent
  /// column gives r_ii = 0 or of the order of rounding, and Q stays orthonormal; NaN appears only
  /// if A holds NaN or infinities.
  void factor(std::span<double> frame, std::span<double> r);

  std::int32_t rows() const { return n_; }
  std::int32_t columns() const { return k_; }

 private:
  std::int32_t n_;
  std::int32_t k_;
  std::vector<double> tau_;   // k: H_j = I - tau_j v_j v_j^T
  std::vector<double> sign_;  // k: +1 or -1
};

/// One factorisation without keeping the workspace; see QrPositive::factor.
void qr_positive(std::int32_t n, std::int32_t k, std::span<double> frame, std::span<double> r);

}  // namespace separatrix
