#include "separatrix/data/idx.hpp"

#include <gtest/gtest.h>

#include "data/idx_builder.hpp"
#include "separatrix/math/random.hpp"

namespace separatrix {
namespace {

using test::append_big_endian;
using test::error_of;
using test::idx;
using test::idx_images;
using test::idx_labels;
using Bytes = std::vector<std::uint8_t>;

TEST(Idx, ReadsImagesAndLabels) {
  const ImageSet set = image_set_from_idx(idx_images(12, 3, 2), idx_labels(12));
  EXPECT_EQ(set.count, 12);
  EXPECT_EQ(set.rows, 3);
  EXPECT_EQ(set.columns, 2);
  EXPECT_EQ(set.class_count, 10);
  EXPECT_EQ(set.pixels.size(), 72U);
  EXPECT_EQ(set.image(2)[1], 3);  // pixel 13 of the file
  EXPECT_EQ(set.labels[11], 1);
  EXPECT_TRUE(set.class_names.empty());
}

TEST(Idx, RefusesAnotherMagicNumber) {
  const LabError error = error_of([] { parse_idx_images(idx(0x801, {4, 2, 2}, 16), "train.idx"); });
  EXPECT_EQ(error, (LabError{"bad_magic", "train.idx", "0x00000801", "0x00000803", "check_file"}));
  EXPECT_EQ(error_of([] { parse_idx_labels(idx(0x803, {4}, 4)); }).code, "bad_magic");
  // Still compressed: nobody inflated it.
  EXPECT_EQ(error_of([] { parse_idx_images(Bytes{0x1f, 0x8b, 8, 0, 0}); }).code, "bad_magic");
  // Doubles instead of bytes.
  EXPECT_EQ(error_of([] { parse_idx_images(idx(0xe03, {1, 1, 1}, 8)); }).code, "bad_magic");
}

TEST(Idx, RefusesEveryTruncation) {
  const Bytes images = idx_images(3, 2, 2);
  for (std::size_t size = 0; size < images.size(); ++size) {
    const LabError error = error_of([&] { parse_idx_images(std::span(images).first(size)); });
    EXPECT_EQ(error.code, "truncated") << size;
    EXPECT_EQ(error.value, std::to_string(size));
  }
  const Bytes labels = idx_labels(5);
  for (std::size_t size = 0; size < labels.size(); ++size) {
    EXPECT_EQ(error_of([&] { parse_idx_labels(std::span(labels).first(size)); }).code, "truncated");
  }
  EXPECT_EQ(error_of([] {
              parse_idx_images(idx(0x803, {3, 2, 2}, 11), "x");
            }),
            (LabError{"truncated", "x", "27", "28", "check_file"}));
}

TEST(Idx, RefusesTrailingBytes) {
  Bytes images = idx_images(3, 2, 2);
  images.push_back(0);
  EXPECT_EQ(error_of([&] { parse_idx_images(images, "x"); }),
            (LabError{"trailing_bytes", "x", "29", "28", "check_file"}));
  Bytes labels = idx_labels(3);
  labels.push_back(0);
  EXPECT_EQ(error_of([&] { parse_idx_labels(labels); }).code, "trailing_bytes");
}

TEST(Idx, RefusesAbsurdSizes) {
  // The product of these overflows 64 bits; of the next ones, 32 bits to a small number.
  EXPECT_EQ(error_of([] {
              parse_idx_images(idx(0x803, {~0U, ~0U, ~0U}, 0), "x");
            }),
            (LabError{"too_large", "x", "4294967295", "1..1000000", "check_file"}));
  EXPECT_EQ(error_of([] { parse_idx_images(idx(0x803, {65536, 65536, 1}, 0)); }).code, "too_large");
  EXPECT_EQ(error_of([] { parse_idx_images(idx(0x803, {1, 1, 1025}, 1025)); }).code, "too_large");
  // Each size is allowed, the product is not.
  EXPECT_EQ(error_of([] {
              parse_idx_images(idx(0x803, {1000000, 1024, 1024}, 0), "x");
            }).value,
            "1048576000000");
  EXPECT_EQ(error_of([] { parse_idx_labels(idx(0x801, {0x80000000U}, 0)); }).code, "too_large");
}

TEST(Idx, RefusesEmptySizes) {
  EXPECT_EQ(error_of([] { parse_idx_images(idx(0x803, {0, 28, 28}, 0)); }).code, "empty");
  EXPECT_EQ(error_of([] { parse_idx_images(idx(0x803, {1, 0, 28}, 0)); }).code, "empty");
  EXPECT_EQ(error_of([] { parse_idx_labels(idx(0x801, {0}, 0)); }).code, "empty");
}

TEST(Idx, RefusesMismatchedCounts) {
  const LabError error = error_of(
      [] { image_set_from_idx(idx_images(4, 2, 2), idx_labels(5), 10, "images", "labels"); });
  EXPECT_EQ(error, (LabError{"count_mismatch", "labels", "5", "4", "check_file"}));
}

TEST(Idx, RefusesLabelsOutOfRange) {
  EXPECT_EQ(error_of([] { image_set_from_idx(idx_images(4, 2, 2), idx_labels(4), 3); }),
            (LabError{"label_out_of_range", "labels", "3", "0..2", "check_file"}));
}

// Any bytes: either read or refused by a LabError, never anything else.
TEST(Idx, SurvivesDamagedHeaders) {
  Pcg32 random(1, 2);
  int refused = 0;
  for (int i = 0; i < 20000; ++i) {
    Bytes images = idx_images(2, 2, 2);
    for (std::uint32_t changes = 1 + random.below(3); changes > 0; --changes) {
      images[random.below(16)] = static_cast<std::uint8_t>(random.next());
    }
    if (error_of([&] { parse_idx_images(images); }).code != "none") ++refused;
  }
  EXPECT_GT(refused, 19000);
}

}  // namespace
}  // namespace separatrix
