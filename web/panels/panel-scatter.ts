/** Points of the plane, such as a phase portrait: `<panel-scatter>`. */

import { html, nothing, type TemplateResult } from 'lit';

import { valueLabel } from '../i18n/names';
import { formatNumber } from '../i18n/numbers';
import { t } from '../i18n/texts';
import type { PanelContent } from '../model/panel-content';
import { CanvasPanel, type Surface } from './canvas-panel';
import { drawAxes, drawMark, toX, toY, type Frame } from './drawing';
import { axisText, spread, type DataTable } from './panel-element';
import { seriesColor } from './theme';
import { linearRange } from './ticks';

export class PanelScatter extends CanvasPanel {
  protected override get hasSentence(): boolean {
    return (this.content?.verdict ?? null) !== null;
  }

  protected override caption(content: PanelContent): string {
    const { xAxis, yAxis } = content.description;
    return t('panel.caption.lines', { x: axisText(xAxis), y: axisText(yAxis) });
  }

  protected override paint(surface: Surface, content: PanelContent): void {
    const { g, width, height, colors } = surface;
    const frame: Frame = {
      left: 48,
      top: 10,
      width: width - 64,
      height: height - 40,
      x: limits(content.scatter, 0),
      y: limits(content.scatter, 1),
    };
    drawAxes(surface, frame, true);
    content.scatter.forEach((points, k) => {
      const count = points.length / 2;
      const size = count > 1500 ? 1.1 : count > 300 ? 1.8 : 3;
      g.fillStyle = seriesColor(colors, k);
      g.globalAlpha = count > 1500 ? 0.65 : 1;
      for (let i = 0; i < count; ++i) {
        const x = toX(frame, points[2 * i] ?? NaN);
        const y = toY(frame, points[2 * i + 1] ?? NaN);
        if (!Number.isFinite(x) || !Number.isFinite(y)) continue;
        drawMark(g, k, x, y, size);
        g.fill();
      }
      g.globalAlpha = 1;
    });
  }

  protected override legend(content: PanelContent): TemplateResult | typeof nothing {
    if (content.description.groups.length < 2) return nothing; // the title names it
    return html`<ul class="legend">
      ${content.description.groups.map(
        ({ name }, k) =>
          html`<li>
            <svg class="k${(k % 4) + 1}" width="10" height="10" aria-hidden="true">
              <circle cx="5" cy="5" r="4" fill="currentColor" /></svg
            >${valueLabel(this.experiment, name)}
          </li>`,
      )}
    </ul>`;
  }

  protected override table(content: PanelContent): DataTable {
    const { xAxis, yAxis, groups } = content.description;
    return {
      head: [t('panel.scatter.group'), axisText(xAxis), axisText(yAxis)],
      rows: content.scatter.flatMap((points, k) =>
        spread(points.length / 2, 20).map((i) => [
          valueLabel(this.experiment, groups[k]?.name ?? ''),
          formatNumber(points[2 * i] ?? NaN, 6),
          formatNumber(points[2 * i + 1] ?? NaN, 6),
        ]),
      ),
    };
  }
}

function limits(groups: readonly ArrayLike<number>[], axis: 0 | 1): [number, number] {
  let min = Infinity;
  let max = -Infinity;
  for (const points of groups) {
    for (let at = axis; at < points.length; at += 2) {
      const v = points[at] ?? NaN;
      if (!Number.isFinite(v)) continue;
      min = Math.min(min, v);
      max = Math.max(max, v);
    }
  }
  return min <= max ? linearRange(min, max) : [0, 1];
}

customElements.define('panel-scatter', PanelScatter);
