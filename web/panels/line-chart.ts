/** uPlot, and the only file that knows it: curves with bands, a cursor, colours of the page. */

import uPlot from 'uplot';
import uPlotStyles from 'uplot/dist/uPlot.min.css?inline';
import { unsafeCSS, type CSSResult } from 'lit';

import { formatNumber, formatPower } from '../i18n/numbers';
import type { Aligned } from './decimate';
import { seriesColor, seriesDash, type Colors } from './theme';
import { linearRange, linearTicks, logRange, logTicks, niceCeiling } from './ticks';

export const lineChartStyles: CSSResult = unsafeCSS(uPlotStyles);

export interface ChartOptions {
  readonly logX: boolean;
  readonly logY: boolean;
  /** x counts something: only whole numbers are marked. */
  readonly wholeX: boolean;
  /** Series in order; one with a band takes three columns of the data: y, low, high. */
  readonly series: readonly { readonly band: boolean }[];
  /** y is a share: its axis ends at 1. */
  readonly share: boolean;
  /** The cursor stands on this x, or nowhere. */
  onCursor(x: number | null): void;
}

const axisFont = 12;

/** Labels of a logarithmic axis: 0.01 to 1,000 as they are, beyond as powers. */
function tickLabel(value: number, log: boolean): string {
  const size = Math.abs(value);
  if (log && value > 0 && (size < 1e-3 || size >= 1e5)) {
    const exponent = Math.round(Math.log10(size));
    const factor = Number((value / 10 ** exponent).toPrecision(6));
    return factor === 1 ? formatPower(exponent) : formatNumber(value, 2);
  }
  return formatNumber(value, 6);
}

export class LineChart {
  private readonly chart: uPlot;
  private readonly options: ChartOptions;
  private colors: Colors;
  /** Noisy series, many more samples than the others, are drawn finer. */
  private fine: readonly boolean[] = [];
  /** Column of the data in which each series has its y. */
  private readonly columns: number[] = [];

  constructor(
    root: HTMLElement,
    options: ChartOptions,
    colors: Colors,
    { width, height }: { readonly width: number; readonly height: number },
  ) {
    this.options = options;
    this.colors = colors;
    this.chart = new uPlot(this.build(Math.max(50, width), Math.max(50, height)), [[]], root);
  }

  setData(data: Aligned, fine: readonly boolean[]): void {
    this.fine = fine;
    fine.forEach((thin, index) => {
      const line = this.chart.series[this.columns[index] ?? 0];
      if (line !== undefined) line.width = thin ? 1.1 : 2;
    });
    this.chart.setData(data);
  }

  setColors(colors: Colors): void {
    this.colors = colors;
    this.chart.redraw(false, true);
  }

  setSize(width: number, height: number): void {
    if (width > 0 && height > 0) this.chart.setSize({ width, height });
  }

  /** Moves the cursor by `delta` samples of the common x; from nowhere to the last one. */
  moveCursor(delta: number | 'first' | 'last'): void {
    const xs = this.chart.data[0];
    if (xs.length === 0) return;
    const now = this.chart.cursor.idx ?? xs.length - 1;
    const wanted = delta === 'first' ? 0 : delta === 'last' ? xs.length - 1 : now + delta;
    const index = Math.min(xs.length - 1, Math.max(0, wanted));
    const left = this.chart.valToPos(xs[index] ?? 0, 'x');
    this.chart.setCursor({ left, top: this.chart.over.clientHeight / 2 });
  }

  clearCursor(): void {
    this.chart.setCursor({ left: -10, top: -10 });
  }

  destroy(): void {
    this.chart.destroy();
  }

