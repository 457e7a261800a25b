// node tests/support/losses.mjs EXPERIMENT STEPS [name=value...]
// Runs an experiment of the wasm module in Node and prints {experiment, steps, losses} as JSON: what the same file
// must give, bit for bit, in every engine. Also a function, for tests.
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';

const folder = new URL('../../build/wasm-simd/', import.meta.url);

/** A fresh instance of the module, as built. */
export async function loadModule() {
  const { default: createSeparatrix } = await import(new URL('separatrix.js', folder).href);
  return await createSeparatrix({ wasmBinary: await readFile(new URL('separatrix.wasm', folder)) });
}

/** The value of a call of the module; its error is thrown. */
export function valueOf(result) {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

/** The samples [step, value] of a series that a frame carries, by the layout that the module itself reports. */
function samplesOf(layout, bytes, panel, series) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const samples = [];
  const count = view.getUint32(layout.header.section_count, true);
  for (let i = 0; i < count; ++i) {
    const field = (name) =>
      view.getUint32(layout.headerSize + i * layout.sectionSize + layout.section[name], true);
    if (field('panel') !== panel || field('index') !== series) continue;
    if (layout.slots[field('slot')] !== 'samples') continue;
    for (let row = 0; row < field('shape'); ++row) {
      const at = field('offset') + 32 * row;
      samples.push([view.getFloat64(at, true), view.getFloat64(at + 8, true)]);
    }
  }
  return samples;
}

/**
 * The batch losses of the first `steps` steps: the series `loss` of the first panel of lines that has one.
 * `params`: [name, text] pairs.
 */
export async function losses(experiment, steps, params = []) {
  const module = await loadModule();
  const layout = valueOf(module.frameLayout());
  const session = new module.Session();
  const info = valueOf(session.create(experiment, params, [], []));
  const panel = info.panels.findIndex(({ series }) => series.some(({ name }) => name === 'loss'));
  if (panel < 0) throw new Error(`${experiment} has no series loss`);
  const series = info.panels[panel].series.findIndex(({ name }) => name === 'loss');

  const samples = samplesOf(layout, valueOf(session.frame()), panel, series);
  let status = { steps: 0, stopped: false };
  while (status.steps < steps && !status.stopped) {
    status = valueOf(session.advance(1000, steps - status.steps));
    samples.push(...samplesOf(layout, valueOf(session.frame()), panel, series));
  }
  session.delete();
  return { experiment, steps: status.steps, losses: samples.map(([, value]) => value) };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [experiment, steps, ...given] = process.argv.slice(2);
  if (experiment === undefined || !(Number(steps) > 0)) {
    console.error('usage: losses.mjs EXPERIMENT STEPS [name=value...]');
    process.exit(2);
  }
  const params = given.map((text) => {
    const at = text.indexOf('=');
    return [text.slice(0, at), text.slice(at + 1)];
  });
  console.log(JSON.stringify(await losses(experiment, Number(steps), params)));
}
