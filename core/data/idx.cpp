#include "separatrix/data/idx.hpp"

#include <string>

#include "separatrix/math/error.hpp"
#include "separatrix/math/text.hpp"

namespace separatrix {
namespace {

constexpr std::uint32_t kImageMagic = 0x00000803;  // unsigned bytes, 3 dimensions
constexpr std::uint32_t kLabelMagic = 0x00000801;  // unsigned bytes, 1 dimension

[[noreturn]] void refuse(std::string code, std::string_view field, std::string value,
                         std::string allowed) {
  throw LabException(
      {std::move(code), std::string(field), std::move(value), std::move(allowed), "check_file"});
}

std::uint32_t big_endian(std::span<const std::uint8_t> bytes, std::size_t offset) {
  return static_cast<std::uint32_t>(bytes[offset]) << 24U |
         static_cast<std::uint32_t>(bytes[offset + 1]) << 16U |
         static_cast<std::uint32_t>(bytes[offset + 2]) << 8U |
         static_cast<std::uint32_t>(bytes[offset + 3]);
}

/// Refuses a header that is short or of another kind.
void require_header(std::span<const std::uint8_t> bytes, std::uint32_t magic, std::size_t size,
                    std::string_view field) {
  if (bytes.size() >= 4 && big_endian(bytes, 0) != magic) {
    refuse("bad_magic", field, to_hexadecimal(big_endian(bytes, 0)), to_hexadecimal(magic));
  }
  if (bytes.size() < size) {
    refuse("truncated", field, to_text(static_cast<std::int64_t>(bytes.size())),
           to_text(static_cast<std::int64_t>(size)));
  }
}

/// A size of the header: "empty" when 0, "too_large" beyond `maximum`.
std::int64_t size_from_header(std::span<const std::uint8_t> bytes, std::size_t offset,
                              std::int64_t maximum, std::string_view field) {
  const std::int64_t size = big_endian(bytes, offset);
  const std::string allowed = "1.." + to_text(maximum);
  if (size == 0) refuse("empty", field, "0", allowed);
  if (size > maximum) refuse("too_large", field, to_text(size), allowed);
  return size;
}

/// `value` and `allowed` of these errors are sizes of the whole file in bytes.
void require_file_size(std::span<const std::uint8_t> bytes, std::int64_t expected,
                       std::string_view field) {
  const auto found = static_cast<std::int64_t>(bytes.size());
  if (found < expected) refuse("truncated", field, to_text(found), to_text(expected));
  if (found > expected) refuse("trailing_bytes", field, to_text(found), to_text(expected));
}

}  // namespace

IdxImages parse_idx_images(std::span<const std::uint8_t> bytes, std::string_view field) {
  constexpr std::size_t kHeader = 16;
  require_header(bytes, kImageMagic, kHeader, field);
  const std::int64_t count = size_from_header(bytes, 4, kMaximumImages, field);
  const std::int64_t rows = size_from_header(bytes, 8, kMaximumImageSide, field);
  const std::int64_t columns = size_from_header(bytes, 12, kMaximumImageSide, field);
  const std::int64_t body = count * rows * columns;  // below 2^40: cannot overflow
  if (body > kMaximumPixelBytes) {
    refuse("too_large", field, to_text(body), "1.." + to_text(kMaximumPixelBytes));
  }
  require_file_size(bytes, static_cast<std::int64_t>(kHeader) + body, field);
  const std::span<const std::uint8_t> pixels = bytes.subspan(kHeader);
  return {static_cast<std::int32_t>(count),
          static_cast<std::int32_t>(rows),
          static_cast<std::int32_t>(columns),
          {pixels.begin(), pixels.end()}};
}

std::vector<std::uint8_t> parse_idx_labels(std::span<const std::uint8_t> bytes,
                                           std::string_view field) {
  constexpr std::size_t kHeader = 8;
  require_header(bytes, kLabelMagic, kHeader, field);
  const std::int64_t count = size_from_header(bytes, 4, kMaximumImages, field);
  require_file_size(bytes, static_cast<std::int64_t>(kHeader) + count, field);
  const std::span<const std::uint8_t> labels = bytes.subspan(kHeader);
  return {labels.begin(), labels.end()};
}

ImageSet image_set_from_idx(std::span<const std::uint8_t> image_bytes,
                            std::span<const std::uint8_t> label_bytes, std::int32_t class_count,
                            std::string_view image_field, std::string_view label_field) {
  IdxImages images = parse_idx_images(image_bytes, image_field);
  std::vector<std::uint8_t> labels = parse_idx_labels(label_bytes, label_field);
  if (labels.size() != static_cast<std::size_t>(images.count)) {
    refuse("count_mismatch", label_field, to_text(static_cast<std::int64_t>(labels.size())),
           to_text(static_cast<std::int64_t>(images.count)));
  }
  for (const std::uint8_t label : labels) {
    if (label >= class_count) {
      refuse("label_out_of_range", label_field, to_text(static_cast<std::int64_t>(label)),
             "0.." + to_text(static_cast<std::int64_t>(class_count - 1)));
    }
  }
  return {images.count,      images.rows, images.columns, class_count, std::move(images.pixels),
          std::move(labels), {}};
}

}  // namespace separatrix
