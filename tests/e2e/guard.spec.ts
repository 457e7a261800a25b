import { expect, test } from '@playwright/test';

import { Guard } from './support/guard';

test('the guard of all tests sees what it is for', async ({ browser, baseURL }) => {
  const origin = new URL(baseURL ?? '').origin;
  const context = await browser.newContext({ bypassCSP: true });
  const guard = new Guard(context, origin, /allowed/);
  const page = await context.newPage();
  await page.goto(`${origin}/?lang=en`);
  expect(guard.violations).toEqual([]);

  await page.route('**/not-there.json', (route) => route.fulfill({ status: 404, body: '' }));
  await page.evaluate(async (here) => {
    console.error('on the console');
    console.warn('a warning');
    console.error('allowed here');
    console.log('a remark');
    setTimeout(() => {
      throw new Error('nobody catches this');
    });
    const foreign = here.replace('localhost', '127.0.0.1');
    await fetch(`${foreign}/icon.svg`, { mode: 'no-cors' }).catch(() => undefined);
    await fetch(`${here}/not-there.json`).catch(() => undefined);
    const script = URL.createObjectURL(new Blob(["throw new Error('in a worker')"]));
    await new Promise((resolve) => {
      new Worker(script).onerror = resolve;
    });
  }, origin);
  await page.waitForTimeout(200);
  const seen = guard.violations.join('\n');
  for (const expected of [
    'on the console',
    'a warning',
    'nobody catches this',
    'to another origin: http://127.0.0.1',
    '404',
    'in a worker',
  ]) {
    expect(seen).toContain(expected);
  }
  expect(seen).not.toContain('allowed here');
  expect(seen).not.toContain('a remark');
  await context.close();
});
