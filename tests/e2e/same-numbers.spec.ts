/** One wasm file, the same bits in Node and Chromium; the native command within stated tolerances. */

import { runNative, seriesOf, valueOf } from './support/native';
import { runInNode } from './support/node-run';
import { expect, test } from './support/test';

function largestDifference(a: readonly number[], b: readonly number[]): number {
  expect(a.length).toBe(b.length);
  return Math.max(
    ...a.map((x, i) => {
      const y = b[i] ?? NaN;
      return x === y ? 0 : Math.abs(x - y) / Math.max(Math.abs(x), Math.abs(y));
    }),
  );
}

test('train-images: 200 losses', async ({ lab }) => {
  await lab.open({ link: 'experiment=train-images' });
  await lab.runTo(200);
  const inChromium = await lab.losses(200);
  const inNode = await runInNode('train-images', [], { steps: 200 });
  const nodeLosses = inNode.series['losses.loss']?.slice(0, 200).map(({ y }) => y);
  expect(inChromium).toEqual(nodeLosses);
  expect((await lab.recording()).series['losses.train_loss']?.[0]).toEqual(
    inNode.series['losses.train_loss']?.[0],
  );

  // The same operations in the same order in both builds; only the compilers' own freedom is left.
  const native = seriesOf(await runNative('train-images', [], 200), 'losses', 'loss');
  expect(largestDifference(inChromium.slice(0, 1), native.slice(0, 1))).toBeLessThan(1e-6);
  expect(largestDifference(inChromium, native.slice(0, 200))).toBeLessThan(1e-5);
});

test('train-images in double: 1,000 losses agree with the native build', async () => {
  const params = [
    ['precision', 'double'],
    ['samples', '2000'],
    ['epochs', '40'],
  ] as const;
  const inNode = await runInNode('train-images', params);
  const native = seriesOf(await runNative('train-images', params), 'losses', 'loss');
  expect(native.length).toBe(1000);
  const nodeLosses = inNode.series['losses.loss']?.map(({ y }) => y) ?? [];
  expect(largestDifference(nodeLosses, native)).toBeLessThan(1e-10);
});

test('rnn-lyapunov, preset source-004: all exponents', async ({ lab }) => {
  await lab.open({ link: 'experiment=rnn-lyapunov' });
  await lab.finish();
  const { values, spectra } = await lab.recording();
  const inNode = await runInNode('rnn-lyapunov', []);
  expect(Object.keys(values).length).toBeGreaterThanOrEqual(9);
  expect(values).toEqual(inNode.values);
  expect(spectra).toEqual(inNode.spectra);
  expect(values['values.forward[0]']).toBeCloseTo(-0.760671073493, 9);

  // Contracting, in double.
  const native = await runNative('rnn-lyapunov', []);
  for (const kind of ['forward', 'adjoint', 'singular']) {
    for (const i of [0, 1, 2]) {
      const name = `${kind}[${String(i)}]`;
      const here = values[`values.${name}`] ?? NaN;
      expect(largestDifference([here], [valueOf(native, name)]), name).toBeLessThan(1e-10);
    }
  }
});

for (const optimizer of ['gd', 'heavy_ball', 'rk4', 'ab4', 'abm4']) {
  test(`descend with ${optimizer}: every loss`, async ({ lab }) => {
    const params = [['optimizer', optimizer]] as const;
    await lab.open({ link: `experiment=descend&optimizer=${optimizer}` });
    await lab.finish();
    const inChromium = (await lab.recording()).series['loss.loss'] ?? [];
    expect(inChromium.length).toBeGreaterThan(40);
    const inNode = await runInNode('descend', params);
    expect(inChromium).toEqual(inNode.series['loss.loss']);
    const native = seriesOf(await runNative('descend', params), 'loss', 'loss');
    const difference = largestDifference(
      inChromium.map(({ y }) => y),
      native,
    );
    expect(difference).toBeLessThan(1e-12);
  });
}
