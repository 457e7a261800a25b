import AxeBuilder from '@axe-core/playwright';

import { expect, test } from './support/test';

const experiments = ['train-images', 'rnn-lyapunov', 'descend'];

for (const theme of ['light', 'dark']) {
  for (const lang of ['en', 'zh-CN']) {
    test(`axe finds nothing: ${theme}, ${lang}`, async ({ lab, page }) => {
      test.setTimeout(120_000);
      for (const experiment of experiments) {
        await lab.open({ query: `lang=${lang}&theme=${theme}`, link: `experiment=${experiment}` });
        await lab.runTo(20);
        const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
        const found = violations.map(({ id, help, nodes }) => ({
          id,
          help,
          nodes: nodes.map(({ target, failureSummary }) => [target.join(' '), failureSummary]),
        }));
        expect(found, experiment).toEqual([]);
      }
    });
  }
}

test('Tab reaches every control, and one sees where one is', async ({ lab, page }) => {
  await lab.open({ link: 'experiment=train-images' });
  const expected = await page.evaluate(() => {
    const names: string[] = [];
    let next = 0;
    const visit = (root: ParentNode): void => {
      const radios = new Map<string, string>();
      for (const element of root.querySelectorAll<HTMLElement>('*')) {
        if (element.shadowRoot) visit(element.shadowRoot);
        if (!element.matches('a[href], button, input, select, textarea, summary, [tabindex]'))
          continue;
        if (element.matches(':disabled, [tabindex="-1"], [type="hidden"]')) continue;
        if (!element.checkVisibility({ visibilityProperty: true })) continue;
        if (element instanceof HTMLInputElement && element.type === 'radio') {
          // A group of radios is one stop.
          const group = radios.get(element.name) ?? `radios ${String(next++)}`;
          if (!radios.has(element.name)) names.push(group);
          radios.set(element.name, group);
          element.dataset['stop'] = group;
          continue;
        }
        element.dataset['stop'] = `${element.tagName} ${String(next++)}`;
        names.push(element.dataset['stop']);
      }
    };
    visit(document);
    return names;
  });
  expect(expected.length).toBeGreaterThan(15);

  const reached = new Set<string>();
  const unseen: string[] = [];
  for (let i = 0; i < 2 * expected.length + 10; ++i) {
    await page.keyboard.press('Tab');
    const focus = await page.evaluate(() => {
      let element = document.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      if (!(element instanceof HTMLElement) || element === document.body) return null;
      const marked = (node: Element): boolean => {
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(node);
        return (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1) || boxShadow !== 'none';
      };
      // A hidden native input may show its focus on the label around or after it.
      const shown = [element, element.closest('label'), element.nextElementSibling];
      return {
        name: element.dataset['stop'] ?? element.outerHTML.slice(0, 120),
        visible: shown.some((node) => node !== null && marked(node)),
      };
    });
    if (focus === null) continue;
    reached.add(focus.name);
    if (!focus.visible) unseen.push(focus.name);
    if (expected.every((name) => reached.has(name))) break;
  }
  expect(
    expected.filter((name) => !reached.has(name)),
    'not reached',
  ).toEqual([]);
  expect([...new Set(unseen)], 'without a visible focus').toEqual([]);
});

test('a run can be made with the keyboard alone', async ({ lab, page }) => {
  await lab.open({ link: 'experiment=descend' });
  await lab.part('run').focus();
  await page.keyboard.press('Enter');
  await lab.inState('finished', 'running');
  await expect(lab.root).toHaveAttribute('data-state', 'finished', { timeout: 20_000 });
  await expect(lab.part('stop')).toBeVisible();
});
