// From logarithms of growth to exponents with uncertainty.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "separatrix/dynamics/block_means.hpp"
#include "separatrix/math/binary.hpp"

namespace separatrix {

/// Sums s_i(t) of the logarithms of growth of k vectors over t steps, and what is read off them.
/// -Infinity stays.
class SpectrumSums {
 public:
  explicit SpectrumSums(std::size_t k);

  /// s_i += growth_i over the next `steps` steps.
  void add(std::span<const double> growth, std::int64_t steps);
  /// s_i = logs_i after the next `steps` steps (a product kept as it is). Gives no uncertainty.
  void replace(std::span<const double> logs, std::int64_t steps);

  std::size_t size() const { return sums_.size(); }
  /// t.
  std::int64_t steps() const { return steps_; }
  /// s_i(t), nats.
  double sum(std::size_t i) const { return sums_[i] + corrections_[i]; }
  /// s_i(t) / t, nats per step: the exponent. NaN at t = 0.
  double per_step(std::size_t i) const;
  /// Mean over t' <= t of s_i(t'), nats: what source 004 prints; about lambda_i (t + 1) / 2, not an
  /// exponent.
  double mean_of_sums(std::size_t i) const;
  /// Of per_step(i), from block means: a statement about the limit of long times, one standard
  /// error; NaN below 10 blocks and for products.
  double standard_error(std::size_t i) const { return block_means_.standard_error(i); }
  /// Sum over i of per_step(i), and its standard error.
  double total_per_step() const;
  double standard_error_of_total() const { return block_means_.standard_error(sums_.size()); }
  std::size_t blocks() const { return block_means_.blocks(); }

  void save(BinaryWriter& writer) const;
  void restore(BinaryReader& reader);

 private:
  void take_mean();

  std::int64_t steps_ = 0;
  std::int64_t observations_ = 0;
  std::vector<double> sums_, corrections_;  // s_i and what its rounding lost
  std::vector<double> sums_of_sums_;
  BlockMeans block_means_;  // k series and their total
  std::vector<double> observation_;
};

}  // namespace separatrix
