// The ten stroke figures of drawn_images, in the square [-1, 1] x [-1, 1].
#pragma once

#include <array>
#include <string_view>
#include <vector>

namespace separatrix {

struct Point {
  double x = 0.0;  ///< to the right
  double y = 0.0;  ///< downwards
};

struct Stroke {
  Point from;
  Point to;
};

/// A figure as straight pieces, curves being fine polylines.
using Glyph = std::vector<Stroke>;

/// Keys of the classes, in the order of the labels.
inline constexpr std::array<std::string_view, 10> kGlyphNames = {
    "ring", "cross", "zigzag", "spiral", "arrow", "triangle", "square", "arch", "wave", "fork"};

/// The figures in the order of kGlyphNames.
std::array<Glyph, 10> make_glyphs();

}  // namespace separatrix
