// Source 003's fully connected network on images: its own drawn ones, or IDX files.
#include "experiments/support/image_training.hpp"
#include "experiments/support/optimizer_params.hpp"
#include "separatrix/data/drawn_images.hpp"
#include "separatrix/data/files.hpp"
#include "separatrix/nn/settings.hpp"
#include "separatrix/run/experiment.hpp"

namespace separatrix {
namespace {

constexpr const char* kData = "data";
constexpr const char* kNetwork = "network";
constexpr const char* kTraining = "training";

ParamSpec integer(const char* name, const char* default_text, double min, double max,
                  const char* group) {
  ParamSpec spec;
  spec.name = name;
  spec.type = ParamType::integer;
  spec.default_text = default_text;
  spec.min = min;
  spec.max = max;
  spec.group = group;
  return spec;
}

ParamSpec choice(const char* name, std::vector<std::string> choices, const char* group) {
  ParamSpec spec;
  spec.name = name;
  spec.type = ParamType::choice;
  spec.default_text = choices.front();
  spec.choices = std::move(choices);
  spec.group = group;
  return spec;
}

std::vector<std::string> to_strings(std::span<const std::string_view> names,
                                    std::string_view first) {
  std::vector<std::string> list{std::string(first)};
  for (const std::string_view name : names) {
    if (name != first) list.emplace_back(name);
  }
  return list;
}

std::vector<ParamSpec> train_images_params() {
  ParamSpec samples = integer("samples", "6000", 20, 70'000, kData);
  samples.scale = Scale::log;
  samples.without_files = true;
  ParamSpec fraction;
  fraction.name = "train_fraction";
  fraction.default_text = "0.8";
  fraction.min = 0.01;
  fraction.max = 0.99;
  fraction.group = kData;

  ParamSpec hidden;
  hidden.name = "hidden";
  hidden.type = ParamType::integer_list;
  hidden.default_text = "64,32";
  hidden.min = 1;
  hidden.max = 1024;
  hidden.max_length = 8;
  hidden.group = kNetwork;

  ParamSpec epochs = integer("epochs", "20", 1, 10'000, kTraining);
  epochs.scale = Scale::log;
  epochs.unit = "epochs";

  std::vector<ParamSpec> specs = {
      samples,
      fraction,
      choice("split", {"shuffled", "in_order"}, kData),
      integer("train_limit", "0", 0, 1'000'000, kData),
      integer("test_limit", "0", 0, 1'000'000, kData),
      hidden,
      choice("activation", to_strings(activation_names(), "relu"), kNetwork),
      choice("initializer", to_strings(initializer_names(), "he"), kNetwork),
      choice("loss", to_strings(loss_names(), "cross_entropy"), kNetwork),
      choice("precision", {"float", "double"}, kNetwork),
      learning_rate_param("0.1")};
  for (ParamSpec& spec : optimizer_params()) specs.push_back(std::move(spec));
  specs.push_back(integer("batch_size", "64", 0, 1'000'000, kTraining));
  specs.push_back(epochs);
  specs.push_back(choice("shuffle", {"each_epoch", "never"}, kTraining));
  return specs;
}

TrainTestImages load(const Params& params, std::uint32_t seed, std::span<const File> files) {
  SplitOptions options;
  options.order =
      params.choice("split") == "in_order" ? SplitOrder::in_order : SplitOrder::shuffled;
  options.train_fraction = params.number("train_fraction");
  options.train_limit = static_cast<std::int32_t>(params.integer("train_limit"));
  options.test_limit = static_cast<std::int32_t>(params.integer("test_limit"));
  if (!files.empty()) return load_image_files(files, options, seed);
  check_image_network(params, kDrawnImageSize * kDrawnImageSize, kDrawnImageClasses);
  const ImageSet drawn = drawn_images(static_cast<std::int32_t>(params.integer("samples")), seed);
  return split_images(drawn, options, seed);
}

}  // namespace

Experiment train_images_experiment() {
  Experiment experiment;
  experiment.id = "train-images";
  experiment.source = "003";
  experiment.params = train_images_params();
  experiment.panels = {{"losses", PanelKind::lines},         {"accuracy", PanelKind::lines},
                       {"images", PanelKind::images},        {"confusion", PanelKind::field},
                       {"gradient_norms", PanelKind::lines}, {"values", PanelKind::values}};
  experiment.accepts_files = true;
  experiment.make = [](const Params& params, std::uint32_t seed, std::span<const File> files) {
    return make_image_training(params, seed, load(params, seed, files));
  };
  return experiment;
}

}  // namespace separatrix
