import { expect, test } from './support/test';

const sizes = [
  [360, 640],
  [390, 844],
  [768, 1024],
  [1440, 900],
] as const;
const experiments = ['train-images', 'rnn-lyapunov', 'descend'];

for (const lang of ['en', 'zh-CN']) {
  for (const [width, height] of sizes) {
    test(`nothing is wider than the screen: ${width}x${height}, ${lang}`, async ({ lab, page }) => {
      await page.setViewportSize({ width, height });
      for (const experiment of experiments) {
        await lab.open({ query: `lang=${lang}`, link: `experiment=${experiment}` });
        await lab.runTo(3);
        const overflow = await page.evaluate(() => {
          const page = document.scrollingElement ?? document.documentElement;
          const wide: string[] = [];
          const limit = document.documentElement.clientWidth + 0.5;
          const visit = (root: ParentNode, scrolls: boolean): void => {
            for (const element of root.children) {
              if (!element.checkVisibility()) continue;
              const box = element.getBoundingClientRect();
              // What a scrolling row holds may be wider than the row.
              const inner =
                scrolls || /auto|scroll|hidden|clip/.test(getComputedStyle(element).overflowX);
              if (!scrolls && box.width > 1 && box.right > limit) {
                wide.push(`${element.tagName}.${element.className} ends at ${box.right}`);
              }
              if (element.shadowRoot) visit(element.shadowRoot, inner);
              visit(element, inner);
            }
          };
          visit(document.body, false);
          return { wide, scrollable: page.scrollWidth - page.clientWidth };
        });
        expect(overflow, experiment).toEqual({ wide: [], scrollable: 0 });
        for (const part of ['run', 'step', 'rewind'] as const) {
          await expect(lab.part(part)).toBeInViewport();
        }
      }
    });
  }
}

test('numbers that change do not move anything', async ({ lab, page }) => {
  await lab.open({ link: 'experiment=train-images&epochs=1000' });
  await lab.run();
  await lab.reach(50);
  const places = async (): Promise<unknown> =>
    await page.evaluate(() => {
      const found: (string | number | null)[][] = [];
      const visit = (root: ParentNode): void => {
        for (const element of root.querySelectorAll('*')) {
          if (element.shadowRoot) visit(element.shadowRoot);
          if (!element.matches('[data-testid], button, h2, canvas')) continue;
          const { x, y, width } = element.getBoundingClientRect();
          found.push([element.getAttribute('data-testid') ?? element.tagName, x, y, width]);
        }
      };
      visit(document);
      return found;
    });
  const before = await places();
  await lab.reach((await lab.steps()) + 1500);
  expect(await places()).toEqual(before);
});
