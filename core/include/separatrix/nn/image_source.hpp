#pragma once

#include "separatrix/data/image_set.hpp"
#include "separatrix/nn/data_source.hpp"

namespace separatrix {

/// Images as columns of features: pixel value / 255, row-major pixels (CONTRACT 6).
template <typename Scalar>
class ImageSource : public DataSource<Scalar> {
 public:
  /// `images` must outlive the source.
  explicit ImageSource(const ImageSet& images) : images_(images) {}

  const ImageSet& images() const { return images_; }

  std::int32_t size() const override { return images_.count; }
  std::int32_t feature_count() const override { return images_.pixels_per_image(); }
  std::int32_t class_count() const override { return images_.class_count; }
  std::int32_t target_count() const override { return 0; }
  void gather_chunk(std::span<const std::int32_t> indices,
                    std::span<Scalar> features) const override;
  void gather_labels(std::span<const std::int32_t> indices,
                     std::span<std::int32_t> labels) const override;
  void gather_targets(std::span<const std::int32_t> indices,
                      std::span<Scalar> targets) const override;

 private:
  const ImageSet& images_;
};

}  // namespace separatrix
