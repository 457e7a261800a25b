#include "separatrix/nn/image_source.hpp"

#include <stdexcept>

namespace separatrix {
namespace {

/// A batch picks its images from all over the data: waiting for them took most of the time here.
void prefetch(const std::uint8_t* memory, std::size_t size) {
  constexpr std::size_t kCacheLine = 64;
  for (std::size_t i = 0; i < size; i += kCacheLine) __builtin_prefetch(memory + i);
}

}  // namespace

template <typename Scalar>
void ImageSource<Scalar>::gather_chunk(std::span<const std::int32_t> indices,
                                       std::span<Scalar> features) const {
  const auto pixels = static_cast<std::size_t>(images_.pixels_per_image());
  const auto image = [&](std::size_t j) {
    return images_.pixels.data() + static_cast<std::size_t>(indices[j]) * pixels;
  };
  for (std::size_t j = 0; j < indices.size(); ++j) {
    if (j + 1 < indices.size()) prefetch(image(j + 1), pixels);
    const std::uint8_t* const from = image(j);
    Scalar* const to = features.data() + j * pixels;
    for (std::size_t i = 0; i < pixels; ++i) to[i] = static_cast<Scalar>(from[i]) / Scalar{255};
  }
}

template <typename Scalar>
void ImageSource<Scalar>::gather_labels(std::span<const std::int32_t> indices,
                                        std::span<std::int32_t> labels) const {
  for (std::size_t j = 0; j < indices.size(); ++j)
    labels[j] = images_.labels[static_cast<std::size_t>(indices[j])];
}

template <typename Scalar>
void ImageSource<Scalar>::gather_targets(std::span<const std::int32_t>, std::span<Scalar>) const {
  throw std::logic_error("images have classes, not real targets");
}

template class ImageSource<float>;
template class ImageSource<double>;

}  // namespace separatrix
