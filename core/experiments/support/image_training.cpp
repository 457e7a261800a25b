#include "experiments/support/image_training.hpp"

#include <bit>
#include <cmath>
#include <numeric>
#include <vector>

#include "experiments/support/divergence.hpp"
#include "experiments/support/image_panels.hpp"
#include "experiments/support/optimizer_params.hpp"
#include "separatrix/data/batches.hpp"
#include "separatrix/nn/data_objective.hpp"
#include "separatrix/nn/image_source.hpp"

namespace separatrix {
namespace {

/// Gradient norms are recorded every so many steps: often enough to see, too seldom to cost.
constexpr std::int64_t kNormInterval = 10;

NetworkSettings network_settings(const Params& params, std::int32_t pixels, std::int32_t classes) {
  NetworkSettings settings;
  settings.inputs = pixels;
  for (const std::int64_t width : params.integers("hidden")) {
    settings.hidden.push_back(static_cast<std::int32_t>(width));
  }
  settings.outputs = classes;
  settings.activation = params.choice("activation");
  settings.initializer = params.choice("initializer");
  settings.loss = params.choice("loss");
  return settings;
}

template <typename Scalar>
class ImageTraining : public Run {
 public:
  ImageTraining(const Params& parameters, std::uint32_t seed, TrainTestImages data)
      : Run("train-images", parameters),
        seed_(seed),
        data_(std::move(data)),
        train_(data_.train),
        test_(data_.test),
        objective_(
            network_settings(parameters, data_.train.pixels_per_image(), data_.train.class_count),
            train_),
        optimizer_(make_optimizer<Scalar>(optimizer_settings(parameters), objective_)),
        batches_(data_.train.count, static_cast<std::int32_t>(parameters.integer("batch_size")),
                 parameters.choice("shuffle") == "never" ? Shuffle::never : Shuffle::each_epoch,
                 seed),
        panel_data_(data_.train, data_.test),
        all_train_(static_cast<std::size_t>(data_.train.count)),
        all_test_(static_cast<std::size_t>(data_.test.count)),
        predictions_(all_test_.size(), -1),
        norms_(static_cast<std::size_t>(objective_.network().layer_count())) {
    objective_.network().initialize(seed, optimizer_->theta());
    optimizer_->restart();
    std::iota(all_train_.begin(), all_train_.end(), 0);
    std::iota(all_test_.begin(), all_test_.end(), 0);
    panels_ = panel_data_.describe(objective_.parameter_count(), objective_.network().layer_count(),
                                   parameters.choice("loss") == "cross_entropy" ? "nats" : "");
  }

  std::int64_t gradient_evaluations() const override { return optimizer_->gradient_evaluations(); }
  std::optional<double> ode_time() const override { return optimizer_->ode_time(); }
  std::optional<std::uint32_t> seed() const override { return seed_; }
  std::optional<double> progress() const override {
    return epoch() / static_cast<double>(params().integer("epochs"));
  }

 protected:
  void do_unit() override {
    if (measuring_) {
      measure_unit();
    } else {
      step_unit();
    }
  }

  void apply(std::string_view name) override { apply_to_optimizer(name, params(), *optimizer_); }

  void do_save(BinaryWriter& writer) const override {
    optimizer_->save(writer);
    writer.value(batches_.state());
    writer.value(loss_at_start_);
    writer.value(measuring_);
    writer.values(std::span<const std::int32_t>(predictions_));
  }
  void do_restore(BinaryReader& reader) override {
    optimizer_->restore(reader);
    batches_.set_state(reader.value<BatchOrderState>());
    loss_at_start_ = reader.value<double>();
    measuring_ = reader.value<bool>();
    reader.values_into(std::span<std::int32_t>(predictions_));
    chunk_ = 0;
    measured_ = {};
  }
  std::uint64_t digest() const override {
    return std::rotl(separatrix::digest(data_.train), 1) ^ separatrix::digest(data_.test);
  }

 private:
  double epoch() const {
    return static_cast<double>(batches_.epochs_completed()) +
           static_cast<double>(batches_.batches_into_epoch()) /
               static_cast<double>(batches_.batches_per_epoch());
  }
  bool epochs_done() const { return batches_.epochs_completed() >= params().integer("epochs"); }

  void step_unit() {
    if (at_boundary()) {
      enter();
      optimizer_->begin_step(Sample{batches_.next()});
    }
    const StepProgress progress = optimizer_->advance_chunk();
    if (progress == StepProgress::chunk) return;
    if (optimizer_->evaluations_in_step() == 1) record_step_start();
    if (progress != StepProgress::step) return;

    complete_step();
    const double loss = optimizer_->step_loss();
    auto diverged = divergence(loss, loss_at_start_, steps(), params().number("learning_rate"));
    if (diverged) {
      diverged->layer = first_layer_not_finite();
      leave();
      stop_with(*diverged);
      return;
    }
    if (batches_.batches_into_epoch() == 0 || at_step_bound()) {
      measuring_ = true;  // the boundary is reached after the measurement
      return;
    }
    leave();
  }

