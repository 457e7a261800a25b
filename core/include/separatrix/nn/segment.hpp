#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace separatrix {

enum class SegmentRole { weight, bias, norm, slope };
std::string_view to_string(SegmentRole role);

/// A piece of theta (DESIGN 2.1): what initialisers, regularisers, the network panel and export go
/// by.
struct Segment {
  std::string name = {};   ///< dense_0.weight, dense_0.bias, dense_1.weight, ...
  std::int32_t layer = 0;  ///< index of the layer
  SegmentRole role = SegmentRole::weight;
  std::size_t offset = 0;                ///< place of the first value in theta
  std::vector<std::int32_t> shape = {};  ///< of the row-major array; weights {outputs, inputs}
  std::int32_t fan_in = 0;               ///< inputs that meet in one output of the layer
  std::int32_t fan_out = 0;

  std::size_t size() const {
    std::size_t count = 1;
    for (const std::int32_t n : shape) count *= static_cast<std::size_t>(n);
    return count;
  }
};

}  // namespace separatrix
