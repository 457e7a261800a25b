// node write-registry.mjs MODULE.js OUTPUT.json
// Runs the wasm module once and writes its registry, for the page, the types and the docs.
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [modulePath, outputPath] = process.argv.slice(2);
if (modulePath === undefined || outputPath === undefined) {
  console.error('usage: write-registry.mjs MODULE.js OUTPUT.json');
  process.exit(2);
}

const { default: createSeparatrix } = await import(pathToFileURL(resolve(modulePath)).href);
const wasmBinary = await readFile(resolve(modulePath).replace(/\.js$/, '.wasm'));
const module = await createSeparatrix({ wasmBinary });
const result = module.experiments();
if (!result.ok) {
  console.error(`write-registry: ${JSON.stringify(result.error)}`);
  process.exit(1);
}
await writeFile(resolve(outputPath), `${JSON.stringify(result.value, null, 2)}\n`);
