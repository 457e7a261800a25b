// Where tests find real data sets. A test that needs one which is not there skips with a message
// that begins with "no data:"; the test command names these tests in its last lines.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <string>

namespace separatrix::test {

// The folder of data sets: $SEPARATRIX_DATA, else ../shared/data beside the project.
inline std::string data_folder() {
  const char* folder = std::getenv("SEPARATRIX_DATA");
  return folder != nullptr && *folder != '\0' ? folder : SEPARATRIX_DEFAULT_DATA;
}

inline bool file_exists(const std::string& path) { return std::ifstream(path).good(); }

}  // namespace separatrix::test

// Skips the running test unless `path` (below the data folder) exists.
#define SEPARATRIX_NEEDS_DATA(path)                                                   \
  if (!separatrix::test::file_exists(separatrix::test::data_folder() + "/" + (path))) \
  GTEST_SKIP() << "no data: " << separatrix::test::data_folder() << "/" << (path)
