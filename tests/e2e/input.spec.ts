import { expect, test } from './support/test';

const refused: readonly (readonly [name: string, text: string, allowed: RegExp])[] = [
  ['learning_rate', '1000', /100/],
  ['learning_rate', '0', /1e-0?6|0\.000001|10⁻⁶/],
  ['learning_rate', 'fast', /100/],
  ['hidden', '64,,32', /./],
  ['hidden', '5000', /1,?024/],
  ['epochs', '2.5', /10[,\s]?000/],
];

for (const [name, text, allowed] of refused) {
  test(`${name} = "${text}" is refused at its field and changes nothing`, async ({ lab }) => {
    await lab.open({ link: 'experiment=train-images' });
    const link = lab.fragment();
    const before = await lab.recording();
    await lab.enter(name, text);
    await expect(lab.fieldError(name)).toBeVisible();
    await expect(lab.fieldError(name)).toContainText(allowed);
    await expect(lab.control(name)).toHaveAttribute('aria-invalid', 'true');
    expect(lab.fragment()).toBe(link);
    const after = await lab.recording();
    expect(after.runs).toBe(before.runs);
    expect(after.info).toEqual(before.info);

    // A good value takes the message away.
    const good = before.info.params.find(([known]) => known === name)?.[1] ?? '';
    await lab.enter(name, good);
    await expect(lab.fieldError(name)).toHaveCount(0);
    await expect(lab.control(name)).not.toHaveAttribute('aria-invalid', 'true');
  });
}

test('a refused live change leaves the running run as it is', async ({ lab }) => {
  await lab.open({ link: 'experiment=train-images&epochs=1000' });
  await lab.run();
  await lab.reach(20);
  await lab.enter('learning_rate', '-3');
  await expect(lab.fieldError('learning_rate')).toBeVisible();
  expect(await lab.state()).toBe('running');
  await lab.reach((await lab.steps()) + 100);
  expect(lab.fragment()).not.toContain('at=');
  expect((await lab.recording()).runs).toBe(1);
});
