/** Places of ticks and limits of axes. */

/** 1, 2, 5 times powers of ten. */
export function niceStep(span: number, most: number): number {
  const rough = span / Math.max(1, most);
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((f) => f * power >= rough * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/** At most about `most` round numbers in [min, max]. */
export function linearTicks(min: number, max: number, most: number): number[] {
  if (!(max > min)) return [min];
  const step = niceStep(max - min, most);
  const ticks: number[] = [];
  for (let k = Math.ceil(min / step - 1e-9); k * step <= max + step * 1e-9; ++k) {
    ticks.push(Number((k * step).toPrecision(12)));
  }
  return ticks;
}

/** Decades, with 2 and 5 (or 1 to 9) between them where there is room. */
export function logTicks(min: number, max: number, most: number): number[] {
  const low = Math.log10(min);
  const high = Math.log10(max);
  const decades = high - low;
  const inside = (list: number[]): number[] =>
    list.filter((v) => v >= min * (1 - 1e-9) && v <= max * (1 + 1e-9));
  const every = (factors: readonly number[], stride = 1): number[] => {
    const list: number[] = [];
    for (let e = Math.floor(low); e <= Math.ceil(high); ++e) {
      if (e % stride !== 0) continue;
      for (const f of factors) list.push(Number((f * 10 ** e).toPrecision(12)));
    }
    return inside(list);
  };
  if (decades > most) return every([1], Math.ceil(decades / most));
  const candidates = [
    every([1, 2, 3, 4, 5, 6, 7, 8, 9]),
    every([1, 2, 5]),
    every([1, 3]),
    every([1]),
  ];
  const fitting = candidates.find((list) => list.length <= most);
  const chosen = fitting ?? every([1]);
  // Less than a factor of two: no round power fits, equal distances do.
  return chosen.length >= 2 ? chosen : linearTicks(min, max, Math.min(5, most));
}

/** The limits of a logarithmic axis around its data. */
export function logRange(min: number | null, max: number | null): [number, number] {
  if (min === null || max === null || !(min > 0) || !(max > 0)) return [0.1, 1];
  const pad = Math.max((max / min) ** 0.05, 1.03);
  return [min / pad, max * pad];
}

/** The limits of a linear axis around its data; zero is taken in where it is near. */
export function linearRange(min: number | null, max: number | null): [number, number] {
  if (min === null || max === null || !Number.isFinite(min) || !Number.isFinite(max)) return [0, 1];
  if (min === max) return [min - (Math.abs(min) || 1) * 0.1, max + (Math.abs(max) || 1) * 0.1];
  const pad = (max - min) * 0.06;
  const low = min >= 0 && min < pad * 4 ? 0 : min - pad;
  return [low, max + pad];
}

/** A round number not below `value`: an axis that grows does so in steps, not with every frame. */
export function niceCeiling(value: number): number {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const factors = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];
  return (factors.find((f) => f * power >= value * (1 - 1e-9)) ?? 10) * power;
}
