#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "separatrix/data/split.hpp"

namespace separatrix {

/// A file as it comes from outside, already inflated at the edge; the name may still end in ".gz".
struct File {
  std::string name;
  std::vector<std::uint8_t> bytes;
};

/// Indices into the list of files.
struct ImagePair {
  std::size_t images = 0;
  std::size_t labels = 0;
};

/// `test` is set only when the files say themselves which images are for testing.
struct ImageFiles {
  ImagePair train;
  std::optional<ImagePair> test;
};

/// Chooses files by name (CONTRACT 6): with the four files train-* and t10k-* these are train and
/// test; otherwise exactly one pair *images-idx3-ubyte[.gz], *labels-idx1-ubyte[.gz] of one stem.
/// Folders in names are ignored, and so are files of other kinds beside a pair (a licence, a
/// read-me). Throws LabException with field "files" and code missing_pair, ambiguous_files or
/// unknown_file (no file has a name of this kind); `value` names the files.
ImageFiles select_image_files(std::span<const File> files);

/// Chooses, parses and divides. Where the files give train and test themselves,
/// `options.train_fraction` is not used, and both must have images of one size (size_mismatch).
/// Throws what select_image_files, image_set_from_idx and split_indices throw.
TrainTestImages load_image_files(std::span<const File> files, const SplitOptions& options,
                                 std::uint32_t seed);

}  // namespace separatrix
