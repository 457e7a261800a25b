// What the caller of an optimiser relies on: counts, interruption, checkpoints, refusals.
#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>
#include <numeric>

#include "optim/support.hpp"
#include "separatrix/math/error.hpp"

namespace separatrix::test {
namespace {

std::vector<std::int32_t> batch(int step, int count) {
  std::vector<std::int32_t> indices(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) indices[static_cast<std::size_t>(i)] = (7 * step + 13 * i) % 101;
  return indices;
}

std::vector<double> copy(std::span<const double> v) { return {v.begin(), v.end()}; }

bool same_bits(std::span<const double> a, std::span<const double> b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size_bytes()) == 0;
}

std::string name_of(const OptimizerSettings& s) { return s.optimizer + " start " + s.start; }

TEST(Optimizer, RowsOfTheContract) {
  std::vector<std::string> names;
  for (const OptimizerRow& row : optimizer_rows()) names.emplace_back(row.name);
  EXPECT_EQ(names, (std::vector<std::string>{"gd", "heavy_ball", "rk4", "ab4", "abm4"}));
}

TEST(Optimizer, CountsEveryRealEvaluationAndOdeTime) {
  AnalyticObjective<double> objective(analytic_function("quadratic"));
  const auto evaluations = [&](const char* optimizer, const char* start, int steps) {
    const auto o = start_optimizer({.optimizer = optimizer, .learning_rate = 0.01, .start = start},
                                   objective, {1, 1});
    for (int k = 0; k < steps; ++k) o->step({});
    return o->gradient_evaluations();
  };
  EXPECT_EQ(evaluations("gd", "rk4", 10), 10);
  EXPECT_EQ(evaluations("heavy_ball", "rk4", 10), 10);
  EXPECT_EQ(evaluations("rk4", "rk4", 10), 40);
  EXPECT_EQ(evaluations("ab4", "rk4", 10), 3 * 4 + 7);
  EXPECT_EQ(evaluations("ab4", "gd", 10), 10);
  EXPECT_EQ(evaluations("abm4", "rk4", 10), 3 * 4 + 7 * 2);
  EXPECT_EQ(evaluations("abm4", "gd", 10), 3 + 7 * 2);

  for (const OptimizerSettings& s : all_settings(0.04)) {
    const auto o = start_optimizer(s, objective, {1, 1});
    for (int k = 0; k < 10; ++k) o->step({});
    EXPECT_NEAR(o->ode_time().value(), s.optimizer == "heavy_ball" ? 2.0 : 0.4, 1e-14)
        << name_of(s);
    for (const OptimizerRow& row : optimizer_rows()) {
      if (row.name != s.optimizer) continue;
      EXPECT_EQ(o->evaluations_in_step(), row.evaluations_per_step);
    }
  }
}

TEST(Optimizer, StepLossAndGradientBelongToTheStartOfTheStep) {
  const AnalyticFunction& f = analytic_function("rosenbrock");
  AnalyticObjective<double> objective(f);
  for (const OptimizerSettings& s : all_settings(1e-4)) {
    SCOPED_TRACE(name_of(s));
    const auto o = start_optimizer(s, objective, {-1.2, 1.0});
    for (int k = 0; k < 6; ++k) {
      const double x = o->theta()[0];
      const double y = o->theta()[1];
      o->begin_step({});
      const StepProgress progress = o->advance_chunk();
      EXPECT_EQ(o->step_loss(), f.value(x, y));
      EXPECT_EQ(o->step_gradient()[0], f.gradient(x, y)[0]);
      EXPECT_EQ(o->step_gradient()[1], f.gradient(x, y)[1]);
      if (progress != StepProgress::step) {
        while (o->advance_chunk() != StepProgress::step) {
        }
      }
      EXPECT_EQ(o->step_loss(), f.value(x, y)) << "later evaluations do not change it";
    }
  }
}

// Batches of 600 (three chunks), changing with every step: one chunk at a time, the whole step at
// once, and a gradient summed by hand give the same bits.
TEST(Optimizer, InterruptedStepsEqualWholeSteps) {
  Batched objective(37);
  for (const OptimizerSettings& s : all_settings(0.02)) {
    SCOPED_TRACE(name_of(s));
    const auto whole = make_optimizer<double>(s, objective);
    const auto pieces = make_optimizer<double>(s, objective);
    int chunks = 0;
    for (int k = 0; k < 8; ++k) {
      const std::vector<std::int32_t> indices = batch(k, 600);
      whole->step({indices});
      pieces->begin_step({indices});
      StepProgress progress = StepProgress::chunk;
      while (progress != StepProgress::step) {
        progress = pieces->advance_chunk();
        ++chunks;
      }
      ASSERT_TRUE(same_bits(whole->theta(), pieces->theta()));
      EXPECT_EQ(whole->step_loss(), pieces->step_loss());
    }
    EXPECT_EQ(chunks, 3 * pieces->gradient_evaluations());
  }
}

// The predictor-corrector pair with a stochastic objective, against a transcription of the
// formulas.
TEST(Optimizer, Abm4EvaluatesTheStepsSampleAtItsStart) {
  Batched objective(3);
  const auto o = make_optimizer<double>({.optimizer = "abm4", .learning_rate = 0.05, .start = "gd"},
                                        objective);
  std::vector<double> y(3, 0.0);
  std::vector<std::vector<double>> f;  // newest last
  for (int k = 0; k < 9; ++k) {
    const std::vector<std::int32_t> indices = batch(k, 20);
    o->step({indices});
    const auto field = [&](const std::vector<double>& at) {
      std::vector<double> g(3);
      objective.gradient(at, {indices}, g);
      for (double& x : g) x = -x;
      return g;
    };
    f.push_back(field(y));
    const std::size_t n = f.size();
    if (k < 3) {
      for (std::size_t i = 0; i < 3; ++i) y[i] += 0.05 * f[n - 1][i];
    } else {
      std::vector<double> p = y;
      for (std::size_t i = 0; i < 3; ++i) {
        p[i] +=
            0.05 / 24 * (55 * f[n - 1][i] - 59 * f[n - 2][i] + 37 * f[n - 3][i] - 9 * f[n - 4][i]);
      }
      const std::vector<double> fp = field(p);
      for (std::size_t i = 0; i < 3; ++i) {
        y[i] += 0.05 / 24 * (9 * fp[i] + 19 * f[n - 1][i] - 5 * f[n - 2][i] + f[n - 3][i]);
      }
    }
    for (std::size_t i = 0; i < 3; ++i) EXPECT_NEAR(o->theta()[i], y[i], 1e-13) << "step " << k + 1;
  }
}

TEST(Optimizer, SavedMidHistoryContinuesBitForBit) {
  Batched objective(11);
  for (const OptimizerSettings& s : all_settings(0.02)) {
    for (const int saved_at : {0, 2, 5}) {
      SCOPED_TRACE(name_of(s) + " saved after " + std::to_string(saved_at));
      const auto straight = make_optimizer<double>(s, objective);
      for (int k = 0; k < saved_at; ++k) straight->step({batch(k, 300)});
      BinaryWriter writer;
      straight->save(writer);
      const std::vector<std::uint8_t> bytes = writer.take();

      // Restored over an optimiser that has gone elsewhere.
      OptimizerSettings other = s;
      other.learning_rate = 0.5;
      const auto restored = make_optimizer<double>(other, objective);
      for (int k = 0; k < 7; ++k) restored->step({batch(k + 50, 10)});
      BinaryReader reader(bytes);
      restored->restore(reader);
      EXPECT_TRUE(reader.ok());
      EXPECT_EQ(reader.remaining(), 0U);
      EXPECT_EQ(restored->step_loss(), straight->step_loss());

      for (int k = saved_at; k < 12; ++k) {
        straight->step({batch(k, 300)});
        restored->step({batch(k, 300)});
        ASSERT_TRUE(same_bits(straight->theta(), restored->theta()));
      }
      EXPECT_EQ(straight->gradient_evaluations(), restored->gradient_evaluations());
      EXPECT_EQ(straight->ode_time(), restored->ode_time());
    }
  }
}

TEST(Optimizer, BytesOfAnotherMethodOrSizeAreNoticed) {
  Batched small(3);
  Batched large(4);
  for (const OptimizerSettings& s : all_settings(0.02)) {
    const auto source = make_optimizer<double>(s, small);
    for (int k = 0; k < 6; ++k) source->step({batch(k, 10)});
    BinaryWriter writer;
    source->save(writer);
    const std::vector<std::uint8_t> bytes = writer.take();
    for (const OptimizerSettings& t : all_settings(0.02)) {
      BinaryReader reader(bytes);
      make_optimizer<double>(t, small)->restore(reader);
      EXPECT_EQ(reader.ok(), s.optimizer == t.optimizer) << name_of(s) << " into " << name_of(t);
    }
    BinaryReader reader(bytes);
    make_optimizer<double>(s, large)->restore(reader);
    EXPECT_FALSE(reader.ok());
    for (std::size_t length = 0; length < bytes.size(); ++length) {
      BinaryReader cut(std::span<const std::uint8_t>(bytes).first(length));
      make_optimizer<double>(s, small)->restore(cut);
      EXPECT_FALSE(cut.ok()) << length;
    }
  }
}

TEST(Optimizer, TheUsersRateChangeRestartsAndAScheduleDoesNot) {
  AnalyticObjective<double> objective(analytic_function("quadratic"));
  const OptimizerSettings settings = {.optimizer = "ab4", .learning_rate = 0.02, .start = "rk4"};
  const auto user = start_optimizer(settings, objective, {1, 1});
  const auto schedule = start_optimizer(settings, objective, {1, 1});
  for (int k = 0; k < 6; ++k) {
    user->step({});
    schedule->step({});
  }
  const std::vector<double> at = copy(user->theta());
  user->set_learning_rate(0.01);
  schedule->schedule_learning_rate(0.01);
  user->step({});
  schedule->step({});
  EXPECT_EQ(user->evaluations_in_step(), 4);
  EXPECT_EQ(schedule->evaluations_in_step(), 1);

  // A restart is a fresh optimiser at the same place.
  const auto fresh = start_optimizer({.optimizer = "ab4", .learning_rate = 0.01, .start = "rk4"},
                                     objective, {at[0], at[1]});
  fresh->step({});
  for (int k = 0; k < 8; ++k) {
    ASSERT_TRUE(same_bits(fresh->theta(), user->theta()));
    fresh->step({});
    user->step({});
  }

  // The schedule keeps eta_k g_k: transcribed for x' = -lambda x.
  const auto probe = start_optimizer({.optimizer = "ab4", .learning_rate = 0.02, .start = "gd"},
                                     objective, {1, 1});
  std::vector<double> terms;  // eta_k f_k of y
  double y = 1.0;
  for (int k = 0; k < 9; ++k) {
    const double eta = k < 6 ? 0.02 : 0.01 / (k - 5);
    probe->schedule_learning_rate(eta);
    probe->step({});
    terms.push_back(eta * -10.0 * y);
    const std::size_t n = terms.size();
    y += k < 3
             ? terms[n - 1]
             : (55 * terms[n - 1] - 59 * terms[n - 2] + 37 * terms[n - 3] - 9 * terms[n - 4]) / 24;
    EXPECT_NEAR(probe->theta()[1], y, 1e-14) << k;
  }
}

TEST(Optimizer, HeavyBallKeepsItsMomentumUnderLiveChanges) {
  AnalyticObjective<double> objective(analytic_function("quadratic"));
  const auto o = start_optimizer(
      {.optimizer = "heavy_ball", .learning_rate = 0.05, .momentum = 0.9}, objective, {1, 1});
  double x = 1.0;
  double m = 0.0;
  for (int k = 0; k < 30; ++k) {
    const double alpha = k < 10 ? 0.05 : 0.01;
    const double beta = k < 20 ? 0.9 : 0.5;
    if (k == 10) o->set_learning_rate(alpha);
    if (k == 20) o->set_momentum(beta);
    o->step({});
    m = beta * m - 10.0 * x;
    x += alpha * m;
    EXPECT_NEAR(o->theta()[1], x, 1e-13) << k;
  }
}

TEST(Optimizer, RefusesWhatItCannotRun) {
  AnalyticObjective<double> objective(analytic_function("quadratic"));
  const auto error_of = [&](const OptimizerSettings& s) {
    try {
      make_optimizer<double>(s, objective);
    } catch (const LabException& e) {
      return e.error();
    }
    return LabError{};
  };
  EXPECT_EQ(error_of({.optimizer = "adamw"}),
            (LabError{"unknown_choice", "optimizer", "adamw", "gd, heavy_ball, rk4, ab4, abm4",
                      "use_allowed_value"}));
  EXPECT_EQ(error_of({.optimizer = "ab4", .start = "euler"}),
            (LabError{"unknown_choice", "start", "euler", "rk4, gd", "use_allowed_value"}));
  const double infinity = std::numeric_limits<double>::infinity();
  for (const double bad : {0.0, -0.1, infinity, -infinity, std::nan("")}) {
    const LabError error = error_of({.learning_rate = bad});
    EXPECT_EQ(error.code, "out_of_range");
    EXPECT_EQ(error.field, "learning_rate");
    const auto o = start_optimizer({}, objective, {1, 1});
    EXPECT_THROW(o->set_learning_rate(bad), LabException);
    o->step({});
    EXPECT_EQ(o->ode_time(), 0.1) << "a refused change is not half-applied";
  }
  for (const double bad : {1.0, -0.1, 2.0, std::nan("")}) {
    EXPECT_EQ(error_of({.optimizer = "heavy_ball", .momentum = bad}).field, "momentum");
  }
  EXPECT_EQ(error_of({.optimizer = "gd", .momentum = 7.0}).code, "") << "gd has no momentum";
}

}  // namespace
}  // namespace separatrix::test
