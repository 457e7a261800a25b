// Standard errors of means of correlated series, from block means (NUMERICS 1.4).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "separatrix/math/binary.hpp"

namespace separatrix {

/// Means of several series observed together. Observations fill blocks of equal length; when there
/// are 20 blocks they are joined in pairs and the length doubles, so at any time there are 10 to 19
/// complete blocks, as long as the run allows. The standard error is sd(block means) /
/// sqrt(blocks); it is right where a block is much longer than the correlation time. An interval of
/// probability p is +- the Student t quantile of blocks - 1 degrees of freedom times the standard
/// error. Observations of the incomplete last block do not enter the standard error.
class BlockMeans {
 public:
  static constexpr std::size_t kMostBlocks = 20;
  static constexpr std::size_t kFewestBlocks = 10;

  explicit BlockMeans(std::size_t series);

  /// values [series].
  void add(std::span<const double> values);
  /// Complete blocks.
  std::size_t blocks() const { return blocks_; }
  /// Observations per block.
  std::int64_t block_length() const { return length_; }
  /// NaN with fewer than kFewestBlocks blocks, or where the series is not finite.
  double standard_error(std::size_t series) const;

  void save(BinaryWriter& writer) const;
  void restore(BinaryReader& reader);

 private:
  std::size_t series_;
  std::size_t blocks_ = 0;
  std::int64_t length_ = 1;
  std::int64_t filled_ = 0;   // observations in the incomplete block
  std::vector<double> sums_;  // kMostBlocks x series; row blocks_ is the incomplete one
};

/// 97.5 % quantile of Student's t: a two-sided 95 % interval is +- this times the standard error.
/// For 9 to 19 degrees of freedom (tabulated, 3 decimals); NaN otherwise.
double student_t_975(std::size_t degrees_of_freedom);

}  // namespace separatrix
