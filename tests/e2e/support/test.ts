/** The test of all browser tests: a guarded page with the laboratory on it. */

import { test as base } from '@playwright/test';

import { Guard } from './guard';
import { Lab } from './lab';

export { expect } from '@playwright/test';

interface Fixtures {
  /** Messages on the console that a test brings about on purpose. */
  allowedMessages: RegExp | null;
  guard: Guard;
  lab: Lab;
}

export const test = base.extend<Fixtures>({
  allowedMessages: [null, { option: true }],
  guard: [
    async ({ context, baseURL, allowedMessages }, use) => {
      const guard = new Guard(context, new URL(baseURL ?? '').origin, allowedMessages);
      await use(guard);
      base.expect(guard.violations, 'errors and foreign requests').toEqual([]);
    },
    { auto: true },
  ],
  lab: async ({ page }, use) => {
    const lab = new Lab(page);
    await lab.prepare();
    await use(lab);
  },
});
