#include "separatrix/run/frame.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <map>
#include <utility>

#include "run/support/logistic_run.hpp"

namespace separatrix {
namespace {

using test::make_logistic;

struct Decoded {
  FrameHeader header{};
  std::vector<FrameSection> sections;
  std::vector<std::uint8_t> bytes;

  const FrameSection* find(std::uint32_t panel, Slot slot, std::uint32_t index = 0) const {
    for (const FrameSection& section : sections) {
      if (section.panel == panel && section.slot == static_cast<std::uint32_t>(slot) &&
          section.index == index) {
        return &section;
      }
    }
    return nullptr;
  }
  double number(const FrameSection& section, std::size_t i) const {
    double value = 0;
    std::memcpy(&value, bytes.data() + section.offset + 8 * i, 8);
    return value;
  }
};

Decoded take(FrameBuilder& builder, Run& run) {
  Decoded frame;
  frame.bytes = builder.take(run);
  std::memcpy(&frame.header, frame.bytes.data(), sizeof(FrameHeader));
  EXPECT_EQ(frame.header.magic, kFrameMagic);
  EXPECT_EQ(frame.header.version, kFrameVersion);
  frame.sections.resize(frame.header.section_count);
  if (!frame.sections.empty()) {
    std::memcpy(frame.sections.data(), frame.bytes.data() + sizeof(FrameHeader),
                frame.sections.size() * sizeof(FrameSection));
  }
  std::size_t end = sizeof(FrameHeader) + frame.sections.size() * sizeof(FrameSection);
  for (const FrameSection& section : frame.sections) {
    EXPECT_EQ(section.offset % 8, 0U);
    EXPECT_EQ(section.offset, end) << "no gap, no overlap";
    const std::size_t width = section.dtype == static_cast<std::uint32_t>(DType::u8) ? 1 : 8;
    const std::size_t size = width * section.shape[0] * section.shape[1] * section.shape[2];
    end = section.offset + (size + 7) / 8 * 8;
    EXPECT_LE(end, frame.bytes.size());
  }
  EXPECT_EQ(end, frame.bytes.size());
  return frame;
}

TEST(Frame, FirstHoldsEverythingThenOnlyWhatChanged) {
  const auto run = make_logistic();
  FrameBuilder builder;
  Decoded frame = take(builder, *run);
  for (std::uint32_t panel = 0; panel < run->panels().size(); ++panel) {
    EXPECT_NE(frame.find(panel, Slot::verdict), nullptr) << panel;
  }
  EXPECT_EQ(frame.find(0, Slot::samples, 1)->shape[0], 0U) << "an empty curve clears the old one";
  EXPECT_EQ(take(builder, *run).sections.size(), 0U);

  run->advance(9);
  frame = take(builder, *run);
  EXPECT_EQ(frame.header.steps, 3);
  EXPECT_EQ(frame.header.gradient_evaluations, 6);
  EXPECT_TRUE(std::isnan(frame.header.ode_time));
  EXPECT_EQ(frame.header.flags, std::uint32_t{kFrameAtBoundary});
  const FrameSection* samples = frame.find(0, Slot::samples, 1);
  ASSERT_NE(samples, nullptr);
  EXPECT_EQ(samples->first, 0U);
  EXPECT_EQ(samples->shape[0], 3U);
  EXPECT_EQ(samples->shape[1], 4U);
  EXPECT_EQ(frame.number(*samples, 4), 2.0) << "x of the second sample";
  EXPECT_EQ(frame.number(*samples, 11), run->x() + 0.5) << "high of the third";
  EXPECT_NE(frame.find(1, Slot::values), nullptr);
  EXPECT_EQ(frame.find(2, Slot::spectrum), nullptr) << "unchanged";
  EXPECT_EQ(frame.find(3, Slot::field_data), nullptr);

  run->advance(3);
  frame = take(builder, *run);
  EXPECT_EQ(frame.find(0, Slot::samples)->first, 3U);
  EXPECT_EQ(frame.find(0, Slot::samples)->shape[0], 1U);
}

TEST(Frame, CarriesEveryKindOfPanel) {
  const auto run = make_logistic();
  run->advance(1000, 10);
  FrameBuilder builder;
  const Decoded frame = take(builder, *run);
  const FrameSection& values = *frame.find(1, Slot::values);
  EXPECT_EQ(values.shape[0], 2U);
  EXPECT_EQ(frame.number(values, 0), run->x());
  EXPECT_TRUE(std::isnan(frame.number(values, 1)));
  EXPECT_EQ(frame.number(values, 3), 10);
  EXPECT_EQ(frame.number(values, 4), 0.25);
  EXPECT_EQ(frame.number(values, 5), 1) << "marked as noise";
  const FrameSection& verdict = *frame.find(1, Slot::verdict);
  const std::string text(reinterpret_cast<const char*>(frame.bytes.data()) + verdict.offset,
                         verdict.shape[0]);
  EXPECT_EQ(text.substr(0, 10), "settled;x=");
  const FrameSection& spectrum = *frame.find(2, Slot::spectrum);
  EXPECT_EQ(spectrum.shape[0], 3U);
  EXPECT_EQ(frame.number(spectrum, 6), -INFINITY);
  EXPECT_EQ(frame.number(spectrum, 8), 1);
  const FrameSection& range = *frame.find(3, Slot::field_range);
  EXPECT_EQ(frame.number(range, 2), -2);
  const FrameSection& data = *frame.find(3, Slot::field_data);
  EXPECT_EQ(data.shape[0], 2U);
  EXPECT_EQ(data.shape[1], 3U);
  EXPECT_EQ(frame.number(data, 5), 10);
  EXPECT_EQ(frame.find(3, Slot::field_points)->shape[0], 1U);
  EXPECT_EQ(frame.find(4, Slot::scatter)->shape[0], 10U);
  const FrameSection& pixels = *frame.find(5, Slot::pixels);
  EXPECT_EQ(pixels.dtype, static_cast<std::uint32_t>(DType::u8));
  EXPECT_EQ(pixels.shape[0], 2U);
  EXPECT_EQ(pixels.shape[1], 1U);
  EXPECT_EQ(pixels.shape[2], 2U);
  EXPECT_EQ(frame.bytes[pixels.offset + 1], 255);
  EXPECT_EQ(frame.number(*frame.find(5, Slot::labels), 3), -1);
}

TEST(Frame, SamplesOfAllFramesAreTheWholeCurve) {
  const auto run = make_logistic();
  FrameBuilder builder;
  std::vector<double> curve;
  Pcg32 random(4, 1);
  while (run->steps() < 9000) {
    run->advance(random.below(5000));
    const Decoded frame = take(builder, *run);
    const FrameSection* samples = frame.find(0, Slot::samples);
    if (samples == nullptr) continue;
    ASSERT_EQ(samples->first, curve.size());
    for (std::size_t i = 0; i < samples->shape[0]; ++i) {
      curve.push_back(frame.number(*samples, 4 * i + 1));
    }
  }
  EXPECT_EQ(curve.size(), static_cast<std::size_t>(run->steps()));
  const auto again = make_logistic();
  for (const double y : curve) {
    again->advance(1000, 1);
    ASSERT_EQ(again->x(), y);
  }
}

TEST(Frame, AfterARestoreEverythingIsReplaced) {
  const auto run = make_logistic();
  run->advance(1000, 20);
  const std::vector<std::uint8_t> checkpoint = run->checkpoint();
  FrameBuilder builder;
  take(builder, *run);
  run->advance(1000, 30);
  take(builder, *run);
  run->restore(checkpoint);
  builder.restored();
  const Decoded frame = take(builder, *run);
  EXPECT_EQ(frame.header.flags & kFrameRestored, std::uint32_t{kFrameRestored});
  EXPECT_EQ(frame.header.truncate_step, 20);
  EXPECT_EQ(frame.find(0, Slot::samples)->first, 0U);
  EXPECT_EQ(frame.find(0, Slot::samples)->shape[0], 20U);
  EXPECT_EQ(frame.find(4, Slot::scatter)->shape[0], 20U);
  run->advance(1000, 1);
  run->stop_by_user();
  const Decoded next = take(builder, *run);
  EXPECT_EQ(next.header.flags, kFrameStopped | kFrameAtBoundary);
  EXPECT_EQ(next.find(0, Slot::samples)->first, 20U);
  EXPECT_TRUE(std::isnan(next.header.truncate_step));
}

}  // namespace
}  // namespace separatrix
