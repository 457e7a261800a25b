/** A smooth field with contours or colours, and points or a path on it. */

import type { PanelDescription } from '../engine/types';
import type { PanelContent, Rect } from '../model/panel-content';
import type { Surface } from './canvas-panel';
import { cividis, diverging, terrain, type Lut } from './colormaps';
import { contour, logLevels } from './contours';
import { classColor, drawAxes, drawMark, toX, toY, type Frame } from './drawing';
import type { Colors } from './theme';

type Field = NonNullable<PanelDescription['field']>;

const levelCount = 14;

/** Keeps the ground as a picture: the path moves with every frame, the field seldom. */
export class FieldMap {
  private ground: HTMLCanvasElement | null = null;
  private drawnFrom: ArrayLike<number> | null = null;
  private drawnKey = '';

  paint(surface: Surface, content: PanelContent, field: Field): void {
    const { g, colors } = surface;
    const data = content.fieldData;
    const range = content.fieldRange;
    if (data === null || range === null) return;
    const frame = place(surface, range, field.xAxis.unit === field.yAxis.unit);
    const ratio = g.getTransform().a;
    const key = [frame.width, frame.height, ratio, colors.card, colors.ink2].join();
    if (this.ground === null || this.drawnFrom !== data || this.drawnKey !== key) {
      this.ground = paintGround(frame, ratio, data, field, colors);
      this.drawnFrom = data;
      this.drawnKey = key;
    }
    g.drawImage(this.ground, frame.left, frame.top, frame.width, frame.height);
    g.strokeStyle = colors.line;
    g.lineWidth = 1;
    g.strokeRect(frame.left + 0.5, frame.top + 0.5, frame.width - 1, frame.height - 1);
    drawAxes(surface, frame, false);
    g.save();
    g.beginPath();
    g.rect(frame.left, frame.top, frame.width, frame.height);
    g.clip();
    drawPoints(surface, frame, content.fieldPoints);
    g.restore();
  }
}

/** Equal scales where both axes mean the same: a gradient then is at right angles to its contour. */
function place({ width, height }: Surface, range: Rect, sameUnit: boolean): Frame {
  const left = 46;
  const top = 8;
  let w = width - left - 16;
  let h = height - top - 28;
  const spanX = range.x[1] - range.x[0];
  const spanY = range.y[1] - range.y[0];
  const ratio = spanX / spanY;
  let indent = 0;
  if (sameUnit && ratio > 0.4 && ratio < 2.5) {
    const scale = Math.min(w / spanX, h / spanY);
    indent = Math.max(0, (w - scale * spanX) / 2);
    w = Math.round(scale * spanX);
    h = Math.round(scale * spanY);
  }
  return { left: Math.round(left + indent), top, width: w, height: h, x: range.x, y: range.y };
}

function paintGround(
  frame: Frame,
  ratio: number,
  data: ArrayLike<number>,
  field: Field,
  colors: Colors,
): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(frame.width * ratio));
  canvas.height = Math.max(1, Math.round(frame.height * ratio));
  const g = canvas.getContext('2d');
  if (g === null) return canvas;
  const cells = paintCellsByLut(data, field, colors);
  g.imageSmoothingEnabled = true;
  g.imageSmoothingQuality = 'high';
  // The samples lie on the border: half a cell is cut off on each side.
  g.drawImage(
    cells,
    0.5,
    0.5,
    field.columns - 1,
    field.rows - 1,
    0,
    0,
    canvas.width,
    canvas.height,
  );
  if (field.logLevels) strokeContours(g, canvas, data, field, colors);
  return canvas;
}

/** One pixel per sample, y upwards. */
function paintCellsByLut(data: ArrayLike<number>, field: Field, colors: Colors): HTMLCanvasElement {
  const { rows, columns } = field;
  const canvas = document.createElement('canvas');
  canvas.width = columns;
  canvas.height = rows;
  const g = canvas.getContext('2d');
  if (g === null) return canvas;
  const lut: Lut = field.logLevels
    ? terrain(colors)
    : field.diverging
      ? diverging(colors)
      : cividis();
  const index = indexer(data, field);
  const image = g.createImageData(columns, rows);
  const pixels = new Uint32Array(image.data.buffer);
  for (let r = 0; r < rows; ++r) {
    for (let c = 0; c < columns; ++c) {
      const value = data[r * columns + c] ?? NaN;
      pixels[(rows - 1 - r) * columns + c] = Number.isFinite(value) ? (lut[index(value)] ?? 0) : 0;
    }
  }
  g.putImageData(image, 0, 0);
  return canvas;
}

