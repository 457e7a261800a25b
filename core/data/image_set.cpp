#include "separatrix/data/image_set.hpp"

#include <algorithm>

namespace separatrix {
namespace {

class Fnv1a {
 public:
  void add(std::span<const std::uint8_t> bytes) {
    for (const std::uint8_t byte : bytes) hash_ = (hash_ ^ byte) * 0x100000001b3ULL;
  }
  void add(std::int32_t value) {
    const auto bits = static_cast<std::uint32_t>(value);
    const std::uint8_t bytes[4] = {
        static_cast<std::uint8_t>(bits), static_cast<std::uint8_t>(bits >> 8U),
        static_cast<std::uint8_t>(bits >> 16U), static_cast<std::uint8_t>(bits >> 24U)};
    add(bytes);
  }
  std::uint64_t value() const { return hash_; }

 private:
  std::uint64_t hash_ = 0xcbf29ce484222325ULL;
};

}  // namespace

ImageSet select_images(const ImageSet& set, std::span<const std::int32_t> indices) {
  ImageSet selected;
  selected.count = static_cast<std::int32_t>(indices.size());
  selected.rows = set.rows;
  selected.columns = set.columns;
  selected.class_count = set.class_count;
  selected.class_names = set.class_names;
  const auto size = static_cast<std::size_t>(set.pixels_per_image());
  selected.pixels.resize(indices.size() * size);
  selected.labels.resize(indices.size());
  for (std::size_t i = 0; i < indices.size(); ++i) {
    const std::span<const std::uint8_t> image = set.image(indices[i]);
    std::copy(image.begin(), image.end(),
              selected.pixels.begin() + static_cast<std::ptrdiff_t>(i * size));
    selected.labels[i] = set.labels[static_cast<std::size_t>(indices[i])];
  }
  return selected;
}

std::uint64_t digest(const ImageSet& set) {
  Fnv1a hash;
  for (const std::int32_t size : {set.count, set.rows, set.columns, set.class_count})
    hash.add(size);
  hash.add(set.pixels);
  hash.add(set.labels);
  return hash.value();
}

}  // namespace separatrix
