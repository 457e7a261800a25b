import { describe, expect, it } from 'vitest';

import {
  linearRange,
  linearTicks,
  logRange,
  logTicks,
  niceCeiling,
} from '../../../web/panels/ticks';

describe('ticks', () => {
  it('are round on a linear axis', () => {
    expect(linearTicks(0, 1, 5)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
    expect(linearTicks(-1.5, 1.5, 7)).toEqual([-1.5, -1, -0.5, 0, 0.5, 1, 1.5]);
    expect(linearTicks(0.3, 0.30000001, 4).length).toBeGreaterThan(1);
    expect(linearTicks(2, 2, 4)).toEqual([2]);
  });

  it('are powers of ten on a long logarithmic axis, with 2 and 5 on a short one', () => {
    expect(logTicks(1e-9, 10, 6)).toEqual([1e-8, 1e-6, 1e-4, 1e-2, 1]);
    expect(logTicks(0.04, 3, 8)).toEqual([0.05, 0.1, 0.2, 0.5, 1, 2]);
    expect(logTicks(1.01, 1.09, 6).length).toBeGreaterThan(1);
    for (const [min, max] of [
      [1e-300, 1e300],
      [3, 3.01],
      [0.5, 50],
    ] as const) {
      const ticks = logTicks(min, max, 7);
      expect(ticks.length).toBeLessThanOrEqual(9);
      expect(ticks.every((v) => v >= min * 0.99 && v <= max * 1.01)).toBe(true);
    }
  });
});

describe('limits', () => {
  it('hold the data', () => {
    expect(logRange(null, null)).toEqual([0.1, 1]);
    expect(logRange(0.1, 10)[0]).toBeLessThan(0.1);
    expect(linearRange(null, null)).toEqual([0, 1]);
    expect(linearRange(0.01, 1)[0]).toBe(0);
    expect(linearRange(5, 5)[1]).toBeGreaterThan(5);
  });

  it('of a growing axis move in steps', () => {
    expect(niceCeiling(0)).toBe(1);
    expect(niceCeiling(957)).toBe(1000);
    expect(niceCeiling(1001)).toBe(1200);
    expect(niceCeiling(1500)).toBe(1500);
    expect(niceCeiling(0.013)).toBeCloseTo(0.015);
  });
});
