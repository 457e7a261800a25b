#include "separatrix/math/text.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <limits>

#include "separatrix/math/error.hpp"
#include "separatrix/math/random.hpp"
#include "separatrix/math/statistics.hpp"

namespace separatrix {
namespace {

TEST(Text, NumbersAreShortestDecimals) {
  EXPECT_EQ(to_text(0.1), "0.1");
  EXPECT_EQ(to_text(-2.5), "-2.5");
  EXPECT_EQ(to_text(3.0), "3");
  EXPECT_EQ(to_text(1e-300), "1e-300");
  EXPECT_EQ(to_text(0.1 + 0.2), "0.30000000000000004");
  EXPECT_EQ(to_text(-0.0), "-0");
  EXPECT_EQ(to_text(std::numeric_limits<double>::infinity()), "Infinity");
  EXPECT_EQ(to_text(-std::numeric_limits<double>::infinity()), "-Infinity");
  EXPECT_EQ(to_text(std::numeric_limits<double>::quiet_NaN()), "NaN");
  EXPECT_EQ(to_text(std::int64_t{-9223372036854775807LL - 1}), "-9223372036854775808");
  EXPECT_EQ(to_hexadecimal(0x00000803U), "0x00000803");
}

TEST(Text, NumbersReadBackToTheSameDouble) {
  Pcg32 random(9, 9);
  for (int i = 0; i < 2000; ++i) {
    const double value = random.normal() * (i % 3 == 0 ? 1e-200 : 1e10);
    EXPECT_EQ(std::strtod(to_text(value).c_str(), nullptr), value);
  }
}

TEST(LabException, CarriesTheError) {
  const LabError error = {"out_of_range", "learning_rate", "-1", "0..10", "use_allowed_value"};
  try {
    throw LabException(error);
  } catch (const std::exception& caught) {
    EXPECT_STREQ(caught.what(), "out_of_range learning_rate=-1 allowed=0..10");
    EXPECT_EQ(dynamic_cast<const LabException&>(caught).error(), error);
  }
}

TEST(CompensatedSum, KeepsWhatPlainSummationLoses) {
  CompensatedSum sum;
  for (const double value : {1.0, 1e100, 1.0, -1e100}) sum.add(value);
  EXPECT_EQ(sum.value(), 2.0);
  CompensatedSum tenths;
  for (int i = 0; i < 1000000; ++i) tenths.add(0.1);
  EXPECT_EQ(tenths.value(), 100000.0);
}

}  // namespace
}  // namespace separatrix
