// How the page behaves while it runs for 30 s: its longest task on the main thread, the longest time without a
// frame on the screen, and how long a press of Pause takes to be followed.
import { waitForState } from '../browser.mjs';
import { pageParts } from '../../support/page-parts.mjs';
import { row } from '../statistics.mjs';

const seconds = 30;
const pauses = 10;

export const title = `Responsiveness in ${seconds} s of running train-images`;

/** Runs in the page before its scripts. `parts`: selectors. */
function watchPage(parts) {
  const seen = { longTasks: [], gaps: [], latencies: [], pressed: null, watching: false };
  globalThis.benchSeen = seen;
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) {
      if (seen.watching) seen.longTasks.push({ startTime, duration });
    }
  }).observe({ type: 'longtask' });

  let before = null;
  const tick = (now) => {
    if (seen.watching && before !== null) seen.gaps.push(now - before);
    before = seen.watching ? now : null;
    requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);

  addEventListener(
    'click',
    (event) => {
      // The time at which the browser took the press, not the one at which a script heard of it.
      const button = event.composedPath().find((node) => node.matches?.(parts.run));
      if (button !== undefined) seen.pressed = event.timeStamp;
    },
    { capture: true },
  );
  new MutationObserver(() => {
    const state = document.querySelector(parts.root)?.getAttribute('data-state');
    if (state !== 'paused' || seen.pressed === null) return;
    seen.latencies.push(performance.now() - seen.pressed);
    seen.pressed = null;
  }).observe(document, { subtree: true, attributes: true, attributeFilter: ['data-state'] });
}

async function once(browser) {
  const page = await browser.open('#v=1&experiment=train-images&epochs=10000', (fresh) =>
    fresh.addInitScript(watchPage, pageParts),
  );
  await page.click(pageParts.run);
  await waitForState(page, ['running']);
  await page.evaluate(() => {
    globalThis.benchSeen.watching = true;
  });
  for (let i = 0; i < pauses; ++i) {
    await page.waitForTimeout((1000 * seconds) / pauses);
    await page.evaluate(() => {
      globalThis.benchSeen.pressed = null;
    });
    await page.click(pageParts.run);
    await waitForState(page, ['paused']);
    await page.click(pageParts.run);
    await waitForState(page, ['running']);
  }
  const seen = await page.evaluate(() => globalThis.benchSeen);
  await page.context().close();
  return seen;
}

export async function measure({ browser, repetitions }) {
  const runs = [];
  for (let i = 0; i < repetitions; ++i) runs.push(await once(browser));
  const longest = ({ longTasks }) => Math.max(0, ...longTasks.map(({ duration }) => duration));
  return [
    row('longest task on the main thread (0: none over 50)', 'ms', runs.map(longest)),
    row(
      'tasks over 50 ms',
      '',
      runs.map(({ longTasks }) => longTasks.length),
    ),
    row(
      'longest time between two animation frames',
      'ms',
      runs.map(({ gaps }) => Math.max(...gaps)),
    ),
    row(
      'Pause pressed until paused',
      'ms',
      runs.flatMap(({ latencies }) => latencies),
    ),
  ];
}
