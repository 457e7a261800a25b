#include "separatrix/data/files.hpp"

#include <algorithm>
#include <string_view>

#include "separatrix/data/idx.hpp"
#include "separatrix/math/error.hpp"
#include "separatrix/math/text.hpp"

namespace separatrix {
namespace {

constexpr std::string_view kImageSuffix = "images-idx3-ubyte";
constexpr std::string_view kLabelSuffix = "labels-idx1-ubyte";
constexpr const char* kAllowedNames = "*images-idx3-ubyte[.gz],*labels-idx1-ubyte[.gz]";

/// "folder/t10k-images-idx3-ubyte.gz" -> stem "t10k-", kind images.
struct ParsedName {
  std::string_view stem;
  bool is_images = false;
  bool is_labels = false;
};

ParsedName parse_name(std::string_view name) {
  const std::size_t slash = name.find_last_of("/\\");
  if (slash != std::string_view::npos) name.remove_prefix(slash + 1);
  if (name.ends_with(".gz")) name.remove_suffix(3);
  ParsedName parsed;
  parsed.is_images = name.ends_with(kImageSuffix);
  parsed.is_labels = name.ends_with(kLabelSuffix);
  if (parsed.is_images) name.remove_suffix(kImageSuffix.size());
  if (parsed.is_labels) name.remove_suffix(kLabelSuffix.size());
  parsed.stem = name;
  return parsed;
}

struct NamedPair {
  std::string_view stem;
  std::optional<std::size_t> images;
  std::optional<std::size_t> labels;

  bool is_whole() const { return images.has_value() && labels.has_value(); }
  ImagePair indices() const { return {*images, *labels}; }
};

[[noreturn]] void refuse(const char* code, std::string value, std::string allowed) {
  throw LabException({code, "files", std::move(value), std::move(allowed), "provide_idx_pair"});
}

/// The names of all files, sorted, so that the message does not depend on the order of a listing.
std::string all_names(std::span<const File> files) {
  std::vector<std::string_view> names;
  for (const File& file : files) names.push_back(file.name);
  std::sort(names.begin(), names.end());
  std::string text;
  for (const std::string_view name : names) {
    if (!text.empty()) text += ',';
    text += name;
  }
  return text;
}

std::vector<NamedPair> group_by_stem(std::span<const File> files) {
  std::vector<NamedPair> pairs;
  for (std::size_t i = 0; i < files.size(); ++i) {
    const ParsedName name = parse_name(files[i].name);
    if (!name.is_images && !name.is_labels) continue;
    auto pair = std::find_if(pairs.begin(), pairs.end(),
                             [&](const NamedPair& other) { return other.stem == name.stem; });
    if (pair == pairs.end()) pair = pairs.insert(pairs.end(), NamedPair{name.stem, {}, {}});
    std::optional<std::size_t>& place = name.is_images ? pair->images : pair->labels;
    if (place) {  // the same file twice, for example with and without .gz
      refuse("ambiguous_files", files[*place].name + "," + files[i].name, kAllowedNames);
    }
    place = i;
  }
  return pairs;
}

}  // namespace

ImageFiles select_image_files(std::span<const File> files) {
  const std::vector<NamedPair> pairs = group_by_stem(files);
  if (pairs.empty()) {
    refuse(files.empty() ? "missing_pair" : "unknown_file", all_names(files), kAllowedNames);
  }
  const auto whole_pair = [&](std::string_view stem) {
    return std::find_if(pairs.begin(), pairs.end(), [stem](const NamedPair& pair) {
      return pair.stem == stem && pair.is_whole();
    });
  };
  const auto train = whole_pair("train-");
  const auto test = whole_pair("t10k-");
  if (train != pairs.end() && test != pairs.end()) return {train->indices(), test->indices()};
  for (const NamedPair& pair : pairs) {
    if (pair.is_whole()) continue;
    const std::size_t present = pair.images ? *pair.images : *pair.labels;
    const std::string_view missing = pair.images ? kLabelSuffix : kImageSuffix;
    refuse("missing_pair", files[present].name, std::string(pair.stem) + std::string(missing));
  }
  if (pairs.size() > 1) refuse("ambiguous_files", all_names(files), kAllowedNames);
  return {pairs.front().indices(), std::nullopt};
}

TrainTestImages load_image_files(std::span<const File> files, const SplitOptions& options,
                                 std::uint32_t seed) {
  const ImageFiles chosen = select_image_files(files);
  const auto parse = [&](const ImagePair& pair) {
    const File& images = files[pair.images];
    const File& labels = files[pair.labels];
    return image_set_from_idx(images.bytes, labels.bytes, 10, images.name, labels.name);
  };
  const ImageSet first = parse(chosen.train);
  if (!chosen.test) return split_images(first, options, seed);
  const ImageSet second = parse(*chosen.test);
  if (second.rows != first.rows || second.columns != first.columns) {
    const auto size_of = [](const ImageSet& set) {
      return to_text(static_cast<std::int64_t>(set.rows)) + "x" +
             to_text(static_cast<std::int64_t>(set.columns));
    };
    throw LabException({"size_mismatch", files[chosen.test->images].name, size_of(second),
                        size_of(first), "check_file"});
  }
  const SplitIndices split = split_given(first.count, second.count, options, seed);
  return {select_images(first, split.train), select_images(second, split.test)};
}

}  // namespace separatrix
