# Flags that decide bits. They hold for every unit, third-party ones included, so that no two units disagree.
option(SEPARATRIX_SANITIZE "AddressSanitizer and UndefinedBehaviorSanitizer" OFF)

# Without it a compiler may fuse a*b+c on one CPU and not on another: results would differ between builds.
add_compile_options(-ffp-contract=off)

# Layers have a product of their own; where Eigen's is used, its packing buffers stay on the stack, so that a step
# allocates nothing there either.
add_compile_definitions(EIGEN_STACK_ALLOCATION_LIMIT=1048576)

if(EMSCRIPTEN)
  # Packets of 4 floats. -mavx changes only how Eigen's product broadcasts, but claims 32-byte alignment
  # which the wasm heap does not give: hence EIGEN_MAX_ALIGN_BYTES.
  add_compile_options(-msimd128 -mavx -fwasm-exceptions)
  add_link_options(-fwasm-exceptions)
  add_compile_definitions(EIGEN_MAX_ALIGN_BYTES=16)
elseif(CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64|amd64)$")
  add_compile_options(-msse4.2)
endif()

if(EMSCRIPTEN OR CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64|amd64)$")
  # Eigen takes 8 registers on 32-bit and 16 on 64-bit machines and blocks products accordingly:
  # the same number on both makes its products sum in the same order in wasm and natively.
  add_compile_definitions(EIGEN_ARCH_DEFAULT_NUMBER_OF_REGISTERS=16)
endif()

set(CMAKE_CXX_FLAGS_RELEASE "-O3 -DNDEBUG")

if(SEPARATRIX_SANITIZE)
  # The switched-off checks cost minutes and gigabytes in units that instantiate Eigen.
  set(sanitize_flags -fsanitize=address,undefined
      -fno-sanitize=null,alignment,object-size,vptr,pointer-overflow,bounds -fno-sanitize-recover=all)
  set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g1")
  add_compile_options(${sanitize_flags} -fno-omit-frame-pointer)
  add_compile_definitions(_GLIBCXX_ASSERTIONS)
  add_link_options(${sanitize_flags})
endif()

# Warnings hold for our own targets only.
add_library(separatrix_warnings INTERFACE)
target_compile_options(separatrix_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion
                       -Wno-sign-conversion
                       -Wno-missing-field-initializers) # members left out of a designated initialiser have defaults
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # False alarms of GCC 12 inside its own string and vector.
  target_compile_options(separatrix_warnings INTERFACE -Wno-restrict -Wno-stringop-overread -Wno-stringop-overflow
                         -Wno-array-bounds)
  if(SEPARATRIX_SANITIZE) # instrumented code misleads these, as the manual of GCC says
    target_compile_options(separatrix_warnings INTERFACE -Wno-maybe-uninitialized -Wno-mismatched-new-delete)
  endif()
endif()
