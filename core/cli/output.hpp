// Where results go.
#pragma once

#include <string>
#include <string_view>

namespace separatrix {

/// A file that is replaced as a whole or not at all, and keeps its mode. Where the folder allows no
/// new file but the file may be written, it is overwritten in place.
class OutputFile {
 public:
  /// Tries at once whether the file can be written, before a run costs time. Throws LabException
  /// unwritable_file. Nothing is left behind.
  explicit OutputFile(std::string path);

  /// Writes beside the file, then renames; in place where that cannot be, and a device or pipe.
  /// Throws as above.
  void write(std::string_view text) const;

 private:
  void write_in_place(std::string_view text) const;

  std::string path_;  ///< with symbolic links resolved
  bool in_place_ = false;
};

/// Throws LabException unwritable_file.
void write_standard_output(std::string_view text);

}  // namespace separatrix
