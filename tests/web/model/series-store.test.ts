import { describe, expect, it } from 'vitest';

import { SeriesStore, seriesCapacity } from '../../../web/model/series-store';

function filled(count: number, y: (i: number) => number): SeriesStore {
  const store = new SeriesStore();
  for (let i = 0; i < count; ++i) store.append(i, y(i));
  return store;
}

describe('series store', () => {
  it('is exact up to its capacity', () => {
    const store = filled(seriesCapacity, (i) => i * i);
    const { x, y } = store.curve();
    expect(x.length).toBe(seriesCapacity);
    expect(y[4000]).toBe(16_000_000);
    expect(store.last()).toMatchObject({ x: 4095 });
  });

  it('then keeps extremes, ends, order and a bounded number of samples', () => {
    const count = 1_000_000;
    const peak = 777_777;
    const dip = 333_333;
    const wave = (i: number): number =>
      i === peak ? 1000 : i === dip ? -1000 : Math.sin(i * 12.9898) * 3;
    const store = filled(count, wave);
    const { x, y } = store.curve();
    expect(x.length).toBeLessThanOrEqual(4 * seriesCapacity);
    expect(x[0]).toBe(0);
    expect(x[x.length - 1]).toBe(count - 1);
    expect(y[x.indexOf(peak)]).toBe(1000);
    expect(y[x.indexOf(dip)]).toBe(-1000);
    expect(x.every((value, i) => i === 0 || value > (x[i - 1] ?? Infinity))).toBe(true);
    expect(x.every((value, i) => y[i] === wave(value))).toBe(true);
  });

  it('merges in pairs as core does: two samples of each four remain of a straight line', () => {
    const store = filled(seriesCapacity + 1, (i) => i);
    const { x } = store.curve();
    // Buckets of two samples: first = min, last = max. The newest bucket has one.
    expect(x.length).toBe(seriesCapacity + 1);
    const longer = filled(4 * seriesCapacity, (i) => i);
    expect(longer.curve().x.slice(0, 4)).toEqual([0, 3, 4, 7]);
    expect(longer.curve().x.length).toBe(2 * seriesCapacity);
  });

  it('takes any number for more than NaN', () => {
    const store = filled(2 * seriesCapacity, (i) => (i % 2 === 0 ? NaN : i));
    const { x, y } = store.curve();
    expect(x.slice(0, 2)).toEqual([0, 1]);
    expect(y[1]).toBe(1);
  });

  it('replaces the curve when a section begins at 0 and continues it otherwise', () => {
    const store = new SeriesStore();
    store.take(0, Float64Array.from([0, 5, NaN, NaN, 1, 4, 3, 5]));
    store.take(2, Float64Array.from([2, 3, NaN, NaN]));
    expect(store.curve().y).toEqual([5, 4, 3]);
    expect(store.curve().low[1]).toBe(3);
    store.take(0, Float64Array.from([0, 9, NaN, NaN]));
    expect(store.curve().y).toEqual([9]);
    expect(store.count).toBe(1);
  });
});
