#include "separatrix/data/drawn_images.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <vector>
#include <xtensor/containers/xfixed.hpp>
#include <xtensor/containers/xtensor.hpp>

#include "data/glyphs.hpp"
#include "separatrix/math/elementary.hpp"
#include "separatrix/math/error.hpp"
#include "separatrix/math/random.hpp"
#include "separatrix/math/text.hpp"

namespace separatrix {
namespace {

constexpr int kSide = 28;  // pixels
constexpr int kClasses = static_cast<int>(kGlyphNames.size());
constexpr std::int32_t kMaximumDrawn = 1'000'000;

// How far images of one class differ. Chosen so that a linear model cannot follow while a small
// network can: of 10,000 images, 8,000 for training, softmax regression gets 77 to 79 % of the test
// images right (best over learning rates 0.01 to 1 and up to 150 epochs), the 784-64-32-10 network
// 97 % (20 epochs of gd 0.1, batch 64); of 6,000 images 75 % and 94 to 96 %.
constexpr double kRotation = 0.35;     // radians, either way, after the quarter turns
constexpr double kShear = 0.2;         // either way
constexpr double kScaleLow = 7.5;      // pixels per unit of the figure, each axis its own
constexpr double kScaleHigh = 10.5;    //
constexpr double kShift = 2.5;         // pixels, either way
constexpr double kStrokeLow = 0.8;     // half of the width of the stroke, pixels
constexpr double kStrokeHigh = 1.5;    //
constexpr double kInkLow = 0.7;        // brightness of the stroke, of 1
constexpr double kClutterInk = 0.45;   // brightness of clutter, at most
constexpr std::uint32_t kClutter = 3;  // up to two short strokes
constexpr double kNoise = 0.12;        // amplitude of the noise: triangular on [-kNoise, kNoise]

using Canvas = xt::xtensor_fixed<double, xt::xshape<kSide, kSide>>;

/// A random affine map from the figure's square to pixel coordinates.
class AffineMap {
 public:
  explicit AffineMap(Pcg32& random) {
    const double angle = random.uniform(-kRotation, kRotation);
    const double shear = random.uniform(-kShear, kShear);
    const double scale_x = random.uniform(kScaleLow, kScaleHigh);
    const double scale_y = random.uniform(kScaleLow, kScaleHigh);
    const double cosine = elementary::cos(angle);
    const double sine = elementary::sin(angle);
    // rotation * shear * scale
    xx_ = cosine * scale_x;
    xy_ = (cosine * shear - sine) * scale_y;
    yx_ = sine * scale_x;
    yy_ = (sine * shear + cosine) * scale_y;
    x0_ = 0.5 * (kSide - 1) + random.uniform(-kShift, kShift);
    y0_ = 0.5 * (kSide - 1) + random.uniform(-kShift, kShift);
  }

  Point operator()(Point p) const {
    return {x0_ + xx_ * p.x + xy_ * p.y, y0_ + yx_ * p.x + yy_ * p.y};
  }

 private:
  double xx_, xy_, yx_, yy_, x0_, y0_;
};

/// Lowers `squares` to the squared distance from each pixel's centre to `stroke`, within `reach`
/// pixels of it.
void lower_squared_distances(Canvas& squares, const Stroke& stroke, double reach) {
  const double dx = stroke.to.x - stroke.from.x;
  const double dy = stroke.to.y - stroke.from.y;
  const double length_squared = dx * dx + dy * dy;
  const double inverse = length_squared > 0.0 ? 1.0 / length_squared : 0.0;
  const auto first = [reach](double a, double b) {
    return std::clamp(static_cast<int>(std::ceil(std::min(a, b) - reach)), 0, kSide);
  };
  const auto last = [reach](double a, double b) {
    return std::clamp(static_cast<int>(std::floor(std::max(a, b) + reach)), -1, kSide - 1);
  };
  const int left = first(stroke.from.x, stroke.to.x);
  const int right = last(stroke.from.x, stroke.to.x);
  const int bottom = last(stroke.from.y, stroke.to.y);
  for (int row = first(stroke.from.y, stroke.to.y); row <= bottom; ++row) {
    const double py = row - stroke.from.y;
    for (int column = left; column <= right; ++column) {
      const double px = column - stroke.from.x;
      const double along = std::clamp((px * dx + py * dy) * inverse, 0.0, 1.0);
      const double ex = px - along * dx;
      const double ey = py - along * dy;
      squares(row, column) = std::min(squares(row, column), ex * ex + ey * ey);
    }
  }
}

/// Strokes of one width and brightness on an image, edges smoothed over one pixel.
class Brush {
 public:
  Brush(double half_width, double ink) : half_width_(half_width), ink_(ink) { squares_.fill(kFar); }

  void add(const Stroke& stroke) { lower_squared_distances(squares_, stroke, half_width_ + 0.5); }

