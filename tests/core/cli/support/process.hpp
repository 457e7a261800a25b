// Starts the built command and waits for it.
#pragma once

#include <csignal>
#include <string>
#include <vector>

namespace separatrix::test {

/// A folder of its own that vanishes with the object.
class ScratchFolder {
 public:
  ScratchFolder();
  ~ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  std::string path(const std::string& name) const { return path_ + "/" + name; }
  /// Names of everything in it, sorted.
  std::vector<std::string> names() const;

 private:
  std::string path_;
};

struct Outcome {
  int status = -1;  ///< exit status; 128 + signal when killed
  std::string out, error;
};

/// Runs `separatrix words...` without a shell. After `interrupt_after_ms` it is sent SIGINT (0:
/// never).
Outcome run_separatrix(const std::vector<std::string>& words, int interrupt_after_ms = 0);

std::string read_text(const std::string& path);
void write_text(const std::string& path, const std::string& text);

/// gzip of `text`.
std::string gzip(const std::string& text);

}  // namespace separatrix::test
