#include "data/glyphs.hpp"

#include <initializer_list>

#include "separatrix/math/elementary.hpp"

namespace separatrix {
namespace {

constexpr double kPi = 0x1.921fb54442d18p+1;

void add_polyline(Glyph& glyph, std::initializer_list<Point> points) {
  const Point* previous = nullptr;
  for (const Point& point : points) {
    if (previous != nullptr) glyph.push_back({*previous, point});
    previous = &point;
  }
}

/// `pieces` chords of the curve t -> curve(t), t in [0, 1].
template <typename Curve>
void add_curve(Glyph& glyph, int pieces, Curve curve) {
  Point previous = curve(0.0);
  for (int i = 1; i <= pieces; ++i) {
    const Point point = curve(static_cast<double>(i) / pieces);
    glyph.push_back({previous, point});
    previous = point;
  }
}

Point on_circle(double radius, double angle) {
  return {radius * elementary::cos(angle), radius * elementary::sin(angle)};
}

Glyph ring() {
  Glyph glyph;
  add_curve(glyph, 20, [](double t) { return on_circle(0.85, 2.0 * kPi * t); });
  return glyph;
}

Glyph cross() {
  Glyph glyph;
  add_polyline(glyph, {{-0.9, 0.0}, {0.9, 0.0}});
  add_polyline(glyph, {{0.0, -0.9}, {0.0, 0.9}});
  return glyph;
}

Glyph zigzag() {
  Glyph glyph;
  add_polyline(glyph, {{-0.8, -0.85}, {0.8, -0.85}, {-0.8, 0.85}, {0.8, 0.85}});
  return glyph;
}

Glyph spiral() {
  Glyph glyph;
  add_curve(glyph, 28, [](double t) { return on_circle(0.1 + 0.8 * t, 3.5 * kPi * t); });
  return glyph;
}

Glyph arrow() {
  Glyph glyph;
  add_polyline(glyph, {{0.0, 0.9}, {0.0, -0.9}});
  add_polyline(glyph, {{-0.6, -0.2}, {0.0, -0.9}, {0.6, -0.2}});
  return glyph;
}

Glyph triangle() {
  Glyph glyph;
  add_polyline(glyph, {{0.0, -0.9}, {0.85, 0.75}, {-0.85, 0.75}, {0.0, -0.9}});
  return glyph;
}

Glyph square() {
  Glyph glyph;
  add_polyline(glyph, {{-0.75, -0.75}, {0.75, -0.75}, {0.75, 0.75}, {-0.75, 0.75}, {-0.75, -0.75}});
  return glyph;
}

/// Three quarters of a circle, open downwards.
Glyph arch() {
  Glyph glyph;
  add_curve(glyph, 16, [](double t) { return on_circle(0.85, kPi * (0.75 + 1.5 * t)); });
  return glyph;
}

Glyph wave() {
  Glyph glyph;
  add_curve(glyph, 18, [](double t) {
    return Point{0.6 * elementary::sin(2.0 * kPi * t), 0.9 * (2.0 * t - 1.0)};
  });
  return glyph;
}

Glyph fork() {
  Glyph glyph;
  add_polyline(glyph, {{0.0, 0.9}, {0.0, 0.0}});
  add_polyline(glyph, {{-0.7, -0.85}, {0.0, 0.0}, {0.7, -0.85}});
  return glyph;
}

}  // namespace

std::array<Glyph, 10> make_glyphs() {
  return {ring(),     cross(),  zigzag(), spiral(), arrow(),
          triangle(), square(), arch(),   wave(),   fork()};
}

}  // namespace separatrix
