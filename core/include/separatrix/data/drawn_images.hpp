#pragma once

#include <cstdint>

#include "separatrix/data/image_set.hpp"

namespace separatrix {

inline constexpr std::int32_t kDrawnImageSize = 28;  ///< rows and columns of a drawn image
inline constexpr std::int32_t kDrawnImageClasses = 10;

/// Ten classes of 28 x 28 images drawn by the program: stroke figures under random affine
/// distortion, stroke width, clutter and noise. Image i depends on (seed, i) alone, so a longer set
/// begins with the shorter one; every block of ten images holds each class once, in random order.
/// Bit for bit the same in every build.
ImageSet drawn_images(std::int32_t count, std::uint32_t seed);

}  // namespace separatrix
