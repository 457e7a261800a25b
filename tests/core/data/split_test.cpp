#include "separatrix/data/split.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "data/idx_builder.hpp"

namespace separatrix {
namespace {

using test::error_of;

SplitOptions in_order() {
  SplitOptions options;
  options.order = SplitOrder::in_order;
  return options;
}

TEST(Split, InOrderTakesTheFirstPart) {
  const SplitIndices split = split_indices(10000, in_order(), 1);
  EXPECT_EQ(split.train.size(), 8000U);
  EXPECT_EQ(split.test.size(), 2000U);
  EXPECT_EQ(split.train.front(), 0);
  EXPECT_EQ(split.test.front(), 8000);
}

TEST(Split, ShuffledIsADivisionThatDependsOnTheSeedAlone) {
  const SplitIndices split = split_indices(101, {}, 7);
  EXPECT_EQ(split.train.size(), 81U);
  std::vector<std::int32_t> all = split.train;
  all.insert(all.end(), split.test.begin(), split.test.end());
  EXPECT_FALSE(std::is_sorted(all.begin(), all.end()));
  std::sort(all.begin(), all.end());
  std::vector<std::int32_t> expected(101);
  std::iota(expected.begin(), expected.end(), 0);
  EXPECT_EQ(all, expected);
  EXPECT_EQ(split_indices(101, {}, 7).train, split.train);
  EXPECT_NE(split_indices(101, {}, 8).train, split.train);
}

TEST(Split, LimitsCutEachPart) {
  SplitOptions options;
  options.train_limit = 20;
  options.test_limit = 1000;  // more than there are
  const SplitIndices split = split_indices(100, options, 3);
  EXPECT_EQ(split.train.size(), 20U);
  EXPECT_EQ(split.test.size(), 20U);
  const SplitIndices whole = split_indices(100, {}, 3);
  EXPECT_TRUE(std::equal(split.train.begin(), split.train.end(), whole.train.begin()));
  EXPECT_EQ(split.test, whole.test);
}

TEST(Split, EachPartGetsASample) {
  SplitOptions options;
  options.train_fraction = 0.999;
  EXPECT_EQ(split_indices(2, options, 1).test.size(), 1U);
  options.train_fraction = 0.001;
  EXPECT_EQ(split_indices(2, options, 1).train.size(), 1U);
}

TEST(Split, RefusesBadOptions) {
  for (const double fraction : {0.0, 1.0, -0.5, 1.5, std::nan("")}) {
    SplitOptions options;
    options.train_fraction = fraction;
    EXPECT_EQ(error_of([&] { split_indices(10, options, 1); }).field, "train_fraction") << fraction;
  }
  SplitOptions options;
  options.test_limit = -1;
  EXPECT_EQ(error_of([&] { split_indices(10, options, 1); }),
            (LabError{"out_of_range", "test_limit", "-1", "0..", "use_allowed_value"}));
  EXPECT_EQ(error_of([] { split_indices(1, {}, 1); }).code, "empty");
  EXPECT_EQ(error_of([] { split_given(5, 0, {}, 1); }).field, "test_samples");
}

TEST(Split, GivenPartsStayApart) {
  SplitOptions options;
  options.train_limit = 3;
  const SplitIndices split = split_given(6, 4, options, 2);
  EXPECT_EQ(split.train.size(), 3U);
  EXPECT_EQ(split.test.size(), 4U);
  EXPECT_LT(*std::max_element(split.test.begin(), split.test.end()), 4);
  EXPECT_EQ(split_given(6, 4, in_order(), 2).test, (std::vector<std::int32_t>{0, 1, 2, 3}));
}

// Golden: links depend on the division staying as it is.
TEST(Split, HasFixedValues) {
  EXPECT_EQ(split_indices(10, {}, 1).train, (std::vector<std::int32_t>{3, 9, 4, 7, 8, 6, 5, 1}));
}

TEST(ImageSet, SelectionCopiesPixelsAndLabels) {
  ImageSet set = {3, 1, 2, 4, {1, 2, 3, 4, 5, 6}, {3, 0, 1}, {"a", "b", "c", "d"}};
  const std::vector<std::int32_t> indices = {2, 0, 2};
  const ImageSet selected = select_images(set, indices);
  EXPECT_EQ(selected.count, 3);
  EXPECT_EQ(selected.pixels, (std::vector<std::uint8_t>{5, 6, 1, 2, 5, 6}));
  EXPECT_EQ(selected.labels, (std::vector<std::uint8_t>{1, 3, 1}));
  EXPECT_EQ(selected.class_names.size(), 4U);
}

TEST(ImageSet, DigestSeesEveryPart) {
  const ImageSet set = {2, 1, 2, 4, {1, 2, 3, 4}, {3, 0}, {}};
  const std::uint64_t original = digest(set);
  ImageSet changed = set;
  changed.pixels[3] = 5;
  EXPECT_NE(digest(changed), original);
  changed = set;
  changed.labels[0] = 2;
  EXPECT_NE(digest(changed), original);
  changed = set;
  changed.rows = 2;
  changed.columns = 1;
  EXPECT_NE(digest(changed), original);
  EXPECT_EQ(digest(ImageSet{set}), original);
}

}  // namespace
}  // namespace separatrix
