#include "separatrix/dynamics/spectrum_sums.hpp"

#include <limits>

#include "dynamics/compensated.hpp"

namespace separatrix {

SpectrumSums::SpectrumSums(std::size_t k)
    : sums_(k), corrections_(k), sums_of_sums_(k), block_means_(k + 1), observation_(k + 1) {}

void SpectrumSums::add(std::span<const double> growth, std::int64_t steps) {
  const std::size_t k = sums_.size();
  double total = 0.0;
  for (std::size_t i = 0; i < k; ++i) {
    add_compensated(sums_[i], corrections_[i], growth[i]);
    const double rate = growth[i] / static_cast<double>(steps);
    observation_[i] = rate;
    total += rate;
  }
  observation_[k] = total;
  block_means_.add(observation_);
  steps_ += steps;
  take_mean();
}

void SpectrumSums::replace(std::span<const double> logs, std::int64_t steps) {
  for (std::size_t i = 0; i < sums_.size(); ++i) {
    sums_[i] = logs[i];
    corrections_[i] = 0.0;
  }
  steps_ += steps;
  take_mean();
}

void SpectrumSums::take_mean() {
  ++observations_;
  for (std::size_t i = 0; i < sums_.size(); ++i) sums_of_sums_[i] += sum(i);
}

double SpectrumSums::per_step(std::size_t i) const {
  if (steps_ == 0) return std::numeric_limits<double>::quiet_NaN();
  return sum(i) / static_cast<double>(steps_);
}

double SpectrumSums::mean_of_sums(std::size_t i) const {
  if (observations_ == 0) return std::numeric_limits<double>::quiet_NaN();
  return sums_of_sums_[i] / static_cast<double>(observations_);
}

double SpectrumSums::total_per_step() const {
  double total = 0.0;
  for (std::size_t i = 0; i < sums_.size(); ++i) total += per_step(i);
  return total;
}

void SpectrumSums::save(BinaryWriter& writer) const {
  writer.value(steps_);
  writer.value(observations_);
  writer.values(std::span<const double>(sums_));
  writer.values(std::span<const double>(corrections_));
  writer.values(std::span<const double>(sums_of_sums_));
  block_means_.save(writer);
}

void SpectrumSums::restore(BinaryReader& reader) {
  steps_ = reader.value<std::int64_t>();
  observations_ = reader.value<std::int64_t>();
  reader.values_into(std::span<double>(sums_));
  reader.values_into(std::span<double>(corrections_));
  reader.values_into(std::span<double>(sums_of_sums_));
  block_means_.restore(reader);
}

}  // namespace separatrix
