import { spoilFirstWorker } from './support/faults';
import { expect, test } from './support/test';

const link = 'experiment=train-images&epochs=10000';

test('a worker that throws: restart is offered and works', async ({ lab, page }) => {
  await spoilFirstWorker(page, 'throws', 10);
  await lab.open({ link });
  await lab.part('run').click();
  await expect(lab.part('dead')).toBeVisible({ timeout: 10_000 });
  await lab.inState('failed');
  const lines = (await lab.part('dead').innerText()).split('\n').filter((line) => line.trim());
  expect(lines.length).toBeGreaterThanOrEqual(3);

  await lab.part('restart').click();
  await lab.inState('paused', 'idle');
  await expect(lab.part('dead')).toHaveCount(0);
  // It failed before the first checkpoint: from the beginning.
  await lab.runTo(100);
  const { workers } = await lab.recording();
  expect(workers).toBe(2);
  const restarted = await lab.losses(100);
  await lab.rewind();
  await lab.runTo(100);
  expect(await lab.losses(100)).toEqual(restarted);
});

test('a worker that goes silent: restart goes on from the last checkpoint', async ({
  lab,
  page,
}) => {
  test.setTimeout(120_000);
  // At 30 frames a second: some seconds after the first checkpoint, which is taken after 5 s.
  await spoilFirstWorker(page, 'silent', 210);
  await lab.open({ link });
  await lab.part('run').click();
  await expect(lab.part('dead')).toBeVisible({ timeout: 60_000 });
  await lab.inState('failed');
  const reached = await lab.steps();

  await lab.part('restart').click();
  await lab.inState('paused');
  await expect(lab.part('dead')).toHaveCount(0);
  await expect.poll(() => lab.steps()).toBeGreaterThan(0);
  const resumed = await lab.steps();
  expect(resumed).toBeLessThanOrEqual(reached);
  await lab.runTo(resumed + 50);
  expect((await lab.recording()).workers).toBe(2);
});

test.describe('a wasm file that is not there', () => {
  test.use({ allowedMessages: /404/ });

  test('is said, and a restart loads it', async ({ lab, page }) => {
    await page.route(/\.wasm$/, (route) => route.fulfill({ status: 404, body: '' }), { times: 1 });
    await lab.visit();
    await lab.inState('failed');
    await expect(lab.part('dead')).toContainText('404');
    await lab.part('restart').click();
    await lab.inState('idle');
    await expect(lab.part('dead')).toHaveCount(0);
    await lab.runTo(10);
  });
});
