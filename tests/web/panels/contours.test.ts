import { describe, expect, it } from 'vitest';

import { contour, logLevels } from '../../../web/panels/contours';

/** x² + y² on [-1, 1]², n x n. */
function bowl(n: number): Float64Array {
  const data = new Float64Array(n * n);
  for (let r = 0; r < n; ++r) {
    for (let c = 0; c < n; ++c) {
      data[r * n + c] = ((2 * c) / (n - 1) - 1) ** 2 + ((2 * r) / (n - 1) - 1) ** 2;
    }
  }
  return data;
}

describe('contours', () => {
  it('lie on the level, and close', () => {
    const n = 61;
    const segments = contour(bowl(n), n, n, 0.2637);
    const ends = new Map<string, number>();
    for (const [x0, y0, x1, y1] of segments) {
      for (const [x, y] of [
        [x0, y0],
        [x1, y1],
      ] as const) {
        const radius = Math.hypot((2 * x) / (n - 1) - 1, (2 * y) / (n - 1) - 1);
        expect(radius).toBeCloseTo(Math.sqrt(0.2637), 2);
        const key = `${x.toFixed(6)},${y.toFixed(6)}`;
        ends.set(key, (ends.get(key) ?? 0) + 1);
      }
    }
    expect(segments.length).toBeGreaterThan(60);
    expect([...ends.values()].every((count) => count === 2)).toBe(true);
  });

  it('part at a saddle by its middle', () => {
    // Corners high, low, low, high: the middle (0) is not below 0, so it belongs to the high ones.
    expect(contour([1, -1, -1, 1], 2, 2, 0).length).toBe(2);
  });

  it('have levels in equal ratio above the smallest value', () => {
    const levels = logLevels([-2, 0, 8], 10);
    expect(levels.length).toBe(10);
    const heights = levels.map((level) => level + 2);
    const ratio = (heights[1] ?? 0) / (heights[0] ?? 1);
    heights.slice(1).forEach((height, i) => {
      expect(height / (heights[i] ?? 1)).toBeCloseTo(ratio);
    });
    expect(logLevels([3, 3], 10)).toEqual([]);
  });
});
