// Where results go.
#pragma once

#include <string>
#include <string_view>

namespace separatrix {

/// A file that is replaced as a whole or not at all.
class OutputFile {
 public:
  /// Tries at once whether the file can be written, before a run costs time. Throws LabException
  /// unwritable_file. Nothing is left behind.
  explicit OutputFile(std::string path);

  /// Writes beside the file, then renames; a device or pipe is written directly. Throws as above.
  void write(std::string_view text) const;

 private:
  std::string path_;  ///< with symbolic links resolved
  bool regular_ = true;
};

/// Throws LabException unwritable_file.
void write_standard_output(std::string_view text);

}  // namespace separatrix
