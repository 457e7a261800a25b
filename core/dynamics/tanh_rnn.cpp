#include "separatrix/dynamics/tanh_rnn.hpp"

#include <algorithm>
#include <utility>

#include "dynamics/wrong_length.hpp"
#include "separatrix/math/elementary.hpp"

namespace separatrix {
namespace {

// W^T (diag A) keeps the part of a unit with slope s to about eps / s: below this ratio of slopes
// the factors are orthonormalised one by one.
constexpr double kSplitRatio = 1e-4;

TanhRnnDefinition checked(TanhRnnDefinition d) {
  require_length("weights", d.weights.size(), d.hidden * d.hidden);
  require_length("input_weights", d.input_weights.size(), d.hidden * d.inputs);
  if (d.hidden == 0) throw_wrong_length("weights", 0, ">= 1");
  if (d.inputs == 0) {
    require_length("input_sequence", d.sequence.size(), 0);
  } else if (d.sequence.empty() || d.sequence.size() % d.inputs != 0) {
    throw_wrong_length("input_sequence", d.sequence.size(),
                       "k*" + to_text(static_cast<std::int64_t>(d.inputs)));
  }
  return d;
}

}  // namespace

TanhRnn::TanhRnn(TanhRnnDefinition definition) {
  TanhRnnDefinition d = checked(std::move(definition));
  weights_ = DenseMatrix(d.hidden, d.hidden, d.weights);
  input_weights_ = DenseMatrix(d.hidden, d.inputs, d.input_weights);
  sequence_ = std::move(d.sequence);
  image_.resize(d.hidden);
  slopes_.resize(d.hidden);
  drive_.resize(d.hidden);
}

void TanhRnn::evaluate(std::int64_t t, std::span<const double> h) {
  weights_.multiply(h, image_, 1);
  const std::size_t m = inputs();
  if (m > 0) {
    const std::size_t rows = sequence_.size() / m;
    const std::size_t row = static_cast<std::size_t>(t) % rows;
    input_weights_.multiply(std::span<const double>(sequence_).subspan(row * m, m), drive_, 1);
  }
  double smallest = 1.0, largest = 0.0;
  for (std::size_t i = 0; i < image_.size(); ++i) {
    const double z = m > 0 ? image_[i] + drive_[i] : image_[i];
    slopes_[i] = elementary::one_minus_tanh_squared(z);
    image_[i] = elementary::tanh(z);
    smallest = std::min(smallest, slopes_[i]);
    largest = std::max(largest, slopes_[i]);
  }
  split_ = smallest < kSplitRatio * largest;
}

void TanhRnn::tangent_factor(std::size_t factor, std::span<double> frame, std::size_t columns) {
  if (factor == 0) {
    scratch_.assign(frame.begin(), frame.end());
    weights_.multiply(scratch_, frame, columns);
  }
  if (factor == 1 || !split_) scale_rows(frame, columns);
}

void TanhRnn::adjoint_factor(std::size_t factor, std::span<double> frame, std::size_t columns) {
  if (factor == 1 || !split_) scale_rows(frame, columns);
  if (factor == 0) {
    scratch_.assign(frame.begin(), frame.end());
    weights_.multiply_transposed(scratch_, frame, columns);
  }
}

void TanhRnn::scale_rows(std::span<double> frame, std::size_t columns) const {
  const std::size_t n = slopes_.size();
  for (std::size_t c = 0; c < columns; ++c) {
    for (std::size_t i = 0; i < n; ++i) frame[c * n + i] *= slopes_[i];
  }
}

}  // namespace separatrix
