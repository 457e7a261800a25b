#include "separatrix/math/elementary.hpp"

#include <bit>
#include <cstdint>
#include <limits>

#include "math/double_double.hpp"

namespace separatrix::elementary {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

/// 2^k for -1022 <= k <= 1023.
double power_of_two(int k) {
  return std::bit_cast<double>(static_cast<std::uint64_t>(k + 1023) << 52U);
}

/// value * 2^k for value in [0.25, 4], -1100 < k <= 1024: gradual underflow and overflow included,
/// rounded once.
double scale(double value, int k) {
  if (k > 1022) return value * power_of_two(1022) * power_of_two(k - 1022);
  if (k < -1020)
    return value * power_of_two(k + 120 < -1022 ? -1022 : k + 120) * power_of_two(-120);
  return value * power_of_two(k);
}

/// e^x = (mantissa.high + mantissa.low) * 2^exponent.
struct ExponentialParts {
  DoubleDouble mantissa;
  int exponent = 0;
};

/// For |x| < 760. x = k ln 2 + r with |r| <= 0.35; the Taylor series of e^r is cut where r^16 / 16!
/// < 2^-67.
ExponentialParts exponential_parts(double x) {
  constexpr double kInverseLn2 = 0x1.71547652b82fep+0;
  constexpr double kLn2High = 0x1.62e42fee00000p-1;  // 32 bits: k * kLn2High is exact
  constexpr double kLn2Low = 0x1.a39ef35793c76p-33;
  constexpr double kRoundToInteger =
      0x1.8p52;  // adding it leaves the nearest integer in the low bits
  const double k = (x * kInverseLn2 + kRoundToInteger) - kRoundToInteger;
  const DoubleDouble r = two_sum(x - k * kLn2High, -(k * kLn2Low));
  double series = 1.0 / 1307674368000.0;  // 1/15!
  series = series * r.high + 1.0 / 87178291200.0;
  series = series * r.high + 1.0 / 6227020800.0;
  series = series * r.high + 1.0 / 479001600.0;
  series = series * r.high + 1.0 / 39916800.0;
  series = series * r.high + 1.0 / 3628800.0;
  series = series * r.high + 1.0 / 362880.0;
  series = series * r.high + 1.0 / 40320.0;
  series = series * r.high + 1.0 / 5040.0;
  series = series * r.high + 1.0 / 720.0;
  series = series * r.high + 1.0 / 120.0;
  series = series * r.high + 1.0 / 24.0;
  series = series * r.high + 1.0 / 6.0;
  series = series * r.high + 0.5;
  const double quadratic_and_on = r.high * r.high * series;
  const DoubleDouble sum = fast_two_sum(1.0, r.high);
  // e^(r.high + r.low) = e^r.high (1 + r.low); e^r.high is 1 + r.high here, to the accuracy r.low
  // needs.
  const double low = sum.low + (r.low + r.high * r.low + quadratic_and_on);
  return {fast_two_sum(sum.high, low), static_cast<int>(k)};
}

/// x = quadrant * pi/2 + angle (mod 2 pi), |angle| <= pi/4 (a little more at the ends).
struct ReducedAngle {
  DoubleDouble angle;
  unsigned quadrant = 0;
};

/// For 0 <= x < 2^20: pi/2 in four parts; the products of k with the first three are exact (Cody,
/// Waite 1980).
ReducedAngle reduce_moderate(double x) {
  constexpr double kTwoOverPi = 0x1.45f306dc9c883p-1;
  constexpr double kPart1 = 0x1.921fb54400000p+0;
  constexpr double kPart2 = 0x1.0b4611a600000p-34;
  constexpr double kPart3 = 0x1.3198a2e000000p-69;
  constexpr double kPart4 = 0x1.b839a252049c1p-104;
  constexpr double kRoundToInteger = 0x1.8p52;
  const double k = (x * kTwoOverPi + kRoundToInteger) - kRoundToInteger;
  const DoubleDouble first = two_sum(x - k * kPart1, -(k * kPart2));
  const DoubleDouble second = two_sum(first.high, -(k * kPart3));
  const double low = first.low + second.low - k * kPart4;
  return {two_sum(second.high, low), static_cast<unsigned>(k) & 3U};
}

/// For x >= 2^20: the bits of 2/pi that matter times the 53-bit integer of x (Payne, Hanek 1983).
ReducedAngle reduce_large(double x) {
  // 2/pi = sum of kTwoOverPi[i] 2^(-32 (i + 1)).
  static constexpr std::uint32_t kTwoOverPi[] = {
      0xa2f9836e, 0x4e441529, 0xfc2757d1, 0xf534ddc0, 0xdb629599, 0x3c439041, 0xfe5163ab,
      0xdebbc561, 0xb7246e3a, 0x424dd2e0, 0x06492eea, 0x09d1921c, 0xfe1deb1c, 0xb129a73e,
      0xe88235f5, 0x2ebb4484, 0xe99c7026, 0xb45f7e41, 0x3991d639, 0x835339f4, 0x9c845f8b,
      0xbdf9283b, 0x1ff897ff, 0xde05980f, 0xef2f118b, 0x5a0a6d1f, 0x6d367ecf, 0x27cb09b7,
      0x4f463f66, 0x9e5fea2d, 0x7527bac7, 0xebe5f17b, 0x3d0739f7, 0x8a5292ea, 0x6bfb5fb1,
      0x1f8d5d08, 0x56033046, 0xfc7b6bab, 0xf0cfbc20};
  constexpr int kWords = 8;
  const auto bits = std::bit_cast<std::uint64_t>(x);
  const std::uint64_t integer = (bits & 0xfffffffffffffULL) | 0x10000000000000ULL;
  const int exponent =
      static_cast<int>(bits >> 52U) - 1075;  // x = integer * 2^exponent, -32 <= exponent <= 971
  // Words before `first` contribute multiples of 4 quadrants.
  const int first = exponent >= 2 ? (exponent - 2) / 32 : 0;
  std::uint32_t product[kWords + 2] =
      {};  // little-endian: integer * words, value * 2^fraction_bits quadrants
  const std::uint64_t factors[2] = {integer & 0xffffffffU, integer >> 32U};
  for (int f = 0; f < 2; ++f) {
    std::uint64_t carry = 0;
    for (int j = 0; j < kWords; ++j) {
      carry += factors[f] * kTwoOverPi[first + kWords - 1 - j] + product[j + f];
      product[j + f] = static_cast<std::uint32_t>(carry);
      carry >>= 32U;
    }
    product[kWords + f] = static_cast<std::uint32_t>(carry);
  }
  const int fraction_bits = 32 * (first + kWords) - exponent;
  const auto word_at = [&product](int bit) {  // 32 bits of the product from position `bit` up
    const int word = bit >= 0 ? bit / 32 : -1;
    const int shift = bit - 32 * word;
    const std::uint64_t low = word >= 0 ? product[word] : 0;
    const std::uint64_t high = word + 1 < kWords + 2 ? product[word + 1] : 0;
    return static_cast<std::uint32_t>(((high << 32U) | low) >> static_cast<unsigned>(shift));
  };
  unsigned quadrant = word_at(fraction_bits) & 3U;
  // The nearest quadrant: a fraction above 1/2 becomes fraction - 1, whose bits are (to 2^-192) the
  // complement.
  const bool round_up = (word_at(fraction_bits - 32) & 0x80000000U) != 0;
  DoubleDouble fraction;
  for (int j = 6; j >= 1; --j) {
    const std::uint32_t word = word_at(fraction_bits - 32 * j);
    const double term = static_cast<double>(round_up ? ~word : word) * power_of_two(-32 * j);
    const DoubleDouble sum = two_sum(term, fraction.high);
    fraction = fast_two_sum(sum.high, sum.low + fraction.low);
  }
  if (round_up) {
    ++quadrant;
    fraction = {-fraction.high, -fraction.low};
  }
  constexpr DoubleDouble kHalfPi = {0x1.921fb54442d18p+0, 0x1.1a62633145c07p-54};
  return {multiply(fraction, kHalfPi), quadrant & 3U};
}

ReducedAngle reduce_angle(double x) { return x < 0x1p20 ? reduce_moderate(x) : reduce_large(x); }

/// sin(a.high + a.low), |a| <= pi/4: Taylor series to a^19; its terms from a^3 on are below 0.1 of
/// the result.
double sine_near_zero(DoubleDouble a) {
  const double z = a.high * a.high;
  double series = -1.0 / 121645100408832000.0;  // 1/19!
  series = series * z + 1.0 / 355687428096000.0;
  series = series * z - 1.0 / 1307674368000.0;
  series = series * z + 1.0 / 6227020800.0;
  series = series * z - 1.0 / 39916800.0;
  series = series * z + 1.0 / 362880.0;
  series = series * z - 1.0 / 5040.0;
  series = series * z + 1.0 / 120.0;
  series = series * z - 1.0 / 6.0;
  // sin(h + l) = sin h + l cos h.
  return a.high + (a.low * (1.0 - 0.5 * z) + a.high * z * series);
}

/// cos(a.high + a.low), |a| <= pi/4: 1 - z/2 is kept with its rounding error, the rest is below
/// 0.02.
double cosine_near_zero(DoubleDouble a) {
  const double z = a.high * a.high;
  double series = 1.0 / 2432902008176640000.0;  // 1/20!
  series = series * z - 1.0 / 6402373705728000.0;
  series = series * z + 1.0 / 20922789888000.0;
  series = series * z - 1.0 / 87178291200.0;
  series = series * z + 1.0 / 479001600.0;
  series = series * z - 1.0 / 3628800.0;
  series = series * z + 1.0 / 40320.0;
  series = series * z - 1.0 / 720.0;
  series = series * z + 1.0 / 24.0;
  const DoubleDouble head = fast_two_sum(1.0, -0.5 * z);
  // cos(h + l) = cos h - l sin h, and sin h is h (1 - z/6) to the accuracy l needs.
  return head.high + (head.low + (z * z * series - a.low * a.high * (1.0 - z / 6.0)));
}

double absolute(double x) {
  return std::bit_cast<double>(std::bit_cast<std::uint64_t>(x) & 0x7fffffffffffffffULL);
}

double with_sign_of(double magnitude, double sign) {
  return std::bit_cast<double>(std::bit_cast<std::uint64_t>(magnitude) |
                               (std::bit_cast<std::uint64_t>(sign) & 0x8000000000000000ULL));
}

}  // namespace

