#include "separatrix/math/mersenne_twister.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace separatrix {
namespace {

// Values of numpy.random.seed(42); randn(3,3), randn(3,2), randn(500,2): SOURCE-CLAIMS 1, equal to
// the last bit.
class LegacyNormalOfSeed42 : public ::testing::Test {
 protected:
  LegacyNormalOfSeed42() {
    LegacyNormal normal(42);
    for (double& value : draws_) value = normal();
  }
  double x(int row, int column) const {
    return draws_[static_cast<std::size_t>(15 + 2 * row + column)];
  }

  std::vector<double> draws_ = std::vector<double>(1015);
};

TEST_F(LegacyNormalOfSeed42, GivesTheRecurrentWeights) {
  const double expected[9] = {0.4967141530112327, -0.13826430117118466, 0.6476885381006925,
                              1.5230298564080254, -0.23415337472333597, -0.23413695694918055,
                              1.5792128155073915, 0.7674347291529088,   -0.4694743859349521};
  for (std::size_t i = 0; i < 9; ++i) EXPECT_EQ(draws_[i], expected[i]) << i;
}

TEST_F(LegacyNormalOfSeed42, GivesTheInputWeights) {
  const double expected[6] = {0.5425600435859647,  -0.46341769281246226, -0.46572975357025687,
                              0.24196227156603412, -1.913280244657798,   -1.7249178325130328};
  for (std::size_t i = 0; i < 6; ++i) EXPECT_EQ(draws_[9 + i], expected[i]) << i;
}

TEST_F(LegacyNormalOfSeed42, GivesTheInputs) {
  EXPECT_EQ(x(0, 0), -0.5622875292409727);
  EXPECT_EQ(x(0, 1), -1.0128311203344238);
  EXPECT_EQ(x(1, 0), 0.3142473325952739);
  EXPECT_EQ(x(1, 1), -0.9080240755212109);
  EXPECT_EQ(x(499, 0), -0.6891878180895679);
  EXPECT_EQ(x(499, 1), 1.7359638031652493);
  double sum = 0.0;
  double squares = 0.0;
  for (int t = 0; t < 500; ++t) {
    for (int j = 0; j < 2; ++j) {
      sum += x(t, j);
      squares += x(t, j) * x(t, j);
    }
  }
  EXPECT_NEAR(sum, 28.686932421570297, 1e-12 * 28.7);
  EXPECT_NEAR(squares, 960.4805272875012, 1e-12 * 960.0);
}

TEST(MersenneTwister, FirstWordIsThatOfInitGenrand) {
  std::mt19937 engine(42);
  EXPECT_EQ(engine(), 1608637542U);
}

}  // namespace
}  // namespace separatrix
