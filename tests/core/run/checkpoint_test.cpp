#include <gtest/gtest.h>

#include <cstring>

#include "run/support/logistic_run.hpp"
#include "separatrix/run/frame.hpp"

namespace separatrix {
namespace {

using test::LogisticRun;
using test::make_logistic;
using test::refusal;
using Bytes = std::vector<std::uint8_t>;

const std::vector<ParamText> kNoisy = {{"noise", "0.01"}};

/// FNV-1a over all but the last eight bytes, as restore() expects it there.
void sign(Bytes& bytes) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  const std::size_t size = bytes.size() - 8;
  for (std::size_t i = 0; i < size; ++i) hash = (hash ^ bytes[i]) * 0x100000001b3U;
  std::memcpy(bytes.data() + size, &hash, 8);
}

TEST(Checkpoint, RestoredRunGoesOnBitForBit) {
  const auto original = make_logistic(kNoisy, 3);
  original->schedule({40, "r", "3.9"});
  original->advance(77);
  original->set("mode", "as_printed");
  const Bytes bytes = original->checkpoint();
  EXPECT_TRUE(original->at_boundary()) << "a checkpoint settles first";
  EXPECT_EQ(0, std::memcmp(bytes.data(), "SEPXCKPT", 8));
  original->advance(1000000, 100);

  const auto other = make_logistic(kNoisy, 3);
  other->advance(500);
  other->stop_by_user();
  other->restore(bytes);
  EXPECT_FALSE(other->stop());
  EXPECT_EQ(other->checkpoint(), bytes) << "nothing is lost, nothing is added";
  other->advance(1000000, 100);
  EXPECT_EQ(other->x(), original->x());
  EXPECT_EQ(other->params().number("r"), 3.9);
  EXPECT_EQ(other->params().choice("mode"), "as_printed");
  EXPECT_EQ(other->checkpoint(), original->checkpoint());
}

TEST(Checkpoint, RewindsTheRunItself) {
  const auto run = make_logistic(kNoisy, 3);
  const Bytes start = run->checkpoint();
  run->set("r", "3.2");
  run->advance(301);
  const double later = run->x();
  run->restore(start);
  EXPECT_EQ(run->steps(), 0);
  EXPECT_EQ(run->params().number("r"), 3.7);
  EXPECT_TRUE(run->events().empty());
  EXPECT_EQ(run->panels()[0].series[0].count(), 0U);
  EXPECT_TRUE(run->panels()[4].scatter[0].points.empty());
  EXPECT_FALSE(run->panels()[1].verdict);
  run->set("r", "3.2");
  run->advance(301);
  EXPECT_EQ(run->x(), later);
}

TEST(Checkpoint, KeepsAllContentsOfPanelsAndTheStop) {
  const auto run = make_logistic({{"r", "9"}, {"initial_state", "0.12"}});
  run->advance(30);
  run->set("r", "3.9");
  run->advance(1000, 8);
  run->set("r", "10");
  run->advance(1000000);
  ASSERT_TRUE(run->stop());
  const auto copy = make_logistic({{"initial_state", "0.12"}});
  LineSeries* const series = &copy->panels()[0].series[0];
  const std::uint32_t revision = copy->panels()[3].revision;
  copy->restore(run->checkpoint());
  EXPECT_EQ(series, &copy->panels()[0].series[0]) << "addresses stay";
  EXPECT_GT(copy->panels()[3].revision, revision);
  ASSERT_TRUE(copy->stop());
  EXPECT_EQ(copy->stop()->reason, run->stop()->reason);
  EXPECT_EQ(copy->stop()->rule, run->stop()->rule);
  EXPECT_EQ(copy->stop()->layer, run->stop()->layer);
  EXPECT_EQ(copy->stop()->cause, run->stop()->cause);
  EXPECT_EQ(copy->stop()->numbers, run->stop()->numbers);
  EXPECT_EQ(copy->advance(10).units, 0);
  EXPECT_EQ(series->count(), run->panels()[0].series[0].count());
  FrameBuilder frames;
  FrameBuilder copies;
  // Whole frames of both hold the same, but for the revisions.
  EXPECT_EQ(frames.take(*run).size(), copies.take(*copy).size());
  EXPECT_EQ(copy->panels()[1].verdict.has_value(), run->panels()[1].verdict.has_value());
}

TEST(Checkpoint, KeepsTheBound) {
  const auto run = make_logistic();
  run->bound_steps(20);
  run->advance(6);
  const auto copy = make_logistic();
  copy->restore(run->checkpoint());
  copy->advance(100000);
  ASSERT_TRUE(copy->stop());
  EXPECT_EQ(copy->stop()->step, 20);
}

TEST(Checkpoint, OfAnotherRunIsRefused) {
  const auto run = make_logistic(kNoisy, 3);
  run->advance(50);
  const Bytes bytes = run->checkpoint();
  const auto refused = [&](LogisticRun& other) {
    other.advance(10);
    const double x = other.x();
    const LabError error = refusal([&] { other.restore(bytes); });
    EXPECT_EQ(other.x(), x);
    EXPECT_EQ(error.code, "wrong_checkpoint");
    return error.field;
  };
  EXPECT_EQ(refused(*make_logistic(kNoisy, 4)), "seed");
  EXPECT_EQ(refused(*make_logistic({{"noise", "0.02"}}, 3)), "params");
  const auto other_data = make_logistic(kNoisy, 3);
  other_data->data_digest = 8;
  EXPECT_EQ(refused(*other_data), "data");
  Bytes version = bytes;
  version[8] = 2;
  sign(version);
  EXPECT_EQ(refusal([&] { run->restore(version); }).field, "version");
  Bytes experiment = bytes;
  experiment[20] = 'L';  // "logistic" begins behind magic, version and length
  sign(experiment);
  EXPECT_EQ(refusal([&] { run->restore(experiment); }).field, "experiment");
}

TEST(Checkpoint, EveryChangedOrMissingByteIsNoticed) {
  const auto run = make_logistic();
  run->advance(100);
  const Bytes bytes = run->checkpoint();
  const auto victim = make_logistic();
  victim->advance(7);
  const Bytes before = make_logistic()->checkpoint();
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    Bytes changed = bytes;
    changed[i] ^= 0x10U;
    const std::string code = refusal([&] { victim->restore(changed); }).code;
    // The version is looked at before the checksum: another version may have another one.
    EXPECT_TRUE(code == "bad_checkpoint" || (i >= 8 && i < 12 && code == "wrong_checkpoint")) << i;
  }
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    const Bytes cut(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size));
    EXPECT_EQ(refusal([&] { victim->restore(cut); }).code, "bad_checkpoint") << size;
  }
  EXPECT_EQ(victim->steps(), 2);
  EXPECT_FALSE(victim->at_boundary()) << "not even the step under way was finished";
}

