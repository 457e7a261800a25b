#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "separatrix/data/image_set.hpp"

namespace separatrix {

/// Limits of what is read from outside; a header may claim anything.
inline constexpr std::int64_t kMaximumImages = 1'000'000;
inline constexpr std::int64_t kMaximumImageSide = 1'024;
inline constexpr std::int64_t kMaximumPixelBytes = 512LL * 1024 * 1024;

/// The images of an IDX3 file, without their labels.
struct IdxImages {
  std::int32_t count = 0;
  std::int32_t rows = 0;
  std::int32_t columns = 0;
  std::vector<std::uint8_t> pixels;  ///< count x rows x columns
};

/// Reads an IDX file of unsigned bytes with three dimensions (magic 0x00000803, big-endian 32-bit
/// sizes, then the bytes; LeCun, the MNIST page). `field` names the file in errors. Throws
/// LabException with code bad_magic, truncated, trailing_bytes, empty or too_large.
IdxImages parse_idx_images(std::span<const std::uint8_t> bytes, std::string_view field = "images");

/// The same for labels: one dimension, magic 0x00000801. Every value is accepted here; the range is
/// checked by image_set_from_idx, which knows the number of classes.
std::vector<std::uint8_t> parse_idx_labels(std::span<const std::uint8_t> bytes,
                                           std::string_view field = "labels");

/// Both files together. Further codes: count_mismatch (field: the labels), label_out_of_range.
ImageSet image_set_from_idx(std::span<const std::uint8_t> image_bytes,
                            std::span<const std::uint8_t> label_bytes,
                            std::int32_t class_count = 10, std::string_view image_field = "images",
                            std::string_view label_field = "labels");

}  // namespace separatrix
