/**
 * A curve of bounded memory: the mirror of core's LineSeries (run/line_series.hpp). Exact up to 4,096
 * samples; then neighbouring buckets are merged in pairs, each keeping its first, smallest, largest
 * and last sample, so every point drawn is a real one and extremes are never lost.
 */

export const seriesCapacity = 4096;

/** Numbers of one sample in a frame: x, y, low, high; low and high are NaN where there is no band. */
export const sampleWidth = 4;

/** The curve as kept, in the order of appending. Do not change. */
export interface Curve {
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
}

interface Sample {
  readonly index: number;
  readonly x: number;
  readonly y: number;
  readonly low: number;
  readonly high: number;
}

interface Bucket {
  first: Sample;
  min: Sample;
  max: Sample;
  last: Sample;
}

/** NaN is neither small nor large: any number replaces it. */
function isLess(a: number, b: number): boolean {
  return a < b || (!Number.isNaN(a) && Number.isNaN(b));
}
function isGreater(a: number, b: number): boolean {
  return a > b || (!Number.isNaN(a) && Number.isNaN(b));
}

const emptyCurve: Curve = { x: [], y: [], low: [], high: [] };

export class SeriesStore {
  private buckets: Bucket[] = [];
  private stride = 1;
  private total = 0;
  private cached: Curve | null = emptyCurve;

  /** Number of samples ever appended (of a replaced curve: the samples it came with). */
  get count(): number {
    return this.total;
  }

  clear(): void {
    this.buckets = [];
    this.stride = 1;
    this.total = 0;
    this.cached = emptyCurve;
  }

  /**
   * Takes in the samples of a frame section, `sampleWidth` numbers each. `first` is the index of the
   * first of them; 0 replaces the whole curve.
   */
  take(first: number, data: ArrayLike<number>): void {
    if (first === 0) this.clear();
    for (let at = 0; at + sampleWidth <= data.length; at += sampleWidth) {
      this.append(data[at] ?? NaN, data[at + 1] ?? NaN, data[at + 2] ?? NaN, data[at + 3] ?? NaN);
    }
  }

  append(x: number, y: number, low = NaN, high = NaN): void {
    const index = this.total;
    const sample: Sample = { index, x, y, low, high };
    if (index % this.stride === 0 && this.buckets.length === seriesCapacity) this.mergePairs();
    const bucket = this.buckets[this.buckets.length - 1];
    if (bucket === undefined || index % this.stride === 0) {
      this.buckets.push({ first: sample, min: sample, max: sample, last: sample });
    } else {
      bucket.last = sample;
      if (isLess(y, bucket.min.y)) bucket.min = sample;
      if (isGreater(y, bucket.max.y)) bucket.max = sample;
    }
    this.total += 1;
    this.cached = null;
  }

  last(): { readonly x: number; readonly y: number } | null {
    return this.buckets[this.buckets.length - 1]?.last ?? null;
  }

  /** Distinct real samples in the order of appending. */
  curve(): Curve {
    this.cached ??= this.build();
    return this.cached;
  }

  private build(): Curve {
    const x: number[] = [];
    const y: number[] = [];
    const low: number[] = [];
    const high: number[] = [];
    const push = (sample: Sample): void => {
      x.push(sample.x);
      y.push(sample.y);
      low.push(sample.low);
      high.push(sample.high);
    };
    for (const { first, min, max, last } of this.buckets) {
      const [inner, outer] = min.index <= max.index ? [min, max] : [max, min];
      push(first);
      if (inner.index !== first.index) push(inner);
      if (outer.index !== inner.index) push(outer);
      if (last.index !== outer.index) push(last);
    }
    return { x, y, low, high };
  }

  private mergePairs(): void {
    const merged: Bucket[] = [];
    for (let i = 0; i + 1 < this.buckets.length; i += 2) {
      const a = this.buckets[i];
      const b = this.buckets[i + 1];
      if (a === undefined || b === undefined) continue;
      merged.push({
        first: a.first,
        min: isLess(b.min.y, a.min.y) ? b.min : a.min,
        max: isGreater(b.max.y, a.max.y) ? b.max : a.max,
        last: b.last,
      });
    }
    this.buckets = merged;
    this.stride *= 2;
  }
}
