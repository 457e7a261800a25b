#include "separatrix/data/files.hpp"

#include <gtest/gtest.h>

#include "data/idx_builder.hpp"

namespace separatrix {
namespace {

using test::error_of;
using test::idx_images;
using test::idx_labels;

std::vector<File> named(const std::vector<std::string>& names) {
  std::vector<File> files;
  for (const std::string& name : names) files.push_back({name, {}});
  return files;
}

LabError refusal(const std::vector<std::string>& names) {
  return error_of([&] { select_image_files(named(names)); });
}

TEST(ImageFiles, TrainAndT10kArePresent) {
  const ImageFiles chosen =
      select_image_files(named({"t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz",
                                "train-labels-idx1-ubyte", "data/train-images-idx3-ubyte"}));
  EXPECT_EQ(chosen.train.images, 3U);
  EXPECT_EQ(chosen.train.labels, 2U);
  ASSERT_TRUE(chosen.test.has_value());
  EXPECT_EQ(chosen.test->images, 0U);
  EXPECT_EQ(chosen.test->labels, 1U);
}

TEST(ImageFiles, OnePairOfAnyStem) {
  for (const std::string stem : {"", "t10k-", "train-", "fashion.", "a/b\\emnist-"}) {
    const ImageFiles chosen = select_image_files(
        named({stem + "labels-idx1-ubyte.gz", "LICENSE", stem + "images-idx3-ubyte"}));
    EXPECT_EQ(chosen.train.images, 2U);
    EXPECT_EQ(chosen.train.labels, 0U);
    EXPECT_FALSE(chosen.test.has_value());
  }
}

TEST(ImageFiles, TrainAndT10kWinOverFurtherPairs) {
  const ImageFiles chosen = select_image_files(
      named({"images-idx3-ubyte", "labels-idx1-ubyte", "train-images-idx3-ubyte",
             "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"}));
  EXPECT_EQ(chosen.train.images, 2U);
  EXPECT_EQ(chosen.test->images, 4U);
}

TEST(ImageFiles, RefusesWhatIsMissing) {
  EXPECT_EQ(refusal({}).code, "missing_pair");
  const LabError lone = refusal({"t10k-images-idx3-ubyte.gz"});
  EXPECT_EQ(lone, (LabError{"missing_pair", "files", "t10k-images-idx3-ubyte.gz",
                            "t10k-labels-idx1-ubyte", "provide_idx_pair"}));
  EXPECT_EQ(refusal({"a-images-idx3-ubyte", "b-labels-idx1-ubyte"}).code, "missing_pair");
  EXPECT_EQ(
      refusal({"train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte"})
          .allowed,
      "t10k-labels-idx1-ubyte");
}

TEST(ImageFiles, RefusesWhatIsAmbiguous) {
  const LabError two = refusal(
      {"b-images-idx3-ubyte", "b-labels-idx1-ubyte", "a-images-idx3-ubyte", "a-labels-idx1-ubyte"});
  EXPECT_EQ(two.code, "ambiguous_files");
  EXPECT_EQ(two.value,
            "a-images-idx3-ubyte,a-labels-idx1-ubyte,b-images-idx3-ubyte,b-labels-idx1-ubyte");
  EXPECT_EQ(refusal({"images-idx3-ubyte", "images-idx3-ubyte.gz", "labels-idx1-ubyte"}).value,
            "images-idx3-ubyte,images-idx3-ubyte.gz");
}

TEST(ImageFiles, RefusesFilesOfOtherKindsAlone) {
  const LabError error = refusal({"photo.png", "LICENSE"});
  EXPECT_EQ(error.code, "unknown_file");
  EXPECT_EQ(error.value, "LICENSE,photo.png");
}

TEST(LoadImageFiles, OnePairIsDivided) {
  const std::vector<File> files = {{"images-idx3-ubyte", idx_images(10, 2, 2)},
                                   {"labels-idx1-ubyte", idx_labels(10)}};
  SplitOptions options;
  options.order = SplitOrder::in_order;
  const TrainTestImages data = load_image_files(files, options, 1);
  EXPECT_EQ(data.train.count, 8);
  EXPECT_EQ(data.test.count, 2);
  EXPECT_EQ(data.test.labels, (std::vector<std::uint8_t>{8, 9}));
  EXPECT_EQ(data.test.image(0)[0], 32 % 10);
}

TEST(LoadImageFiles, GivenTrainAndTestAreKept) {
  std::vector<File> files = {{"train-images-idx3-ubyte", idx_images(6, 2, 2)},
                             {"train-labels-idx1-ubyte", idx_labels(6)},
                             {"t10k-images-idx3-ubyte", idx_images(4, 2, 2)},
                             {"t10k-labels-idx1-ubyte", idx_labels(4)}};
  SplitOptions options;
  options.train_limit = 5;
  options.test_limit = 3;
  const TrainTestImages data = load_image_files(files, options, 1);
  EXPECT_EQ(data.train.count, 5);
  EXPECT_EQ(data.test.count, 3);
  files[2].bytes = idx_images(4, 2, 3);
  EXPECT_EQ(error_of([&] { load_image_files(files, options, 1); }),
            (LabError{"size_mismatch", "t10k-images-idx3-ubyte", "2x3", "2x2", "check_file"}));
}

TEST(LoadImageFiles, ErrorsNameTheFile) {
  const std::vector<File> files = {{"my-images-idx3-ubyte.gz", idx_images(3, 2, 2)},
                                   {"my-labels-idx1-ubyte", {0, 0, 8, 1}}};
  EXPECT_EQ(error_of([&] { load_image_files(files, {}, 1); }).field, "my-labels-idx1-ubyte");
}

}  // namespace
}  // namespace separatrix
