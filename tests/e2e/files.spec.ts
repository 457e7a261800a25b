import { mnistTest } from './support/data';
import { cutShort, idxImages, idxLabels } from './support/idx';
import { expect, test } from './support/test';

const training =
  'experiment=train-images&split=in_order&train_fraction=0.8&epochs=20&learning_rate=0.1&batch_size=64';

for (const way of ['choose', 'drop'] as const) {
  test(`MNIST by ${way}: test accuracy of 0.94 after 20 epochs`, async ({ lab }) => {
    test.setTimeout(180_000);
    const files = mnistTest();
    await lab.open({ link: training });
    await lab[way](files);
    await expect.poll(async () => (await lab.recording()).runs, { timeout: 20_000 }).toBe(2);
    await lab.inState('idle');
    await expect.poll(() => lab.fragment()).toContain('t10k-images-idx3-ubyte.gz');
    await lab.finish(120_000);

    const { values, stop, steps } = await lab.recording();
    expect(steps).toBe((20 * 8000) / 64);
    expect(stop).toMatchObject({ reason: 'limit', rule: 'epochs' });
    const accuracy = values['values.test_accuracy'] ?? NaN;
    expect(accuracy).toBeGreaterThanOrEqual(0.94);
    const shown = new Intl.NumberFormat('en', {
      style: 'percent',
      minimumFractionDigits: 1,
      maximumFractionDigits: 1,
    });
    await expect(lab.panel('values')).toContainText(shown.format(accuracy));
    test.info().annotations.push({ type: 'test accuracy', description: String(accuracy) });
  });
}

test("small files of one's own are trained on", async ({ lab }) => {
  await lab.open({ link: 'experiment=train-images&epochs=30&batch_size=16' });
  await lab.choose([idxImages(400), idxLabels(400)]);
  await expect.poll(async () => (await lab.recording()).runs).toBe(2);
  await lab.finish();
  expect((await lab.recording()).values['values.test_accuracy']).toBeGreaterThan(0.95);
});

test('a link that needs files asks for them by name', async ({ lab }) => {
  await lab.visit({
    link: 'experiment=train-images&files=bars-images-idx3-ubyte,bars-labels-idx1-ubyte',
  });
  await lab.inState('waiting');
  await expect(lab.part('missingFiles')).toContainText('bars-images-idx3-ubyte');
  await lab.choose([idxImages(100), idxLabels(100)]);
  await lab.inState('idle');
  await lab.runTo(5);
});

const bad = {
  'of another kind': [idxImages(60, 28, 0x00000d03), idxLabels(60)],
  'cut short': [cutShort(idxImages(60), 100), idxLabels(60)],
  'that do not match': [idxImages(60), idxLabels(59)],
  'without labels': [idxImages(60)],
};
for (const [words, files] of Object.entries(bad)) {
  test(`files ${words} are refused in three lines and the run goes on`, async ({ lab }) => {
    await lab.open({ link: 'experiment=train-images&epochs=1000' });
    await lab.run();
    await lab.reach(20);
    const link = lab.fragment();
    await lab.choose(files);
    await expect(lab.part('error')).toBeVisible();
    const lines = (await lab.part('error').innerText()).split('\n').filter((line) => line.trim());
    expect(lines.length).toBeGreaterThanOrEqual(3);
    expect(await lab.state()).toBe('running');
    await lab.reach((await lab.steps()) + 100);
    expect((await lab.recording()).runs).toBe(1);
    expect(lab.fragment()).toBe(link);
  });
}
