/** What a panel shows now: the sections of its frames, put together. */

import type { FrameSection } from '../engine/frame';
import type { PanelDescription } from '../engine/types';
import { SeriesStore } from './series-store';

/** What a plot says in words: a code with numbers (contract 10). */
export interface Verdict {
  readonly code: string;
  readonly numbers: Readonly<Record<string, number>>;
}

/** `Infinity`, `-Infinity` and `NaN` are written as words; anything else as a shortest decimal. */
function readNumber(text: string): number {
  return text === 'NaN' || text === '' ? NaN : Number(text);
}

/** Reads "code;name=value;...". Null for an empty text: nothing to say. */
export function parseVerdict(text: string): Verdict | null {
  const [code, ...pairs] = text.split(';');
  if (code === undefined || code === '') return null;
  const numbers: Record<string, number> = {};
  for (const pair of pairs) {
    const equals = pair.indexOf('=');
    if (equals > 0) numbers[pair.slice(0, equals)] = readNumber(pair.slice(equals + 1));
  }
  return { code, numbers };
}

export interface Rect {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
}

/** An estimate; `uncertainty` NaN where none is given. */
export interface Estimate {
  readonly value: number;
  readonly uncertainty: number;
  /** Rounding noise or -Infinity. */
  readonly noise: boolean;
}

export class PanelContent {
  readonly description: PanelDescription;
  readonly series: readonly SeriesStore[];
  values: readonly Estimate[] = [];
  /** By group. */
  spectrum: (readonly Estimate[])[] = [];
  fieldRange: Rect | null = null;
  /** rows x columns, row-major, first row = smallest y. */
  fieldData: ArrayLike<number> | null = null;
  /** n x 3: x, y, class. */
  fieldPoints: ArrayLike<number> = [];
  /** By group: n x 2. */
  scatter: ArrayLike<number>[] = [];
  /** n x rows x columns. */
  pixels: Uint8Array | null = null;
  /** n x 2: label, prediction (-1: none yet). */
  labels: ArrayLike<number> | null = null;
  verdict: Verdict | null = null;
  /** Raised with every change. */
  version = 0;

  constructor(description: PanelDescription) {
    this.description = description;
    this.series = description.series.map(() => new SeriesStore());
  }

  /** True once there is something to draw. */
  get hasData(): boolean {
    switch (this.description.kind) {
      case 'lines':
        return this.series.some((series) => series.count > 0);
      case 'values':
        return this.values.some(({ value }) => !Number.isNaN(value));
      case 'spectrum':
        return this.spectrum.some((group) => group.some(({ value }) => !Number.isNaN(value)));
      case 'field':
        return this.fieldData !== null;
      case 'scatter':
        return this.scatter.some((points) => points.length > 0);
      case 'images':
        return this.pixels !== null;
      case 'network':
        return false;
    }
  }

  take(section: FrameSection): void {
    const { slot, index, data } = section;
    switch (slot) {
      case 'samples':
        this.series[index]?.take(section.first, data);
        break;
      case 'values':
        this.values = estimates(data);
        break;
      case 'spectrum':
        this.spectrum[index] = estimates(data);
        break;
      case 'field_range':
        this.fieldRange = {
          x: [data[0] ?? 0, data[1] ?? 1],
          y: [data[2] ?? 0, data[3] ?? 1],
        };
        break;
      case 'field_data':
        this.fieldData = data;
        break;
      case 'field_points':
        this.fieldPoints = data;
        break;
      case 'scatter':
        this.scatter[index] = data;
        break;
      case 'pixels':
        this.pixels = data instanceof Uint8Array ? data : null;
        break;
      case 'labels':
        this.labels = data;
        break;
      case 'verdict':
        this.verdict = parseVerdict(new TextDecoder().decode(data as Uint8Array));
        break;
    }
    this.version += 1;
  }
}

function estimates(data: ArrayLike<number>): Estimate[] {
  const list: Estimate[] = [];
  for (let at = 0; at + 3 <= data.length; at += 3) {
    list.push({
      value: data[at] ?? NaN,
      uncertainty: data[at + 1] ?? NaN,
      noise: data[at + 2] === 1,
    });
  }
  return list;
}
