// `--data`: folders as users have them, and broken ones.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "cli/support/process.hpp"
#include "support/test_data.hpp"

namespace separatrix {
namespace {

using nlohmann::json;
using test::gzip;
using test::Outcome;
using test::run_separatrix;
using test::ScratchFolder;
using test::write_text;

std::string big_endian(std::uint32_t value) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(value >> shift & 255U);
  return bytes;
}

std::string idx_images(std::uint32_t count) {
  std::string text = big_endian(0x803) + big_endian(count) + big_endian(28) + big_endian(28);
  for (std::uint32_t i = 0; i < count * 784; ++i) text += static_cast<char>(i * 7 % 251);
  return text;
}

std::string idx_labels(std::uint32_t count) {
  std::string text = big_endian(0x801) + big_endian(count);
  for (std::uint32_t i = 0; i < count; ++i) text += static_cast<char>(i % 10);
  return text;
}

Outcome train(const std::string& folder) {
  return run_separatrix({"run", "train-images", "--data", folder, "--set", "epochs=1"});
}

void expect_refused(const ScratchFolder& folder, const std::vector<std::string>& parts) {
  const Outcome outcome = train(folder.path(""));
  EXPECT_EQ(outcome.status, 2);
  EXPECT_EQ(outcome.out, "");
  EXPECT_EQ(std::count(outcome.error.begin(), outcome.error.end(), '\n'), 1) << outcome.error;
  for (const std::string& part : parts) {
    EXPECT_NE(outcome.error.find(part), std::string::npos) << part << " in " << outcome.error;
  }
}

TEST(Data, OnePairPlainOrPackedBesideOtherFiles) {
  const ScratchFolder plain;
  write_text(plain.path("a-images-idx3-ubyte"), idx_images(50));
  write_text(plain.path("a-labels-idx1-ubyte"), idx_labels(50));
  write_text(plain.path("README.md"), "no data");
  std::filesystem::create_directory(plain.path("folder-ubyte"));
  const Outcome once = train(plain.path(""));
  EXPECT_EQ(once.status, 0) << once.error;
  const ScratchFolder packed;
  write_text(packed.path("a-images-idx3-ubyte.gz"), gzip(idx_images(50)));
  write_text(packed.path("a-labels-idx1-ubyte.gz"), gzip(idx_labels(50)));
  EXPECT_EQ(train(packed.path("")).out, once.out);
}

TEST(Data, WhatIsMissingOrBrokenIsRefused) {
  const ScratchFolder folder;
  const std::string images = folder.path("images-idx3-ubyte.gz");
  const std::string labels = folder.path("labels-idx1-ubyte.gz");
  expect_refused(folder, {"--data", "idx3-ubyte"});
  write_text(folder.path("notes.txt"), "x");
  expect_refused(folder, {"notes.txt"});
  write_text(images, gzip(idx_images(40)));
  expect_refused(folder, {"images-idx3-ubyte.gz"});
  write_text(labels, gzip(idx_labels(39)));
  expect_refused(folder, {"39", "40"});
  write_text(labels, gzip(idx_images(40)));
  expect_refused(folder, {"labels-idx1-ubyte.gz", "0x00000803", "0x00000801"});
  write_text(labels, gzip(idx_labels(40)).substr(0, 30));
  expect_refused(folder, {"labels-idx1-ubyte.gz"});
  write_text(labels, idx_labels(40));
  expect_refused(folder, {"labels-idx1-ubyte.gz", "gzip"});
  write_text(labels, gzip(idx_labels(40)));
  write_text(images, gzip(idx_images(40).substr(0, 5000)));
  expect_refused(folder, {"images-idx3-ubyte.gz", "5000"});
  write_text(images, gzip(big_endian(0x803) + std::string(12, '\xff')));
  expect_refused(folder, {"images-idx3-ubyte.gz"});
  write_text(images, gzip(idx_images(40)));
  EXPECT_EQ(train(folder.path("")).status, 0) << "whole again";
  write_text(folder.path("b-images-idx3-ubyte"), idx_images(40));
  expect_refused(folder, {"b-labels-idx1-ubyte"});
  write_text(folder.path("b-labels-idx1-ubyte"), idx_labels(40));
  expect_refused(folder, {"b-images-idx3-ubyte", "images-idx3-ubyte.gz"});
  const Outcome none = run_separatrix({"run", "train-images", "--data", folder.path("none")});
  EXPECT_EQ(none.status, 2);
  const Outcome file = run_separatrix({"run", "train-images", "--data", images});
  EXPECT_EQ(file.status, 2);
}

// The network of source 003 on the 10,000 real images: 94 % after 20 epochs of plain gradient
// descent.
TEST(Data, MnistReaches94Percent) {
  const std::string folder = "mnist-t10k";
  const char* required = std::getenv("SEPARATRIX_REQUIRE_DATA");
  if (required != nullptr && std::string(required) == "1") {
    ASSERT_TRUE(
        test::file_exists(test::data_folder() + "/" + folder + "/t10k-images-idx3-ubyte.gz"))
        << "no data: " << test::data_folder() << "/" << folder;
  }
  SEPARATRIX_NEEDS_DATA(folder);
  const Outcome outcome = run_separatrix(
      {"run", "train-images", "--data", test::data_folder() + "/" + folder, "--set",
       "split=in_order", "--set", "train_fraction=0.8", "--set", "epochs=20", "--set",
       "optimizer=gd", "--set", "learning_rate=0.1", "--set", "batch_size=64"});
  ASSERT_EQ(outcome.status, 0) << outcome.error;
  const json result = json::parse(outcome.out);
  EXPECT_EQ(result["steps"], 20 * 125);
  EXPECT_EQ(result["stop"]["reason"], "limit");
  double accuracy = 0;
  for (const json& panel : result["panels"]) {
    for (const json& value : panel.value("values", json::array())) {
      if (value["name"] == "test_accuracy") accuracy = value["value"];
    }
  }
  EXPECT_GE(accuracy, 0.94);
  RecordProperty("test_accuracy", std::to_string(accuracy));
}

}  // namespace
}  // namespace separatrix
