/** Lines of equal height (marching squares) and the heights at which to draw them. */

/** x0, y0, x1, y1 in units of columns and rows; row 0 is the smallest y. */
export type Segment = readonly [number, number, number, number];

/** Levels in equal ratio above the smallest value: dense in a valley, sparse on the slopes. */
export function logLevels(data: ArrayLike<number>, count: number): number[] {
  let min = Infinity;
  let max = -Infinity;
  for (let i = 0; i < data.length; ++i) {
    const v = data[i] ?? NaN;
    if (v < min) min = v;
    if (v > max && Number.isFinite(v)) max = v;
  }
  const span = max - min;
  if (!(span > 0)) return [];
  const lowest = span * 10 ** -3.5;
  return Array.from({ length: count }, (_, i) => min + lowest * (span / lowest) ** (i / count));
}

/** Segments of the line on which the field has the value `level`. */
export function contour(
  data: ArrayLike<number>,
  rows: number,
  columns: number,
  level: number,
): Segment[] {
  const segments: Segment[] = [];
  const at = (r: number, c: number): number => (data[r * columns + c] ?? NaN) - level;
  for (let r = 0; r + 1 < rows; ++r) {
    for (let c = 0; c + 1 < columns; ++c) {
      const a = at(r, c);
      const b = at(r, c + 1);
      const d = at(r + 1, c);
      const e = at(r + 1, c + 1);
      const crossings: [number, number][] = [];
      if (a < 0 !== b < 0) crossings.push([c + a / (a - b), r]);
      if (b < 0 !== e < 0) crossings.push([c + 1, r + b / (b - e)]);
      if (d < 0 !== e < 0) crossings.push([c + d / (d - e), r + 1]);
      if (a < 0 !== d < 0) crossings.push([c, r + a / (a - d)]);
      join(segments, crossings, a + b + d + e < 0 === a < 0);
    }
  }
  return segments;
}

/** Two crossings make a line; four make two, paired by the sign of the cell's middle. */
function join(
  segments: Segment[],
  crossings: readonly (readonly [number, number])[],
  middleLikeFirst: boolean,
): void {
  const add = (i: number, j: number): void => {
    const p = crossings[i];
    const q = crossings[j];
    if (p !== undefined && q !== undefined) segments.push([p[0], p[1], q[0], q[1]]);
  };
  if (crossings.length === 2) add(0, 1);
  if (crossings.length !== 4) return;
  // Order of the crossings: bottom, right, top, left.
  if (middleLikeFirst) {
    add(0, 1);
    add(2, 3);
  } else {
    add(3, 0);
    add(1, 2);
  }
}
