// npm run picture: the pictures of README.md, web/site/picture-light.png and picture-dark.png: the page as it is
// built, 1440x900, after a run.
import { mkdirSync, writeFileSync } from 'node:fs';

import { chromium } from '@playwright/test';
import { preview } from 'vite';

import { chromiumFlags, chromiumPath } from '../support/chromium.mjs';
import { pageParts } from '../support/page-parts.mjs';

const port = 4176;
const folder = 'web/site';
const mostBytes = 300_000;

/** One and the same picture is packed more or less tightly from one time to the next. */
async function smallest(page) {
  const pictures = [];
  for (let i = 0; i < 5; ++i) pictures.push(await page.screenshot());
  return pictures.sort((a, b) => a.length - b.length)[0];
}

mkdirSync(folder, { recursive: true });
const server = await preview({ preview: { port, strictPort: true }, logLevel: 'warn' });
const browser = await chromium.launch({ executablePath: chromiumPath(), args: chromiumFlags });
try {
  for (const theme of ['light', 'dark']) {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(`http://localhost:${port}/?lang=en&theme=${theme}#v=1&experiment=train-images`);
    await page.click(pageParts.run);
    await page.waitForSelector(`${pageParts.root}[data-state="finished"]`, { timeout: 120_000 });
    await page.mouse.move(0, 0);
    await page.waitForTimeout(500); // the last frame is drawn
    const picture = await smallest(page);
    await page.close();
    const path = `${folder}/picture-${theme}.png`;
    console.log(`${path}: ${Math.round(picture.length / 1000)} kB`);
    if (picture.length > mostBytes) throw new Error(`${path} has more than ${mostBytes} bytes`);
    writeFileSync(path, picture);
  }
} finally {
  await browser.close();
  await server.close();
}