double exp(double x) {
  if (x != x) return x;
  if (x > 709.8) return kInfinity;
  if (x < -745.2) return 0.0;
  const ExponentialParts parts = exponential_parts(x);
  return scale(parts.mantissa.high + parts.mantissa.low, parts.exponent);
}

double log(double x) {
  constexpr double kLn2High = 0x1.62e42fefa3800p-1;  // 42 bits: k * kLn2High is exact
  constexpr double kLn2Low = 0x1.ef35793c76730p-45;
  if (x != x) return x;
  if (x == 0.0) return -kInfinity;
  if (x < 0.0) return kNaN;
  if (x == kInfinity) return x;
  int k = 0;
  if (x < std::numeric_limits<double>::min()) {
    x *= 0x1p54;
    k = -54;
  }
  // x = 2^k m, m in [sqrt(1/2), sqrt(2)).
  const auto bits = std::bit_cast<std::uint64_t>(x);
  k += static_cast<int>(bits >> 52U) - 1023;
  double m = std::bit_cast<double>((bits & 0xfffffffffffffULL) | 0x3ff0000000000000ULL);
  if (m >= 0x1.6a09e667f3bcdp+0) {
    m *= 0.5;
    ++k;
  }
  // log m = 2 atanh s = 2 (s + s^3/3 + s^5/5 + ...), s = (m - 1) / (m + 1), |s| <= 0.1716, z = s^2.
  // s, s^3 and the sums are double-double; the terms from s^5 on need 53 bits only.
  const double numerator = m - 1.0;
  const DoubleDouble denominator = two_sum(m, 1.0);
  const double quotient = numerator / denominator.high;
  const DoubleDouble check = two_product(quotient, denominator.high);
  const double remainder = ((numerator - check.high) - check.low) - quotient * denominator.low;
  const DoubleDouble s = fast_two_sum(quotient, remainder / denominator.high);
  const DoubleDouble z = multiply(s, s);
  double series = 2.0 / 29.0;  // the next term, z^14 2/31 of 2/3 s^3, is below 2^-70
  series = series * z.high + 2.0 / 27.0;
  series = series * z.high + 2.0 / 25.0;
  series = series * z.high + 2.0 / 23.0;
  series = series * z.high + 2.0 / 21.0;
  series = series * z.high + 2.0 / 19.0;
  series = series * z.high + 2.0 / 17.0;
  series = series * z.high + 2.0 / 15.0;
  series = series * z.high + 2.0 / 13.0;
  series = series * z.high + 2.0 / 11.0;
  series = series * z.high + 2.0 / 9.0;
  series = series * z.high + 2.0 / 7.0;
  series = series * z.high + 2.0 / 5.0;
  DoubleDouble factor = fast_two_sum(0x1.5555555555555p-1, series * z.high);  // 2/3 + ...
  factor.low += 0x1.5555555555555p-55;
  const DoubleDouble cubic_and_on = multiply(s, multiply(z, factor));
  const DoubleDouble sum = fast_two_sum(2.0 * s.high, cubic_and_on.high);
  const double low = sum.low + (2.0 * s.low + cubic_and_on.low);
  const double shift = static_cast<double>(k);
  const DoubleDouble total = fast_two_sum(shift * kLn2High, sum.high);
  return total.high + (total.low + (shift * kLn2Low + low));
}