  void paint(Canvas& image) const {
    for (int row = 0; row < kSide; ++row) {
      for (int column = 0; column < kSide; ++column) {
        const double square = squares_(row, column);
        if (square == kFar) continue;
        const double coverage = std::clamp(half_width_ + 0.5 - std::sqrt(square), 0.0, 1.0);
        image(row, column) = std::max(image(row, column), ink_ * coverage);
      }
    }
  }

 private:
  static constexpr double kFar = 1e6;
  Canvas squares_;
  double half_width_;
  double ink_;
};

void paint_clutter(Canvas& image, Pcg32& random) {
  for (std::uint32_t strokes = random.below(kClutter); strokes > 0; --strokes) {
    // One draw per statement: the order in which arguments are evaluated is the compiler's choice.
    const double half_width = random.uniform(0.5, 1.0);
    const double ink = random.uniform(0.2, kClutterInk);
    Brush brush(half_width, ink);
    const double x = random.uniform(0.0, kSide - 1);
    const double y = random.uniform(0.0, kSide - 1);
    const double dx = random.uniform(-7.0, 7.0);
    const double dy = random.uniform(-7.0, 7.0);
    brush.add({{x, y}, {x + dx, y + dy}});
    brush.paint(image);
  }
}

/// Figure `glyph` for image `item` of the collection of `seed`.
Canvas draw(const Glyph& glyph, std::uint32_t seed, std::uint64_t item) {
  Pcg32 random = make_stream(seed, Stream::data, item);
  Canvas image;
  image.fill(0.0);
  paint_clutter(image, random);
  const AffineMap map(random);
  // Quarter turns and mirror images: classes of several shapes each.
  const std::uint32_t pose = random.below(8);
  const double half_width = random.uniform(kStrokeLow, kStrokeHigh);
  const double ink = random.uniform(kInkLow, 1.0);
  Brush brush(half_width, ink);
  const auto posed = [&](Point p) {
    if ((pose & 1U) != 0) p = {-p.x, p.y};
    if ((pose & 2U) != 0) p = {p.x, -p.y};
    if ((pose & 4U) != 0) p = {p.y, p.x};
    return map(p);
  };
  for (const Stroke& stroke : glyph) brush.add({posed(stroke.from), posed(stroke.to)});
  brush.paint(image);
  for (double& value : image) {
    const std::uint32_t word = random.next();
    const double first = static_cast<double>(word >> 16U);
    const double second = static_cast<double>(word & 0xffffU);
    value += kNoise * (first - second) * 0x1p-16;
  }
  return image;
}

/// The classes of ten consecutive images, in random order.
std::array<std::int32_t, kClasses> block_of_classes(std::uint32_t seed, std::uint64_t block) {
  std::array<std::int32_t, kClasses> classes;
  std::iota(classes.begin(), classes.end(), 0);
  make_stream(seed, Stream::data, ~block).shuffle(classes);  // no image has such an item number
  return classes;
}

}  // namespace

ImageSet drawn_images(std::int32_t count, std::uint32_t seed) {
  if (count < 1 || count > kMaximumDrawn) {
    throw LabException({"out_of_range", "samples", to_text(static_cast<std::int64_t>(count)),
                        "1.." + to_text(static_cast<std::int64_t>(kMaximumDrawn)),
                        "use_allowed_value"});
  }
  const std::array<Glyph, kClasses> glyphs = make_glyphs();
  ImageSet set;
  set.count = count;
  set.rows = kSide;
  set.columns = kSide;
  set.class_count = kClasses;
  set.class_names.assign(kGlyphNames.begin(), kGlyphNames.end());
  set.pixels.resize(static_cast<std::size_t>(count) * kSide * kSide);
  set.labels.resize(static_cast<std::size_t>(count));
  const std::array<std::size_t, 3> shape = {static_cast<std::size_t>(count), kSide, kSide};
  xt::xtensor_adaptor<std::vector<std::uint8_t>&, 3> pixels(set.pixels, shape);
  std::array<std::int32_t, kClasses> classes = {};
  for (std::int32_t i = 0; i < count; ++i) {
    if (i % kClasses == 0)
      classes = block_of_classes(seed, static_cast<std::uint64_t>(i / kClasses));
    const std::int32_t label = classes[static_cast<std::size_t>(i % kClasses)];
    set.labels[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(label);
    const Canvas image =
        draw(glyphs[static_cast<std::size_t>(label)], seed, static_cast<std::uint64_t>(i));
    for (int row = 0; row < kSide; ++row) {
      for (int column = 0; column < kSide; ++column) {
        const double value = std::clamp(image(row, column), 0.0, 1.0);
        pixels(i, row, column) = static_cast<std::uint8_t>(value * 255.0 + 0.5);
      }
    }
  }
  return set;
}

}  // namespace separatrix
