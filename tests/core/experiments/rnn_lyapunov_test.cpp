#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <string>
#include <vector>

#include "experiments/support/rnn_setup.hpp"
#include "separatrix/run/experiment.hpp"
#include "separatrix/run/frame.hpp"
#include "support/fnv.hpp"

namespace separatrix {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
// SOURCE-CLAIMS 1, exact.
constexpr std::array<double, 3> kForwardSums{-380.33553674650985901, -707.62381165593679693,
                                             -1317.7697025855506394};
constexpr double kSumOfLogs = -2405.7290509879972953;

std::unique_ptr<Run> make(const std::vector<ParamText>& params) {
  return make_run("rnn-lyapunov", params, {});
}

void finish(Run& run, std::int64_t units = 1000) {
  while (!run.stop()) run.advance(units);
}

std::unique_ptr<Run> finished(const std::vector<ParamText>& params) {
  std::unique_ptr<Run> run = make(params);
  finish(*run);
  return run;
}

const Panel& panel(const Run& run, const std::string& id) {
  for (const Panel& candidate : run.panels()) {
    if (candidate.id == id) return candidate;
  }
  throw std::runtime_error("no panel " + id);
}

const Value& value(const Run& run, const std::string& name) {
  for (const Value& candidate : panel(run, "values").values) {
    if (candidate.name == name) return candidate;
  }
  throw std::runtime_error("no value " + name);
}

std::string refusal(const std::vector<ParamText>& params) {
  try {
    make(params);
  } catch (const LabException& refused) {
    return refused.error().code + " " + refused.error().field + " " + refused.error().allowed;
  }
  return "accepted";
}

TEST(RnnLyapunov, ForwardValuesOfSource004) {
  const auto run = finished({});
  for (std::size_t i = 0; i < 3; ++i) {
    const Value& forward = value(*run, "forward[" + std::to_string(i) + "]");
    EXPECT_NEAR(forward.value * 500, kForwardSums[i], 1e-9);
    EXPECT_EQ(forward.unit, "nats_per_step");
    ASSERT_TRUE(forward.reference);
    EXPECT_NEAR(forward.value, forward.reference->value, 1e-11);
    // The exponents of the driven network are known to about 0.002; 500 steps give some 0.05.
    EXPECT_GT(forward.uncertainty, 0.005);
    EXPECT_LT(forward.uncertainty, 0.3);
    EXPECT_FALSE(forward.noise);
  }
  EXPECT_NEAR(value(*run, "forward[0]").value, -0.76067107349301971802, 1e-11);
  ASSERT_TRUE(run->stop());
  EXPECT_EQ(run->stop()->reason, StopReason::limit);
  EXPECT_EQ(run->stop()->rule, "steps");
  EXPECT_EQ(run->steps(), 500);
  EXPECT_EQ(run->seed(), std::nullopt);
  EXPECT_EQ(run->gradient_evaluations(), 0);
  EXPECT_EQ(run->progress(), 1.0);
  EXPECT_EQ(panel(*run, "estimates").verdict->code, "contracting");
  EXPECT_EQ(panel(*run, "spectra").verdict->code, "sums_agree");
}

TEST(RnnLyapunov, SumsOfForwardAdjointAndSingularAreEqual) {
  const auto run = finished({});
  for (const char* name : {"forward_sum", "adjoint_sum", "singular_sum"}) {
    EXPECT_NEAR(value(*run, name).value * 500, kSumOfLogs, 1e-9) << name;
  }
  // sigma_1 >= |M e_1| and sigma_3 <= r_33: the other way round would be a mix-up.
  EXPECT_GT(value(*run, "singular[0]").value, value(*run, "forward[0]").value);
  EXPECT_GT(value(*run, "singular[0]").value, value(*run, "adjoint[0]").value);
  EXPECT_LT(value(*run, "singular[2]").value, value(*run, "forward[2]").value);
  EXPECT_NE(value(*run, "adjoint[0]").value, value(*run, "forward[0]").value);
}

TEST(RnnLyapunov, MeanOfSumsGivesTheFirstNumberOfTheSource) {
  const auto run = finished({{"average", "as_printed"}});
  EXPECT_NEAR(value(*run, "forward[0]").value, -183.85438363, 1e-8);
  EXPECT_NEAR(value(*run, "forward[1]").value, -345.28129653, 1e-8);
  EXPECT_NEAR(value(*run, "forward[2]").value, -649.79730917, 1e-8);
  EXPECT_EQ(value(*run, "forward[0]").unit, "nats");
  EXPECT_EQ(value(*run, "singular[0]").unit, "nats_per_step");
  EXPECT_TRUE(std::isnan(value(*run, "forward[0]").uncertainty));
  EXPECT_EQ(panel(*run, "estimates").verdict->code, "mean_of_sums");
  EXPECT_EQ(panel(*run, "spectra").verdict->code, "not_exponents");
}

TEST(RnnLyapunov, TheThesisIsOffAndAsPrinted) {
  const auto run = finished({{"average", "as-printed"}, {"orthonormalise", "off"}});
  EXPECT_NEAR(value(*run, "forward[0]").value, -183.85438363, 1e-8);
  EXPECT_FALSE(value(*run, "forward[0]").noise);
  for (const char* name : {"forward[1]", "forward[2]", "forward_sum", "adjoint[1]", "adjoint[2]"}) {
    EXPECT_TRUE(value(*run, name).noise) << name;
  }
  EXPECT_EQ(panel(*run, "spectra").spectrum[0].noise, (std::vector<std::uint8_t>{0, 1, 1}));
  EXPECT_EQ(value(*run, "forward[0]").reference->value, -183.85438363);
  EXPECT_EQ(value(*run, "forward[0]").reference->source, "source_004_printed");
  EXPECT_EQ(panel(*run, "estimates").verdict->code, "product_noise");
  // Singular values are computed the right way whatever the switches say.
  EXPECT_NEAR(value(*run, "singular_sum").value * 500, kSumOfLogs, 1e-9);
}

TEST(RnnLyapunov, TheProductUnderflowsInLongRuns) {
  const auto run = finished({{"orthonormalise", "off"}, {"steps", "1200"}});
  EXPECT_EQ(value(*run, "forward[0]").value, -kInfinity);
  EXPECT_TRUE(value(*run, "forward[0]").noise);
  EXPECT_EQ(panel(*run, "estimates").verdict->code, "product_underflow");
}

TEST(RnnLyapunov, LongRunsOfSource004ReachItsLimit) {
  const auto run = finished({{"steps", "20000"}});
  constexpr std::array<double, 3> kLimit{-0.7507, -1.4062, -2.6754};
  for (std::size_t i = 0; i < 3; ++i) {
    const Value& forward = value(*run, "forward[" + std::to_string(i) + "]");
    EXPECT_NEAR(forward.value, kLimit[i], 4 * forward.uncertainty + 0.004) << i;
    EXPECT_LT(forward.uncertainty, 0.03) << i;
  }
  EXPECT_EQ(panel(*run, "state").scatter[0].points.size(), 4000U);  // every fifth
}

TEST(RnnLyapunov, CurvesStatesAndPanels) {
  const auto run = finished({{"steps", "50"}});
  const Panel& estimates = panel(*run, "estimates");
  ASSERT_EQ(estimates.series.size(), 3U);
  const std::vector<LineSample> samples = estimates.series[1].samples();
  ASSERT_EQ(samples.size(), 50U);
  EXPECT_EQ(samples[0].x, 1.0);
  EXPECT_TRUE(std::isnan(samples[0].low));
  EXPECT_EQ(samples[49].y, value(*run, "forward[1]").value);
  EXPECT_LT(samples[49].low, samples[49].y);
  EXPECT_GT(samples[49].high, samples[49].y);
  const std::vector<std::array<double, 2>>& points = panel(*run, "state").scatter[0].points;
  ASSERT_EQ(points.size(), 50U);
  EXPECT_NEAR(points[0][0], 0.16282679591152708, 1e-15);
  EXPECT_NEAR(points[0][1], 0.016805531466272595, 1e-15);
}

TEST(RnnLyapunov, FewerExponents) {
  const auto all = finished({});
  const auto run = finished({{"exponents", "2"}});
  EXPECT_EQ(panel(*run, "values").values.size(), 6U);  // no sums
  EXPECT_NEAR(value(*run, "forward[1]").value, value(*all, "forward[1]").value, 1e-12);
  EXPECT_NEAR(value(*run, "singular[1]").value, value(*all, "singular[1]").value, 1e-9);
  EXPECT_EQ(panel(*run, "spectra").verdict->code, "leading_only");
}

// Newman's law does not hold for tanh, but small states do: at h = 0 the Jacobian is W.
TEST(RnnLyapunov, CustomNetworkAtItsFixedPoint) {
  const std::vector<ParamText> params{
      {"preset", "custom"}, {"weights", "2,0,0,0.5"}, {"initial_state", "0,0"}, {"steps", "40"}};
  const auto run = finished(params);
  EXPECT_NEAR(value(*run, "forward[0]").value, std::log(2.0), 1e-14);
  EXPECT_NEAR(value(*run, "forward[1]").value, std::log(0.5), 1e-14);
  EXPECT_NEAR(value(*run, "singular[1]").value, std::log(0.5), 1e-12);
  EXPECT_EQ(run->seed(), std::nullopt);
  // A positive exponent, but nothing moves.
  EXPECT_EQ(panel(*run, "estimates").verdict->code, "unstable_fixed_point");
}

TEST(RnnLyapunov, OneUnitShowsItsReturnMap) {
  const auto run = finished(
      {{"preset", "custom"}, {"weights", "-2"}, {"initial_state", "0.5"}, {"steps", "20"}});
  const std::vector<std::array<double, 2>>& points = panel(*run, "state").scatter[0].points;
  for (const auto& point : points) EXPECT_NEAR(point[1], std::tanh(-2 * point[0]), 1e-15);
  EXPECT_EQ(panel(*run, "state").x_axis.name, "state_0_before");
}

TEST(RnnLyapunov, CustomNetworkWithGivenInputIsNotRandom) {
  const std::vector<ParamText> given{{"preset", "custom"},
                                     {"weights", "0.5,0.2,-0.3,0.4"},
                                     {"input_weights", "1,0.5"},
                                     {"initial_state", "0,0"},
                                     {"input_sequence", "1,-1,0.5"}};
  EXPECT_EQ(make(given)->seed(), std::nullopt);
  std::vector<ParamText> drawn = given;
  drawn.pop_back();
  drawn.emplace_back("seed", "9");
  EXPECT_EQ(make(drawn)->seed(), 9U);
}

TEST(RnnLyapunov, SingularWeightsAreMinusInfinityAndMarked) {
  const auto run = finished({{"preset", "custom"}, {"weights", "1,2,0.5,1"}, {"steps", "30"}});
  for (const char* name : {"forward[1]", "adjoint[1]", "singular[1]"}) {
    EXPECT_EQ(value(*run, name).value, -kInfinity) << name;
    EXPECT_TRUE(value(*run, name).noise) << name;
  }
  EXPECT_TRUE(std::isfinite(value(*run, "singular[0]").value));
  EXPECT_EQ(panel(*run, "spectra").verdict->code, "no_finite_sum");
}

// SOURCE-CLAIMS 2c: at n = 64 strong coupling is chaotic (g = 3: 0.225 to 0.268 for three seeds),
// weak is not.
TEST(RnnLyapunov, RandomNetworksAreChaoticAtLargeGainOnly) {
  const auto strong = finished({{"preset", "random"},
                                {"hidden", "64"},
                                {"gain", "3"},
                                {"exponents", "2"},
                                {"transient", "300"},
                                {"steps", "1500"}});
  EXPECT_EQ(panel(*strong, "estimates").verdict->code, "chaotic");
  EXPECT_NEAR(value(*strong, "forward[0]").value, 0.25, 0.1);
  const auto weak = finished({{"preset", "random"},
                              {"hidden", "64"},
                              {"gain", "0.7"},
                              {"exponents", "2"},
                              {"steps", "300"}});
  EXPECT_EQ(panel(*weak, "estimates").verdict->code, "contracting");
  EXPECT_EQ(strong->seed(), 1U);
}

// Slopes down to 1e-25: the spectra reach from +1 to -50 per step and still have one sum.
TEST(RnnLyapunov, SaturatedNetworksKeepTheirSmallestExponents) {
  const auto run =
      finished({{"preset", "random"}, {"hidden", "24"}, {"gain", "12"}, {"steps", "60"}});
  EXPECT_LT(value(*run, "forward[23]").value, -25.0);
  EXPECT_FALSE(value(*run, "adjoint_sum").noise);
  EXPECT_EQ(panel(*run, "spectra").verdict->code, "sums_agree");
}

TEST(RnnLyapunov, SeedsChangeRandomNetworksAndNothingElseDoes) {
  const std::vector<ParamText> params{
      {"preset", "random"}, {"hidden", "5"}, {"inputs", "2"}, {"steps", "30"}};
  std::vector<ParamText> other = params;
  other.emplace_back("seed", "2");
  const double first = value(*finished(params), "forward[0]").value;
  EXPECT_EQ(value(*finished(params), "forward[0]").value, first);
  EXPECT_NE(value(*finished(other), "forward[0]").value, first);
}

TEST(RnnLyapunov, StepsAreStepsOfTheMapAfterTheTransient) {
  const auto run = make({{"transient", "10"}, {"steps", "20"}});
  run->advance(10);
  EXPECT_EQ(run->steps(), 0);
  run->advance(1000000, 1);
  EXPECT_EQ(run->steps(), 1);
  run->advance(1000000, 5);
  EXPECT_EQ(run->steps(), 6);
  double last = 0.0;
  while (!run->stop()) {
    run->advance(1);
    EXPECT_TRUE(run->at_boundary());
    ASSERT_TRUE(run->progress());
    EXPECT_GE(*run->progress(), last);
    last = *run->progress();
  }
  EXPECT_EQ(run->steps(), 20);
  EXPECT_EQ(last, 1.0);
}

// Bits that every build gives: changing them changes every link that was ever shared.
TEST(RnnLyapunov, RandomNetworksAreTheSameInEveryBuild) {
  const std::vector<ParamSpec> specs = rnn_lyapunov_params();
  const std::vector<ParamText> given{
      {"preset", "random"}, {"hidden", "64"}, {"inputs", "3"}, {"gain", "1.7"}, {"steps", "200"}};
  const RnnSetup setup = make_rnn_setup(parse_params(specs, given), 5);
  const auto digest = [](const std::vector<double>& list) {
    return test::fnv1a(std::span<const double>(list));
  };
  ASSERT_EQ(setup.network.weights.size(), 64U * 64);
  EXPECT_EQ(digest(setup.network.weights), 0x7383222094118f3bULL);
  ASSERT_EQ(setup.network.input_weights.size(), 64U * 3);
  EXPECT_EQ(digest(setup.network.input_weights), 0xfdb3ab8970001a9dULL);
  ASSERT_EQ(setup.initial_state.size(), 64U);
  EXPECT_EQ(digest(setup.initial_state), 0x4414363e6bb12721ULL);
  ASSERT_EQ(setup.network.sequence.size(), 200U * 3);
  EXPECT_EQ(digest(setup.network.sequence), 0x73a4a8a6805744a5ULL);
}

// Memory, drawn input and work of all sweeps together: one refusal names what is allowed.
TEST(RnnLyapunov, RefusesMoreWorkThanAMinute) {
  const auto large = [](const char* hidden, const char* exponents, const char* steps,
                        const char* transient = "0") {
    return refusal({{"preset", "random"},
                    {"hidden", hidden},
                    {"exponents", exponents},
                    {"steps", steps},
                    {"transient", transient}});
  };
  EXPECT_EQ(large("128", "0", "1000000"), "too_much_work steps 1..897");
  EXPECT_EQ(large("128", "128", "898"), "too_much_work steps 1..897");
  EXPECT_EQ(large("128", "0", "897", "9"), "accepted");
  EXPECT_EQ(large("128", "0", "897", "10"), "too_much_work transient 0..9");
  EXPECT_EQ(large("64", "0", "10000"), "too_much_work steps 1..6922");
  EXPECT_EQ(large("32", "0", "50000"), "too_much_work steps 1..48383");
  // Fewer exponents are less work, then memory is what ends.
  EXPECT_EQ(large("128", "16", "14106"), "accepted");
  EXPECT_EQ(large("128", "16", "14107"), "too_much_work steps 1..14106");
  EXPECT_EQ(large("128", "2", "16384", "100000"), "accepted");
  EXPECT_EQ(large("128", "2", "16385"), "out_of_range steps 1..16384");
  // Small networks run as long as memory allows.
  EXPECT_EQ(large("3", "0", "699050", "1000000"), "accepted");
  EXPECT_EQ(large("2", "0", "1000000", "1000000"), "accepted");
}

// The same bits whatever the sizes of the calls and wherever checkpoints cut the sweeps.
TEST(RnnLyapunov, CheckpointsContinueBitForBitInEverySweep) {
  for (const auto& params : {std::vector<ParamText>{{"steps", "60"}},
                             std::vector<ParamText>{{"steps", "60"}, {"orthonormalise", "off"}},
                             std::vector<ParamText>{{"preset", "random"},
                                                    {"hidden", "6"},
                                                    {"inputs", "3"},
                                                    {"steps", "40"},
                                                    {"transient", "5"}}}) {
    const auto whole = finished(params);
    const std::vector<std::uint8_t> end = whole->checkpoint();
    const auto cut = make(params);
    for (int i = 0; !cut->stop(); ++i) {
      const auto next = make(params);
      next->restore(cut->checkpoint());
      cut->advance(7 + i % 5);
      const auto report = next->advance(7 + i % 5);
      EXPECT_EQ(report.steps, cut->steps());
      ASSERT_EQ(next->checkpoint(), cut->checkpoint());
    }
    EXPECT_EQ(cut->checkpoint(), end);
    // Back from the end into the middle of the first sweep and on again.
    const auto middle = make(params);
    middle->advance(20);
    cut->restore(middle->checkpoint());
    EXPECT_FALSE(cut->stop());
    finish(*cut, 3);
    EXPECT_EQ(cut->checkpoint(), end);
  }
}

TEST(RnnLyapunov, RefusesForeignAndDamagedCheckpoints) {
  const auto run = make({{"preset", "random"}, {"hidden", "4"}, {"steps", "30"}});
  run->advance(40);
  const std::vector<std::uint8_t> before = run->checkpoint();
  const auto other = make({{"preset", "random"}, {"hidden", "4"}, {"steps", "30"}, {"seed", "2"}});
  EXPECT_THROW(run->restore(other->checkpoint()), LabException);
  std::vector<std::uint8_t> damaged = before;
  damaged[damaged.size() / 2] ^= 1;
  EXPECT_THROW(run->restore(damaged), LabException);
  EXPECT_EQ(run->checkpoint(), before);
}

TEST(RnnLyapunov, FramesCarryEveryPanel) {
  const auto run = make({});
  FrameBuilder frames;
  EXPECT_FALSE(frames.take(*run).empty());
  finish(*run);
  EXPECT_GT(frames.take(*run).size(), 3 * 500 * 4 * sizeof(double));
}

TEST(RnnLyapunov, RefusesBadInputBeforeBuilding) {
  const ParamText custom{"preset", "custom"};
  EXPECT_EQ(refusal({custom, {"weights", "1,2,3"}}), "not_square weights n*n");
  EXPECT_EQ(refusal({custom, {"weights", ""}}), "not_square weights n*n");
  EXPECT_EQ(refusal({custom, {"input_weights", "1,2,3"}}), "wrong_length input_weights m*2");
  EXPECT_EQ(refusal({custom, {"initial_state", "1,2,3"}}), "wrong_length initial_state 0, 2");
  EXPECT_EQ(refusal({custom, {"input_sequence", "1"}}), "wrong_length input_sequence 0");
  EXPECT_EQ(refusal({custom, {"input_weights", "1,2,3,4"}, {"input_sequence", "1,2,3"}}),
            "wrong_length input_sequence t*2");
  EXPECT_EQ(refusal({{"exponents", "4"}}), "out_of_range exponents 0..3");
  EXPECT_EQ(refusal({{"steps", "1000000"}}), "out_of_range steps 1..699050");
  EXPECT_EQ(refusal({{"preset", "random"},
                     {"hidden", "1"},
                     {"inputs", "128"},
                     {"steps", "16000"},
                     {"transient", "1000"}}),
            "out_of_range transient 0..384");
  EXPECT_TRUE(refusal({{"steps", "1e300"}}).ends_with(" steps 1..1000000"))
      << refusal({{"steps", "1e300"}});
  EXPECT_EQ(refusal({{"hidden", "3"}}).substr(0, 21), "not_applicable hidden");
  EXPECT_EQ(refusal({custom, {"weights", "1,nan,0,1"}}).find("accepted"), std::string::npos);
}

}  // namespace
}  // namespace separatrix
