#pragma once

#include "layer.hpp"
#include "separatrix/nn/settings.hpp"

namespace separatrix::detail {

/// y = phi(W x + b). Parameters: W [outputs x inputs], row-major, then b [outputs].
template <typename Scalar>
class DenseLayer : public Layer<Scalar> {
 public:
  DenseLayer(std::int32_t inputs, std::int32_t outputs, Activation activation)
      : inputs_(inputs), outputs_(outputs), activation_(activation) {}

  std::string kind() const override { return "dense"; }
  std::int32_t inputs() const override { return inputs_; }
  std::int32_t outputs() const override { return outputs_; }
  std::vector<Segment> segments() const override;
  void forward(LayerPass<Scalar>& pass) override;
  void backward(LayerPass<Scalar>& pass) override;
  void tangent_forward(LayerPass<Scalar>& pass) override;
  void tangent_backward(LayerPass<Scalar>& pass) override;

 private:
  std::ptrdiff_t weight_count() const { return static_cast<std::ptrdiff_t>(inputs_) * outputs_; }
  std::size_t output_count(const LayerPass<Scalar>& pass) const {
    return static_cast<std::size_t>(outputs_) * static_cast<std::size_t>(pass.samples);
  }

  std::int32_t inputs_;
  std::int32_t outputs_;
  Activation activation_;
};

}  // namespace separatrix::detail
