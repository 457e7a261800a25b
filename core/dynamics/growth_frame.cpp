#include "separatrix/dynamics/growth_frame.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "separatrix/math/elementary.hpp"

namespace separatrix {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
// QrPositive is exact to rounding above this size.
constexpr double kSmallest = 1e-290;

double rounding_level(std::size_t n, std::size_t k) {
  return static_cast<double>(std::max(n, k)) * std::numeric_limits<double>::epsilon();
}

}  // namespace

GrowthFrame::GrowthFrame(std::size_t n, std::size_t k, Orthonormalise orthonormalise)
    : n_(n),
      k_(k),
      orthonormalise_(orthonormalise),
      qr_(static_cast<std::int32_t>(n), static_cast<std::int32_t>(k)),
      frame_(n * k),
      copy_(n * k),
      r_(k * k),
      growth_(k),
      row_size_(n),
      solution_(k),
      order_(n),
      unsure_(k) {
  start_from_identity();
}

void GrowthFrame::start(std::span<const double> frame) {
  std::copy(frame.begin(), frame.end(), frame_.begin());
  begin_product();
}

void GrowthFrame::begin_product() {
  std::fill(growth_.begin(), growth_.end(), 0.0);
  std::fill(unsure_.begin(), unsure_.end(), std::uint8_t{0});
}

void GrowthFrame::start_from_identity() {
  std::fill(frame_.begin(), frame_.end(), 0.0);
  for (std::size_t i = 0; i < k_; ++i) frame_[i * n_ + i] = 1.0;
  begin_product();
}

void GrowthFrame::forget_growth() {
  // A zero is for good: the exponent of the product stays -Infinity.
  for (double& growth : growth_) growth = growth == -kInfinity ? growth : 0.0;
}

void GrowthFrame::absorb() {
  if (orthonormalise_ == Orthonormalise::off) {
    std::copy(frame_.begin(), frame_.end(), copy_.begin());
    qr_.factor(copy_, r_);
    double largest = 0.0;
    for (std::size_t i = 0; i < k_; ++i) largest = std::max(largest, r_[i * k_ + i]);
    const double floor = std::max(rounding_level(n_, k_) * largest, kSmallest);
    for (std::size_t i = 0; i < k_; ++i) {
      const double r = r_[i * k_ + i];
      growth_[i] = r > 0.0 ? elementary::log(r) : -kInfinity;
      if (!(r > floor)) unsure_[i] = 1;
    }
    return;
  }
  factor_with_sorted_rows();
  for (std::size_t i = 0; i < k_; ++i) {
    if (is_zero(i)) {
      growth_[i] = -kInfinity;
      for (std::size_t j = i; j < k_; ++j) unsure_[j] = 1;
    } else {
      growth_[i] += elementary::log(r_[i * k_ + i]);
    }
  }
  for (std::size_t c = 0; c < k_; ++c) {
    for (std::size_t i = 0; i < n_; ++i) frame_[c * n_ + order_[i]] = copy_[c * n_ + i];
  }
}

// frame_ holds A, copy_ holds Q with its rows sorted, r_ holds R. With A x the projection of column
// i on the columns before it, r_ii q_i = a_i - A x, so changing every entry of A by a factor of up
// to 1 + delta changes r_ii by up to delta sum_j |q_ji| (|a_i| + |A| |x|)_j.
bool GrowthFrame::is_zero(std::size_t i) {
  const double r = r_[i * k_ + i];
  if (!(r > kSmallest)) return true;
  const double level = 4.0 * rounding_level(n_, k_);
  double squares = 0.0;
  for (std::size_t j = 0; j <= i; ++j) squares += r_[i * k_ + j] * r_[i * k_ + j];
  // Nearly all end here: no small part of its column, whose size is sqrt(squares).
  if (r > 2.0 * level * std::sqrt(static_cast<double>(n_) * squares)) return false;
  for (std::size_t c = i; c-- > 0;) {
    double value = r_[i * k_ + c];
    for (std::size_t d = c + 1; d < i; ++d) value -= r_[d * k_ + c] * solution_[d];
    // A column that is a zero itself supports nothing.
    solution_[c] = growth_[c] == -kInfinity ? 0.0 : value / r_[c * k_ + c];
  }
  double bound = 0.0;
  for (std::size_t j = 0; j < n_; ++j) {
    const std::size_t row = order_[j];
    double entry = std::fabs(frame_[i * n_ + row]);
    for (std::size_t c = 0; c < i; ++c) entry += std::fabs(frame_[c * n_ + row] * solution_[c]);
    bound += std::fabs(copy_[i * n_ + j]) * entry;
  }
  return !(r > level * bound);
}

// A = P B with the rows of B descending in size: B = Q R gives A = (P Q) R, the same R. Leaves A in
// frame_ and Q in copy_.
void GrowthFrame::factor_with_sorted_rows() {
  std::fill(row_size_.begin(), row_size_.end(), 0.0);
  for (std::size_t c = 0; c < k_; ++c) {
    for (std::size_t i = 0; i < n_; ++i) {
      row_size_[i] = std::max(row_size_[i], std::fabs(frame_[c * n_ + i]));
    }
  }
  for (std::size_t i = 0; i < n_; ++i) order_[i] = static_cast<std::uint32_t>(i);
  std::sort(order_.begin(), order_.end(), [this](std::uint32_t a, std::uint32_t b) {
    return row_size_[a] > row_size_[b] || (row_size_[a] == row_size_[b] && a < b);
  });
  for (std::size_t c = 0; c < k_; ++c) {
    for (std::size_t i = 0; i < n_; ++i) copy_[c * n_ + i] = frame_[c * n_ + order_[i]];
  }
  qr_.factor(copy_, r_);
}

void GrowthFrame::save(BinaryWriter& writer) const {
  writer.values(std::span<const double>(frame_));
  writer.values(std::span<const double>(growth_));
  writer.values(std::span<const std::uint8_t>(unsure_));
}

void GrowthFrame::restore(BinaryReader& reader) {
  reader.values_into(std::span<double>(frame_));
  reader.values_into(std::span<double>(growth_));
  reader.values_into(std::span<std::uint8_t>(unsure_));
}

}  // namespace separatrix
