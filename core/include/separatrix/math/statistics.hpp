#pragma once

namespace separatrix {

/// Sum compensated after Neumaier (1974): the error does not grow with the number of terms as long
/// as the condition of the sum stays far below 2^53.
class CompensatedSum {
 public:
  void add(double value) {
    const double sum = sum_ + value;
    const bool sum_is_larger = (sum_ < 0 ? -sum_ : sum_) >= (value < 0 ? -value : value);
    compensation_ += sum_is_larger ? (sum_ - sum) + value : (value - sum) + sum_;
    sum_ = sum;
  }
  double value() const { return sum_ + compensation_; }

 private:
  double sum_ = 0.0;
  double compensation_ = 0.0;
};

}  // namespace separatrix
