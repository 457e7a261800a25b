/** A sheet of images with what the network takes them for: `<panel-images>`. */

import { css, html, type TemplateResult } from 'lit';

import { className } from '../i18n/names';
import { t } from '../i18n/texts';
import type { PanelContent } from '../model/panel-content';
import { CanvasPanel, type Surface } from './canvas-panel';
import type { DataTable } from './panel-element';

/** Room for a name of a class below each image. */
const captionHeight = 17;
const gap = 6;

interface Item {
  readonly label: number;
  /** -1: none yet. */
  readonly prediction: number;
}

export class PanelImages extends CanvasPanel {
  static override styles = [
    ...CanvasPanel.styles,
    css`
      :host {
        --plot-height: 356px;
      }
      .legend svg {
        color: var(--warn);
      }
    `,
  ];

  /** All images side by side, made once: only predictions change. */
  private atlas: HTMLCanvasElement | null = null;
  private atlasPixels: Uint8Array | null = null;
  private atlasDark = false;

  protected override paint(surface: Surface, content: PanelContent): void {
    const { g, width, height, colors } = surface;
    const images = content.description.images;
    const pixels = content.pixels;
    if (images === undefined || pixels === null) return;
    const count = Math.floor(pixels.length / (images.rows * images.columns));
    const atlas = this.prepare(pixels, images.rows, images.columns, count, colors.dark);
    const items = itemsOf(content, count);
    const { across, size } = layout(count, width, height, images.columns / images.rows);
    const down = size + captionHeight + gap;
    const indent = (width - across * (size + gap) + gap) / 2;
    g.imageSmoothingEnabled = size < 1.5 * images.columns;
    g.textAlign = 'center';
    g.textBaseline = 'middle';
    items.forEach(({ label, prediction }, i) => {
      const x = Math.round(indent + (i % across) * (size + gap));
      const y = Math.round(Math.floor(i / across) * down) + 2;
      if (y + size + captionHeight > height + 2) return;
      const { rows, columns } = images;
      g.drawImage(atlas, i * columns, 0, columns, rows, x, y, size, size);
      const wrong = prediction >= 0 && prediction !== label;
      g.lineWidth = wrong ? 2 : 1;
      g.strokeStyle = wrong ? colors.warn : colors.line;
      g.strokeRect(x, y, size, size);
      if (wrong) drawWrongMark(surface, x + size, y);
      if (prediction < 0) return;
      const name = className(images.classNames[prediction] ?? String(prediction));
      g.fillStyle = wrong ? colors.warn : colors.ink2;
      const weight = wrong ? '600 ' : '';
      const text = fit(surface, name, weight, size + gap - 1);
      g.fillText(text, x + size / 2, y + size + captionHeight / 2 + 1);
    });
  }

  /** Ink on paper, as images are printed; on the dark page light on dark. */
  private prepare(
    pixels: Uint8Array,
    rows: number,
    columns: number,
    count: number,
    dark: boolean,
  ): HTMLCanvasElement {
    const same = this.atlasPixels !== null && equalBytes(this.atlasPixels, pixels);
    if (this.atlas !== null && same && this.atlasDark === dark) return this.atlas;
    const canvas = document.createElement('canvas');
    canvas.width = columns * count;
    canvas.height = rows;
    this.atlas = canvas;
    this.atlasPixels = pixels;
    this.atlasDark = dark;
    const g = canvas.getContext('2d');
    const picture = g?.createImageData(canvas.width, rows);
    if (g == null || picture === undefined) return canvas;
    for (let n = 0; n < count; ++n) {
      for (let i = 0; i < rows * columns; ++i) {
        const v = pixels[n * rows * columns + i] ?? 0;
        const shade = dark ? 24 + v * 0.86 : 255 - v * 0.9;
        const at = Math.floor(i / columns) * canvas.width + n * columns + (i % columns);
        picture.data.set([shade, shade, shade, 255], 4 * at);
      }
    }
    g.putImageData(picture, 0, 0);
    return canvas;
  }

  protected override legend(): TemplateResult {
    return html`<ul class="legend">
      <li>
        <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
          <rect
            x="1"
            y="1"
            width="12"
            height="12"
            fill="none"
            stroke="currentColor"
            stroke-width="2"
          />
          <path d="M6 1h7v7z" fill="currentColor" />
        </svg>
        ${t('panel.images.wrong')}
      </li>
    </ul>`;
  }

  protected override table(content: PanelContent): DataTable {
    const images = content.description.images;
    const name = (index: number): string =>
      index < 0 ? '–' : className(images?.classNames[index] ?? String(index));
    const size = (images?.rows ?? 1) * (images?.columns ?? 1);
    const items = itemsOf(content, Math.floor((content.pixels?.length ?? 0) / size));
    return {
      head: ['#', t('panel.images.label'), t('panel.images.prediction'), t('panel.images.verdict')],
      rows: items.map(({ label, prediction }, i) => [
        String(i),
        name(label),
        name(prediction),
        prediction < 0
          ? '–'
          : t(prediction === label ? 'panel.images.right' : 'panel.images.wrong'),
      ]),
    };
  }
}

function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; ++i) if (a[i] !== b[i]) return false;
  return true;
}

function itemsOf(content: PanelContent, count: number): Item[] {
  const labels = content.labels;
  return Array.from({ length: count }, (_, i) => ({
    label: labels?.[2 * i] ?? -1,
    prediction: labels?.[2 * i + 1] ?? -1,
  }));
}

/** The largest images of which all fit. */
function layout(
  count: number,
  width: number,
  height: number,
  aspect: number,
): { across: number; size: number } {
  for (let across = 3; across < 60; ++across) {
    const size = Math.floor(((width + gap) / across - gap) / Math.max(1, aspect));
    const rows = Math.ceil(count / across);
    if (size <= 56 && rows * (size + captionHeight + gap) <= height + gap) return { across, size };
  }
  return { across: 10, size: Math.floor(width / 10 - gap) };
}

/** A triangle in the corner: what is wrong is told by shape as well as by colour. */
function drawWrongMark({ g, colors }: Surface, right: number, top: number): void {
  g.fillStyle = colors.warn;
  g.beginPath();
  g.moveTo(right - 11, top);
  g.lineTo(right, top);
  g.lineTo(right, top + 11);
  g.closePath();
  g.fill();
}

/** Sets the largest type in which the text fits; shortens it where even small type does not. */
function fit({ g, colors }: Surface, text: string, weight: string, room: number): string {
  for (const size of [11.5, 10, 9, 8]) {
    g.font = `${weight}${String(size)}px ${colors.font}`;
    if (g.measureText(text).width <= room) return text;
  }
  let short = text;
  while (short.length > 1 && g.measureText(`${short}…`).width > room) short = short.slice(0, -1);
  return `${short}…`;
}

customElements.define('panel-images', PanelImages);
