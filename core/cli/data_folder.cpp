#include "cli/data_folder.hpp"

#include <zlib.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string_view>
#include <system_error>

#include "run/nearest.hpp"
#include "separatrix/math/error.hpp"
#include "separatrix/math/text.hpp"

namespace separatrix {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const char* code, std::string field, std::string value,
                         std::string allowed, const char* remedy = "check_file") {
  throw LabException({code, std::move(field), std::move(value), std::move(allowed), remedy});
}

std::string bytes_text(std::size_t count) { return to_text(static_cast<std::int64_t>(count)); }

struct InflateEnd {
  void operator()(z_stream* stream) const { inflateEnd(stream); }
};

bool is_data_file(std::string_view name) {
  return name.ends_with("-ubyte") || name.ends_with("-ubyte.gz");
}

std::vector<std::uint8_t> read_file(const fs::path& path, std::size_t limit) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"),
                                                             &std::fclose);
  const std::string name = path.filename().string();
  if (!file) refuse("unreadable_file", "--data", name, "");
  std::vector<std::uint8_t> bytes;
  constexpr std::size_t kBlock = std::size_t{1} << 20;
  for (;;) {
    const std::size_t size = bytes.size();
    bytes.resize(size + kBlock);
    const std::size_t count = std::fread(bytes.data() + size, 1, kBlock, file.get());
    bytes.resize(size + count);
    if (bytes.size() > limit)
      refuse("too_large", name, bytes_text(bytes.size()), "<= " + bytes_text(limit));
    if (count < kBlock) break;
  }
  if (std::ferror(file.get()) != 0) refuse("unreadable_file", "--data", name, "");
  return bytes;
}

/// Paths of the data files, sorted; names of everything else in `others`.
std::vector<fs::path> list_folder(const std::string& folder, std::vector<std::string>& others) {
  std::error_code error;
  if (!fs::is_directory(folder, error))
    refuse("no_folder", "--data", shown(folder), "", "check_path");
  std::vector<fs::path> paths;
  fs::directory_iterator entry(folder, error);
  for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    std::error_code unknown;
    if (is_data_file(name) && entry->is_regular_file(unknown)) {
      paths.push_back(entry->path());
    } else {
      others.push_back(name);
    }
  }
  if (error) refuse("unreadable_file", "--data", shown(folder), "", "check_path");
  std::sort(paths.begin(), paths.end());
  std::sort(others.begin(), others.end());
  return paths;
}

}  // namespace

std::vector<std::uint8_t> inflate_gzip(std::span<const std::uint8_t> bytes, const std::string& name,
                                       std::size_t limit) {
  z_stream stream{};
  constexpr int kGzip = 15 + 16;  // largest window, gzip header expected
  if (inflateInit2(&stream, kGzip) != Z_OK) throw std::bad_alloc();
  const std::unique_ptr<z_stream, InflateEnd> guard(&stream);
  std::vector<std::uint8_t> inflated;
  std::vector<std::uint8_t> block(std::size_t{1} << 16);
  std::size_t used = 0;
  bool complete = false;
  while (!complete || used < bytes.size()) {
    if (complete && inflateReset(&stream) != Z_OK) throw std::bad_alloc();
    complete = false;
    // zlib counts in 32 bits: input goes in by blocks as well.
    const std::size_t part = std::min(bytes.size() - used, std::size_t{1} << 24);
    stream.next_in = const_cast<Bytef*>(bytes.data() + used);
    stream.avail_in = static_cast<uInt>(part);
    stream.next_out = block.data();
    stream.avail_out = static_cast<uInt>(block.size());
    const int status = inflate(&stream, Z_NO_FLUSH);
    if (status == Z_MEM_ERROR) throw std::bad_alloc();
    // Z_BUF_ERROR: no progress is possible, the file is cut short.
    if (status != Z_OK && status != Z_STREAM_END) {
      refuse("corrupt_gzip", name, bytes_text(bytes.size()), "");
    }
    used += part - stream.avail_in;
    const std::size_t made = block.size() - stream.avail_out;
    if (made > limit - inflated.size()) {
      refuse("too_large", name, "> " + bytes_text(limit), "<= " + bytes_text(limit));
    }
    inflated.insert(inflated.end(), block.begin(),
                    block.begin() + static_cast<std::ptrdiff_t>(made));
    complete = status == Z_STREAM_END;
  }
  return inflated;
}

std::vector<File> read_data_folder(const std::string& folder) {
  std::vector<std::string> others;
  const std::vector<fs::path> paths = list_folder(folder, others);
  if (paths.empty()) {
    refuse("missing_pair", "--data", shown(join(others)),
           "*images-idx3-ubyte[.gz], *labels-idx1-ubyte[.gz]", "provide_idx_pair");
  }
  std::vector<File> files;
  std::size_t left = kMaximumDataBytes;
  for (const fs::path& path : paths) {
    const std::string name = path.filename().string();
    std::vector<std::uint8_t> bytes = read_file(path, left);
    if (name.ends_with(".gz")) bytes = inflate_gzip(bytes, name, left);
    left -= bytes.size();
    files.push_back({name, std::move(bytes)});
  }
  return files;
}

}  // namespace separatrix
