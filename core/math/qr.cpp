#include "separatrix/math/qr.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace separatrix {
namespace {

/// Sum over i of a_i b_i in four interleaved partial sums: an order that every build can follow,
/// with vector instructions or without.
double dot(const double* a, const double* b, std::int32_t size) {
  double sum[4] = {0.0, 0.0, 0.0, 0.0};
  std::int32_t i = 0;
  for (; i + 4 <= size; i += 4) {
    sum[0] += a[i] * b[i];
    sum[1] += a[i + 1] * b[i + 1];
    sum[2] += a[i + 2] * b[i + 2];
    sum[3] += a[i + 3] * b[i + 3];
  }
  for (; i < size; ++i) sum[i & 3] += a[i] * b[i];
  return (sum[0] + sum[2]) + (sum[1] + sum[3]);
}

/// target -= factor * source.
void subtract_multiple(double* target, double factor, const double* source, std::int32_t size) {
  for (std::int32_t i = 0; i < size; ++i) target[i] -= factor * source[i];
}

/// Euclidean norm without avoidable overflow or underflow.
double norm(const double* x, std::int32_t size) {
  const double square = dot(x, x, size);
  if (square > 1e-280 && square < 1e280) return std::sqrt(square);
  double largest = 0.0;
  for (std::int32_t i = 0; i < size; ++i) largest = std::max(largest, std::abs(x[i]));
  if (!(largest > 0.0) || largest - largest != 0.0) return largest == 0.0 ? square : largest;
  int exponent = 0;
  std::frexp(largest, &exponent);  // a power of two: scaling rounds nothing but underflowing terms
  double sum = 0.0;
  for (std::int32_t i = 0; i < size; ++i) {
    const double scaled = std::ldexp(x[i], -exponent);
    sum += scaled * scaled;
  }
  return std::ldexp(std::sqrt(sum), exponent);
}

}  // namespace

QrPositive::QrPositive(std::int32_t n, std::int32_t k)
    : n_(n), k_(k), tau_(static_cast<std::size_t>(k)), sign_(static_cast<std::size_t>(k)) {
  assert(1 <= k && k <= n);
}

void QrPositive::factor(std::span<double> frame, std::span<double> r) {
  assert(frame.size() == static_cast<std::size_t>(n_) * static_cast<std::size_t>(k_));
  assert(r.size() == static_cast<std::size_t>(k_) * static_cast<std::size_t>(k_));
  const auto column = [&](std::int32_t j) {
    return frame.data() + static_cast<std::ptrdiff_t>(j) * n_;
  };
  // A <- H_{k-1} ... H_0 A, column by column: R above and on the diagonal, v_j (with v_j[j] = 1
  // not stored) below. H = I - tau v v^T maps x to (beta, 0, ...), beta = -sign(x_0) |x|
  // (Golub, Van Loan, Matrix Computations, 5.1.2, 5.2.2).
  for (std::int32_t j = 0; j < k_; ++j) {
    double* a = column(j) + j;
    const std::int32_t tail = n_ - j - 1;
    const double tail_norm = norm(a + 1, tail);
    if (tail_norm == 0.0) {  // nothing to eliminate: H = I
      tau_[j] = 0.0;
    } else {
      const double alpha = a[0];
      const double beta = -std::copysign(norm(a, tail + 1), alpha);
      const double head = alpha - beta;
      tau_[j] = -head / beta;
      for (std::int32_t i = 1; i <= tail; ++i) a[i] /= head;
      a[0] = beta;
      for (std::int32_t l = j + 1; l < k_; ++l) {
        double* b = column(l) + j;
        const double factor = tau_[j] * (b[0] + dot(a + 1, b + 1, tail));
        b[0] -= factor;
        subtract_multiple(b + 1, factor, a + 1, tail);
      }
    }
  }
  // A = (Q S)(S R) with S = diag(+-1) makes the diagonal positive; a zero counts as positive.
  for (std::int32_t l = 0; l < k_; ++l) {
    sign_[l] = column(l)[l] < 0.0 ? -1.0 : 1.0;
    double* target = r.data() + static_cast<std::ptrdiff_t>(l) * k_;
    for (std::int32_t i = 0; i <= l; ++i) target[i] = sign_[i] * column(l)[i];
    target[l] = std::abs(column(l)[l]);
    std::fill(target + l + 1, target + k_, 0.0);
  }
  // Q = H_0 ... H_{k-1} I in place, last reflector first: column j of the product is needed only
  // after v_j, which lies there, has been applied to the columns on its right.
  for (std::int32_t j = k_ - 1; j >= 0; --j) {
    double* v = column(j) + j;
    const std::int32_t tail = n_ - j - 1;
    for (std::int32_t l = j + 1; l < k_; ++l) {
      double* q = column(l) + j;
      const double factor = tau_[j] * dot(v + 1, q + 1, tail);  // q[0] is 0 so far
      q[0] = -factor;
      subtract_multiple(q + 1, factor, v + 1, tail);
    }
    for (std::int32_t i = 1; i <= tail; ++i) v[i] *= -tau_[j];
    v[0] = 1.0 - tau_[j];
    std::fill(column(j), column(j) + j, 0.0);
  }
  for (std::int32_t l = 0; l < k_; ++l) {
    if (sign_[l] < 0.0) {
      for (std::int32_t i = 0; i < n_; ++i) column(l)[i] = -column(l)[i];
    }
  }
}

void qr_positive(std::int32_t n, std::int32_t k, std::span<double> frame, std::span<double> r) {
  QrPositive(n, k).factor(frame, r);
}

}  // namespace separatrix
