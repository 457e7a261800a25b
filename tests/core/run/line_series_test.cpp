#include "separatrix/run/line_series.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>

#include "separatrix/math/random.hpp"

namespace separatrix {
namespace {

bool operator_same(const LineSample& a, const LineSample& b) {
  return std::memcmp(&a, &b, sizeof(a)) == 0;
}

/// Index as x, so that a sample shows where it comes from.
std::vector<double> random_walk(std::size_t count, std::uint32_t seed) {
  Pcg32 random(seed, 1);
  std::vector<double> walk;
  double y = 0;
  for (std::size_t i = 0; i < count; ++i) walk.push_back(y += random.uniform() - 0.5);
  return walk;
}

LineSeries series_of(const std::vector<double>& walk) {
  LineSeries series("walk", "");
  for (std::size_t i = 0; i < walk.size(); ++i) series.append(static_cast<double>(i), walk[i]);
  return series;
}

TEST(LineSeries, IsExactUpToItsCapacity) {
  for (const std::size_t count : {std::size_t{0}, std::size_t{1}, LineSeries::kCapacity}) {
    const std::vector<double> walk = random_walk(count, 3);
    const LineSeries series = series_of(walk);
    const std::vector<LineSample> samples = series.samples();
    ASSERT_EQ(samples.size(), count);
    EXPECT_EQ(series.count(), count);
    for (std::size_t i = 0; i < count; ++i) {
      EXPECT_EQ(samples[i].x, static_cast<double>(i));
      EXPECT_EQ(samples[i].y, walk[i]);
    }
  }
}

TEST(LineSeries, KeepsExtremesEndsAndRealSamplesInBoundedMemory) {
  std::uint32_t seed = 0;
  for (const std::size_t count : {4097, 8192, 8193, 20000, 100003, 1000000}) {
    const std::vector<double> walk = random_walk(count, ++seed);
    const LineSeries series = series_of(walk);
    const std::vector<LineSample> samples = series.samples();
    EXPECT_EQ(series.count(), count);
    EXPECT_LE(samples.size(), 4 * LineSeries::kCapacity);
    EXPECT_GE(samples.size(), LineSeries::kCapacity / 2);
    double last_x = -1;
    double low = INFINITY;
    double high = -INFINITY;
    for (const LineSample& sample : samples) {
      ASSERT_GT(sample.x, last_x) << "distinct and in order";
      ASSERT_EQ(sample.y, walk[static_cast<std::size_t>(sample.x)]) << "a real sample";
      last_x = sample.x;
      low = std::min(low, sample.y);
      high = std::max(high, sample.y);
    }
    EXPECT_EQ(low, *std::min_element(walk.begin(), walk.end()));
    EXPECT_EQ(high, *std::max_element(walk.begin(), walk.end()));
    EXPECT_EQ(samples.front().x, 0);
    EXPECT_EQ(samples.back().x, static_cast<double>(count - 1));
    EXPECT_EQ(series.last().y, walk.back());
  }
}

TEST(LineSeries, NeverLosesASpike) {
  for (std::size_t place = 0; place < 40000; place += 997) {
    LineSeries series("flat", "");
    for (std::size_t i = 0; i < 40000; ++i) {
      series.append(static_cast<double>(i), i == place ? -5.0 : i == place + 1 ? 9.0 : 0.0);
    }
    const std::vector<LineSample> samples = series.samples();
    const auto has = [&](double x, double y) {
      return std::any_of(samples.begin(), samples.end(),
                         [&](const LineSample& s) { return s.x == x && s.y == y; });
    };
    EXPECT_TRUE(has(static_cast<double>(place), -5.0)) << place;
    EXPECT_TRUE(has(static_cast<double>(place) + 1, 9.0)) << place;
  }
}

TEST(LineSeries, InfinityIsAnExtremeAndNaNIsNot) {
  LineSeries series("y", "");
  for (double i = 0; i < 20000; ++i) {
    series.append(i, i == 5 ? double{INFINITY} : std::fmod(i, 7) == 3 ? double{NAN} : i);
  }
  const std::vector<LineSample> samples = series.samples();
  EXPECT_TRUE(std::any_of(samples.begin(), samples.end(),
                          [](const LineSample& s) { return std::isinf(s.y); }));
  EXPECT_TRUE(std::any_of(samples.begin(), samples.end(),
                          [](const LineSample& s) { return s.x == 0 && s.y == 0; }));
}

TEST(LineSeries, FirstTakeIsTheWholeCurveThenOnlyTheNew) {
  const std::vector<double> walk = random_walk(10000, 9);
  LineSeries series("walk", "");
  std::size_t at = 0;
  const auto append = [&](std::size_t count) {
    for (std::size_t i = 0; i < count; ++i, ++at) series.append(static_cast<double>(at), walk[at]);
  };
  append(5000);
  LineSeries::Pending pending = series.take_pending();
  EXPECT_EQ(pending.first, 0U);
  EXPECT_EQ(pending.samples.size(), series.samples().size());
  EXPECT_TRUE(series.take_pending().samples.empty());
  for (const std::size_t count : {1, 17, 2000, 2982}) {
    const std::size_t before = at;
    append(count);
    pending = series.take_pending();
    EXPECT_EQ(pending.first, before);
    ASSERT_EQ(pending.samples.size(), count) << "nothing is dropped, whatever was merged";
    for (std::size_t i = 0; i < count; ++i) EXPECT_EQ(pending.samples[i].y, walk[before + i]);
  }
}

TEST(LineSeries, RestoredCurveGoesOnIdentically) {
  for (const std::size_t split : {0, 1, 4096, 4097, 12345}) {
    const std::vector<double> walk = random_walk(30000, 4);
    LineSeries original("walk", "", true);
    const auto append = [&](LineSeries& series, std::size_t from, std::size_t to) {
      for (std::size_t i = from; i < to; ++i) {
        series.append(static_cast<double>(i), walk[i], walk[i] - 1, walk[i] + 1);
      }
    };
    append(original, 0, split);
    BinaryWriter writer;
    original.save(writer);
    LineSeries copy("walk", "", true);
    copy.append(1, 2);
    copy.take_pending();
    BinaryReader reader(writer.bytes());
    ASSERT_TRUE(copy.restore(reader));
    EXPECT_EQ(reader.remaining(), 0U);
    const LineSeries::Pending whole = copy.take_pending();
    EXPECT_EQ(whole.first, 0U);
    EXPECT_EQ(whole.samples.size(), original.samples().size());
    append(original, split, walk.size());
    append(copy, split, walk.size());
    const std::vector<LineSample> a = original.samples();
    const std::vector<LineSample> b = copy.samples();
    ASSERT_EQ(a.size(), b.size());
    EXPECT_TRUE(std::equal(a.begin(), a.end(), b.begin(), operator_same));
    EXPECT_EQ(original.count(), copy.count());
  }
}

TEST(LineSeries, BytesThatDescribeNoCurveChangeNothing) {
  const LineSeries long_series = series_of(random_walk(9000, 8));
  BinaryWriter writer;
  long_series.save(writer);
  std::vector<std::uint8_t> bytes = writer.take();
  LineSeries series = series_of(random_walk(10, 2));
  const auto refused = [&](std::vector<std::uint8_t> changed) {
    BinaryReader reader(changed);
    const bool ok = series.restore(reader);
    return !ok && series.count() == 10 && series.samples().size() == 10;
  };
  for (const std::size_t cut :
       {std::size_t{0}, std::size_t{7}, std::size_t{20}, bytes.size() - 1}) {
    EXPECT_TRUE(refused({bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(cut)}));
  }
  for (const std::size_t place : {0, 3, 7, 8, 12, 15, 16, 22}) {  // count, stride, length
    std::vector<std::uint8_t> changed = bytes;
    changed[place] = static_cast<std::uint8_t>(changed[place] ^ 0xA5U);
    if (place == 0) continue;  // a count that still fits its buckets
    EXPECT_TRUE(refused(changed)) << place;
  }
  // No bucket, yet a huge count: the sum of the check must not wrap around.
  BinaryWriter wrapped;
  wrapped.value(~std::uint64_t{0} - 3);
  wrapped.value(std::uint64_t{8});
  wrapped.value(std::uint64_t{0});
  EXPECT_TRUE(refused(wrapped.take()));
}

}  // namespace
}  // namespace separatrix
