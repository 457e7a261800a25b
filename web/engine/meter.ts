/** Measures how fast a run goes, and when to say so. */

import type { RunStatus } from './module';
import type { Rates } from './protocol';

const reportEveryMs = 500;

export class Meter {
  private since = 0;
  private units = 0;
  private steps = 0;
  private gradientEvaluations = 0;

  /** Measures anew from here. */
  restart(now: number, steps: number, gradientEvaluations: number): void {
    this.since = now;
    this.units = 0;
    this.steps = steps;
    this.gradientEvaluations = gradientEvaluations;
  }

  /** Rates over the last half second, when it is over; otherwise null. */
  update(status: RunStatus, now: number): Rates | null {
    this.units += status.units;
    const elapsed = now - this.since;
    if (elapsed < reportEveryMs) return null;
    const perSecond = 1000 / elapsed;
    const rates = {
      unitsPerSecond: this.units * perSecond,
      stepsPerSecond: (status.steps - this.steps) * perSecond,
      gradientEvaluationsPerSecond:
        (status.gradientEvaluations - this.gradientEvaluations) * perSecond,
    };
    this.restart(now, status.steps, status.gradientEvaluations);
    return rates;
  }
}