/** The entry of the colour table for a value. */
function indexer(data: ArrayLike<number>, field: Field): (value: number) => number {
  let min = Infinity;
  let max = -Infinity;
  for (let i = 0; i < data.length; ++i) {
    const v = data[i] ?? NaN;
    if (!Number.isFinite(v)) continue;
    min = Math.min(min, v);
    max = Math.max(max, v);
  }
  const clamp = (v: number): number => Math.max(0, Math.min(255, Math.round(v)));
  if (field.diverging) {
    const most = Math.max(Math.abs(min), Math.abs(max)) || 1;
    return (v) => clamp(127.5 + (v / most) * 127.5);
  }
  const span = max - min || 1;
  if (field.logLevels) {
    const lowest = span * 1e-3;
    return (v) => clamp((255 * Math.log1p((v - min) / lowest)) / Math.log1p(span / lowest));
  }
  return (v) => clamp((255 * (v - min)) / span);
}

function strokeContours(
  g: CanvasRenderingContext2D,
  canvas: HTMLCanvasElement,
  data: ArrayLike<number>,
  { rows, columns }: Field,
  colors: Colors,
): void {
  const x = (c: number): number => (c / (columns - 1)) * canvas.width;
  const y = (r: number): number => canvas.height - (r / (rows - 1)) * canvas.height;
  g.strokeStyle = colors.ink2;
  g.globalAlpha = 0.42;
  g.lineWidth = Math.max(1, canvas.width / 700);
  g.lineCap = 'round';
  for (const level of logLevels(data, levelCount)) {
    g.beginPath();
    for (const [x0, y0, x1, y1] of contour(data, rows, columns, level)) {
      g.moveTo(x(x0), y(y0));
      g.lineTo(x(x1), y(y1));
    }
    g.stroke();
  }
  g.globalAlpha = 1;
}

/** Points of one class are a path in time; of several classes, a data set. */
function drawPoints({ g, colors }: Surface, frame: Frame, points: ArrayLike<number>): void {
  const count = Math.floor(points.length / 3);
  if (count === 0) return;
  const x = (i: number): number => toX(frame, points[3 * i] ?? NaN);
  const y = (i: number): number => toY(frame, points[3 * i + 1] ?? NaN);
  const classOf = (i: number): number => points[3 * i + 2] ?? 0;
  const first = classOf(0);
  let single = true;
  for (let i = 1; i < count && single; ++i) single = classOf(i) === first;
  if (!single) {
    for (let i = 0; i < count; ++i) {
      drawMark(g, classOf(i), x(i), y(i), 4);
      g.fillStyle = classColor(colors, classOf(i));
      g.fill();
      g.strokeStyle = colors.card;
      g.lineWidth = 1;
      g.stroke();
    }
    return;
  }
  const color = colors.series[1] ?? colors.ink;
  const far = 1e5; // beyond this a canvas draws nothing sensible
  g.strokeStyle = color;
  g.lineWidth = 2.2;
  g.lineJoin = 'round';
  g.beginPath();
  for (let i = 0; i < count; ++i) {
    const px = Math.max(-far, Math.min(far, x(i)));
    const py = Math.max(-far, Math.min(far, y(i)));
    if (i === 0) g.moveTo(px, py);
    else g.lineTo(px, py);
  }
  g.stroke();
  if (count <= 300) {
    g.fillStyle = color;
    for (let i = 0; i < count; ++i) {
      g.beginPath();
      g.arc(x(i), y(i), 2.1, 0, 2 * Math.PI);
      g.fill();
    }
  }
  ring(g, x(0), y(0), 5, color, colors.card, false);
  if (count > 1) ring(g, x(count - 1), y(count - 1), 5.5, color, colors.card, true);
}

function ring(
  g: CanvasRenderingContext2D,
  x: number,
  y: number,
  radius: number,
  color: string,
  halo: string,
  filled: boolean,
): void {
  g.beginPath();
  g.arc(x, y, radius, 0, 2 * Math.PI);
  g.fillStyle = filled ? color : halo;
  g.fill();
  g.lineWidth = 2;
  g.strokeStyle = filled ? halo : color;
  g.stroke();
}
