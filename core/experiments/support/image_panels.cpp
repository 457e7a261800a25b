#include "experiments/support/image_panels.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace separatrix {
namespace {

enum PanelIndex : std::size_t { kLosses, kAccuracy, kImages, kConfusion, kGradientNorms, kValues };
enum LossSeries : std::size_t { kLoss, kTrainLoss, kTestLoss };
enum ValueIndex : std::size_t {
  kTrainLossValue,
  kTestLossValue,
  kTrainAccuracy,
  kTestAccuracy,
  kEpoch,
  kParameters
};

Panel make_panel(const char* id, PanelKind kind) {
  Panel panel;
  panel.id = id;
  panel.kind = kind;
  return panel;
}

std::vector<std::string> class_labels(const ImageSet& set) {
  if (!set.class_names.empty()) return set.class_names;
  std::vector<std::string> labels;
  for (std::int32_t c = 0; c < set.class_count; ++c) labels.push_back(std::to_string(c));
  return labels;
}

/// Standard error of a share of independent samples. With two more hits and two more misses than
/// were counted (Agresti, Coull 1998) it stays honest where all or none were hit.
double share_error(std::int64_t part, std::int32_t whole) {
  const double n = whole + 4.0;
  const double p = (static_cast<double>(part) + 2.0) / n;
  return std::sqrt(p * (1.0 - p) / n);
}

double share(std::int64_t part, std::int32_t whole) {
  return static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

std::vector<Panel> ImagePanels::describe(std::size_t parameter_count, std::int32_t layer_count,
                                         const std::string& loss_unit) const {
  Panel losses = make_panel("losses", PanelKind::lines);
  losses.x_axis = {"step", "steps"};
  losses.y_axis = {"loss", loss_unit, Scale::log};
  losses.series = {{"loss", loss_unit}, {"train_loss", loss_unit}, {"test_loss", loss_unit, true}};

  Panel accuracy = make_panel("accuracy", PanelKind::lines);
  accuracy.x_axis = {"epoch", "epochs"};
  accuracy.y_axis = {"accuracy", ""};
  accuracy.series = {{"train_accuracy", ""}, {"test_accuracy", "", true}};

  Panel sheet = make_panel("images", PanelKind::images);
  ImagesData& images = sheet.images;
  const std::int32_t shown = std::min(kSheetSize, test_.count);
  images.rows = test_.rows;
  images.columns = test_.columns;
  images.class_names = test_.class_names;
  for (std::int32_t i = 0; i < shown; ++i) {
    const std::span<const std::uint8_t> pixels = test_.image(i);
    images.pixels.insert(images.pixels.end(), pixels.begin(), pixels.end());
    images.labels.push_back(test_.labels[static_cast<std::size_t>(i)]);
    images.predictions.push_back(-1);
  }

  Panel confusion = make_panel("confusion", PanelKind::field);
  FieldData& field = confusion.field;
  field.x_axis = {"predicted_class", ""};
  field.y_axis = {"true_class", ""};
  field.unit = "samples";
  field.rows = field.columns = test_.class_count;
  field.x = field.y = {-0.5, test_.class_count - 0.5};
  field.x_labels = field.y_labels = class_labels(test_);
  field.data.assign(static_cast<std::size_t>(field.rows) * static_cast<std::size_t>(field.columns),
                    0.0);

  Panel norms = make_panel("gradient_norms", PanelKind::lines);
  norms.x_axis = {"step", "steps"};
  norms.y_axis = {"gradient_norm", "", Scale::log};
  for (std::int32_t layer = 0; layer < layer_count; ++layer) {
    norms.series.emplace_back("layer[" + std::to_string(layer) + "]", "");
  }

  Panel values = make_panel("values", PanelKind::values);
  values.values = {
      {.name = "train_loss", .unit = loss_unit}, {.name = "test_loss", .unit = loss_unit},
      {.name = "train_accuracy", .unit = ""},    {.name = "test_accuracy", .unit = ""},
      {.name = "epoch", .unit = "epochs"},       {.name = "parameters", .unit = ""}};
  values.values[kParameters].value = static_cast<double>(parameter_count);
  return {std::move(losses),    std::move(accuracy), std::move(sheet),
          std::move(confusion), std::move(norms),    std::move(values)};
}

void ImagePanels::record_loss(std::span<Panel> panels, std::int64_t step, double loss) {
  Panel& panel = panels[kLosses];
  panel.series[kLoss].append(static_cast<double>(step), loss);
}

void ImagePanels::record_gradient_norms(std::span<Panel> panels, std::int64_t step,
                                        std::span<const double> norms) {
  Panel& panel = panels[kGradientNorms];
  for (std::size_t layer = 0; layer < norms.size(); ++layer) {
    panel.series[layer].append(static_cast<double>(step), norms[layer]);
  }
  const double first = norms.front();
  const double last = norms.back();
  state_verdict(panel.verdict, "gradient_ratio",
                {{"first", first}, {"last", last}, {"ratio", first / last}});
  ++panel.revision;
}

void ImagePanels::record_measurement(std::span<Panel> panels, std::int64_t step, double epoch,
                                     const ImageMeasurement& measured,
                                     std::span<const std::int32_t> predictions) const {
  const double train_accuracy = share(measured.train_correct, train_.count);
  const double test_accuracy = share(measured.test_correct, test_.count);
  const double error = share_error(measured.test_correct, test_.count);
  // Of the mean over independent test images; the train loss is no estimate.
  const double variance = measured.test_square - measured.test_loss * measured.test_loss;
  const double loss_error = std::sqrt(std::max(variance, 0.0) / test_.count);

  Panel& losses = panels[kLosses];
  losses.series[kTrainLoss].append(static_cast<double>(step), measured.train_loss);
  losses.series[kTestLoss].append(static_cast<double>(step), measured.test_loss,
                                  measured.test_loss - loss_error, measured.test_loss + loss_error);
  const bool nats = losses.y_axis.unit == "nats";
  state_verdict(losses.verdict, nats ? "losses_nats" : "losses_squared",
                {{"steps", static_cast<double>(step)},
                 {"train_loss", measured.train_loss},
                 {"test_loss", measured.test_loss},
                 {"uncertainty", loss_error}});

  Panel& accuracy = panels[kAccuracy];
  accuracy.series[0].append(epoch, train_accuracy);
  accuracy.series[1].append(epoch, test_accuracy, test_accuracy - error, test_accuracy + error);
  state_verdict(accuracy.verdict, "test_accuracy",
                {{"value", test_accuracy}, {"uncertainty", error}});

  std::vector<Value>& values = panels[kValues].values;
  values[kTrainLossValue].value = measured.train_loss;
  values[kTestLossValue].value = measured.test_loss;
  values[kTestLossValue].uncertainty = loss_error;
  values[kTrainAccuracy].value = train_accuracy;
  values[kTestAccuracy].value = test_accuracy;
  values[kTestAccuracy].uncertainty = error;
  values[kEpoch].value = epoch;

  fill_confusion(panels[kConfusion], predictions);
  fill_sheet(panels[kImages], predictions);
  for (const std::size_t i : {kLosses, kAccuracy, kValues, kConfusion, kImages}) {
    ++panels[i].revision;
  }
}

void ImagePanels::fill_confusion(Panel& panel, std::span<const std::int32_t> predictions) const {
  const auto classes = static_cast<std::size_t>(test_.class_count);
  std::vector<double>& counts = panel.field.data;
  std::fill(counts.begin(), counts.end(), 0.0);
  for (std::size_t i = 0; i < predictions.size(); ++i) {
    counts[test_.labels[i] * classes + static_cast<std::size_t>(predictions[i])] += 1.0;
  }
  std::size_t worst_true = 0;
  std::size_t worst_predicted = 0;
  double worst = 0.0;
  for (std::size_t t = 0; t < classes; ++t) {
    for (std::size_t p = 0; p < classes; ++p) {
      if (t == p || counts[t * classes + p] <= worst) continue;
      worst = counts[t * classes + p];
      worst_true = t;
      worst_predicted = p;
    }
  }
  if (worst == 0.0) {
    state_verdict(panel.verdict, "confusion_none", {});
  } else {
    state_verdict(panel.verdict, "confusion_most",
                  {{"true_class", static_cast<double>(worst_true)},
                   {"predicted_class", static_cast<double>(worst_predicted)},
                   {"count", worst}});
  }
}

void ImagePanels::fill_sheet(Panel& panel, std::span<const std::int32_t> predictions) const {
  std::vector<std::int32_t>& shown = panel.images.predictions;
  double wrong = 0.0;
  for (std::size_t i = 0; i < shown.size(); ++i) {
    shown[i] = predictions[i];
    if (shown[i] != panel.images.labels[i]) wrong += 1.0;
  }
  state_verdict(panel.verdict, "images_wrong",
                {{"wrong", wrong}, {"count", static_cast<double>(shown.size())}});
}

}  // namespace separatrix
