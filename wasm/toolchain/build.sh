#!/usr/bin/env bash
# Sets up what is missing, then builds:   bash wasm/toolchain/build.sh TARGET...
#   native    build/native-release    sanitize  build/native-sanitize    wasm  build/wasm-simd
#   bench     native measurements in build/native-release    page  build/site, after wasm
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

jobs=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)

# cmake_build PRESET [OPTION...]: configures (cheap when nothing changed) and builds; tells which units were slow to compile.
cmake_build() {
  local log="build/$1/.ninja_log" configured="build/$1.configure.log" before=""
  mkdir -p build
  # Two builds in one folder spoil each other.
  if command -v flock >/dev/null; then exec 8>"build/$1.lock" && flock 8; fi
  cmake --preset "$1" >"$configured" 2>&1 || { cat "$configured" >&2; return 1; }
  sed -nE "s/^-- ((Eigen3|xtensor|xtl) [0-9.]+) in .*/$1: \\1/p" "$configured"
  if [ -e "$log" ]; then before=$(sort "$log"); fi
  cmake --build --preset "$1" -j "$jobs" "${@:2}" 8>&- || return 1
  comm -13 <(echo "$before") <(sort "$log") | slowest_units
  exec 8>&-
}

# Reads lines of Ninja's log: start, end (ms), time stamp, output, hash.
slowest_units() {
  local rows
  rows=$(awk -F '\t' '$4 ~ /\.o$/ { printf "  %6.1f s  %s\n", ($2 - $1) / 1000, $4 }' |
    sort -rn | head -n 5)
  [ -z "$rows" ] || printf 'slowest units:\n%s\n' "$rows"
}

# The page is bundled again when something that it is made of is newer than the last bundle.
page() {
  local stamp=build/site.stamp
  if [ -e "$stamp" ] && [ -z "$(find web wasm package-lock.json vite.config.ts build/registry.json \
    build/wasm-simd/separatrix.js build/wasm-simd/separatrix.wasm -newer "$stamp" -print -quit)" ]; then return 0; fi
  rm -f "$stamp"
  node_modules/.bin/vite build --logLevel warn
  touch "$stamp"
}

goal=native
for target in "$@"; do
  case $target in native | sanitize | bench) ;; *) goal=start ;; esac
done
bash wasm/toolchain/setup.sh "${SEPARATRIX_GOAL:-$goal}"

for target in "$@"; do
  case $target in
    native) cmake_build native-release ;;
    sanitize) cmake_build native-sanitize ;;
    wasm) cmake_build wasm-simd ;;
    bench) cmake_build native-release --target bench ;;
    page) page ;;
    *) echo "build: unknown target '$target'" >&2; exit 2 ;;
  esac
done