double sin(double x) {
  const double magnitude = absolute(x);
  if (!(magnitude < kInfinity)) return kNaN;
  if (magnitude < 0x1p-27) return x;  // x^3/6 is below half an ulp
  const ReducedAngle reduced = reduce_angle(magnitude);
  const double value = (reduced.quadrant & 1U) != 0 ? cosine_near_zero(reduced.angle)
                                                    : sine_near_zero(reduced.angle);
  return ((reduced.quadrant & 2U) != 0) == (x < 0.0) ? value : -value;
}

double cos(double x) {
  const double magnitude = absolute(x);
  if (!(magnitude < kInfinity)) return kNaN;
  const ReducedAngle reduced = reduce_angle(magnitude);
  const double value = (reduced.quadrant & 1U) != 0 ? sine_near_zero(reduced.angle)
                                                    : cosine_near_zero(reduced.angle);
  return reduced.quadrant == 1 || reduced.quadrant == 2 ? -value : value;
}

double tanh(double x) {
  if (x != x) return x;
  const double magnitude = absolute(x);
  if (magnitude >= 22.0) return with_sign_of(1.0, x);  // 1 - tanh = 2 e^(-2x) < 2^-54
  if (magnitude < 0x1p-28) return x;
  if (magnitude < 0.625) {
    // tanh x = x - x (C - S) / C with C = cosh x and S = sinh(x)/x. The series of C - S, sum of
    // x^(2k) 2k/(2k+1)!, has positive terms only and is below 0.13 C, so its rounding hardly
    // counts.
    const double z = magnitude * magnitude;
    double difference = 16.0 / 355687428096000.0;
    difference = difference * z + 14.0 / 1307674368000.0;
    difference = difference * z + 12.0 / 6227020800.0;
    difference = difference * z + 10.0 / 39916800.0;
    difference = difference * z + 8.0 / 362880.0;
    difference = difference * z + 6.0 / 5040.0;
    difference = difference * z + 4.0 / 120.0;
    difference = difference * z + 2.0 / 6.0;
    double cosine = 1.0 / 20922789888000.0;
    cosine = cosine * z + 1.0 / 87178291200.0;
    cosine = cosine * z + 1.0 / 479001600.0;
    cosine = cosine * z + 1.0 / 3628800.0;
    cosine = cosine * z + 1.0 / 40320.0;
    cosine = cosine * z + 1.0 / 720.0;
    cosine = cosine * z + 1.0 / 24.0;
    cosine = cosine * z + 0.5;
    cosine = cosine * z + 1.0;
    return x - x * (z * difference / cosine);
  }
  // tanh x = 1 - 2 / (E + 1), E = e^(2x); the low parts of E + 1 and of the difference are carried
  // along.
  const ExponentialParts parts = exponential_parts(2.0 * magnitude);
  const double factor = power_of_two(parts.exponent);
  const DoubleDouble sum = two_sum(parts.mantissa.high * factor, 1.0);
  const double low = sum.low + parts.mantissa.low * factor;
  const double quotient = 2.0 / sum.high;
  const DoubleDouble difference = fast_two_sum(1.0, -quotient);
  return with_sign_of(difference.high + (difference.low + quotient * (low / sum.high)), x);
}

double one_minus_tanh_squared(double z) {
  if (z != z) return z;
  const double magnitude = absolute(z);
  if (magnitude > 375.0) return 0.0;
  // sech^2 z = 4 E / (1 + E)^2, E = e^(-2|z|): no cancellation, and the scale is applied last.
  const ExponentialParts parts = exponential_parts(-2.0 * magnitude);
  const double mantissa = parts.mantissa.high + parts.mantissa.low;
  const double denominator = 1.0 + scale(mantissa, parts.exponent);
  return scale(mantissa / (denominator * denominator), parts.exponent + 2);
}

}  // namespace separatrix::elementary
