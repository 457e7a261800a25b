#!/usr/bin/env bash
# npm start: sets up what is missing, builds, serves the page and prints its address. PORT chooses the port.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
bash wasm/toolchain/build.sh wasm page
exec node_modules/.bin/vite preview ${PORT:+--port "$PORT" --strictPort}
