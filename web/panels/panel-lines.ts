/** Curves: `<panel-lines>`. */

import { html, nothing, svg, type PropertyValues, type TemplateResult } from 'lit';

import { valueLabel } from '../i18n/names';
import { formatFixed, formatNumber, formatPercent } from '../i18n/numbers';
import { t } from '../i18n/texts';
import type { PanelContent } from '../model/panel-content';
import type { Curve } from '../model/series-store';
import { align, decimate } from './decimate';
import { LineChart, lineChartStyles } from './line-chart';
import { axisText, PanelElement, spread, type DataTable } from './panel-element';
import { dashes, seriesDash } from './theme';

/** Rows of the table: a reading, not the data; the command gives all of them. */
const tableRows = 40;

export class PanelLines extends PanelElement {
  static override properties = { ...PanelElement.properties, cursorX: { state: true } };
  static override styles = [lineChartStyles, ...PanelElement.styles];

  declare private cursorX: number | null;
  private chart: LineChart | null = null;
  private drawn: PanelContent | null = null;

  constructor() {
    super();
    this.cursorX = null;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.dropChart();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('content') && this.content?.description !== this.drawn?.description) {
      this.dropChart();
      this.cursorX = null;
    }
  }

  private dropChart(): void {
    this.chart?.destroy();
    this.chart = null;
    this.drawn = null;
  }

  protected override picture(): TemplateResult {
    return html`<div class="chart"></div>`;
  }

  protected override caption(content: PanelContent): string {
    const { xAxis, yAxis } = content.description;
    const values = { y: axisText(yAxis), x: axisText(xAxis) };
    return t(yAxis.scale === 'log' ? 'panel.caption.lines_log' : 'panel.caption.lines', values);
  }

  protected override draw(): void {
    const content = this.content;
    const root = this.plot;
    const { width: room, height } = this.box;
    if (content === null || root === null || room === 0 || height === 0) return;
    const { xAxis, yAxis, series } = content.description;
    if (this.chart === null) {
      this.drawn = content;
      const inside = root.querySelector<HTMLElement>('.chart');
      if (inside === null) return;
      this.chart = new LineChart(
        inside,
        {
          logX: xAxis.scale === 'log',
          logY: yAxis.scale === 'log',
          wholeX: xAxis.name === 'step' || xAxis.name === 'epoch',
          share: isShare(yAxis.name),
          series,
          onCursor: (x) => {
            this.cursorX = x;
          },
        },
        this.colors,
        { width: room, height },
      );
    }
    const width = Math.max(50, room - 62);
    const points = content.series.map((store, i) =>
      decimate(store.curve(), width, series[i]?.band === true),
    );
    const counts = content.series.map((store) => store.count);
    const fewest = Math.min(...counts.filter((count) => count > 0));
    this.chart.setData(
      align(points, xAxis.scale === 'log', yAxis.scale === 'log'),
      counts.map((count) => count > 400 && count > 8 * fewest),
    );
  }

  protected override redrawAll(): void {
    this.chart?.setColors(this.colors);
    this.chart?.setSize(this.box.width, this.box.height);
    this.draw();
  }

  protected override legend(content: PanelContent): TemplateResult {
    const { series, xAxis, yAxis } = content.description;
    const show = isShare(yAxis.name)
      ? (v: number): string => formatPercent(v)
      : (v: number): string => formatFixed(v, 4);
    const x = this.cursorX;
    return html`<ul class="legend">
      ${series.map(({ name }, i) => {
        const curve = content.series[i]?.curve();
        const y = curve === undefined ? NaN : valueAt(curve, x);
        return html`<li>
          ${swatch(i)}${valueLabel(this.experiment, name)}
          <b data-testid="legend-${content.description.id}-${name}">${show(y)}</b>
        </li>`;
      })}
      ${
        x === null
          ? nothing
          : html`<li class="cursor-readout" aria-live="polite">
              ${t('panel.at', { axis: axisText(xAxis), x: formatNumber(x, 6) })}
            </li>`
      }
    </ul>`;
  }

  protected override onKey(event: KeyboardEvent): void {
    const moves: Readonly<Record<string, number | 'first' | 'last'>> = {
      ArrowLeft: event.shiftKey ? -10 : -1,
      ArrowRight: event.shiftKey ? 10 : 1,
      Home: 'first',
      End: 'last',
    };
    const move = moves[event.key];
    if (move !== undefined) {
      event.preventDefault();
      this.chart?.moveCursor(move);
    } else if (event.key === 'Escape') {
      this.chart?.clearCursor();
    }
  }

  protected override table(content: PanelContent): DataTable {
    const { series, xAxis } = content.description;
    const curves = content.series.map((store) => store.curve());
    const longest = curves.reduce((a, b) => (b.x.length > a.x.length ? b : a), curves[0] ?? empty);
    const xs = [
      ...new Set(
        curves
          .filter((curve) => curve.x.length <= tableRows || curve === longest)
          .flatMap((curve) => spread(curve.x.length, tableRows).map((i) => curve.x[i] ?? NaN)),
      ),
    ].sort((a, b) => a - b);
    const lookup = curves.map((curve) => new Map(curve.x.map((x, i) => [x, curve.y[i] ?? NaN])));
    return {
      head: [axisText(xAxis), ...series.map(({ name }) => valueLabel(this.experiment, name))],
      rows: xs.map((x) => [
        formatNumber(x, 6),
        ...lookup.map((values) => {
          const y = values.get(x);
          return y === undefined ? '' : formatNumber(y, 5);
        }),
      ]),
    };
  }
}

const empty: Curve = { x: [], y: [], low: [], high: [] };

function isShare(axis: string): boolean {
  return axis === 'accuracy';
}

/** The sample nearest to x; without x the last one. NaN where the curve is empty. */
function valueAt(curve: Curve, x: number | null): number {
  const count = curve.x.length;
  if (x === null) return curve.y[count - 1] ?? NaN;
  let low = 0;
  let high = count - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((curve.x[middle] ?? 0) <= x) low = middle;
    else high = middle;
  }
  const nearer = x - (curve.x[low] ?? 0) <= (curve.x[high] ?? 0) - x ? low : high;
  return curve.y[nearer] ?? NaN;
}

function swatch(index: number): TemplateResult {
  const dash = (dashes.length > 0 ? seriesDash(index) : []).join(' ');
  return html`<svg class="k${(index % 4) + 1}" width="24" height="8" aria-hidden="true">
    ${svg`<line x1="1" x2="23" y1="4" y2="4" stroke="currentColor" stroke-width="2.2" stroke-dasharray=${dash} />`}
  </svg>`;
}

customElements.define('panel-lines', PanelLines);
