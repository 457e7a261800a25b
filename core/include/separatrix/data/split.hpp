#pragma once

#include <cstdint>
#include <vector>

#include "separatrix/data/image_set.hpp"

namespace separatrix {

/// Values of the parameter `split`.
enum class SplitOrder { shuffled, in_order };

/// How samples are divided into train and test (CONTRACT 2).
struct SplitOptions {
  SplitOrder order = SplitOrder::shuffled;
  double train_fraction = 0.8;   ///< in (0, 1); both parts get at least one sample
  std::int32_t train_limit = 0;  ///< use only the first so many of the train part; 0: all
  std::int32_t test_limit = 0;   ///< the same for test
};

struct SplitIndices {
  std::vector<std::int32_t> train;
  std::vector<std::int32_t> test;
};

/// Divides [0, count), after a permutation by stream `split` when shuffled. Train gets
/// round(count * train_fraction) samples. Throws LabException: empty (count < 2), out_of_range
/// (options).
SplitIndices split_indices(std::int32_t count, const SplitOptions& options, std::uint32_t seed);

/// For data that come divided: the limits are applied to each part, after permutations when
/// shuffled. Throws as above (each part needs one sample).
SplitIndices split_given(std::int32_t train_count, std::int32_t test_count,
                         const SplitOptions& options, std::uint32_t seed);

/// Two image sets of equal image size and classes.
struct TrainTestImages {
  ImageSet train;
  ImageSet test;
};

/// split_indices applied to images.
TrainTestImages split_images(const ImageSet& set, const SplitOptions& options, std::uint32_t seed);

}  // namespace separatrix
