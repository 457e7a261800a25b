import { defineConfig } from 'vitest/config';

// A test whose name contains @slow runs with SEPARATRIX_SLOW only (npm run test:all).
export default defineConfig({
  test: {
    include: ['tests/web/**/*.test.ts', 'tests/wasm/**/*.test.ts'],
    testNamePattern: process.env.SEPARATRIX_SLOW ? undefined : /^(?!.*@slow)/,
    testTimeout: 60_000,
    reporters: ['default', './tests/support/skip-reporter.ts'],
  },
});
