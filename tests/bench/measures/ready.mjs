// From the request for the page to the first experiment ready to run, nothing cached, on the same machine.
import { pageParts } from '../../support/page-parts.mjs';
import { row } from '../statistics.mjs';

export const title = 'Opening the page';

/** Runs in the page before its scripts. */
function watchReady(root) {
  globalThis.benchReady = new Promise((resolve) => {
    const look = () => {
      if (document.querySelector(root)?.getAttribute('data-state') !== 'idle') return;
      observer.disconnect();
      resolve(performance.now());
    };
    const observer = new MutationObserver(look);
    observer.observe(document, {
      subtree: true,
      childList: true,
      attributes: true,
      attributeFilter: ['data-state'],
    });
  });
}

export async function measure({ browser, repetitions }) {
  const ready = [];
  const painted = [];
  for (let i = 0; i < 2 * repetitions; ++i) {
    const page = await browser.open('', (fresh) => fresh.addInitScript(watchReady, pageParts.root));
    ready.push(await page.evaluate(() => globalThis.benchReady));
    painted.push(
      await page.evaluate(
        () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN,
      ),
    );
    await page.context().close();
  }
  return [
    row('first contentful paint', 'ms', painted),
    row('first experiment ready to run', 'ms', ready),
  ];
}
