import { defineConfig } from '@playwright/test';
import { chromiumFlags, chromiumPath } from './tests/support/chromium.mjs';

const port = 4174;

// A test whose title contains @slow runs with SEPARATRIX_SLOW only (npm run test:all).
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'build/playwright',
  grepInvert: process.env.SEPARATRIX_SLOW ? undefined : /@slow/,
  // One at a time: the tests measure time, and the machine has few cores.
  workers: 1,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  reporter: [['list'], ['json', { outputFile: 'build/results/playwright.json' }]],
  use: {
    baseURL: `http://localhost:${port}`,
    viewport: { width: 1440, height: 900 },
    launchOptions: { executablePath: chromiumPath(), args: chromiumFlags },
  },
  webServer: {
    command: `node_modules/.bin/vite preview --port ${port} --strictPort`,
    url: `http://localhost:${port}`,
    reuseExistingServer: !process.env.CI,
  },
});
