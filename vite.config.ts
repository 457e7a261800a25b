import { defineConfig } from 'vite';

// The page asks nothing of any other origin, and says so. Components adopt their style sheets: no style
// is inline. 'wasm-unsafe-eval' is compilation of WebAssembly and nothing else; workers may start from a Blob.
const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "worker-src 'self' blob:",
].join('; ');

// Emscripten's glue asks Node's `module` for require() when it runs in Node: in a browser it never does.
const rolldownOptions = { external: ['module'] };

export default defineConfig({
  root: 'web',
  base: './',
  build: {
    outDir: '../build/site',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    rolldownOptions,
  },
  worker: { format: 'es', rolldownOptions },
  preview: {
    port: 4173,
    headers: { 'Content-Security-Policy': contentSecurityPolicy },
  },
});
