#include "initializer.hpp"

#include <algorithm>
#include <cmath>

#include "separatrix/math/random.hpp"

namespace separatrix::detail {
namespace {

double standard_deviation(Initializer initializer, const Segment& segment) {
  const double fan_in = segment.fan_in;
  const double fan_out = segment.fan_out;
  return std::sqrt(2.0 / (initializer == Initializer::xavier ? fan_in + fan_out : fan_in));
}

}  // namespace

template <typename Scalar>
void initialize_parameters(Initializer initializer, std::span<const Segment> segments,
                           std::uint32_t seed, std::span<Scalar> theta) {
  Pcg32 random = make_stream(seed, Stream::initial_parameters);
  for (const Segment& segment : segments) {
    const std::span<Scalar> values = theta.subspan(segment.offset, segment.size());
    if (segment.role != SegmentRole::weight) {
      // norm and slope segments will bring their own values with their layers
      std::fill(values.begin(), values.end(), Scalar{0});
      continue;
    }
    const double deviation = standard_deviation(initializer, segment);
    for (Scalar& value : values) value = static_cast<Scalar>(deviation * random.normal());
  }
}

template void initialize_parameters<float>(Initializer, std::span<const Segment>, std::uint32_t,
                                           std::span<float>);
template void initialize_parameters<double>(Initializer, std::span<const Segment>, std::uint32_t,
                                            std::span<double>);

}  // namespace separatrix::detail
