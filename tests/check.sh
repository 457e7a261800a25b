#!/usr/bin/env bash
# npm run check: formatting, lint and types.   npm run format (--write): formats.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
bash wasm/toolchain/setup.sh check || exit

sources() { git ls-files --cached --others --exclude-standard -- '*.cpp' '*.hpp'; }

if [ "${1:-}" = --write ]; then
  sources | xargs -r clang-format -i && node_modules/.bin/prettier --write --log-level warn .
  exit
fi

# The types of the wasm module are made by its build.
[ -e build/wasm-simd/separatrix.d.ts ] || bash wasm/toolchain/build.sh wasm || exit

failed=()
check() {
  echo "== $1"
  "${@:2}" || failed+=("$1")
}
clang_format() { sources | xargs -r clang-format --dry-run -Werror; }
check clang-format clang_format
check prettier node_modules/.bin/prettier --check --log-level warn .
check eslint node_modules/.bin/eslint --max-warnings 0 .
check 'types of web' node_modules/.bin/tsc -p web
check 'types of tests' node_modules/.bin/tsc -p tests
check 'types of configurations' node_modules/.bin/tsc -p .
if ((${#failed[@]})); then
  printf 'failed: %s\n' "$(IFS=,; echo "${failed[*]}")"
  exit 1
fi
echo passed
