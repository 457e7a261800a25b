import { gzipSync } from 'node:zlib';

import { expect, test } from './support/test';

const kilobyte = 1000;

test('the first view weighs at most 200 kB gzipped without the wasm, which has at most 700 kB', async ({
  lab,
  page,
}) => {
  const urls = new Set<string>();
  page.context().on('request', (request) => urls.add(request.url()));
  await lab.open();
  const weights = await Promise.all(
    [...urls].map(async (url) => {
      const body = await (await page.request.get(url)).body();
      return { url, size: gzipSync(body).length };
    }),
  );
  const sum = (wasm: boolean): number =>
    weights
      .filter(({ url }) => url.endsWith('.wasm') === wasm)
      .reduce((total, { size }) => total + size, 0);
  for (const { url, size } of weights) {
    test.info().annotations.push({ type: new URL(url).pathname, description: `${size} bytes` });
  }
  expect(sum(true)).toBeGreaterThan(0);
  expect(sum(true)).toBeLessThanOrEqual(700 * kilobyte);
  expect(sum(false)).toBeLessThanOrEqual(200 * kilobyte);
});
