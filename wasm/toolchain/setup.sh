#!/usr/bin/env bash
# Brings what is missing to build, serve and test Separatrix; what is there is used as it is.
#
#   bash wasm/toolchain/setup.sh [native|start|test|bench|check]     (what for; test is the default)
#
# Afterwards `cmake --preset native-release` and `cmake --preset wasm-simd` work as they are; for a shell with
# emcc, tsc and the rest on its PATH: `. wasm/toolchain/env.sh`.
#
# Debian and its kin: tools and libraries from the machine's own archive (as root or with sudo); Emscripten and
# the header-only libraries, which it has too old or not at all, from later suites of the same archive into
# .tools/, without root and without touching the system. Elsewhere nothing is installed: what is missing is named.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
tools="$root/.tools"
goal=${1:-test}
case $goal in
  native | start | test) purposes=$goal ;;
  bench) purposes='test bench' ;;
  check) purposes='start check' ;;
  *) echo "setup: unknown goal '$goal': native, start, test, bench or check" >&2; exit 2 ;;
esac

readonly emscripten_minimum=3.1.69 eigen_minimum=5.0 xtensor_minimum=0.26 xtl_minimum=0.8
readonly cmake_minimum=3.25 node_minimum=20.19
missing=() # "what|for what|how to get it", told at the end

say() { printf 'setup: %s\n' "$*" >&2; }
has() { command -v "$1" >/dev/null 2>&1; }
is_debian() { has apt-get && has dpkg && has dpkg-deb; }

# at_least HAVE WANT: compares dotted versions.
at_least() {
  local IFS=. i
  local -a have=($1) want=($2)
  for i in 0 1 2; do
    local h=${have[i]:-0} w=${want[i]:-0}
    h=${h%%[!0-9]*} w=${w%%[!0-9]*}
    ((${h:-0} > ${w:-0})) && return 0
    ((${h:-0} < ${w:-0})) && return 1
  done
  return 0
}

# version_of COMMAND...: the first dotted number that the command prints.
version_of() {
  local text
  text=$("$@" 2>/dev/null || true)
  [[ $text =~ ([0-9]+(\.[0-9]+)+) ]] && printf '%s' "${BASH_REMATCH[1]}"
}

# ---------------------------------------------------------------------------------------------------------------
# System packages

has_header() {
  local prefix
  for prefix in /usr /usr/local /opt/homebrew /opt/local "${SDKROOT:-/nowhere}/usr" \
    /Library/Developer/CommandLineTools/SDKs/MacOSX.sdk/usr; do
    [ -e "$prefix/include/$1" ] && return 0
  done
  return 1
}
has_cmake() { has cmake && at_least "$(version_of cmake --version)" "$cmake_minimum"; }
has_googletest() { [ -e /usr/src/googletest/CMakeLists.txt ] || [ -e /usr/local/src/googletest/CMakeLists.txt ] || has_header gtest/gtest.h; }
has_chromium() { has chromium || has chromium-browser || has google-chrome || [ -d '/Applications/Google Chrome.app' ]; }
has_chinese_font() {
  [ "$(uname -s)" = Darwin ] || compgen -G '/usr/share/fonts/*/noto*/NotoSansCJK-Regular*' >/dev/null ||
    { has fc-list && [ -n "$(fc-list :lang=zh-cn family 2>/dev/null)" ]; }
}

# One row: for which purposes | check | Debian package | what it is for
packages() {
  cat <<'ROWS'
native start test|has_cmake|cmake|configuring the build (cmake >= 3.25)
native start test|has ninja|ninja-build|building (ninja)
native test|has c++|g++|compiling the core natively (a C++20 compiler)
native start test|has ccache|ccache|building again in seconds (ccache)
native test|has_header nlohmann/json.hpp|nlohmann-json3-dev|the JSON of the native command (nlohmann-json)
native test|has_header zlib.h|zlib1g-dev|compressed data files in the native command (zlib)
native test|has_googletest|googletest|the tests of the core (GoogleTest)
bench|has_header benchmark/benchmark.h|libbenchmark-dev|native measurements (Google Benchmark)
start test|has python3|python3|running Emscripten (python3)
test|has_chromium|chromium|the tests in a browser (Chromium)
test|has_chinese_font|fonts-noto-cjk|Chinese in pictures of the page (a Chinese font)
check|has clang-format|clang-format|npm run check (clang-format)
ROWS
  # Emscripten of our own runs on the system's clang.
  if ! emcc_on_path; then
    cat <<'ROWS'
start test|has clang-19|clang-19|compiling to WebAssembly (clang 19)
start test|has wasm-ld-19|lld-19|linking WebAssembly (lld 19)
start test|has llvm-ar-19|llvm-19|archives of WebAssembly objects (llvm 19)
ROWS
  fi
}

