// A recorded curve of bounded memory (DESIGN 2.6).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "separatrix/math/binary.hpp"

namespace separatrix {

/// One sample of a curve; low and high are y minus and plus one standard error, NaN where there is
/// none.
struct LineSample {
  double x, y, low, high;
};

/// A curve: exact up to kCapacity samples; then neighbouring buckets are merged in pairs, each
/// keeping its first, smallest, largest and last sample, so that every point shown is a real
/// sample, extremes are never lost, and hours of running cost constant memory.
///
/// Once pending() has been asked for, samples are also kept until taken, in full: a frame becomes
/// longer, nothing is dropped.
class LineSeries {
 public:
  static constexpr std::size_t kCapacity = 4096;

  LineSeries(std::string name, std::string unit, bool band = false);

  void append(double x, double y);
  void append(double x, double y, double low, double high);

  const std::string& name() const { return name_; }
  const std::string& unit() const { return unit_; }
  bool has_band() const { return band_; }
  /// Number of samples ever appended.
  std::uint64_t count() const { return count_; }

  /// The curve as kept: distinct real samples in the order of appending.
  std::vector<LineSample> samples() const;
  LineSample last() const;

  struct Pending {
    std::uint64_t first = 0;          ///< index of the first sample below
    std::vector<LineSample> samples;  ///< with first == 0 they replace the whole curve
  };
  /// What is new since the last call; the first call, and the first after restore(), give the whole
  /// curve with first == 0.
  Pending take_pending();

  /// Counts and buckets; name, unit and band are the owner's.
  void save(BinaryWriter& writer) const;
  /// False, and nothing changed, where the bytes describe no curve.
  bool restore(BinaryReader& reader);

 private:
  struct Bucket {
    LineSample first, min, max, last;
    std::uint64_t first_index, min_index, max_index, last_index;
  };
  void merge_pairs();

  std::string name_, unit_;
  bool band_;
  std::uint64_t count_ = 0;
  std::uint64_t stride_ = 1;  ///< samples per full bucket
  std::vector<Bucket> buckets_;
  bool tracking_ = false;
  std::uint64_t taken_ = 0;
  std::vector<LineSample> pending_;
};

}  // namespace separatrix
