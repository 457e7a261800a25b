#include "separatrix/nn/network.hpp"

#include "aligned_buffer.hpp"
#include "dense_layer.hpp"
#include "initializer.hpp"

namespace separatrix {

std::string_view to_string(SegmentRole role) {
  switch (role) {
    case SegmentRole::weight:
      return "weight";
    case SegmentRole::bias:
      return "bias";
    case SegmentRole::norm:
      return "norm";
    case SegmentRole::slope:
      return "slope";
  }
  return "";
}

template <typename Scalar>
struct Network<Scalar>::Passes {
  using Buffer = detail::AlignedBuffer<Scalar>;

  /// Values at the inputs of layer l, and after the last layer at [layers.size()].
  struct Level {
    Buffer value;
    Buffer gradient;          // d loss / d value; not at the input
    Buffer tangent;           // not at the input
    Buffer gradient_tangent;  // not at the input
  };

  std::vector<std::unique_ptr<detail::Layer<Scalar>>> layers;
  std::vector<std::size_t> offsets;  // of each layer's parameters
  std::vector<Level> levels;
  detail::MatrixProduct<Scalar> product;
  bool tangents_ready = false;

  void prepare_tangents(std::size_t capacity) {
    if (tangents_ready) return;
    for (std::size_t l = 0; l < layers.size(); ++l) {
      const std::size_t count = static_cast<std::size_t>(layers[l]->outputs()) * capacity;
      levels[l + 1].tangent = Buffer(count);
      levels[l + 1].gradient_tangent = Buffer(count);
    }
    tangents_ready = true;
  }

  detail::LayerPass<Scalar> pass(std::size_t l, std::span<const Scalar> theta,
                                 std::size_t samples) {
    detail::LayerPass<Scalar> p;
    Level& in = levels[l];
    Level& out = levels[l + 1];
    const bool first = l == 0;
    p.samples = static_cast<std::ptrdiff_t>(samples);
    p.product = &product;
    p.parameters = theta.data() + offsets[l];
    p.input = in.value.data();
    p.output = out.value.data();
    p.output_gradient = out.gradient.data();
    p.input_gradient = first ? nullptr : in.gradient.data();
    p.input_tangent = first ? nullptr : in.tangent.data();
    p.output_tangent = out.tangent.data();
    p.output_gradient_tangent = out.gradient_tangent.data();
    p.input_gradient_tangent = first ? nullptr : in.gradient_tangent.data();
    return p;
  }
};

template <typename Scalar>
Network<Scalar>::Network(const NetworkSettings& settings, std::size_t capacity)
    : settings_(settings),
      capacity_(capacity),
      parameter_count_(check_settings(settings)),
      passes_(std::make_unique<Passes>()) {
  const Activation activation = parse_activation(settings.activation);
  const Activation output_activation = parse_activation(settings.output_activation);
  std::int32_t width = settings.inputs;
  const auto add_layer = [&](std::int32_t outputs, Activation layer_activation) {
    passes_->layers.push_back(
        std::make_unique<detail::DenseLayer<Scalar>>(width, outputs, layer_activation));
    width = outputs;
  };
  for (const std::int32_t outputs : settings.hidden) add_layer(outputs, activation);
  add_layer(settings.outputs, output_activation);

  passes_->levels.resize(passes_->layers.size() + 1);
  passes_->levels[0].value =
      typename Passes::Buffer(static_cast<std::size_t>(settings.inputs) * capacity);
  std::size_t offset = 0;
  for (std::size_t l = 0; l < passes_->layers.size(); ++l) {
    const detail::Layer<Scalar>& layer = *passes_->layers[l];
    passes_->offsets.push_back(offset);
    std::size_t size = 0;
    for (Segment& segment : layer.segments()) {
      segment.name = layer.kind() + "_" + std::to_string(l) + "." + segment.name;
      segment.layer = static_cast<std::int32_t>(l);
      segment.offset += offset;
      size += segment.size();
      segments_.push_back(std::move(segment));
    }
    offset += size;
    const std::size_t count = static_cast<std::size_t>(layer.outputs()) * capacity;
    passes_->levels[l + 1].value = typename Passes::Buffer(count);
    passes_->levels[l + 1].gradient = typename Passes::Buffer(count);
  }
}

template <typename Scalar>
Network<Scalar>::~Network() = default;

template <typename Scalar>
std::int32_t Network<Scalar>::layer_count() const {
  return static_cast<std::int32_t>(passes_->layers.size());
}

template <typename Scalar>
void Network<Scalar>::initialize(std::uint32_t seed, std::span<Scalar> theta) const {
  detail::initialize_parameters<Scalar>(parse_initializer(settings_.initializer), segments_, seed,
                                        theta);
}

template <typename Scalar>
std::span<Scalar> Network<Scalar>::input() {
  return passes_->levels.front().value.span();
}

template <typename Scalar>
std::span<Scalar> Network<Scalar>::forward(std::span<const Scalar> theta, std::size_t samples) {
  for (std::size_t l = 0; l < passes_->layers.size(); ++l) {
    detail::LayerPass<Scalar> pass = passes_->pass(l, theta, samples);
    passes_->layers[l]->forward(pass);
  }
  return passes_->levels.back().value.span().first(static_cast<std::size_t>(outputs()) * samples);
}

template <typename Scalar>
std::span<Scalar> Network<Scalar>::output_gradient() {
  return passes_->levels.back().gradient.span();
}

template <typename Scalar>
void Network<Scalar>::backward(std::span<const Scalar> theta, std::size_t samples, bool add,
                               std::span<Scalar> gradient) {
  for (std::size_t l = passes_->layers.size(); l-- > 0;) {
    detail::LayerPass<Scalar> pass = passes_->pass(l, theta, samples);
    pass.gradient = gradient.data() + passes_->offsets[l];
    pass.add = add;
    passes_->layers[l]->backward(pass);
  }
}

template <typename Scalar>
std::span<Scalar> Network<Scalar>::tangent_forward(std::span<const Scalar> theta,
                                                   std::span<const Scalar> v, std::size_t samples) {
  passes_->prepare_tangents(capacity_);
  for (std::size_t l = 0; l < passes_->layers.size(); ++l) {
    detail::LayerPass<Scalar> pass = passes_->pass(l, theta, samples);
    pass.direction = v.data() + passes_->offsets[l];
    passes_->layers[l]->tangent_forward(pass);
  }
  return passes_->levels.back().tangent.span().first(static_cast<std::size_t>(outputs()) * samples);
}

template <typename Scalar>
std::span<Scalar> Network<Scalar>::output_gradient_tangent() {
  return passes_->levels.back().gradient_tangent.span();
}

template <typename Scalar>
void Network<Scalar>::tangent_backward(std::span<const Scalar> theta, std::span<const Scalar> v,
                                       std::size_t samples, bool add, std::span<Scalar> product) {
  for (std::size_t l = passes_->layers.size(); l-- > 0;) {
    detail::LayerPass<Scalar> pass = passes_->pass(l, theta, samples);
    pass.direction = v.data() + passes_->offsets[l];
    pass.gradient = product.data() + passes_->offsets[l];
    pass.add = add;
    passes_->layers[l]->tangent_backward(pass);
  }
}

template class Network<float>;
template class Network<double>;

}  // namespace separatrix
