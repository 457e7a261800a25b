#include "cli/output.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

#include "run/nearest.hpp"
#include "separatrix/math/error.hpp"

namespace separatrix {
namespace {

[[noreturn]] void refuse(const std::string& path, const char* field, int error) {
  throw LabException({"unwritable_file", field, shown(path), std::strerror(error), "check_path"});
}

/// An open file descriptor, and the file's name as long as it is to vanish again.
class Temporary {
 public:
  /// Beside `target`; descriptor() is negative where that cannot be, and errno says why.
  explicit Temporary(const std::string& target) : name_(target + ".XXXXXX") {
    descriptor_ = ::mkstemp(name_.data());
    kept_ = descriptor_ < 0;
  }
  ~Temporary() {
    if (descriptor_ >= 0) ::close(descriptor_);
    if (!kept_) ::unlink(name_.c_str());
  }
  Temporary(const Temporary&) = delete;
  Temporary& operator=(const Temporary&) = delete;

  int descriptor() const { return descriptor_; }

  /// Closes and renames to `target`; 0 or the error.
  int move_to(const std::string& target) {
    const int closed = ::close(std::exchange(descriptor_, -1));
    if (closed != 0 || ::rename(name_.c_str(), target.c_str()) != 0) return errno;
    kept_ = true;
    return 0;
  }

 private:
  std::string name_;
  int descriptor_ = -1;
  bool kept_ = false;
};

/// 0 or the error.
int write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = ::write(descriptor, text.data(), text.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return errno;
    text.remove_prefix(static_cast<std::size_t>(count));
  }
  return 0;
}

/// That of the file, or what open() gives a new one; mkstemp() lets nobody else read.
mode_t mode_for(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) == 0) return status.st_mode & 07777U;
  const mode_t mask = ::umask(0);
  ::umask(mask);
  return 0666U & ~mask;
}

}  // namespace

OutputFile::OutputFile(std::string path) : path_(std::move(path)) {
  std::error_code error;
  const std::filesystem::path resolved = std::filesystem::weakly_canonical(path_, error);
  if (!error) path_ = resolved.string();
  struct stat status {};
  const bool exists = ::stat(path_.c_str(), &status) == 0;
  if (exists) {
    if (S_ISDIR(status.st_mode)) refuse(path_, "--out", EISDIR);
    // As the effective user, like open().
    if (::faccessat(AT_FDCWD, path_.c_str(), W_OK, AT_EACCESS) != 0) {
      refuse(path_, "--out", errno);
    }
    in_place_ = !S_ISREG(status.st_mode);
  }
  if (in_place_) return;
  const Temporary probe(path_);
  if (probe.descriptor() >= 0) return;
  if (!exists) refuse(path_, "--out", errno);
  in_place_ = true;
}

void OutputFile::write_in_place(std::string_view text) const {
  const int descriptor = ::open(path_.c_str(), O_WRONLY | O_TRUNC);
  if (descriptor < 0) refuse(path_, "--out", errno);
  int error = write_all(descriptor, text);
  if (::close(descriptor) != 0 && error == 0) error = errno;
  if (error != 0) refuse(path_, "--out", error);
}

void OutputFile::write(std::string_view text) const {
  if (in_place_) return write_in_place(text);
  Temporary temporary(path_);
  if (temporary.descriptor() < 0) refuse(path_, "--out", errno);
  int error = write_all(temporary.descriptor(), text);
  if (error == 0 && ::fchmod(temporary.descriptor(), mode_for(path_)) != 0) error = errno;
  if (error == 0) error = temporary.move_to(path_);
  if (error != 0) refuse(path_, "--out", error);
}

void write_standard_output(std::string_view text) {
  const int error = write_all(STDOUT_FILENO, text);
  if (error != 0) refuse("standard output", "output", error);
}

}  // namespace separatrix
