import { mkdirSync, writeFileSync } from 'node:fs';
import type { Reporter, TestCase } from 'vitest/node';

/** Writes why tests were skipped, [{name, reason}], to build/results/vitest.json for tests/no-data.mjs. */
export default class SkipReporter implements Reporter {
  private readonly skipped: { name: string; reason: string }[] = [];

  onTestCaseResult(test: TestCase): void {
    const result = test.result();
    if (result.state === 'skipped') {
      this.skipped.push({ name: test.fullName, reason: result.note ?? '' });
    }
  }

  onTestRunEnd(): void {
    mkdirSync('build/results', { recursive: true });
    writeFileSync('build/results/vitest.json', JSON.stringify(this.skipped));
  }
}
