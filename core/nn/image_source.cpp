#include "separatrix/nn/image_source.hpp"

#include <stdexcept>

namespace separatrix {

template <typename Scalar>
void ImageSource<Scalar>::gather_chunk(std::span<const std::int32_t> indices,
                                       std::span<Scalar> features) const {
  const auto pixels = static_cast<std::size_t>(images_.pixels_per_image());
  for (std::size_t j = 0; j < indices.size(); ++j) {
    const std::uint8_t* const from =
        images_.pixels.data() + static_cast<std::size_t>(indices[j]) * pixels;
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
