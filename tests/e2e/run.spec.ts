import { expect, test } from './support/test';

const training = 'experiment=train-images';

test('opens with an experiment prepared and at rest at step 0', async ({ lab }) => {
  await lab.open();
  expect(await lab.steps()).toBe(0);
  const { info, steps, runs, workers } = await lab.recording();
  expect(info.panels.length).toBeGreaterThan(0);
  expect({ steps, runs, workers }).toEqual({ steps: 0, runs: 1, workers: 1 });
  for (const { id } of info.panels) await expect(lab.panel(id)).toBeVisible();
});

test('runs, the loss falls, pauses and stays', async ({ lab }) => {
  await lab.open({ link: training });
  await lab.runTo(300);
  const losses = await lab.losses(300);
  const mean = (from: number): number =>
    losses.slice(from, from + 20).reduce((sum, loss) => sum + loss, 0) / 20;
  expect(mean(0)).toBeGreaterThan(1);
  expect(mean(280)).toBeLessThan(0.6 * mean(0));

  const steps = await lab.steps();
  await lab.page.waitForTimeout(400);
  expect(await lab.steps()).toBe(steps);
  expect(await lab.state()).toBe('paused');
});

test('one press of Step is one step', async ({ lab }) => {
  await lab.open({ link: training });
  for (const steps of [1, 2, 3]) {
    await lab.part('step').click();
    await expect.poll(() => lab.steps()).toBe(steps);
    await lab.inState('paused');
  }
  expect((await lab.recording()).series['losses.loss']?.map(({ x }) => x)).toEqual([0, 1, 2]);
});

test('rewind restores the initial numbers and the run repeats to the bit', async ({ lab }) => {
  await lab.open({ link: training });
  const initial = await lab.recording();
  const shown = await lab.panel('values').innerText();
  await lab.runTo(200);
  const first = await lab.losses(200);
  const measured = (await lab.recording()).series['losses.train_loss']?.[0];
  expect(await lab.panel('values').innerText()).not.toBe(shown);

  await lab.rewind();
  await expect.poll(() => lab.panel('values').innerText()).toBe(shown);
  const rewound = await lab.recording();
  expect(rewound.info).toEqual(initial.info);
  expect(rewound.values).toEqual(initial.values);
  expect(rewound.series).toEqual(initial.series);

  await lab.runTo(200);
  expect(await lab.losses(200)).toEqual(first);
  expect((await lab.recording()).series['losses.train_loss']?.[0]).toEqual(measured);
});

test('a new seed changes the numbers, and the link names it', async ({ lab }) => {
  await lab.open({ link: training });
  await lab.runTo(20);
  const before = await lab.losses(20);
  const seed = (await lab.recording()).info.seed;

  await lab.part('newSeed').click();
  await lab.inState('idle');
  await expect.poll(async () => (await lab.recording()).info.seed).not.toBe(seed);
  await lab.runTo(20);
  const after = await lab.losses(20);
  after.forEach((loss, step) => {
    expect(loss, `step ${step}`).not.toBe(before[step]);
  });
  const reseeded = String((await lab.recording()).info.seed);
  await expect.poll(() => lab.fragment()).toContain(`seed=${reseeded}`);
});

test('keys: Space runs and pauses, a full stop steps, R rewinds, ? explains', async ({ lab }) => {
  await lab.open({ link: training });
  const { keyboard } = lab.page;
  await keyboard.press('Space');
  await lab.inState('running');
  await keyboard.press('Space');
  await lab.inState('paused');
  const steps = await lab.steps();
  await keyboard.press('.');
  await expect.poll(() => lab.steps()).toBe(steps + 1);
  await keyboard.press('r');
  await lab.inState('idle');
  await expect.poll(() => lab.steps()).toBe(0);

  await expect(lab.part('keys')).toBeHidden();
  await keyboard.press('?');
  await expect(lab.part('keys')).toBeVisible();
  await keyboard.press('Escape');
  await expect(lab.part('keys')).toBeHidden();
});

test('keys that are typed into a field are not commands', async ({ lab }) => {
  await lab.open({ link: training });
  await lab.control('learning_rate').focus();
  await lab.page.keyboard.press('.');
  await lab.page.keyboard.press('r');
  await lab.page.waitForTimeout(200);
  expect(await lab.steps()).toBe(0);
  expect((await lab.recording()).runs).toBe(1);
});
