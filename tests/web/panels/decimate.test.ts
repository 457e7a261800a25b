import { describe, expect, it } from 'vitest';

import type { Curve } from '../../../web/model/series-store';
import { align, decimate } from '../../../web/panels/decimate';

function curve(count: number, y: (i: number) => number): Curve {
  const index = Array.from({ length: count }, (_, i) => i);
  const none = index.map(() => NaN);
  return { x: index, y: index.map(y), low: none, high: none };
}

describe('decimation', () => {
  it('leaves short curves alone', () => {
    expect(
      decimate(
        curve(50, (i) => i),
        100,
        false,
      ).x.length,
    ).toBe(50);
  });

  it('keeps at most two points per pixel, peaks included, in order', () => {
    const { x, columns } = decimate(
      curve(10_000, (i) => (i === 6543 ? 99 : i === 1234 ? -99 : Math.sin(i))),
      200,
      false,
    );
    expect(x.length).toBeLessThanOrEqual(400);
    expect(Math.max(...(columns[0] ?? []))).toBe(99);
    expect(Math.min(...(columns[0] ?? []))).toBe(-99);
    expect(x.every((value, i) => i === 0 || value > (x[i - 1] ?? Infinity))).toBe(true);
  });

  it('takes bands along', () => {
    const banded: Curve = { ...curve(3, (i) => i), low: [0, 0, 1], high: [1, 2, 3] };
    expect(decimate(banded, 10, true).columns).toEqual([
      [0, 1, 2],
      [0, 0, 1],
      [1, 2, 3],
    ]);
  });
});

describe('alignment', () => {
  it('puts curves on one list of x', () => {
    const aligned = align(
      [
        { x: [0, 1, 2], columns: [[5, 6, 7]] },
        { x: [0, 2], columns: [[1, 3]] },
      ],
      false,
      false,
    );
    expect(aligned).toEqual([
      [0, 1, 2],
      [5, 6, 7],
      [1, null, 3],
    ]);
  });

  it('leaves out what an axis cannot show', () => {
    const points = [{ x: [0, 1, 2, 3], columns: [[1, NaN, -1, Infinity]] }];
    expect(align(points, false, true)).toEqual([
      [0, 1, 2, 3],
      [1, null, null, null],
    ]);
    expect(align(points, true, false)[0]).toEqual([1, 2, 3]);
  });
});