TEST(Checkpoint, SignedNonsenseChangesNothing) {
  const auto run = make_logistic();
  run->schedule({30, "r", "3.5"});
  run->advance(100);
  const Bytes bytes = run->checkpoint();
  const auto victim = make_logistic();
  victim->advance(60);
  const Bytes before = victim->checkpoint();
  Pcg32 random(1, 1);
  int refused = 0;
  int taken = 0;
  for (int round = 0; round < 4000; ++round) {
    Bytes changed = bytes;
    const std::size_t kept = changed.size() - 8;
    for (std::uint32_t k = random.below(4) + 1; k > 0; --k) {
      changed[random.below(static_cast<std::uint32_t>(kept))] =
          static_cast<std::uint8_t>(random.next());
    }
    if (round % 3 == 0) {
      const std::uint32_t at = random.below(static_cast<std::uint32_t>(kept));
      changed.erase(changed.begin() + at,
                    changed.begin() + at + std::min<std::size_t>(9, kept - at));
    }
    sign(changed);
    try {
      victim->restore(changed);
      ++taken;
      FrameBuilder().take(*victim);
      victim->advance(50);
      victim->restore(before);
    } catch (const LabException& error) {
      ++refused;
      EXPECT_TRUE(error.error().code == "bad_checkpoint" ||
                  error.error().code == "wrong_checkpoint");
    }
    ASSERT_EQ(victim->checkpoint(), before) << round;
  }
  EXPECT_GT(refused, 1000);
  EXPECT_GT(taken, 100) << "changed numbers are numbers all the same";
}

TEST(Checkpoint, RandomBytesAreRefused) {
  const auto victim = make_logistic();
  const Bytes before = victim->checkpoint();
  Pcg32 random(2, 1);
  for (int round = 0; round < 2000; ++round) {
    Bytes bytes(random.below(300));
    for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(random.next());
    if (bytes.size() >= 20 && round % 2 == 0) {
      std::memcpy(bytes.data(), before.data(), 12);
      sign(bytes);
    }
    EXPECT_FALSE(refusal([&] { victim->restore(bytes); }).code.empty());
  }
  EXPECT_EQ(victim->checkpoint(), before);
}

}  // namespace
}  // namespace separatrix
