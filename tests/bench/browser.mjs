// The real page of build/site in Chromium, served as `npm start` serves it.
import { chromium } from '@playwright/test';
import { preview } from 'vite';

import { chromiumFlags, chromiumPath } from '../support/chromium.mjs';
import { pageParts } from '../support/page-parts.mjs';

const port = 4175;

/** Serves the built page and starts the browser; `close()` ends both. */
export async function openBrowser() {
  const server = await preview({ preview: { port, strictPort: true }, logLevel: 'warn' });
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: chromiumFlags });
  return {
    version: browser.version(),
    /**
     * A page in a fresh profile: nothing is cached.
     * @param {(page: import('@playwright/test').Page) => Promise<unknown>} [prepare] before it loads
     */
    async open(link = '', prepare = undefined) {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
      const page = await context.newPage();
      await prepare?.(page);
      await page.goto(`http://localhost:${port}/?lang=en${link}`);
      await waitForState(page, ['idle', 'paused']);
      return page;
    },
    async close() {
      await browser.close();
      await server.close();
    },
  };
}

/** @param {import('@playwright/test').Page} page @param {readonly string[]} states */
export async function waitForState(page, states, timeout = 120_000) {
  await page.waitForFunction(
    ([root, wanted]) => wanted.includes(document.querySelector(root)?.getAttribute('data-state')),
    [pageParts.root, states],
    { timeout },
  );
}
