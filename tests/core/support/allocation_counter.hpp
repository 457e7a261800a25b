// Counts allocations, to prove that a training step makes none. Defines the allocation functions of
// the program: include it in exactly one file of a test program.
//
// malloc itself is counted, since Eigen calls it directly; operator new ends there too. Under
// AddressSanitizer, which brings its own malloc, only operator new can be counted.
#pragma once

#include <cstddef>
#include <cstdlib>
#include <new>

namespace separatrix::test {

inline std::size_t allocation_count = 0;

/// Allocations made so far by this program.
inline std::size_t allocations() { return allocation_count; }

/// What the counter finds for one `new` and, where malloc is counted, one malloc that cannot be
/// optimised away.
inline std::size_t counted_probes();

}  // namespace separatrix::test

#if defined(__SANITIZE_ADDRESS__)
#define SEPARATRIX_COUNTS_NEW 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SEPARATRIX_COUNTS_NEW 1
#endif
#endif

#if !(defined(__EMSCRIPTEN__) || defined(__GLIBC__)) && !defined(SEPARATRIX_COUNTS_NEW)
#define SEPARATRIX_COUNTS_NEW 1
#endif

#ifdef SEPARATRIX_COUNTS_NEW
void* operator new(std::size_t size) {
  ++separatrix::test::allocation_count;
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc();
}
void* operator new(std::size_t size, std::align_val_t alignment) {
  ++separatrix::test::allocation_count;
  const auto a = static_cast<std::size_t>(alignment);
  if (void* memory = std::aligned_alloc(a, (size + a - 1) / a * a)) return memory;
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }
#else
extern "C" {
#if defined(__EMSCRIPTEN__)
void* emscripten_builtin_malloc(std::size_t size);
void* emscripten_builtin_memalign(std::size_t alignment, std::size_t size);
inline void* separatrix_base_malloc(std::size_t size) { return emscripten_builtin_malloc(size); }
inline void* separatrix_base_memalign(std::size_t a, std::size_t size) {
  return emscripten_builtin_memalign(a, size);
}
#else
void* __libc_malloc(std::size_t size);
void* __libc_memalign(std::size_t alignment, std::size_t size);
inline void* separatrix_base_malloc(std::size_t size) { return __libc_malloc(size); }
inline void* separatrix_base_memalign(std::size_t a, std::size_t size) {
  return __libc_memalign(a, size);
}
#endif
void* malloc(std::size_t size) {
  ++separatrix::test::allocation_count;
  return separatrix_base_malloc(size);
}
void* memalign(std::size_t alignment, std::size_t size) {
  ++separatrix::test::allocation_count;
  return separatrix_base_memalign(alignment, size);
}
void* aligned_alloc(std::size_t alignment, std::size_t size) { return memalign(alignment, size); }
}
#endif

namespace separatrix::test {

inline std::size_t counted_probes() {
  void* (*volatile allocate)(std::size_t) = [](std::size_t size) { return ::operator new(size); };
  void (*volatile release)(void*) = [](void* memory) { ::operator delete(memory); };
  const std::size_t before = allocations();
  release(allocate(100));
#ifndef SEPARATRIX_COUNTS_NEW
  void* (*volatile allocate_plain)(std::size_t) = std::malloc;
  void (*volatile release_plain)(void*) = std::free;
  release_plain(allocate_plain(100));
  return allocations() - before;
#else
  return allocations() - before + 1;
#endif
}

}  // namespace separatrix::test
