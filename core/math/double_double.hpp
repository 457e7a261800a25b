// Unevaluated sums of two doubles (about 106 bits) from + - * / alone: Dekker (1971), Knuth TAOCP
// 2, 4.2.2. Valid under round-to-nearest without contraction of a * b + c.
#pragma once

namespace separatrix {

/// high + low with |low| <= ulp(high) / 2 after every operation below.
struct DoubleDouble {
  double high = 0.0;
  double low = 0.0;
};

/// a + b exactly, where |a| >= |b| or a == 0.
inline DoubleDouble fast_two_sum(double a, double b) {
  const double sum = a + b;
  return {sum, b - (sum - a)};
}

/// a + b exactly.
inline DoubleDouble two_sum(double a, double b) {
  const double sum = a + b;
  const double b_part = sum - a;
  return {sum, (a - (sum - b_part)) + (b - b_part)};
}

/// a * b exactly, for factors below 2^996 and products far from underflow. Veltkamp's splitting
/// into 26 bits each.
inline DoubleDouble two_product(double a, double b) {
  constexpr double kSplitter = 134217729.0;  // 2^27 + 1
  const double a_scaled = kSplitter * a;
  const double a_high = a_scaled - (a_scaled - a);
  const double a_low = a - a_high;
  const double b_scaled = kSplitter * b;
  const double b_high = b_scaled - (b_scaled - b);
  const double b_low = b - b_high;
  const double product = a * b;
  return {product, ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low};
}

/// (a.high + a.low) * (b.high + b.low) to about 2^-104.
inline DoubleDouble multiply(DoubleDouble a, DoubleDouble b) {
  const DoubleDouble product = two_product(a.high, b.high);
  return fast_two_sum(product.high, product.low + (a.high * b.low + a.low * b.high));
}

}  // namespace separatrix