  /// Loss and gradient at the parameters from which the step starts.
  void record_step_start() {
    const double loss = optimizer_->step_loss();
    if (steps() == 0) loss_at_start_ = loss;
    ImagePanels::record_loss(panels_, steps(), loss);
    if (steps() % kNormInterval != 0) return;
    std::fill(norms_.begin(), norms_.end(), 0.0);
    const std::span<const Scalar> gradient = optimizer_->step_gradient();
    for (const Segment& segment : objective_.network().segments()) {
      double& sum = norms_[static_cast<std::size_t>(segment.layer)];
      for (const Scalar g : gradient.subspan(segment.offset, segment.size())) {
        sum += static_cast<double>(g) * static_cast<double>(g);
      }
    }
    for (double& norm : norms_) norm = std::sqrt(norm);
    ImagePanels::record_gradient_norms(panels_, steps(), norms_);
  }

  /// One chunk of the train data, then of the test data, in evaluation mode.
  void measure_unit() {
    enter();
    constexpr std::size_t kChunk = Objective<Scalar>::kChunkSize;
    const std::size_t train_chunks = (all_train_.size() + kChunk - 1) / kChunk;
    const std::size_t test_chunks = (all_test_.size() + kChunk - 1) / kChunk;
    if (chunk_ < train_chunks) {
      const ChunkEvaluation found =
          objective_.evaluate_chunk(optimizer_->theta(), train_, all_train_, chunk_);
      measured_.train_loss += found.loss;
      measured_.train_correct += found.correct;
    } else {
      const std::size_t chunk = chunk_ - train_chunks;
      const std::size_t first = chunk * kChunk;
      const std::size_t count = std::min(kChunk, all_test_.size() - first);
      const ChunkEvaluation found =
          objective_.evaluate_chunk(optimizer_->theta(), test_, all_test_, chunk,
                                    std::span(predictions_).subspan(first, count));
      measured_.test_loss += found.loss;
      measured_.test_square += found.square;
      measured_.test_correct += found.correct;
    }
    if (++chunk_ == train_chunks + test_chunks) finish_measurement();
  }

  void finish_measurement() {
    panel_data_.record_measurement(panels_, steps(), epoch(), measured_, predictions_);
    const double train_loss = measured_.train_loss;
    measured_ = {};
    chunk_ = 0;
    measuring_ = false;
    leave();
    const double reference = steps() == 0 ? train_loss : loss_at_start_;
    if (auto diverged =
            divergence(train_loss, reference, steps(), params().number("learning_rate"))) {
      diverged->layer = first_layer_not_finite();
      stop_with(*diverged);
    } else if (epochs_done()) {
      Stop stop;
      stop.rule = "epochs";
      stop.step = steps();
      stop_with(std::move(stop));
    }
  }

  std::optional<std::string> first_layer_not_finite() const {
    const std::span<const Scalar> theta = std::as_const(*optimizer_).theta();
    for (const Segment& segment : objective_.network().segments()) {
      for (const Scalar value : theta.subspan(segment.offset, segment.size())) {
        if (!std::isfinite(value)) return segment.name;
      }
    }
    return std::nullopt;
  }

  std::uint32_t seed_;
  TrainTestImages data_;
  ImageSource<Scalar> train_;
  ImageSource<Scalar> test_;
  DataObjective<Scalar> objective_;
  std::unique_ptr<Optimizer<Scalar>> optimizer_;
  BatchOrder batches_;
  ImagePanels panel_data_;
  std::vector<std::int32_t> all_train_, all_test_;  ///< 0, 1, 2, ...
  std::vector<std::int32_t> predictions_;           ///< of the latest measurement, per test image
  std::vector<double> norms_;                       ///< per layer
  double loss_at_start_ = 0.0;
  bool measuring_ = true;  ///< a run begins with a measurement at step 0
  std::size_t chunk_ = 0;
  ImageMeasurement measured_;
};

}  // namespace

void check_image_network(const Params& params, std::int32_t pixels, std::int32_t classes) {
  check_settings(network_settings(params, pixels, classes));
}

std::unique_ptr<Run> make_image_training(const Params& params, std::uint32_t seed,
                                         TrainTestImages data) {
  check_image_network(params, data.train.pixels_per_image(), data.train.class_count);
  if (params.choice("precision") == "double") {
    return std::make_unique<ImageTraining<double>>(params, seed, std::move(data));
  }
  return std::make_unique<ImageTraining<float>>(params, seed, std::move(data));
}

}  // namespace separatrix
