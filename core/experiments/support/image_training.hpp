// Training of a fully connected classifier on images, step by step.
#pragma once

#include <memory>

#include "separatrix/data/split.hpp"
#include "separatrix/run/run.hpp"

namespace separatrix {

/// Throws LabException where the network of `params` exceeds the limits for images of so many
/// pixels and classes; builds nothing.
void check_image_network(const Params& params, std::int32_t pixels, std::int32_t classes);

/// `params` holds what train_images.cpp lists; `precision` chooses the scalar. Throws LabException
/// as check_image_network().
std::unique_ptr<Run> make_image_training(const Params& params, std::uint32_t seed,
                                         TrainTestImages data);

}  // namespace separatrix
