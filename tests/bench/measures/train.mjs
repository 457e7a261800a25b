// Training speed: samples per second of train-images, 784-64-32-10 ReLU, cross-entropy, gd, batch 64, float, in
// the page in Chromium and natively. "Training only" leaves out the measurement at each epoch (full train and
// test loss); "with measurement" is what a user waits for.
import { execFileSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';

import { pageParts } from '../../support/page-parts.mjs';
import { row } from '../statistics.mjs';

const batch = 64;
const samples = 40_000;
const batchesPerEpoch = (samples * 0.8) / batch;
const seconds = 8;

export const title = 'Training speed, 784-64-32-10 ReLU, batch 64, gradient descent, float';

/** Notes when each frame arrives and at which step it was taken. Runs in the page. */
function noteFrames() {
  const frames = [];
  globalThis.benchFrames = frames;
  globalThis.Worker = class extends Worker {
    constructor(url, options) {
      super(url, options);
      this.addEventListener('message', ({ data }) => {
        if (data.type !== 'frame') return;
        const steps = new DataView(data.buffer).getFloat64(16, true);
        frames.push({ time: performance.now(), steps });
      });
    }
  };
}

/** @param {{time: number, steps: number}[]} frames times in ms */
function rates(frames) {
  let steps = 0;
  let time = 0;
  for (let i = 1; i < frames.length; ++i) {
    const [from, to] = [frames[i - 1], frames[i]];
    // At a multiple of an epoch's batches the measurement may be under way.
    const epoch = Math.floor(from.steps / batchesPerEpoch);
    if (from.steps % batchesPerEpoch === 0 || to.steps >= (epoch + 1) * batchesPerEpoch) continue;
    steps += to.steps - from.steps;
    time += to.time - from.time;
  }
  // Whole epochs: from the first frame of one to the first frame of another.
  const starts = frames.filter(
    ({ steps: s }, i) =>
      i > 0 && Math.floor(s / batchesPerEpoch) > Math.floor(frames[i - 1].steps / batchesPerEpoch),
  );
  const [first, last] = [starts[0], starts.at(-1)];
  return {
    trainingOnly: (1000 * batch * steps) / time,
    withMeasurement: (1000 * batch * (last.steps - first.steps)) / (last.time - first.time),
  };
}

async function inBrowser(browser) {
  const page = await browser.open(
    `#v=1&experiment=train-images&samples=${samples}&epochs=10000`,
    (fresh) => fresh.addInitScript(noteFrames),
  );
  await page.click(pageParts.run);
  await page.waitForTimeout(1000); // the first slices compile
  await page.evaluate(() => globalThis.benchFrames.splice(0));
  await page.waitForTimeout(1000 * seconds);
  const frames = await page.evaluate(() => globalThis.benchFrames);
  await page.context().close();
  return rates(frames);
}

/** Seconds of one run of the native command. */
function commandSeconds(epochs) {
  const begin = performance.now();
  execFileSync(
    'build/native-release/separatrix',
    ['run', 'train-images', '--set', `samples=${samples}`, '--set', `epochs=${epochs}`],
    { maxBuffer: 1 << 28 },
  );
  return (performance.now() - begin) / 1000;
}

function natively() {
  const output = execFileSync('build/native-release/bench_native_train', [String(seconds / 2)], {
    encoding: 'utf8',
  });
  // The difference of two runs leaves out the start and the drawing of the images.
  const epochs = 16;
  const time = commandSeconds(epochs + 1) - commandSeconds(1);
  return {
    trainingOnly: JSON.parse(output).float,
    withMeasurement: (epochs * batchesPerEpoch * batch) / time,
  };
}

export async function measure({ browser, repetitions }) {
  const pairs = [];
  // In turns: whatever slows the machine for a while slows both.
  for (let i = 0; i < repetitions; ++i) {
    const native = natively();
    pairs.push({ native, page: await inBrowser(browser) });
  }
  return [
    ['training only', 'trainingOnly'],
    ['with measurement', 'withMeasurement'],
  ].flatMap(([words, key]) => [
    row(
      `Chromium, ${words}`,
      'samples/s',
      pairs.map(({ page }) => page[key]),
    ),
    row(
      `native, ${words}`,
      'samples/s',
      pairs.map(({ native }) => native[key]),
    ),
    row(
      `Chromium / native, ${words}`,
      '',
      pairs.map(({ page, native }) => page[key] / native[key]),
    ),
  ]);
}
