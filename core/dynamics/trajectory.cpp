#include "separatrix/dynamics/trajectory.hpp"

#include "dynamics/restored.hpp"
#include "separatrix/math/error.hpp"
#include "separatrix/math/text.hpp"

namespace separatrix {

Trajectory::Trajectory(std::size_t dimension, std::int64_t capacity, std::int64_t first_time)
    : dimension_(dimension), capacity_(capacity), first_time_(first_time) {
  if (capacity < 1 || capacity > longest(dimension)) {
    throw LabException({"out_of_range", "steps", to_text(capacity),
                        "1.." + to_text(longest(dimension)), "use_allowed_value"});
  }
  states_.reserve(static_cast<std::size_t>(capacity) * dimension);
}

void Trajectory::push(std::span<const double> state) {
  states_.insert(states_.end(), state.begin(), state.end());
}

void Trajectory::save(BinaryWriter& writer) const {
  writer.value(static_cast<std::uint64_t>(size()));
  for (std::int64_t i = 0; i < size(); ++i) writer.values(state(i));
}

void Trajectory::restore(BinaryReader& reader) {
  const auto count = static_cast<std::int64_t>(reader.value<std::uint64_t>());
  require_restored(reader.ok() && count >= 0 && count <= capacity_);
  states_.clear();
  std::vector<double> state(dimension_);
  for (std::int64_t i = 0; i < count && reader.ok(); ++i) {
    reader.values_into(std::span<double>(state));
    push(state);
  }
}

}  // namespace separatrix
