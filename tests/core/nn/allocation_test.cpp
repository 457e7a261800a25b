#include <gtest/gtest.h>

#include "nn/support.hpp"
#include "separatrix/nn/image_source.hpp"
#include "separatrix/optim/optimizer.hpp"
#include "support/allocation_counter.hpp"

namespace separatrix::test {
namespace {

ImageSet random_images(std::int32_t count) {
  ImageSet images;
  images.count = count;
  images.rows = images.columns = 28;
  images.class_count = 10;
  Pcg32 random = make_stream(3, Stream::data);
  for (std::int32_t i = 0; i < count * 784; ++i)
    images.pixels.push_back(static_cast<std::uint8_t>(random.below(256)));
  for (std::int32_t i = 0; i < count; ++i)
    images.labels.push_back(static_cast<std::uint8_t>(random.below(10)));
  return images;
}

TEST(Allocation, TheCounterCounts) { EXPECT_EQ(counted_probes(), 2U); }

template <typename Scalar>
void no_allocation_after_the_first_step() {
  const ImageSet images = random_images(600);
  const ImageSource<Scalar> source(images);
  DataObjective<Scalar> objective({.inputs = 784, .hidden = {64, 32}, .outputs = 10}, source);
  const std::vector<std::int32_t> indices = all_indices(600);
  std::vector<Scalar> v(objective.parameter_count(), Scalar(0.01));
  std::vector<Scalar> hv(objective.parameter_count());
  std::vector<std::int32_t> predictions(256);
  for (const char* name : {"gd", "heavy_ball", "rk4", "ab4", "abm4"}) {
    const auto optimizer =
        make_optimizer<Scalar>({.optimizer = name, .learning_rate = 0.01}, objective);
    objective.network().initialize(1, optimizer->theta());
    const std::span<const std::int32_t> batch = std::span(indices).first(64);
    optimizer->step({batch});
    objective.hessian_vector(optimizer->theta(), {batch}, v, hv);
    const std::size_t before = allocations();
    for (int k = 0; k < 5; ++k) optimizer->step({batch});
    optimizer->step({indices});
    optimizer->step({std::span(indices).first(1)});
    objective.hessian_vector(optimizer->theta(), {indices}, v, hv);
    for (std::size_t chunk = 0; chunk < 3; ++chunk) {
      const auto part = DataObjective<Scalar>::chunk_of(indices, chunk);
      objective.evaluate_chunk(optimizer->theta(), source, indices, chunk,
                               std::span(predictions).first(part.size()));
    }
    EXPECT_EQ(allocations() - before, 0U) << name;
  }
}

TEST(Allocation, NoneAfterTheFirstStepInFloat) { no_allocation_after_the_first_step<float>(); }
TEST(Allocation, NoneAfterTheFirstStepInDouble) { no_allocation_after_the_first_step<double>(); }

}  // namespace
}  // namespace separatrix::test
