# `. wasm/toolchain/env.sh` from the top of the checkout: emcc and the JavaScript tools on PATH.
PATH="$PWD/node_modules/.bin:$(cat .tools/emscripten-home):$PATH"
export PATH
