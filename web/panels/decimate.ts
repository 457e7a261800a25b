/** Curves as many points as a picture can show, on one common list of x. */

import type { Curve } from '../model/series-store';

export interface Points {
  readonly x: readonly number[];
  /** Columns that share x: y, or y, low, high. */
  readonly columns: readonly (readonly number[])[];
}

/**
 * At most two points per pixel: of each column of pixels the smallest and the largest y, in their
 * order. Points are real samples; peaks stay.
 */
export function decimate(curve: Curve, width: number, band: boolean): Points {
  const columns = band ? [curve.y, curve.low, curve.high] : [curve.y];
  const count = curve.x.length;
  const first = curve.x[0];
  const last = curve.x[count - 1];
  if (count <= 2 * width || first === undefined || last === undefined || !(last > first)) {
    return { x: curve.x, columns };
  }
  const keep: number[] = [];
  let column = -1;
  let min = 0;
  let max = 0;
  const flush = (): void => {
    if (column < 0) return;
    if (min === max) keep.push(min);
    else keep.push(Math.min(min, max), Math.max(min, max));
  };
  for (let i = 0; i < count; ++i) {
    const x = curve.x[i] ?? first;
    const at = Math.min(width - 1, Math.floor(((x - first) / (last - first)) * width));
    if (at !== column) {
      flush();
      column = at;
      min = i;
      max = i;
    } else {
      if (!((curve.y[i] ?? NaN) >= (curve.y[min] ?? NaN))) min = i;
      if (!((curve.y[i] ?? NaN) <= (curve.y[max] ?? NaN))) max = i;
    }
  }
  flush();
  const pick = (list: readonly number[]): number[] => keep.map((i) => list[i] ?? NaN);
  return { x: pick(curve.x), columns: columns.map(pick) };
}

export type Aligned = [number[], ...(number | null)[][]];

/**
 * One ascending list of all x, and each column on it with null where it has no sample. Values that an
 * axis cannot show (not finite; not positive on a logarithmic axis) are null as well. The x of each
 * curve ascend; of equal ones the last counts.
 */
export function align(curves: readonly Points[], logX: boolean, logY: boolean): Aligned {
  const x: number[] = [];
  const columns = curves.map((points) => points.columns.map((): (number | null)[] => []));
  const next = curves.map(() => 0);
  for (;;) {
    let least = Infinity;
    curves.forEach((points, k) => {
      const value = points.x[next[k] ?? 0];
      if (value !== undefined && value < least) least = value;
    });
    if (least === Infinity) break;
    const shown = Number.isFinite(least) && (!logX || least > 0);
    if (shown) x.push(least);
    curves.forEach((points, k) => {
      let at = next[k] ?? 0;
      let found = -1;
      while (points.x[at] === least) found = at++;
      next[k] = at;
      if (!shown) return;
      points.columns.forEach((column, c) => {
        const y = found < 0 ? NaN : (column[found] ?? NaN);
        columns[k]?.[c]?.push(Number.isFinite(y) && (!logY || y > 0) ? y : null);
      });
    });
  }
  return [x, ...columns.flat()];
}
