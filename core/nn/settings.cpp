#include "separatrix/nn/settings.hpp"

#include <array>

#include "separatrix/math/error.hpp"
#include "separatrix/math/text.hpp"

namespace separatrix {
namespace {

constexpr std::array<std::string_view, 3> kActivations = {"identity", "relu", "tanh"};
constexpr std::array<std::string_view, 2> kInitializers = {"xavier", "he"};
constexpr std::array<std::string_view, 2> kLosses = {"cross_entropy", "mse"};

// The enumerators stand in the order of the names.
std::size_t choose(std::span<const std::string_view> names, std::string_view name,
                   std::string_view field) {
  std::string allowed;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == name) return i;
    if (i > 0) allowed += ", ";
    allowed += names[i];
  }
  throw LabException(
      {"unknown_choice", std::string(field), std::string(name), allowed, "use_allowed_value"});
}

std::size_t check_range(const char* field, std::int64_t value, std::int64_t low,
                        std::int64_t high) {
  if (value < low || value > high) {
    throw LabException({"out_of_range", field, to_text(value),
                        "[" + to_text(low) + ", " + to_text(high) + "]", "use_allowed_value"});
  }
  return static_cast<std::size_t>(value);
}

}  // namespace

std::span<const std::string_view> activation_names() { return kActivations; }
std::span<const std::string_view> initializer_names() { return kInitializers; }
std::span<const std::string_view> loss_names() { return kLosses; }

Activation parse_activation(std::string_view name, std::string_view field) {
  return static_cast<Activation>(choose(kActivations, name, field));
}
Initializer parse_initializer(std::string_view name) {
  return static_cast<Initializer>(choose(kInitializers, name, "initializer"));
}
LossKind parse_loss(std::string_view name) {
  return static_cast<LossKind>(choose(kLosses, name, "loss"));
}

std::size_t check_settings(const NetworkSettings& settings) {
  parse_activation(settings.activation);
  parse_initializer(settings.initializer);
  const LossKind loss = parse_loss(settings.loss);
  if (loss == LossKind::cross_entropy) {
    // Cross-entropy takes logits; softmax, above all, would be applied twice.
    if (settings.output_activation != "identity") {
      throw LabException({"not_applicable", "output_activation", settings.output_activation,
                          "identity", "use_allowed_value"});
    }
    check_range("outputs", settings.outputs, 2, kMaximumLayerWidth);
  }
  parse_activation(settings.output_activation, "output_activation");

  std::size_t width = check_range("inputs", settings.inputs, 1, kMaximumLayerWidth);
  check_range("outputs", settings.outputs, 1, kMaximumLayerWidth);
  if (settings.hidden.size() > kMaximumHiddenLayers) {
    throw LabException(
        {"too_long", "hidden", to_text(static_cast<std::int64_t>(settings.hidden.size())),
         to_text(static_cast<std::int64_t>(kMaximumHiddenLayers)), "use_allowed_value"});
  }
  std::uint64_t parameters = 0;
  const auto add_layer = [&](std::size_t next) {
    parameters += static_cast<std::uint64_t>(width + 1) * next;
    width = next;
  };
  for (const std::int32_t next : settings.hidden)
    add_layer(check_range("hidden", next, 1, kMaximumLayerWidth));
  add_layer(static_cast<std::size_t>(settings.outputs));
  if (parameters > kMaximumParameters) {
    throw LabException({"out_of_range", "parameters",
                        to_text(static_cast<std::int64_t>(parameters)),
                        "[1, " + to_text(static_cast<std::int64_t>(kMaximumParameters)) + "]",
                        "use_allowed_value"});
  }
  return static_cast<std::size_t>(parameters);
}

}  // namespace separatrix
