import { visibleTexts } from './support/texts';
import { expect, test } from './support/test';

test('a link says what differs from the defaults and nothing else', async ({ lab }) => {
  await lab.open({ link: 'experiment=train-images' });
  await lab.enter('learning_rate', '0.2');
  await expect.poll(() => lab.fragment()).toBe('#v=1&experiment=train-images&learning_rate=0.2');
  await lab.inState('idle');
  await lab.enter('learning_rate', '0.1');
  await expect.poll(() => lab.fragment()).toBe('#v=1&experiment=train-images');
});

test('a link reopened gives the same first 200 losses to the bit', async ({ lab, page }) => {
  await lab.open({ link: 'experiment=train-images' });
  await lab.enter('learning_rate', '0.05');
  await lab.inState('idle');
  await lab.part('newSeed').click();
  await expect.poll(() => lab.fragment()).toContain('seed=');
  await lab.inState('idle');
  await lab.runTo(200);
  const losses = await lab.losses(200);
  const link = page.url();

  const second = await page.context().newPage();
  const { Lab } = await import('./support/lab');
  const reopened = new Lab(second);
  await reopened.prepare();
  await second.goto(link);
  await reopened.inState('idle');
  expect((await reopened.recording()).info).toEqual((await lab.recording()).info);
  await reopened.runTo(200);
  expect(await reopened.losses(200)).toEqual(losses);
});

test('live changes are in the link and happen again at the same steps', async ({ lab, page }) => {
  await lab.open({ link: 'experiment=train-images&epochs=1000' });
  await lab.runTo(50);
  await lab.enter('learning_rate', '0.02');
  await expect.poll(() => lab.fragment()).toMatch(/&at=\d+:learning_rate:0\.02$/);
  const at = Number(/at=(\d+)/.exec(lab.fragment())?.[1]);
  expect(at).toBeGreaterThanOrEqual(50);
  await lab.runTo(at + 50);
  const losses = await lab.losses(at + 50);
  const link = page.url();

  await page.goto('about:blank');
  await page.goto(link);
  await lab.inState('idle');
  await lab.runTo(at + 50);
  expect(await lab.losses(at + 50)).toEqual(losses);
});

test('a changed fragment is followed without a reload', async ({ lab, page }) => {
  await lab.open({ link: 'experiment=train-images' });
  await page.evaluate(() => {
    location.hash = '#v=1&experiment=descend&objective=booth';
  });
  await expect(lab.panel('contours')).toBeVisible();
  await lab.inState('idle');
  const { info, workers } = await lab.recording();
  expect(Object.fromEntries(info.params)['objective']).toBe('booth');
  expect(workers).toBe(1);
});

test('unknown names are kept and named, bad values fall back, each with a notice', async ({
  lab,
}) => {
  await lab.open({
    link: 'experiment=descend&from_the_future=7&learning_rate=1e9&steps=many&momentum=0.5&seed=-1&at=3:objective:booth',
  });
  const { params } = (await lab.recording()).info;
  const given = Object.fromEntries(params);
  expect(given['learning_rate']).toBe('0.05');
  expect(given['steps']).toBe('200');
  expect(given['momentum']).toBeUndefined();
  const notices = await lab.part('notices').innerText();
  for (const name of ['from_the_future', '1e9', 'many', '0.5', '-1', '3:objective:booth']) {
    expect(notices).toContain(name);
  }
  await expect.poll(() => lab.fragment()).not.toContain('1e9');
  expect(lab.fragment()).toContain('from_the_future=7');
  await lab.run();
});

test('an unknown experiment and a later version are said, and a run is there all the same', async ({
  lab,
}) => {
  await lab.open({ link: '#v=2&experiment=train-dragons' });
  await expect(lab.part('notices')).toContainText('train-dragons');
  await expect(lab.part('notices')).toContainText('2');
  await lab.runTo(1);
});

test('a link is text: nothing in it becomes markup or script', async ({ lab, page }) => {
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  const image = '<img src=x onerror="globalThis.owned=1;alert(1)">';
  const hostile = [
    ['experiment', `train-images${image}`],
    ['learning_rate', '"><script>globalThis.owned=1</script>'],
    [image, '<svg onload="globalThis.owned=1">'],
    ['__proto__', 'polluted'],
    ['constructor', 'javascript:globalThis.owned=1'],
    ['seed', '1;alert(1)'],
    ['files', '</td><iframe src="javascript:globalThis.owned=1">'],
    ['at', `5:${image}:1`],
  ].map((pair) => pair.map((text) => encodeURIComponent(text)).join('='));
  await lab.visit({ query: 'lang=%3Cb%3E&theme="><i>', link: hostile.join('&') });
  await lab.inState('idle', 'waiting');
  await expect(lab.part('notices')).toContainText(image);
  await page.waitForTimeout(300);

  const intruders = await page.evaluate(() => {
    const found: string[] = [];
    const visit = (root: ParentNode): void => {
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot) visit(element.shadowRoot);
        const handlers = element.getAttributeNames().filter((name) => name.startsWith('on'));
        if (handlers.length > 0 || element.matches('iframe, img[src="x"], object, embed')) {
          found.push(element.outerHTML.slice(0, 200));
        }
      }
    };
    visit(document);
    const scope = globalThis as unknown as { owned?: number };
    const polluted = Object.getPrototypeOf({}) as Record<string, unknown>;
    return { found, owned: scope.owned ?? null, keys: Object.keys(polluted) };
  });
  expect(intruders).toEqual({ found: [], owned: null, keys: [] });
  expect(dialogs).toEqual([]);
  expect((await visibleTexts(page)).length).toBeGreaterThan(10);
});
