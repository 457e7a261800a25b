#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace separatrix {

/// Labelled grey images of one size.
struct ImageSet {
  std::int32_t count = 0;
  std::int32_t rows = 0;
  std::int32_t columns = 0;
  std::int32_t class_count = 0;
  std::vector<std::uint8_t>
      pixels;  ///< count x rows x columns, row-major; the network sees value / 255
  std::vector<std::uint8_t> labels;      ///< count values in [0, class_count)
  std::vector<std::string> class_names;  ///< class_count keys, or empty where the source gives none

  std::int32_t pixels_per_image() const { return rows * columns; }
  std::span<const std::uint8_t> image(std::int32_t index) const {
    return std::span(pixels).subspan(
        static_cast<std::size_t>(index) * static_cast<std::size_t>(pixels_per_image()),
        static_cast<std::size_t>(pixels_per_image()));
  }
};

/// The images named by `indices` (each in [0, count)), in that order, as a set of their own.
ImageSet select_images(const ImageSet& set, std::span<const std::int32_t> indices);

/// FNV-1a (64 bits) over sizes, pixels and labels: tells whether a checkpoint belongs to these
/// data.
std::uint64_t digest(const ImageSet& set);

}  // namespace separatrix