  private build(width: number, height: number): uPlot.Options {
    const { logX, logY, series, onCursor } = this.options;
    const columns: uPlot.Series[] = [{}];
    const bands: uPlot.Band[] = [];
    series.forEach((entry, index) => {
      this.columns.push(columns.length);
      columns.push(this.line(index));
      if (!entry.band) return;
      const at = columns.length;
      columns.push({ show: true, width: 0, points: { show: false }, spanGaps: true });
      columns.push({ show: true, width: 0, points: { show: false }, spanGaps: true });
      bands.push({
        series: [at + 1, at],
        fill: () => translucent(seriesColor(this.colors, index), 0.18),
      });
    });
    return {
      width,
      height,
      series: columns,
      bands,
      padding: [10, 18, 0, 0],
      legend: { show: false },
      scales: {
        x: {
          time: false,
          distr: logX ? 3 : 1,
          // The data themselves: of a single x uPlot would make a range of its own.
          range: (u) => rangeX(u.data[0], logX),
        },
        y: {
          distr: logY ? 3 : 1,
          range: (_u, min, max) => this.rangeY(min, max),
        },
      },
      axes: [this.axisX(), this.axisY()],
      cursor: {
        y: false,
        drag: { x: false, y: false, setScale: false },
        points: { size: 7 },
        dataIdx: (u, column, index) => nearest(u.data[column] ?? [], index),
      },
      hooks: {
        setCursor: [
          (u) => {
            onCursor(u.cursor.idx == null ? null : (u.data[0][u.cursor.idx] ?? null));
          },
        ],
      },
    };
  }

  private rangeY(min: number | null, max: number | null): [number, number] {
    if (this.options.logY) return logRange(min, max);
    const [low, high] = linearRange(min, max);
    return this.options.share
      ? [Math.max(0, low), Math.min(1, Math.max(high, low + 0.05))]
      : [low, high];
  }

  private line(index: number): uPlot.Series {
    return {
      stroke: () =>
        this.fine[index] === true
          ? translucent(seriesColor(this.colors, index), 0.55)
          : seriesColor(this.colors, index),
      width: 2,
      dash: [...seriesDash(index)],
      spanGaps: true,
      points: {
        show: (u, column) => countPresent(u.data[column] ?? [], 40) < 40,
        size: 5,
        width: 0,
        fill: () => seriesColor(this.colors, index),
      },
    };
  }

  private axisX(): uPlot.Axis {
    const { logX, wholeX } = this.options;
    return {
      ...this.axisLook(),
      size: 26,
      splits: (u, _axis, min, max) => {
        const most = Math.max(2, Math.floor(u.width / 90));
        if (logX) return logTicks(min, max, most);
        const ticks = linearTicks(min, max, most);
        return wholeX ? ticks.filter(Number.isInteger) : ticks;
      },
      values: (_u, splits) => splits.map((v) => tickLabel(v, logX)),
    };
  }

  private axisY(): uPlot.Axis {
    const { logY } = this.options;
    return {
      ...this.axisLook(),
      size: (_u, labels) =>
        Math.max(44, 14 + Math.max(0, ...(labels ?? []).map((text) => text.length)) * 7),
      splits: (u, _axis, min, max) => {
        const most = Math.max(2, Math.floor(u.height / 44));
        return logY ? logTicks(min, max, most) : linearTicks(min, max, most);
      },
      values: (_u, splits) => splits.map((v) => tickLabel(v, logY)),
    };
  }

  private axisLook(): uPlot.Axis {
    return {
      stroke: () => this.colors.ink2,
      font: `${String(axisFont)}px ${this.colors.font}`,
      gap: 6,
      ticks: { show: false },
      grid: { stroke: () => this.colors.line, width: 1 },
      filter: (_u, splits) => splits,
    };
  }
}

function rangeX(xs: ArrayLike<number>, log: boolean): [number, number] {
  const first = xs[0] ?? null;
  const last = xs[xs.length - 1] ?? null;
  return log ? logRange(first, last) : [Math.min(0, first ?? 0), niceCeiling(last ?? 0)];
}

function translucent(color: string, alpha: number): string {
  const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  return `rgba(${String(r)}, ${String(g)}, ${String(b)}, ${String(alpha)})`;
}

function countPresent(column: ArrayLike<number | null | undefined>, upTo: number): number {
  let count = 0;
  for (let i = 0; i < column.length && count < upTo; ++i) if (column[i] != null) count += 1;
  return count;
}

/** The index nearest to `index` at which the column has a value. */
function nearest(column: ArrayLike<number | null | undefined>, index: number): number {
  for (let d = 0; d < column.length; ++d) {
    if (column[index - d] != null) return index - d;
    if (column[index + d] != null) return index + d;
  }
  return index;
}
