#!/usr/bin/env bash
# npm test:       sets up what is missing, builds, and runs every test that is not slow.
# npm run test:all (--all): slow tests too, and the sanitizers with everything.
# bash tests/run.sh [--all] native|wasm|web|e2e|sanitize...: only these parts.
#
# Every part runs, whatever the one before found, and reports in its own runner's words. The last lines name the
# parts that failed and the tests that found no data; with SEPARATRIX_REQUIRE_DATA=1 the latter fail the run.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

all=""
parts=()
for argument in "$@"; do
  case $argument in
    --all) all=1 ;;
    native | wasm | web | e2e | sanitize) parts+=("$argument") ;;
    *) echo "tests: unknown part '$argument': native, wasm, web, e2e, sanitize" >&2; exit 2 ;;
  esac
done
if ((!${#parts[@]})); then
  parts=(native wasm web e2e)
  [ -z "$all" ] || parts+=(sanitize)
fi

results=$PWD/build/results
jobs=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
export SEPARATRIX_SLOW=$all # read by the configurations of vitest and playwright

build() { SEPARATRIX_GOAL=test bash wasm/toolchain/build.sh "$@"; }

# run_ctest PRESET
run_ctest() {
  local slow=(-LE slow)
  [ -z "$all" ] || slow=()
  ctest --preset "$1" -j "$jobs" ${slow[@]+"${slow[@]}"} --test-output-size-passed 10000000 \
    --test-output-size-failed 10000000 --output-junit "$results/ctest-$1.xml"
}

native() { build native && run_ctest native-release; }
sanitize() { build sanitize && run_ctest native-sanitize; }
wasm() { build wasm && run_ctest wasm-simd; }
web() { build native wasm && node_modules/.bin/vitest run; }
e2e() { build native wasm page && node_modules/.bin/playwright test; }

rm -rf "$results"
mkdir -p "$results"
failed=()
for part in "${parts[@]}"; do
  printf '\n== %s\n' "$part"
  "$part" </dev/null || failed+=("$part")
done

printf '\n== summary\n'
node tests/no-data.mjs "$results" || failed+=("tests without data")
if ((${#failed[@]})); then
  printf 'failed: %s\n' "$(IFS=,; echo "${failed[*]}")"
  exit 1
fi
echo "passed: ${parts[*]}"
