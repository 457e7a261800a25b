# Header-only libraries: the system's where recent enough, else those that wasm/toolchain/setup.sh has put into .tools/.
set(SEPARATRIX_TOOLS "${CMAKE_SOURCE_DIR}/.tools" CACHE PATH "Folder that wasm/toolchain/setup.sh fills")
set(private_prefix "${SEPARATRIX_TOOLS}/headers/usr")

# package: CMake package; header: a file that proves its include folder; hint: where Debian puts it below include/.
# Makes an interface target whose include folder holds nothing else: a cross compiler never sees /usr/include.
function(separatrix_header_library target package version header hint)
  # Absolute search paths, not CMAKE_FIND_ROOT_PATH: header-only libraries serve every target machine.
  find_package(${package} ${version} QUIET CONFIG
               PATHS "${private_prefix}" /usr /usr/local /opt/homebrew NO_DEFAULT_PATH NO_CMAKE_FIND_ROOT_PATH)
  if(NOT ${package}_FOUND)
    find_package(${package} ${version} QUIET CONFIG NO_CMAKE_FIND_ROOT_PATH)
  endif()
  if(NOT ${package}_FOUND)
    message(FATAL_ERROR "${package} >= ${version} is missing. Run: bash wasm/toolchain/setup.sh")
  endif()
  set(${package}_DIR "${${package}_DIR}" CACHE PATH "" FORCE)
  cmake_path(SET prefix NORMALIZE "${${package}_DIR}/../../..")
  find_path(${package}_HEADERS "${header}" PATHS "${prefix}" PATH_SUFFIXES "include/${hint}" include
            REQUIRED NO_DEFAULT_PATH NO_CMAKE_FIND_ROOT_PATH)
  cmake_path(GET header PARENT_PATH folder)
  string(REGEX REPLACE "/.*" "" folder "${folder}")
  set(view "${CMAKE_BINARY_DIR}/headers/${package}")
  file(MAKE_DIRECTORY "${view}")
  file(CREATE_LINK "${${package}_HEADERS}/${folder}" "${view}/${folder}" SYMBOLIC)
  add_library(${target} INTERFACE)
  target_include_directories(${target} SYSTEM INTERFACE "${view}")
  message(STATUS "${package} ${${package}_VERSION} in ${${package}_HEADERS}")
endfunction()

separatrix_header_library(separatrix_eigen Eigen3 5.0 Eigen/Core eigen3)
separatrix_header_library(separatrix_xtl xtl 0.8 xtl/xtl_config.hpp "")
separatrix_header_library(separatrix_xtensor xtensor 0.26 xtensor/core/xtensor_config.hpp "")
target_link_libraries(separatrix_xtensor INTERFACE separatrix_xtl)

if(NOT EMSCRIPTEN) # the command alone reads JSON and gzip
  find_package(nlohmann_json 3.10 REQUIRED)
  find_package(ZLIB REQUIRED)
endif()

# GoogleTest is built from source under the toolchain in use, so that one suite runs natively and as wasm.
function(separatrix_googletest)
  set(CMAKE_COMPILE_WARNING_AS_ERROR OFF)
  find_path(GOOGLETEST_SOURCE googletest/src/gtest-all.cc
            PATHS /usr/src/googletest /usr/local/src/googletest NO_DEFAULT_PATH NO_CMAKE_FIND_ROOT_PATH)
  if(GOOGLETEST_SOURCE)
    set(BUILD_GMOCK OFF CACHE BOOL "")
    set(INSTALL_GTEST OFF CACHE BOOL "")
    if(EMSCRIPTEN)
      set(gtest_disable_pthreads ON CACHE BOOL "")
    endif()
    add_subdirectory("${GOOGLETEST_SOURCE}" "${CMAKE_BINARY_DIR}/googletest" EXCLUDE_FROM_ALL SYSTEM)
    target_compile_options(gtest PRIVATE -w) # newer compilers find fault with it
    if(NOT TARGET GTest::gtest_main)
      add_library(GTest::gtest_main ALIAS gtest_main)
    endif()
  else()
    find_package(GTest REQUIRED)
  endif()
endfunction()
