// Training speed of the core, natively: samples per second of 784-64-32-10 ReLU, cross-entropy,
// plain gradient descent, batch 64, in float. The yardstick of TOOLCHAIN's table, without the page.
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

template <typename Scalar>
double samples_per_second(const separatrix::ImageSet& images, double seconds) {
  const separatrix::NetworkSettings settings{.inputs = 784, .hidden = {64, 32}, .outputs = 10};
  const separatrix::ImageSource<Scalar> source(images);
  separatrix::DataObjective<Scalar> objective(settings, source);
  const auto optimizer =
      separatrix::make_optimizer<Scalar>({.optimizer = "gd", .learning_rate = 0.1}, objective);
  objective.network().initialize(1, optimizer->theta());
  separatrix::BatchOrder order(kImages, 64, separatrix::Shuffle::each_epoch, 1);
  const auto run = [&](double duration) {
    using Clock = std::chrono::steady_clock;
    const auto start = Clock::now();
    std::int64_t samples = 0;
    double elapsed = 0.0;
    while (elapsed < duration) {
      for (int k = 0; k < 50; ++k) {
        const auto batch = order.next();
        optimizer->step({batch});
        samples += static_cast<std::int64_t>(batch.size());
      }
      elapsed = std::chrono::duration<double>(Clock::now() - start).count();
    }
    return static_cast<double>(samples) / elapsed;
  };
  run(0.2 * seconds);  // warm
  return run(seconds);
}

}  // namespace

int main(int argument_count, char** arguments) {
  const double seconds = argument_count > 1 ? std::atof(arguments[1]) : 3.0;
  const separatrix::ImageSet images = random_images();
  std::printf("{\"work\": \"784-64-32-10 relu, batch 64, gd\", \"float\": %.0f, ",
              samples_per_second<float>(images, seconds));
  std::printf("\"double\": %.0f, \"unit\": \"samples/s\"}\n",
              samples_per_second<double>(images, seconds));
}
