// Data files from a folder (CONTRACT 6).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "separatrix/data/files.hpp"

namespace separatrix {

/// All files of a folder together, inflated.
inline constexpr std::size_t kMaximumDataBytes = std::size_t{1} << 30;

/// Inflates gzip (RFC 1952, any number of members). Throws LabException corrupt_gzip (damaged, cut
/// short, or something behind the last member) and too_large (more than `limit` bytes).
std::vector<std::uint8_t> inflate_gzip(std::span<const std::uint8_t> bytes, const std::string& name,
                                       std::size_t limit = kMaximumDataBytes);

/// The files of `folder` whose names end in -ubyte or -ubyte.gz, inflated, in the order of their
/// names; others lie beside them without harm. Throws LabException: no_folder, unreadable_file,
/// missing_pair (no such file), corrupt_gzip, too_large.
std::vector<File> read_data_folder(const std::string& folder);

}  // namespace separatrix
