#include "separatrix/data/drawn_images.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "data/idx_builder.hpp"

namespace separatrix {
namespace {

// Golden: the same pixels in every build. A change here changes what links show.
TEST(DrawnImages, HaveFixedPixels) {
  EXPECT_EQ(digest(drawn_images(200, 1)), 0x33dad0851bd59e1fULL);
  EXPECT_EQ(digest(drawn_images(200, 4294967295U)), 0xd68668fb8ce5b6adULL);
}

TEST(DrawnImages, LongerSetsBeginWithShorterOnes) {
  const ImageSet longer = drawn_images(57, 3);
  const ImageSet shorter = drawn_images(23, 3);
  EXPECT_TRUE(std::equal(shorter.pixels.begin(), shorter.pixels.end(), longer.pixels.begin()));
  EXPECT_TRUE(std::equal(shorter.labels.begin(), shorter.labels.end(), longer.labels.begin()));
  EXPECT_NE(drawn_images(23, 4).pixels, shorter.pixels);
}

TEST(DrawnImages, HaveShapeNamesAndBalancedClasses) {
  const ImageSet set = drawn_images(200, 5);
  EXPECT_EQ(set.count, 200);
  EXPECT_EQ(set.rows, 28);
  EXPECT_EQ(set.columns, 28);
  EXPECT_EQ(set.class_count, 10);
  EXPECT_EQ(set.pixels.size(), 200U * 784U);
  EXPECT_EQ(std::set<std::string>(set.class_names.begin(), set.class_names.end()).size(), 10U);
  std::set<std::string> orders;
  for (auto block = set.labels.begin(); block != set.labels.end(); block += 10) {
    std::vector<std::uint8_t> labels(block, block + 10);
    orders.emplace(block, block + 10);
    std::sort(labels.begin(), labels.end());
    EXPECT_EQ(labels, (std::vector<std::uint8_t>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}));
  }
  EXPECT_GT(orders.size(), 18U);
}

TEST(DrawnImages, ShowAStrokeOnADarkGround) {
  const ImageSet set = drawn_images(500, 6);
  for (std::int32_t i = 0; i < set.count; ++i) {
    const std::span<const std::uint8_t> image = set.image(i);
    const auto bright = std::count_if(image.begin(), image.end(), [](int v) { return v > 140; });
    EXPECT_GT(bright, 25) << i;   // a figure of thin strokes
    EXPECT_LT(bright, 400) << i;  // and not a blot
  }
}

TEST(DrawnImages, NoTwoImagesAreEqual) {
  const ImageSet set = drawn_images(2000, 7);
  std::set<std::string> images;
  for (std::int32_t i = 0; i < set.count; ++i) {
    images.emplace(set.image(i).begin(), set.image(i).end());
  }
  EXPECT_EQ(images.size(), 2000U);
}

TEST(DrawnImages, RefuseAbsurdNumbers) {
  EXPECT_EQ(test::error_of([] { drawn_images(0, 1); }).code, "out_of_range");
  EXPECT_EQ(test::error_of([] { drawn_images(-5, 1); }).value, "-5");
  EXPECT_EQ(test::error_of([] { drawn_images(2000000000, 1); }).allowed, "1..1000000");
}

}  // namespace
}  // namespace separatrix
