/** Spectra side by side: `<panel-spectrum>`. */

import { css, html, svg, type TemplateResult } from 'lit';

import { unitLabel, valueLabel } from '../i18n/names';
import { formatEstimate } from '../i18n/numbers';
import { t } from '../i18n/texts';
import type { Estimate, PanelContent } from '../model/panel-content';
import { CanvasPanel, type Surface } from './canvas-panel';
import { drawAxes, drawDownArrow, drawMark, toX, toY, type Frame } from './drawing';
import type { DataTable } from './panel-element';
import { seriesColor } from './theme';
import { linearRange } from './ticks';

export class PanelSpectrum extends CanvasPanel {
  static override styles = [
    ...CanvasPanel.styles,
    css`
      :host {
        --plot-height: 250px;
      }
    `,
  ];

  protected override caption(content: PanelContent): string {
    const unit = content.description.groups[0]?.unit ?? '';
    return unitLabel(unit);
  }

  protected override paint(surface: Surface, content: PanelContent): void {
    const { g, width, height, colors } = surface;
    const groups = content.spectrum;
    const most = Math.max(1, ...groups.map((group) => group.length));
    const frame: Frame = {
      left: 46,
      top: 10,
      width: width - 46 - 14,
      height: height - 10 - 34,
      x: [0.5, most + 0.5],
      y: range(groups),
    };
    drawAxes(surface, { ...frame, x: [0, 0] }, true);
    this.drawIndices(surface, frame, most);
    if (frame.y[0] < 0 && frame.y[1] > 0) {
      g.strokeStyle = colors.ink2;
      g.beginPath();
      g.moveTo(frame.left, toY(frame, 0));
      g.lineTo(frame.left + frame.width, toY(frame, 0));
      g.stroke();
    }
    const slot = Math.min(22, frame.width / most / (groups.length + 1));
    groups.forEach((group, k) => {
      const color = seriesColor(colors, k);
      group.forEach((estimate, i) => {
        const x = toX(frame, i + 1) + (k - (groups.length - 1) / 2) * slot;
        drawEstimate(surface, frame, k, x, estimate, color, Math.min(4.5, slot * 0.4 + 1));
      });
    });
  }

  private drawIndices({ g, colors }: Surface, frame: Frame, most: number): void {
    const bottom = frame.top + frame.height;
    const stride = Math.max(1, Math.ceil(most / (frame.width / 28)));
    g.fillStyle = colors.ink2;
    g.textAlign = 'center';
    g.textBaseline = 'top';
    for (let i = 1; i <= most; i += stride) g.fillText(String(i), toX(frame, i), bottom + 6);
    g.textAlign = 'right';
    g.fillText(t('axis.index'), frame.left + frame.width + 12, bottom + 20);
  }

  protected override legend(content: PanelContent): TemplateResult {
    const noisy = content.spectrum.some((group) => group.some(({ noise }) => noise));
    return html`<ul class="legend">
      ${content.description.groups.map(
        ({ name }, k) => html`<li>${markSwatch(k)}${valueLabel(this.experiment, name)}</li>`,
      )}
      ${
        noisy
          ? html`<li>
              <svg width="14" height="14" viewBox="-7 -7 14 14" aria-hidden="true">
                ${svg`<circle r="4" fill="none" stroke="currentColor" stroke-width="1.5" stroke-dasharray="2 1.5" />`}</svg
              >${t('panel.noise')}
            </li>`
          : ''
      }
    </ul>`;
  }

  protected override table(content: PanelContent): DataTable {
    const { groups } = content.description;
    const most = Math.max(0, ...content.spectrum.map((group) => group.length));
    return {
      head: [t('axis.index'), ...groups.map(({ name }) => valueLabel(this.experiment, name))],
      rows: Array.from({ length: most }, (_, i) => [
        String(i + 1),
        ...groups.map((_group, k) => {
          const estimate = content.spectrum[k]?.[i];
          if (estimate === undefined) return '';
          const text = formatEstimate(estimate.value, estimate.uncertainty, 9);
          return estimate.noise ? `${text} (${t('panel.noise')})` : text;
        }),
      ]),
    };
  }
}

function range(groups: readonly (readonly Estimate[])[]): [number, number] {
  const ends = groups.flat().flatMap(({ value, uncertainty }) => {
    const half = uncertainty > 0 && Number.isFinite(uncertainty) ? uncertainty : 0;
    return Number.isFinite(value) ? [value - half, value + half] : [];
  });
  if (ends.length === 0) return [-1, 1];
  const [low, high] = linearRange(Math.min(...ends), Math.max(...ends));
  // The sign is what matters: zero stays in sight where it is near.
  const span = high - low;
  return [low > 0 && low < span ? 0 : low, high < 0 && -high < span ? span * 0.04 : high];
}

function drawEstimate(
  { g, colors }: Surface,
  frame: Frame,
  group: number,
  x: number,
  { value, uncertainty, noise }: Estimate,
  color: string,
  size: number,
): void {
  if (Number.isNaN(value)) return;
  g.strokeStyle = color;
  g.lineWidth = 1.6;
  if (!Number.isFinite(value)) {
    drawDownArrow(g, x, frame.top + frame.height);
    return;
  }
  const y = toY(frame, value);
  if (uncertainty > 0 && Number.isFinite(uncertainty)) {
    const top = toY(frame, value + uncertainty);
    const bottom = toY(frame, value - uncertainty);
    g.beginPath();
    g.moveTo(x, top);
    g.lineTo(x, bottom);
    g.moveTo(x - 3, top);
    g.lineTo(x + 3, top);
    g.moveTo(x - 3, bottom);
    g.lineTo(x + 3, bottom);
    g.stroke();
  }
  drawMark(g, group, x, y, size);
  if (noise) {
    g.fillStyle = colors.card;
    g.fill();
    g.setLineDash([2, 1.5]);
    g.stroke();
    g.setLineDash([]);
  } else {
    g.fillStyle = color;
    g.fill();
  }
}

/** The mark of a group, for legends. */
function markSwatch(index: number): TemplateResult {
  const shapes = [
    svg`<circle r="4.5" />`,
    svg`<rect x="-4" y="-4" width="8" height="8" />`,
    svg`<path d="M0-5.2 5 3.6H-5z" />`,
    svg`<path d="M0-5.4 5.4 0 0 5.4-5.4 0z" />`,
  ];
  return html`<svg
    class="k${(index % 4) + 1}"
    width="14"
    height="14"
    viewBox="-7 -7 14 14"
    fill="currentColor"
    aria-hidden="true"
  >
    ${shapes[index % 4]}
  </svg>`;
}

customElements.define('panel-spectrum', PanelSpectrum);
