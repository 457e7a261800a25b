#include "separatrix/math/elementary.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

#include "separatrix/math/random.hpp"

namespace separatrix::elementary {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kSmallest = std::numeric_limits<double>::denorm_min();

using Function = double (*)(double);
using Reference = long double (*)(long double);

// One unit in the last place of the double nearest to `value`.
double ulp(long double value) {
  int exponent = 0;
  std::frexp(static_cast<double>(std::abs(value)), &exponent);
  return std::ldexp(1.0, std::max(exponent - 53, -1074));
}

// Largest error in ulp over random arguments of [low, high], against long double libm, whose own
// error is below 0.001 ulp of a double.
double worst_error(Function function, Reference reference, double low, double high) {
  Pcg32 random(1, 1);
  double worst = 0.0;
  for (int i = 0; i < 300000; ++i) {
    const double x = random.uniform(low, high);
    const long double exact = reference(static_cast<long double>(x));
    const long double difference = std::abs(static_cast<long double>(function(x)) - exact);
    worst = std::max(worst, static_cast<double>(difference / ulp(exact)));
  }
  return worst;
}

// musl, the C library of wasm, has no long double functions of more than double precision. Wasm
// inherits the bounds: FixedBits below holds all builds to the same values.
bool has_reference() {
#ifdef __EMSCRIPTEN__
  return false;
#else
  return std::numeric_limits<long double>::digits >= 64;
#endif
}

#define SEPARATRIX_NEEDS_REFERENCE() \
  if (!has_reference()) GTEST_SKIP() << "long double is no reference on this platform"

TEST(ElementaryAccuracy, Exp) {
  SEPARATRIX_NEEDS_REFERENCE();
  EXPECT_LT(worst_error(exp, std::exp, -1.0, 1.0), 0.65);
  EXPECT_LT(worst_error(exp, std::exp, -708.0, 709.7), 0.65);
  EXPECT_LT(worst_error(exp, std::exp, -745.0, -708.0), 0.8);
}

TEST(ElementaryAccuracy, LogIsNearlyCorrectlyRounded) {
  SEPARATRIX_NEEDS_REFERENCE();
  EXPECT_LT(worst_error(log, std::log, 0.0, 1.0), 0.5015);  // 0.001 of it may be the reference's
  EXPECT_LT(worst_error(log, std::log, 0.7, 1.42), 0.5015);
  EXPECT_LT(worst_error(log, std::log, 0.999, 1.001), 0.5015);
  EXPECT_LT(worst_error(log, std::log, 0.0, 1e300), 0.5015);
  EXPECT_LT(worst_error(log, std::log, 0.0, 1e-309), 0.5015);
}

TEST(ElementaryAccuracy, SineAndCosine) {
  SEPARATRIX_NEEDS_REFERENCE();
  for (const double range : {0.8, 10.0, 1e6, 1e15}) {
    EXPECT_LT(worst_error(sin, std::sin, -range, range), 0.8) << range;
    EXPECT_LT(worst_error(cos, std::cos, -range, range), 0.8) << range;
  }
}

TEST(ElementaryAccuracy, Tanh) {
  SEPARATRIX_NEEDS_REFERENCE();
  for (const double range : {1e-8, 0.01, 0.625, 1.5, 25.0}) {
    EXPECT_LT(worst_error(tanh, std::tanh, -range, range), 0.9) << range;
  }
}

TEST(ElementaryAccuracy, OneMinusTanhSquared) {
  SEPARATRIX_NEEDS_REFERENCE();
  const Reference reference = [](long double z) { return 1.0L / (std::cosh(z) * std::cosh(z)); };
  EXPECT_LT(worst_error(one_minus_tanh_squared, reference, -3.0, 3.0), 5.0);
  EXPECT_LT(worst_error(one_minus_tanh_squared, reference, -354.0, 354.0), 5.0);
}

// Values computed with 113-bit arithmetic, among them arguments close to multiples of pi/2.
TEST(Elementary, KnownValues) {
  EXPECT_EQ(exp(1.0), 2.7182818284590451);
  EXPECT_EQ(exp(-1.0), 0.36787944117144233);
  EXPECT_EQ(exp(0.5), 1.6487212707001282);
  EXPECT_EQ(exp(10.0), 22026.465794806718);
  EXPECT_EQ(exp(100.0), 2.6881171418161356e+43);
  EXPECT_EQ(exp(-20.25), 1.6052280551856116e-09);
  EXPECT_EQ(log(2.0), 0.69314718055994529);
  EXPECT_EQ(log(10.0), 2.3025850929940459);
  EXPECT_EQ(log(0.1), -2.3025850929940455);
  EXPECT_EQ(log(1.5), 0.40546510810816438);
  EXPECT_EQ(log(0x1.fffffffffffffp-1), -1.1102230246251565e-16);
  EXPECT_EQ(log(0x1.0000000000001p+0), 2.2204460492503128e-16);
  EXPECT_EQ(log(3.141592653589793), 1.1447298858494002);
  EXPECT_EQ(sin(1.0), 0.8414709848078965);
  EXPECT_EQ(sin(0.5), 0.47942553860420301);
  EXPECT_EQ(sin(3.141592653589793), 1.2246467991473532e-16);
  EXPECT_EQ(sin(1e22), -0.85220084976718879);
  EXPECT_EQ(sin(0x1.fffffffffffffp+1023), 0.004961954789184062);
  EXPECT_EQ(sin(-1e6), 0.34999350217129294);
  EXPECT_EQ(cos(1.0), 0.54030230586813977);
  EXPECT_EQ(cos(0.5), 0.87758256189037276);
  EXPECT_EQ(cos(1.5707963267948966), 6.123233995736766e-17);
  EXPECT_EQ(cos(1e22), 0.52321478539513899);
  EXPECT_EQ(cos(0x1.6ac5b262ca1ffp+849), -4.6871659242546277e-19);
  EXPECT_EQ(tanh(1.0), 0.76159415595576485);
  EXPECT_EQ(tanh(0.5), 0.46211715726000974);
  EXPECT_EQ(tanh(0.1), 0.099667994624955819);
  EXPECT_EQ(tanh(5.0), 0.99990920426259511);
  EXPECT_EQ(tanh(1e-5), 9.9999999996666679e-06);
  EXPECT_EQ(tanh(19.0), 0.99999999999999989);
}

// The same bits in every build: a digest of results over fixed arguments of all sizes.
TEST(Elementary, FixedBits) {
  const auto digest = [](Function function, double low, double high) {
    Pcg32 random(2, 3);
    std::uint64_t hash = 0;
    for (int i = 0; i < 50000; ++i) {
      hash = hash * 1099511628211ULL +
             std::bit_cast<std::uint64_t>(function(random.uniform(low, high)));
    }
    return hash;
  };
  EXPECT_EQ(digest(exp, -750.0, 710.0), 0xb3a19d644984dfb6ULL);
  EXPECT_EQ(digest(exp, -1.0, 1.0), 0xd53f169f4725c0f3ULL);
  EXPECT_EQ(digest(log, 0.0, 2.0), 0x93a6e4a798c5788bULL);
  EXPECT_EQ(digest(log, 0.0, 1e300), 0x21ce38aea712e849ULL);
  EXPECT_EQ(digest(log, 0.0, 1e-308), 0xf29c1eedb96cc362ULL);
  EXPECT_EQ(digest(sin, -10.0, 10.0), 0x479795d75ccfc1bbULL);
  EXPECT_EQ(digest(sin, -1e9, 1e9), 0xa73ec156d1308169ULL);
  EXPECT_EQ(digest(sin, -1e300, 1e300), 0xeb5e89e61aea23fdULL);
  EXPECT_EQ(digest(cos, -10.0, 10.0), 0xa554d3e92759fd1cULL);
  EXPECT_EQ(digest(cos, -1e9, 1e9), 0x68e35ff4cdbb8db0ULL);
  EXPECT_EQ(digest(tanh, -1.0, 1.0), 0xba95c1121dbb4874ULL);
  EXPECT_EQ(digest(tanh, -25.0, 25.0), 0xa75aecc4e4a7ab97ULL);
  EXPECT_EQ(digest(one_minus_tanh_squared, -375.0, 375.0), 0x48086e5e7ef34ea7ULL);
}

TEST(Elementary, SpecialValuesOfExp) {
  EXPECT_EQ(exp(0.0), 1.0);
  EXPECT_EQ(exp(-0.0), 1.0);
  EXPECT_EQ(exp(-kInfinity), 0.0);
  EXPECT_EQ(exp(kInfinity), kInfinity);
  EXPECT_EQ(exp(709.79), kInfinity);
  EXPECT_EQ(exp(1e300), kInfinity);
  EXPECT_EQ(exp(709.782712893384), 0x1.fffffffffff2ap+1023);
  EXPECT_EQ(exp(-745.13), kSmallest);
  EXPECT_EQ(exp(-745.14), 0.0);
  EXPECT_EQ(exp(-1e300), 0.0);
  EXPECT_TRUE(std::isnan(exp(kNaN)));
}

TEST(Elementary, SpecialValuesOfLog) {
  EXPECT_EQ(log(1.0), 0.0);
  EXPECT_FALSE(std::signbit(log(1.0)));
  EXPECT_EQ(log(0.0), -kInfinity);
  EXPECT_EQ(log(-0.0), -kInfinity);
  EXPECT_TRUE(std::isnan(log(-1.0)));
  EXPECT_TRUE(std::isnan(log(-kInfinity)));
  EXPECT_EQ(log(kInfinity), kInfinity);
  EXPECT_TRUE(std::isnan(log(kNaN)));
  EXPECT_EQ(log(kSmallest), -744.4400719213812);
  EXPECT_EQ(log(0x1.fffffffffffffp+1023), 709.782712893384);
  EXPECT_EQ(log(0x1p-1022), -708.3964185322641);
}

TEST(Elementary, SpecialValuesOfSineAndCosine) {
  EXPECT_TRUE(std::signbit(sin(-0.0)));
  EXPECT_EQ(sin(0.0), 0.0);
  EXPECT_EQ(cos(0.0), 1.0);
  EXPECT_EQ(sin(kSmallest), kSmallest);
  for (const double x : {kInfinity, -kInfinity, kNaN}) {
    EXPECT_TRUE(std::isnan(sin(x)));
    EXPECT_TRUE(std::isnan(cos(x)));
  }
}

TEST(Elementary, SineIsOddAndCosineIsEven) {
  Pcg32 random(4, 5);
  for (int i = 0; i < 1000; ++i) {
    const double x = random.uniform(0.0, 100.0) * (i % 2 == 0 ? 1.0 : 1e6);
    EXPECT_EQ(sin(-x), -sin(x));
    EXPECT_EQ(cos(-x), cos(x));
    EXPECT_NEAR(sin(x) * sin(x) + cos(x) * cos(x), 1.0, 4e-16);
  }
}

TEST(Elementary, SpecialValuesOfTanh) {
  EXPECT_EQ(tanh(0.0), 0.0);
  EXPECT_TRUE(std::signbit(tanh(-0.0)));
  EXPECT_EQ(tanh(kSmallest), kSmallest);
  EXPECT_EQ(tanh(22.0), 1.0);
  EXPECT_EQ(tanh(-1e308), -1.0);
  EXPECT_EQ(tanh(kInfinity), 1.0);
  EXPECT_EQ(tanh(-kInfinity), -1.0);
  EXPECT_TRUE(std::isnan(tanh(kNaN)));
  for (double x = 0.0; x < 25.0; x += 0.001) {
    ASSERT_LE(tanh(x), 1.0);
    ASSERT_LE(tanh(x), tanh(x + 0.001)) << x;
    ASSERT_EQ(tanh(-x), -tanh(x));
  }
}

TEST(Elementary, OneMinusTanhSquaredStaysPositive) {
  EXPECT_EQ(one_minus_tanh_squared(0.0), 1.0);
  for (double z = 0.0; z <= 355.0; z += 0.25) {
    ASSERT_GT(one_minus_tanh_squared(z), 0.0) << z;
    ASSERT_EQ(one_minus_tanh_squared(-z), one_minus_tanh_squared(z));
  }
  EXPECT_GT(one_minus_tanh_squared(373.0), 0.0);
  EXPECT_EQ(one_minus_tanh_squared(kInfinity), 0.0);
  EXPECT_TRUE(std::isnan(one_minus_tanh_squared(kNaN)));
}

}  // namespace
}  // namespace separatrix::elementary
