#include "loss.hpp"

#include <Eigen/Core>

#include "aligned_buffer.hpp"
#include "separatrix/math/elementary.hpp"

namespace separatrix::detail {
namespace {

/// -log softmax(z)[label] = log sum_i exp(z_i - max z) - (z_label - max z), in nats.
template <typename Scalar>
class CrossEntropy : public Loss<Scalar> {
 public:
  explicit CrossEntropy(std::size_t count) : exponentials_(count) {}

  LossShare value(const LossChunk<Scalar>& chunk) override {
    exponentiate(chunk);
    LossShare share;
    for (std::ptrdiff_t j = 0; j < chunk.samples; ++j) {
      const double loss = sample_loss(chunk, j, sum(chunk, j));
      share.loss += loss;
      share.square += loss * loss;
    }
    // Weighed once, as in gradient(): both give the same bits.
    share.loss *= chunk.weight;
    share.square *= chunk.weight;
    return share;
  }

  double gradient(const LossChunk<Scalar>& chunk, Scalar* gradient) override {
    exponentiate(chunk);
    double loss = 0.0;
    for (std::ptrdiff_t j = 0; j < chunk.samples; ++j) {
      const double total = sum(chunk, j);
      loss += sample_loss(chunk, j, total);
      const Scalar* const e = exponentials_.data() + j * chunk.outputs;
      Scalar* const g = gradient + j * chunk.outputs;
      const auto factor = static_cast<Scalar>(chunk.weight / total);
      for (std::ptrdiff_t i = 0; i < chunk.outputs; ++i) g[i] = e[i] * factor;
      g[chunk.labels[j]] -= static_cast<Scalar>(chunk.weight);
    }
    return loss * chunk.weight;
  }

  void gradient_tangent(const LossChunk<Scalar>& chunk, const Scalar* tangent,
                        Scalar* gradient_tangent) override {
    // p_i' = p_i (z_i' - sum_k p_k z_k')
    for (std::ptrdiff_t j = 0; j < chunk.samples; ++j) {
      const Scalar* const e = exponentials_.data() + j * chunk.outputs;
      const Scalar* const t = tangent + j * chunk.outputs;
      Scalar* const g = gradient_tangent + j * chunk.outputs;
      double total = 0.0;
      double mean = 0.0;
      for (std::ptrdiff_t i = 0; i < chunk.outputs; ++i) {
        total += e[i];
        mean += static_cast<double>(e[i]) * static_cast<double>(t[i]);
      }
      const auto factor = static_cast<Scalar>(chunk.weight / total);
      const auto shift = static_cast<Scalar>(mean / total);
      for (std::ptrdiff_t i = 0; i < chunk.outputs; ++i) g[i] = e[i] * factor * (t[i] - shift);
    }
  }

 private:
  // exponentials_ = exp(z - max z), column by column.
  void exponentiate(const LossChunk<Scalar>& chunk) {
    for (std::ptrdiff_t j = 0; j < chunk.samples; ++j) {
      const Scalar* const z = chunk.values + j * chunk.outputs;
      const Scalar largest = maximum(z, chunk.outputs);
      Scalar* const e = exponentials_.data() + j * chunk.outputs;
      for (std::ptrdiff_t i = 0; i < chunk.outputs; ++i) e[i] = z[i] - largest;
    }
    using Array = Eigen::Array<Scalar, Eigen::Dynamic, 1>;
    const auto count = static_cast<std::size_t>(chunk.outputs * chunk.samples);
    Eigen::Map<Array, Eigen::Aligned64> all(exponentials_.data(),
                                            static_cast<Eigen::Index>(padded(count)));
    all = all.exp();
  }

  static Scalar maximum(const Scalar* z, std::ptrdiff_t count) {
    Scalar largest = z[0];
    for (std::ptrdiff_t i = 1; i < count; ++i) largest = z[i] > largest ? z[i] : largest;
    return largest;
  }

  double sum(const LossChunk<Scalar>& chunk, std::ptrdiff_t j) const {
    const Scalar* const e = exponentials_.data() + j * chunk.outputs;
    double total = 0.0;
    for (std::ptrdiff_t i = 0; i < chunk.outputs; ++i) total += e[i];
    return total;
  }

  static double sample_loss(const LossChunk<Scalar>& chunk, std::ptrdiff_t j, double total) {
    const Scalar* const z = chunk.values + j * chunk.outputs;
    const double shifted =
        static_cast<double>(z[chunk.labels[j]]) - static_cast<double>(maximum(z, chunk.outputs));
    return elementary::log(total) - shifted;
  }

  AlignedBuffer<Scalar> exponentials_;
};

/// Half the sum over outputs of squares.
template <typename Scalar>
class MeanSquaredError : public Loss<Scalar> {
 public:
  LossShare value(const LossChunk<Scalar>& chunk) override {
    LossShare share;
    for (std::ptrdiff_t j = 0; j < chunk.samples; ++j) {
      double loss = 0.0;
      for (std::ptrdiff_t i = j * chunk.outputs; i < (j + 1) * chunk.outputs; ++i) {
        const double difference =
            static_cast<double>(chunk.values[i]) - static_cast<double>(chunk.targets[i]);
        loss += 0.5 * difference * difference;
      }
      share.loss += loss;
      share.square += loss * loss;
    }
    // Weighed once, as in gradient(): both give the same bits.
    share.loss *= chunk.weight;
    share.square *= chunk.weight;
    return share;
  }

  double gradient(const LossChunk<Scalar>& chunk, Scalar* gradient) override {
    const auto weight = static_cast<Scalar>(chunk.weight);
    const std::ptrdiff_t count = chunk.outputs * chunk.samples;
    for (std::ptrdiff_t i = 0; i < count; ++i)
      gradient[i] = (chunk.values[i] - chunk.targets[i]) * weight;
    return value(chunk).loss;
  }

  void gradient_tangent(const LossChunk<Scalar>& chunk, const Scalar* tangent,
                        Scalar* gradient_tangent) override {
    const auto weight = static_cast<Scalar>(chunk.weight);
    const std::ptrdiff_t count = chunk.outputs * chunk.samples;
    for (std::ptrdiff_t i = 0; i < count; ++i) gradient_tangent[i] = tangent[i] * weight;
  }
};

}  // namespace

template <typename Scalar>
std::unique_ptr<Loss<Scalar>> make_loss(LossKind kind, std::int32_t outputs, std::size_t capacity) {
  switch (kind) {
    case LossKind::cross_entropy:
      return std::make_unique<CrossEntropy<Scalar>>(static_cast<std::size_t>(outputs) * capacity);
    case LossKind::mse:
      return std::make_unique<MeanSquaredError<Scalar>>();
  }
  return nullptr;
}

template std::unique_ptr<Loss<float>> make_loss<float>(LossKind, std::int32_t, std::size_t);
template std::unique_ptr<Loss<double>> make_loss<double>(LossKind, std::int32_t, std::size_t);

}  // namespace separatrix::detail
