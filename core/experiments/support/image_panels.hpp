// The panels of an image classifier in training.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "separatrix/data/image_set.hpp"
#include "separatrix/run/panels.hpp"

namespace separatrix {

/// What a sweep over the train and the test data found.
struct ImageMeasurement {
  double train_loss = 0.0;
  double test_loss = 0.0;
  double test_square = 0.0;  ///< mean of the squared losses of test images
  std::int64_t train_correct = 0;
  std::int64_t test_correct = 0;
};

/// Builds and fills the panels of `train-images`: losses, accuracy, images, confusion,
/// gradient_norms, values. Copies only; the numbers come from the run.
class ImagePanels {
 public:
  static constexpr std::int32_t kSheetSize = 60;  ///< test images shown

  /// `train` and `test` must outlive the object.
  ImagePanels(const ImageSet& train, const ImageSet& test) : train_(train), test_(test) {}

  /// `loss_unit`: nats for cross-entropy, none for the mean squared error.
  std::vector<Panel> describe(std::size_t parameter_count, std::int32_t layer_count,
                              const std::string& loss_unit) const;

  static void record_loss(std::span<Panel> panels, std::int64_t step, double loss);
  /// `norms`: Euclidean norm of the loss gradient with respect to each layer, input side first.
  static void record_gradient_norms(std::span<Panel> panels, std::int64_t step,
                                    std::span<const double> norms);
  /// `predictions` for every test image, in order.
  void record_measurement(std::span<Panel> panels, std::int64_t step, double epoch,
                          const ImageMeasurement& measured,
                          std::span<const std::int32_t> predictions) const;

 private:
  void fill_confusion(Panel& panel, std::span<const std::int32_t> predictions) const;
  void fill_sheet(Panel& panel, std::span<const std::int32_t> predictions) const;

  const ImageSet& train_;
  const ImageSet& test_;
};

}  // namespace separatrix
