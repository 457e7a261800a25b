#include "separatrix/nn/data_objective.hpp"

#include <algorithm>
#include <vector>

#include "loss.hpp"
#include "separatrix/math/error.hpp"
#include "separatrix/math/text.hpp"

namespace separatrix {

template <typename Scalar>
struct DataObjective<Scalar>::Targets {
  LossKind kind = LossKind::cross_entropy;
  std::unique_ptr<detail::Loss<Scalar>> loss;
  std::vector<std::int32_t> labels;  // [capacity]
  std::vector<Scalar> targets;       // outputs x capacity under mse

  // Classes as the numbers that mse compares with.
  void encode(std::size_t samples, std::int32_t outputs) {
    if (outputs == 1) {
      for (std::size_t j = 0; j < samples; ++j)
        targets[j] = labels[j] == 1 ? Scalar{1} : Scalar{-1};
      return;
    }
    const auto k = static_cast<std::size_t>(outputs);
    std::fill_n(targets.begin(), k * samples, Scalar{0});
    for (std::size_t j = 0; j < samples; ++j)
      targets[j * k + static_cast<std::size_t>(labels[j])] = Scalar{1};
  }

  detail::LossChunk<Scalar> chunk(std::span<const Scalar> outputs, std::size_t samples,
                                  std::size_t total) const {
    return {.outputs = static_cast<std::ptrdiff_t>(outputs.size() / samples),
            .samples = static_cast<std::ptrdiff_t>(samples),
            .weight = 1.0 / static_cast<double>(total),
            .values = outputs.data(),
            .labels = labels.data(),
            .targets = targets.data()};
  }
};

namespace {

void require(bool good, const char* field, std::int64_t value, std::int64_t allowed) {
  if (!good)
    throw LabException(
        {"out_of_range", field, to_text(value), to_text(allowed), "use_allowed_value"});
}

/// No pass is longer than a chunk or than the data; test data may be longer than the training data.
constexpr std::size_t kCapacity = Objective<float>::kChunkSize;

template <typename Scalar>
std::int32_t predicted_class(std::span<const Scalar> outputs) {
  if (outputs.size() == 1) return outputs[0] > Scalar{0} ? 1 : 0;
  return static_cast<std::int32_t>(std::max_element(outputs.begin(), outputs.end()) -
                                   outputs.begin());
}

}  // namespace

template <typename Scalar>
DataObjective<Scalar>::DataObjective(const NetworkSettings& settings,
                                     const DataSource<Scalar>& source)
    : network_(settings, kCapacity), source_(source), targets_(std::make_unique<Targets>()) {
  targets_->kind = parse_loss(settings.loss);
  require(settings.inputs == source.feature_count(), "inputs", settings.inputs,
          source.feature_count());
  const std::int32_t classes = source.class_count();
  if (targets_->kind == LossKind::cross_entropy) {
    require(settings.outputs == classes, "outputs", settings.outputs, classes);
  } else {
    const std::int32_t expected = classes > 0 ? classes : source.target_count();
    require(settings.outputs == expected || (classes == 2 && settings.outputs == 1), "outputs",
            settings.outputs, expected);
    targets_->targets.resize(static_cast<std::size_t>(settings.outputs) * kCapacity);
  }
  targets_->loss = detail::make_loss<Scalar>(targets_->kind, settings.outputs, kCapacity);
  targets_->labels.resize(kCapacity);
}

template <typename Scalar>
DataObjective<Scalar>::~DataObjective() = default;

template <typename Scalar>
std::size_t DataObjective<Scalar>::chunk_count(const Sample& sample) const {
  return std::max<std::size_t>(1, (sample.indices.size() + kChunkSize - 1) / kChunkSize);
}

template <typename Scalar>
std::span<const std::int32_t> DataObjective<Scalar>::chunk_of(std::span<const std::int32_t> indices,
                                                              std::size_t chunk) {
  const std::size_t begin = std::min(indices.size(), chunk * kChunkSize);
  return indices.subspan(begin, std::min(kChunkSize, indices.size() - begin));
}

template <typename Scalar>
void DataObjective<Scalar>::load(const DataSource<Scalar>& source,
                                 std::span<const std::int32_t> indices) {
  source.gather_chunk(indices, network_.input());
  if (source.class_count() > 0) {
    source.gather_labels(indices, targets_->labels);
    if (targets_->kind == LossKind::mse) targets_->encode(indices.size(), network_.outputs());
  } else {
    source.gather_targets(indices, targets_->targets);
  }
}

template <typename Scalar>
double DataObjective<Scalar>::gradient_chunk(std::span<const Scalar> theta, const Sample& sample,
                                             std::size_t chunk, std::span<Scalar> gradient) {
  const std::span<const std::int32_t> indices = chunk_of(sample.indices, chunk);
  if (indices.empty()) {  // the mean over nothing, as a sum
    if (chunk == 0) std::fill(gradient.begin(), gradient.end(), Scalar{0});
    return 0.0;
  }
  load(source_, indices);
  const std::span<const Scalar> outputs = network_.forward(theta, indices.size());
  const auto terms = targets_->chunk(outputs, indices.size(), sample.indices.size());
  const double loss = targets_->loss->gradient(terms, network_.output_gradient().data());
  network_.backward(theta, indices.size(), chunk > 0, gradient);
  return loss;
}

template <typename Scalar>
void DataObjective<Scalar>::hessian_vector_chunk(std::span<const Scalar> theta,
                                                 const Sample& sample, std::size_t chunk,
                                                 std::span<const Scalar> v,
                                                 std::span<Scalar> product) {
  const std::span<const std::int32_t> indices = chunk_of(sample.indices, chunk);
  if (indices.empty()) {
    if (chunk == 0) std::fill(product.begin(), product.end(), Scalar{0});
    return;
  }
  load(source_, indices);
  const std::span<const Scalar> outputs = network_.forward(theta, indices.size());
  const auto terms = targets_->chunk(outputs, indices.size(), sample.indices.size());
  targets_->loss->gradient(terms, network_.output_gradient().data());
  const std::span<const Scalar> tangent = network_.tangent_forward(theta, v, indices.size());
  targets_->loss->gradient_tangent(terms, tangent.data(),
                                   network_.output_gradient_tangent().data());
  network_.tangent_backward(theta, v, indices.size(), chunk > 0, product);
}

template <typename Scalar>
ChunkEvaluation DataObjective<Scalar>::evaluate_chunk(std::span<const Scalar> theta,
                                                      const DataSource<Scalar>& source,
                                                      std::span<const std::int32_t> indices,
                                                      std::size_t chunk,
                                                      std::span<std::int32_t> predictions) {
  const std::span<const std::int32_t> part = chunk_of(indices, chunk);
  if (part.empty()) return {};
  load(source, part);
  const std::span<const Scalar> outputs = network_.forward(theta, part.size());
  ChunkEvaluation result;
  result.samples = static_cast<std::int32_t>(part.size());
  const detail::LossShare share =
      targets_->loss->value(targets_->chunk(outputs, part.size(), indices.size()));
  result.loss = share.loss;
  result.square = share.square;
  if (source.class_count() > 0) {
    const auto k = static_cast<std::size_t>(network_.outputs());
    for (std::size_t j = 0; j < part.size(); ++j) {
      const std::int32_t predicted = predicted_class<Scalar>(outputs.subspan(j * k, k));
      if (predicted == targets_->labels[j]) ++result.correct;
      if (!predictions.empty()) predictions[j] = predicted;
    }
  }
  return result;
}

template <typename Scalar>
void DataObjective<Scalar>::predict(std::span<const Scalar> theta, const DataSource<Scalar>& source,
                                    std::span<const std::int32_t> indices,
                                    std::span<Scalar> outputs,
                                    std::span<std::int32_t> predictions) {
  source.gather_chunk(indices, network_.input());
  const std::span<const Scalar> values = network_.forward(theta, indices.size());
  if (!outputs.empty()) std::copy(values.begin(), values.end(), outputs.begin());
  const auto k = static_cast<std::size_t>(network_.outputs());
  for (std::size_t j = 0; j < predictions.size(); ++j) {
    predictions[j] = predicted_class<Scalar>(values.subspan(j * k, k));
  }
}

template class DataObjective<float>;
template class DataObjective<double>;

}  // namespace separatrix
