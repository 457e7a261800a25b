#include "separatrix/data/split.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "separatrix/math/error.hpp"
#include "separatrix/math/random.hpp"
#include "separatrix/math/text.hpp"

namespace separatrix {
namespace {

void require_options(const SplitOptions& options) {
  for (const auto& [name, limit] : {std::pair("train_limit", options.train_limit),
                                    std::pair("test_limit", options.test_limit)}) {
    if (limit < 0) {
      throw LabException({"out_of_range", name, to_text(static_cast<std::int64_t>(limit)), "0..",
                          "use_allowed_value"});
    }
  }
}

void require_samples(std::int32_t count, std::int32_t minimum, const char* field) {
  if (count < minimum) {
    throw LabException({"empty", field, to_text(static_cast<std::int64_t>(count)),
                        to_text(static_cast<std::int64_t>(minimum)) + "..", "check_file"});
  }
}

std::vector<std::int32_t> ordered(std::int32_t count, SplitOrder order, Pcg32& random) {
  std::vector<std::int32_t> indices(static_cast<std::size_t>(count));
  std::iota(indices.begin(), indices.end(), 0);
  if (order == SplitOrder::shuffled) random.shuffle(indices);
  return indices;
}

void apply_limit(std::vector<std::int32_t>& indices, std::int32_t limit) {
  if (limit > 0) indices.resize(std::min(indices.size(), static_cast<std::size_t>(limit)));
}

}  // namespace

SplitIndices split_indices(std::int32_t count, const SplitOptions& options, std::uint32_t seed) {
  require_options(options);
  if (!(options.train_fraction > 0.0 && options.train_fraction < 1.0)) {
    throw LabException({"out_of_range", "train_fraction", to_text(options.train_fraction), "0<..<1",
                        "use_allowed_value"});
  }
  require_samples(count, 2, "samples");
  Pcg32 random = make_stream(seed, Stream::split);
  const std::vector<std::int32_t> indices = ordered(count, options.order, random);
  // floor(x + 1/2) in place of round(): exact arithmetic on all systems.
  const auto nearest = static_cast<std::int32_t>(
      std::floor(static_cast<double>(count) * options.train_fraction + 0.5));
  const std::int32_t train_count = std::clamp(nearest, 1, count - 1);
  SplitIndices split;
  split.train.assign(indices.begin(), indices.begin() + train_count);
  split.test.assign(indices.begin() + train_count, indices.end());
  apply_limit(split.train, options.train_limit);
  apply_limit(split.test, options.test_limit);
  return split;
}

SplitIndices split_given(std::int32_t train_count, std::int32_t test_count,
                         const SplitOptions& options, std::uint32_t seed) {
  require_options(options);
  require_samples(train_count, 1, "train_samples");
  require_samples(test_count, 1, "test_samples");
  Pcg32 random = make_stream(seed, Stream::split);
  SplitIndices split;
  split.train = ordered(train_count, options.order, random);
  split.test = ordered(test_count, options.order, random);
  apply_limit(split.train, options.train_limit);
  apply_limit(split.test, options.test_limit);
  return split;
}

TrainTestImages split_images(const ImageSet& set, const SplitOptions& options, std::uint32_t seed) {
  const SplitIndices split = split_indices(set.count, options, seed);
  return {select_images(set, split.train), select_images(set, split.test)};
}

}  // namespace separatrix
