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
 * axis cannot show (not finite; not positive on a logarithmic axis) are null as well.
 */
export function align(curves: readonly Points[], logX: boolean, logY: boolean): Aligned {
  const all = curves.flatMap((points) => points.x);
  const x = [...new Set(all)].filter((v) => Number.isFinite(v) && (!logX || v > 0));
  x.sort((a, b) => a - b);
  const place = new Map(x.map((value, i) => [value, i]));
  const columns = curves.flatMap((points) =>
    points.columns.map((column) => {
      const aligned: (number | null)[] = new Array<number | null>(x.length).fill(null);
      column.forEach((y, i) => {
        const at = place.get(points.x[i] ?? NaN);
        if (at !== undefined && Number.isFinite(y) && (!logY || y > 0)) aligned[at] = y;
      });
      return aligned;
    }),
  );
  return [x, ...columns];
}
