// A frame: what changed since the last one, as typed sections in one buffer (DESIGN 2.6). The
// layout is defined here and mirrored in web/engine/frame.ts; a test compares the two.
#pragma once

#include <cstdint>
#include <vector>

#include "separatrix/run/run.hpp"

namespace separatrix {

inline constexpr std::uint32_t kFrameMagic = 0x58504553;  // "SEPX"
inline constexpr std::uint32_t kFrameVersion = 1;

enum FrameFlag : std::uint32_t {
  kFrameStopped = 1,   ///< the run has a stop
  kFrameRestored = 2,  ///< first frame after a restore: truncate to truncate_step
  kFrameAtBoundary = 4,
};

/// First bytes of a frame. Absent numbers are NaN.
struct FrameHeader {
  std::uint32_t magic;
  std::uint32_t version;
  std::uint32_t section_count;
  std::uint32_t flags;
  double steps;
  double gradient_evaluations;
  double ode_time;
  double progress;
  double truncate_step;
  double reserved;
};
static_assert(sizeof(FrameHeader) == 64);

enum class DType : std::uint32_t { f64 = 0, f32 = 1, u8 = 2 };

/// What a section holds; shapes are row-major.
enum class Slot : std::uint32_t {
  samples = 0,   ///< lines: f64 [n, 4] x, y, low, high; index = series, first = index of sample 0
  values = 1,    ///< values: f64 [n, 3] value, uncertainty, noise (0 | 1)
  spectrum = 2,  ///< spectrum: f64 [n, 3] value, uncertainty, noise; index = group
  field_range = 3,   ///< field: f64 [2, 2] x min, x max, y min, y max
  field_data = 4,    ///< field: f64 [rows, columns]
  field_points = 5,  ///< field: f64 [n, 3] x, y, class
  scatter = 6,       ///< scatter: f64 [n, 2]; index = group
  pixels = 7,        ///< images: u8 [n, rows, columns]
  labels = 8,        ///< images: f64 [n, 2] label, prediction (-1: none yet)
  verdict = 9,       ///< any: u8 text "code;name=value;..." of the panel's verdict
};

/// Directory entry of one section; entries follow the header.
struct FrameSection {
  std::uint32_t panel;   ///< index in Run::panels()
  std::uint32_t kind;    ///< PanelKind
  std::uint32_t slot;    ///< Slot
  std::uint32_t index;   ///< series or group
  std::uint32_t dtype;   ///< DType
  std::uint32_t offset;  ///< bytes from the start of the frame, a multiple of 8
  std::uint32_t shape[3];
  std::uint32_t first;  ///< samples: index of the first sample; 0 = replace the whole curve
  std::uint32_t revision;
  std::uint32_t reserved;
};
static_assert(sizeof(FrameSection) == 48);

/// Builds frames of one run. Remembers which revision of each panel was sent; unchanged panels are
/// left out.
class FrameBuilder {
 public:
  /// Takes the next frame; the bytes begin at a multiple of 8 when the vector's memory does. Copies
  /// only; everything it shows was computed by advance().
  std::vector<std::uint8_t> take(Run& run);
  /// After Run::restore(): the next frame replaces everything and says so.
  void restored() {
    restored_ = true;
    sent_.clear();
  }

 private:
  std::vector<std::uint32_t> sent_;
  bool restored_ = false;
};

}  // namespace separatrix
