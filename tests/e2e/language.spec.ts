import { readFileSync } from 'node:fs';

import { visibleTexts } from './support/texts';
import { expect, test } from './support/test';

const chinese = /\p{Script=Han}/u;
/** A text that nobody wrote is shown as its key. */
const key = /^[a-z][a-z_]*(\.[A-Za-z0-9_[\]-]+)+$/;
/** Words of Latin letters that are no words of English: names of methods and files, symbols, units. */
const neutral =
  /^(Separatrix|English|ReLU|tanh|relu|RK4|AB4|ABM4|PECE|Adam|GD|QR|MSE|He|Xavier|IDX|RNN|ODE|Rosenbrock|Booth|Hessian|Lyapunov|Adams|Bashforth|Moulton|Runge|Kutta|float|double|Space|Esc|Enter|nat|nats|kB|ms|[A-Za-z])$/;

test('the language changes while the run goes on', async ({ lab, page }) => {
  await lab.open({ query: 'lang=en', link: 'experiment=train-images&epochs=1000' });
  await lab.run();
  await lab.reach(20);
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  const english = await visibleTexts(page);

  await lab.switchLanguage('zh-CN');
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  expect(await lab.state()).toBe('running');
  const steps = await lab.steps();
  await lab.reach(steps + 50);
  const { runs, workers } = await lab.recording();
  expect({ runs, workers }).toEqual({ runs: 1, workers: 1 });

  const texts = await visibleTexts(page);
  // What both tables have in common word by word may stay.
  const read = (name: string): Record<string, string> =>
    JSON.parse(readFileSync(`web/i18n/${name}.json`, 'utf8')) as Record<string, string>;
  const [en, zh] = [read('en'), read('zh-CN')];
  const same = new Set(
    Object.keys(en)
      .filter((k) => en[k] === zh[k])
      .map((k) => en[k]),
  );
  const kept = english.filter(
    (text) => /[A-Za-z]{2}/.test(text) && texts.includes(text) && !same.has(text),
  );
  const words = kept.filter(
    (text) => !text.split(/[^A-Za-z]+/).every((w) => !w || neutral.test(w)),
  );
  expect(words, 'texts that stayed English').toEqual([]);
  expect(texts.filter((text) => chinese.test(text)).length).toBeGreaterThan(30);

  await lab.switchLanguage('en');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

for (const experiment of ['train-images', 'rnn-lyapunov', 'descend']) {
  for (const lang of ['en', 'zh-CN']) {
    test(`${experiment}: every text is there, ${lang}`, async ({ lab, page }) => {
      await lab.open({ query: `lang=${lang}`, link: `experiment=${experiment}` });
      await lab.runTo(1);
      const texts = await visibleTexts(page);
      expect(texts.filter((text) => key.test(text))).toEqual([]);
      expect(texts.filter((text) => /\{\w+(:\w+)?\}|undefined|NaN|\[object/.test(text))).toEqual(
        [],
      );
      if (lang === 'en') {
        // The switch names the other language in its own words.
        expect(texts.filter((text) => chinese.test(text) && !/中文|简体/.test(text))).toEqual([]);
      }
    });
  }
}

test('the browser asks for Chinese and gets it', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ locale: 'zh-CN' });
  const page = await context.newPage();
  await page.goto(baseURL ?? '');
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await context.close();
});
