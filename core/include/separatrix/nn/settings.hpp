// What a network is made of, by name (CONTRACT 2).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace separatrix {

/// A fully connected network: inputs - hidden... - outputs.
struct NetworkSettings {
  std::int32_t inputs = 1;
  std::vector<std::int32_t> hidden = {};
  std::int32_t outputs = 1;
  std::string activation = "relu";             ///< of the hidden layers: identity, relu, tanh
  std::string output_activation = "identity";  ///< of the last layer; identity with cross_entropy
  std::string initializer = "he";              ///< xavier, he
  std::string loss = "cross_entropy";          ///< cross_entropy, mse
};

enum class Activation { identity, relu, tanh };
enum class Initializer { xavier, he };
enum class LossKind {
  cross_entropy,  ///< softmax cross-entropy from logits, in nats; one output per class, at least
                  ///< two
  mse,            ///< half the sum over outputs of squares
};

/// The names above, in the order in which they are offered.
std::span<const std::string_view> activation_names();
std::span<const std::string_view> initializer_names();
std::span<const std::string_view> loss_names();

/// Throw LabException unknown_choice; `field` names the parameter in the error.
Activation parse_activation(std::string_view name, std::string_view field = "activation");
Initializer parse_initializer(std::string_view name);
LossKind parse_loss(std::string_view name);

/// Limits of one network, enforced before anything is built.
inline constexpr std::int32_t kMaximumLayerWidth = 16'384;
inline constexpr std::size_t kMaximumHiddenLayers = 64;
inline constexpr std::size_t kMaximumParameters = 50'000'000;

/// Number of parameters of a valid network. Throws LabException: out_of_range (inputs, hidden,
/// outputs, parameters), unknown_choice, not_applicable (output_activation with cross_entropy).
std::size_t check_settings(const NetworkSettings& settings);

}  // namespace separatrix
