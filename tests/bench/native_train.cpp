// Training speed of the core, natively: samples per second of 784-64-32-10 ReLU, cross-entropy,
// plain gradient descent, batch 64, in float. The yardstick of TOOLCHAIN's table, without the page.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "separatrix/data/batches.hpp"
#include "separatrix/math/random.hpp"
#include "separatrix/nn/data_objective.hpp"
#include "separatrix/nn/image_source.hpp"
#include "separatrix/optim/optimizer.hpp"

namespace {

constexpr std::int32_t kImages = 8000;

/// Sparse random images: the arithmetic does not care what they show.
separatrix::ImageSet random_images() {
  separatrix::ImageSet set;
  set.count = kImages;
  set.rows = set.columns = 28;
  set.class_count = 10;
  separatrix::Pcg32 random = separatrix::make_stream(1, separatrix::Stream::data);
  set.pixels.resize(static_cast<std::size_t>(kImages) * 784);
  for (std::uint8_t& pixel : set.pixels)
    pixel = random.below(5) == 0 ? static_cast<std::uint8_t>(random.below(256)) : 0;
  set.labels.resize(kImages);
  for (std::uint8_t& label : set.labels) label = static_cast<std::uint8_t>(random.below(10));
  return set;
}

/// Samples per second over short windows.
struct Rates {
  double median;
  double best;  ///< what the machine can do when nothing else runs on it
};

template <typename Scalar>
Rates measure(const separatrix::ImageSet& images, double seconds) {
  const separatrix::NetworkSettings settings{.inputs = 784, .hidden = {64, 32}, .outputs = 10};
  const separatrix::ImageSource<Scalar> source(images);
  separatrix::DataObjective<Scalar> objective(settings, source);
  const auto optimizer =
      separatrix::make_optimizer<Scalar>({.optimizer = "gd", .learning_rate = 0.1}, objective);
  objective.network().initialize(1, optimizer->theta());
  separatrix::BatchOrder order(kImages, 64, separatrix::Shuffle::each_epoch, 1);
  // Windows of 50 steps; the first fifth of the time warms up.
  using Clock = std::chrono::steady_clock;
  const auto start = Clock::now();
  std::vector<double> rates;
  double begin = 0.0;
  while (begin < 1.2 * seconds) {
    std::int64_t samples = 0;
    for (int k = 0; k < 50; ++k) {
      const auto batch = order.next();
      optimizer->step({batch});
      samples += static_cast<std::int64_t>(batch.size());
    }
    const double end = std::chrono::duration<double>(Clock::now() - start).count();
    if (begin >= 0.2 * seconds) rates.push_back(static_cast<double>(samples) / (end - begin));
    begin = end;
  }
  std::sort(rates.begin(), rates.end());
  return {rates[rates.size() / 2], rates.back()};
}

}  // namespace

int main(int argument_count, char** arguments) {
  const double seconds = argument_count > 1 ? std::atof(arguments[1]) : 3.0;
  const separatrix::ImageSet images = random_images();
  const Rates in_float = measure<float>(images, seconds);
  const Rates in_double = measure<double>(images, seconds);
  std::printf(
      "{\"work\": \"784-64-32-10 relu, batch 64, gd\", \"float\": %.0f, \"float_best\": %.0f, "
      "\"double\": %.0f, \"double_best\": %.0f, \"unit\": \"samples/s\"}\n",
      in_float.median, in_float.best, in_double.median, in_double.best);
}