# is_wanted GOALS: one of them is among the purposes of this call.
is_wanted() {
  local purpose
  for purpose in $purposes; do
    [[ " $1 " != *" $purpose "* ]] || return 0
  done
  return 1
}

system_packages() {
  local goals check package purpose wanted=() uses=()
  while IFS='|' read -r goals check package purpose; do
    is_wanted "$goals" || continue
    $check || { wanted+=("$package") uses+=("$purpose"); }
  done < <(packages)
  ((${#wanted[@]})) || return 0

  local as_root=() ways="your package manager: $(printf '%s ' "${wanted[@]}")"
  if is_debian; then
    ways="apt-get install --no-install-recommends ${wanted[*]}"
    if [ "$(id -u)" -ne 0 ]; then
      if has sudo && { [ -t 0 ] || sudo -n true 2>/dev/null; }; then as_root=(sudo); else as_root=(false); fi
    fi
    if [ "${as_root[*]}" != false ]; then
      say "installing ${wanted[*]}"
      install_packages "${wanted[@]}" && return 0
    fi
  fi
  local i
  for i in "${!wanted[@]}"; do missing+=("${wanted[i]}|${uses[i]}|$ways"); done
}

# The lists may be absent (then nothing is known) or old (then a file is gone): in both cases they are fetched once.
install_packages() {
  local run=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -y
    -o Dpkg::Use-Pty=0 --no-install-recommends install "$@")
  mkdir -p "$tools"
  "${run[@]}" >"$tools/apt.log" 2>&1 </dev/null && return 0
  "${as_root[@]}" apt-get -qq update >>"$tools/apt.log" 2>&1 </dev/null || true
  "${run[@]}" >>"$tools/apt.log" 2>&1 </dev/null && return 0
  tail -n 5 "$tools/apt.log" >&2
  return 1
}

# ---------------------------------------------------------------------------------------------------------------
# Packages of a later Debian suite, fetched through a private apt configuration

# The address of the Debian archive that the machine's own apt uses.
archive_address() {
  local target=(indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Label: Debian') lists=$1/machine-lists found
  found=$(apt-get "${target[@]}" 2>/dev/null | head -n 1) || true
  if [ -z "$found" ]; then # the lists were removed, as images for containers do: fetch them privately
    mkdir -p "$lists/partial"
    apt-get -qq -o "Dir::State::lists=$lists" -o APT::Sandbox::User=root update >/dev/null 2>&1 </dev/null || true
    found=$(apt-get -o "Dir::State::lists=$lists" "${target[@]}" 2>/dev/null | head -n 1) || true
  fi
  [ -n "$found" ] && printf '%s' "$found"
}

# fetch SUITE FOLDER PACKAGE...: downloads packages into FOLDER. Signatures are checked; only the expiry date of
# the release file is not, because a frozen copy of the archive outlives it.
fetch() {
  local suite=$1 folder=$2 address keyring=/usr/share/keyrings/debian-archive-keyring.gpg
  shift 2
  rm -rf "$folder"
  mkdir -p "$folder"/{lists/partial,cache/archives/partial,packages}
  address=$(archive_address "$folder") || { say "apt names no Debian archive"; return 1; }
  local signed=""
  [ -r "$keyring" ] && signed=" signed-by=$keyring"
  echo "deb [target=Packages lang=none$signed] $address $suite main" >"$folder/sources.list"
  : >"$folder/status"
  cat >"$folder/apt.conf" <<CONF
Dir::State "$folder";
Dir::State::lists "$folder/lists";
Dir::State::status "$folder/status";
Dir::Cache "$folder/cache";
Dir::Etc::sourcelist "$folder/sources.list";
Dir::Etc::sourceparts "-";
Dir::Etc::preferences "-";
Dir::Etc::preferencesparts "-";
Acquire::Check-Valid-Until "false";
APT::Update::Error-Mode "any";
APT::Sandbox::User "root";
#clear APT::Update::Pre-Invoke;
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
CONF
  { apt-get -qq -c "$folder/apt.conf" update &&
    (cd "$folder/packages" && apt-get -qq -c "$folder/apt.conf" download "$@"); } >"$folder/log" 2>&1 </dev/null ||
    { tail -n 5 "$folder/log" >&2; return 1; }
  rm -rf "$folder/lists" "$folder/cache" "$folder/machine-lists"
}

# unpack PACKAGE-FILE FOLDER [tar option...]
unpack() {
  local file=$1 folder=$2
  shift 2
  dpkg-deb --fsys-tarfile "$file" | tar -x -C "$folder" "$@"
}

# ---------------------------------------------------------------------------------------------------------------
# Emscripten

emcc_on_path() {
  [ -z "${emcc_known:-}" ] || return "$emcc_known"
  emcc_known=1
  # Below the minimum it is as good as absent. Its version is in a file beside it: starting it costs half a second.
  local path file
  path=$(command -v emcc) || return 1
  path=$(readlink -f "$path" 2>/dev/null || echo "$path")
  case $path in "$tools"/*) return 1 ;; esac
  file=$(dirname "$path")/emscripten-version.txt
  local version
  if [ -r "$file" ]; then version=$(tr -d '"' <"$file"); else version=$(version_of emcc --version); fi
  if at_least "${version:-0}" "$emscripten_minimum"; then emcc_known=0; fi
  return "$emcc_known"
}

emscripten() {
  local home
  if emcc_on_path; then
    home=$(dirname "$(readlink -f "$(command -v emcc)")")
    [ -e "$home/cmake/Modules/Platform/Emscripten.cmake" ] || home=$(em-config EMSCRIPTEN_ROOT)
  else
    home="$tools/emscripten/usr/share/emscripten"
    [ -e "$tools/emscripten/complete" ] || emscripten_from_debian ||
      { missing+=("emscripten|building for the browser|install emcc >= $emscripten_minimum and put it on PATH"); return 0; }
    if [ -n "${EM_CONFIG:-}" ]; then
      say "EM_CONFIG=$EM_CONFIG is set and overrules the configuration of .tools/emscripten: unset it if emcc fails"
    fi
  fi
  write_if_changed "$tools/wasm.cmake" <<CMAKE
# Written by wasm/toolchain/setup.sh: the Emscripten in use.
set(EMSCRIPTEN_ROOT_PATH "$home")
set(CMAKE_CROSSCOMPILING_EMULATOR "$(command -v node)")
include("$home/cmake/Modules/Platform/Emscripten.cmake")
CMAKE
  write_if_changed "$tools/emscripten-home" <<<"$home"
}

# Debian 13 has Emscripten 3.1.69 with every system library prebuilt; it wants clang 19, which Debian 12 has, and
# binaryen 120, which brings its own C library along because the system's is older and stays as it is.
emscripten_from_debian() {
  is_debian || return 1
  say "fetching Emscripten $emscripten_minimum (about 240 MB)"
  local work="$tools/fetch-emscripten" new="$tools/emscripten.new" file
  fetch trixie "$work" emscripten binaryen libc6 libstdc++6 libgcc-s1 || return 1
  rm -rf "$new" "$tools/emscripten"
  mkdir -p "$new/binaryen"
  # Left out: what is never linked (threads, link-time optimisation, position-independent code, wasm workers).
  unpack "$work"/packages/emscripten_*.deb "$new" --wildcards \
    --exclude='*/share/doc/*' --exclude='*/share/man/*' --exclude='*/emscripten/test/*' --exclude='*/emscripten/tests/*' \
    --exclude='*/emscripten/docs/*' --exclude='*/lib/wasm*-emscripten/lto*' --exclude='*/lib/wasm*-emscripten/pic' \
    --exclude='*/lib/wasm*-emscripten/*-mt*.a' --exclude='*/lib/wasm*-emscripten/*-ww*.a'
  # ... except libGL in its variants, which emcc names on every link.
  unpack "$work"/packages/emscripten_*.deb "$new" --wildcards '*/lib/wasm32-emscripten/libGL*' 2>/dev/null || true
  for file in "$work"/packages/{binaryen,libc6,libstdc++6,libgcc-s1}_*.deb; do unpack "$file" "$new/binaryen"; done
  wrap_binaryen "$new" || return 1
  configure_emscripten "$new"
  rm -rf "$work"
  touch "$new/complete"
  mv "$new" "$tools/emscripten"
}

# Each tool of binaryen is started by the loader and the libraries that it was made for.
wrap_binaryen() {
  local new=$1 tool loader libraries
  loader=$(cd "$new/binaryen" && find . -name 'ld-linux*.so.*' | head -n 1)
  libraries=$(cd "$new/binaryen" && find . -name 'libstdc++.so.6' | head -n 1)
  [ -n "$loader" ] && [ -n "$libraries" ] || { say "binaryen came without its loader"; return 1; }
  libraries=$(dirname "${libraries#./}")
  mkdir -p "$new/bin"
  for tool in "$new"/binaryen/usr/bin/wasm*; do
    tool=$(basename "$tool")
    cat >"$new/bin/$tool" <<WRAPPER
#!/bin/sh
here=\$(dirname "\$(readlink -f "\$0")")/../binaryen
exec "\$here/${loader#./}" --library-path "\$here/$libraries:\$here/usr/lib" "\$here/usr/bin/$tool" "\$@"
WRAPPER
    chmod +x "$new/bin/$tool"
  done
}

configure_emscripten() {
  local home="$1/usr/share/emscripten"
  # emcc looks for <BINARYEN_ROOT>/bin; a file of this name beside emcc is read by itself.
  rm -f "$home/.emscripten"
  cat >"$home/.emscripten" <<'PYTHON'
import shutil
from tools.utils import path_from_root
LLVM_ROOT = '/usr/lib/llvm-19/bin'
BINARYEN_ROOT = path_from_root('../../..')
NODE_JS = shutil.which('node')
FROZEN_CACHE = True
PYTHON
  # The checkout is an ES module package; the scripts of Emscripten are not.
  echo '{"type": "commonjs"}' >"$1/package.json"
}

# ---------------------------------------------------------------------------------------------------------------
# Header-only libraries

# has_cmake_package NAME MINIMUM: a system package new enough, by the version file that CMake itself reads.
has_cmake_package() {
  local file version
  for file in {/usr,/usr/local,/opt/homebrew}/{share,lib,lib/cmake,share/cmake}/{$1,$3}{/cmake,}/"$1"ConfigVersion.cmake; do
    [ -r "$file" ] || continue
    version=$(sed -n 's/^set *(PACKAGE_VERSION "\([0-9.]*\)".*/\1/p' "$file" | head -n 1)
    at_least "${version:-0}" "$2" && return 0
  done
  return 1
}

headers() {
  [ -e "$tools/headers/complete" ] && return 0
  if has_cmake_package Eigen3 "$eigen_minimum" eigen3 && has_cmake_package xtensor "$xtensor_minimum" xtensor &&
    has_cmake_package xtl "$xtl_minimum" xtl; then return 0; fi
  headers_from_debian ||
    missing+=("eigen xtensor xtl|linear algebra and N-dimensional data|install Eigen >= $eigen_minimum, xtensor >= $xtensor_minimum and xtl >= $xtl_minimum with their CMake files")
}

headers_from_debian() {
  is_debian || return 1
  say "fetching Eigen, xtensor and xtl (14 MB)"
  local work="$tools/fetch-headers" new="$tools/headers.new" file
  fetch forky "$work" libeigen3-dev libxtensor-dev xtl-dev || return 1
  rm -rf "$new" "$tools/headers"
  mkdir -p "$new"
  for file in "$work"/packages/*.deb; do unpack "$file" "$new"; done
  rm -rf "$work" "$new/usr/share/doc"
  touch "$new/complete"
  mv "$new" "$tools/headers"
}

# ---------------------------------------------------------------------------------------------------------------
# JavaScript

javascript() {
  [ "$goal" != native ] && [ -e "$root/package-lock.json" ] || return 0
  cmp -s "$root/package-lock.json" "$root/node_modules/.setup-lock.json" && return 0
  say "installing the JavaScript tools of package-lock.json"
  if (cd "$root" && npm ci --no-audit --no-fund --update-notifier=false --loglevel=error </dev/null >&2); then
    cp "$root/package-lock.json" "$root/node_modules/.setup-lock.json"
  else
    missing+=("JavaScript tools|building and testing the page|npm ci")
  fi
}

# ---------------------------------------------------------------------------------------------------------------

write_if_changed() {
  local file=$1 text
  text=$(cat)
  [ -e "$file" ] && [ "$text" = "$(<"$file")" ] || printf '%s\n' "$text" >"$file"
}

needs_node() {
  has node && at_least "$(version_of node --version)" "$node_minimum" && has npm ||
    missing+=("node npm|everything in JavaScript|install Node >= $node_minimum with npm")
}

report() {
  ((${#missing[@]})) || return 0
  local row what purpose how next
  say "missing:"
  for row in "${missing[@]}" '||'; do
    IFS='|' read -r what purpose next <<<"$row"
    # What one command brings stands above it.
    [ -z "${how:-}" ] || [ "$next" = "$how" ] || printf '    get it: %s\n' "$how" >&2
    how=$next
    [ -z "$what" ] || printf '  %s, for %s\n' "$what" "$purpose" >&2
  done
  exit 1
}

main() {
  mkdir -p "$tools"
  # Two at once would fetch everything twice.
  if has flock; then exec 9>"$tools/lock" && flock 9; fi
  needs_node
  system_packages
  headers
  if [ "$goal" != native ]; then
    emscripten
    javascript
  fi
  report
}
main
