// The RNN of source 004, table 1, drawn as SOURCE-CLAIMS 1 says, and its known answers (mpmath, 60
// digits).
#pragma once

#include <array>
#include <vector>

#include "separatrix/dynamics/tanh_rnn.hpp"
#include "separatrix/math/mersenne_twister.hpp"

namespace separatrix::test {

inline TanhRnnDefinition source_004() {
  LegacyNormal normal(42);
  TanhRnnDefinition rnn{.hidden = 3, .inputs = 2};
  const auto draw = [&](std::vector<double>& list, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) list.push_back(normal());
  };
  draw(rnn.weights, 9);
  draw(rnn.input_weights, 6);
  draw(rnn.sequence, 1000);
  return rnn;
}

inline constexpr std::int64_t kSteps = 500;
inline constexpr std::array<double, 3> kForwardSums{-380.33553674650985901, -707.62381165593679693,
                                                    -1317.7697025855506394};
inline constexpr double kSumOfLogs = -2405.7290509879972953;
inline constexpr std::array<double, 3> kMeansOfSums{-183.85438362807621002, -345.28129653188071766,
                                                    -649.79730916533271895};

}  // namespace separatrix::test
