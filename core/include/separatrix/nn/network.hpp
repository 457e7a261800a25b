#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "separatrix/nn/segment.hpp"
#include "separatrix/nn/settings.hpp"

namespace separatrix {

/// A stack of layers over one flat parameter vector theta. Batches are features x samples,
/// column-major.
///
/// The network owns the memory of one pass over at most `capacity` samples: one object serves one
/// caller at a time. The spans that passes return stay valid until the next pass. Nothing is
/// allocated by a pass, apart from the memory of tangents at the first pass that needs it.
template <typename Scalar>
class Network {
 public:
  /// Throws LabException as check_settings().
  explicit Network(const NetworkSettings& settings, std::size_t capacity = 256);
  ~Network();
  Network(const Network&) = delete;
  Network& operator=(const Network&) = delete;

  const NetworkSettings& settings() const { return settings_; }
  std::int32_t inputs() const { return settings_.inputs; }
  std::int32_t outputs() const { return settings_.outputs; }
  std::size_t capacity() const { return capacity_; }
  std::size_t parameter_count() const { return parameter_count_; }
  std::int32_t layer_count() const;
  std::span<const Segment> segments() const { return segments_; }

  /// Fills theta [p] by the initialiser of the settings, from stream `initial_parameters` of
  /// `seed`: drawn in double, segment by segment in the order of memory, then rounded to Scalar.
  /// Bit for bit the same in every build.
  void initialize(std::uint32_t seed, std::span<Scalar> theta) const;

  /// Where the features of the next pass are to be written [inputs * capacity]; 64-byte aligned.
  std::span<Scalar> input();

  /// One pass over the first `samples` columns of input(); returns the outputs [outputs * samples].
  std::span<Scalar> forward(std::span<const Scalar> theta, std::size_t samples);

  /// After forward() with the same theta: takes dLoss/doutputs [outputs * samples] from
  /// output_gradient() and writes (or adds) the gradient [p].
  std::span<Scalar> output_gradient();
  void backward(std::span<const Scalar> theta, std::size_t samples, bool add,
                std::span<Scalar> gradient);

  /// After forward(): the derivative of the outputs along v [outputs * samples].
  std::span<Scalar> tangent_forward(std::span<const Scalar> theta, std::span<const Scalar> v,
                                    std::size_t samples);

  /// After tangent_forward(): takes dLoss/doutputs and its derivative along v, writes (or adds) the
  /// derivative of the gradient along v, which is H v [p] (R-operator; Pearlmutter 1994).
  std::span<Scalar> output_gradient_tangent();
  void tangent_backward(std::span<const Scalar> theta, std::span<const Scalar> v,
                        std::size_t samples, bool add, std::span<Scalar> product);

 private:
  struct Passes;  // layers and their memory: Eigen stays out of public headers

  NetworkSettings settings_;
  std::size_t capacity_;
  std::size_t parameter_count_;
  std::vector<Segment> segments_;
  std::unique_ptr<Passes> passes_;
};

}  // namespace separatrix
