/** Axes and marks on a canvas. */

import { formatNumber, formatPower } from '../i18n/numbers';
import type { Surface } from './canvas-panel';
import type { Colors } from './theme';
import { linearTicks } from './ticks';

/** A rectangle of the canvas with coordinates of the data. */
export interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
}

export function toX(frame: Frame, x: number): number {
  return frame.left + ((x - frame.x[0]) / (frame.x[1] - frame.x[0])) * frame.width;
}
export function toY(frame: Frame, y: number): number {
  return frame.top + frame.height - ((y - frame.y[0]) / (frame.y[1] - frame.y[0])) * frame.height;
}

/** 0.001 to 100,000 as they are, beyond as powers of ten. */
export function plainTick(value: number): string {
  const size = Math.abs(value);
  const exponent = Math.log10(size);
  if (size > 0 && Number.isInteger(exponent) && (exponent < -3 || exponent > 5)) {
    return (value < 0 ? '−' : '') + formatPower(exponent);
  }
  return formatNumber(value, 6);
}

/** Ticks and labels below and at the left; `grid` draws lines through the frame. */
export function drawAxes({ g, colors }: Surface, frame: Frame, grid: boolean): void {
  g.lineWidth = 1;
  g.strokeStyle = colors.line;
  g.fillStyle = colors.ink2;
  const line = (x0: number, y0: number, x1: number, y1: number): void => {
    g.beginPath();
    g.moveTo(Math.round(x0) + 0.5, Math.round(y0) + 0.5);
    g.lineTo(Math.round(x1) + 0.5, Math.round(y1) + 0.5);
    g.stroke();
  };
  const right = frame.left + frame.width;
  const bottom = frame.top + frame.height;
  g.textAlign = 'right';
  g.textBaseline = 'middle';
  for (const tick of linearTicks(frame.y[0], frame.y[1], Math.max(2, frame.height / 44))) {
    const y = toY(frame, tick);
    if (grid) line(frame.left, y, right, y);
    g.fillText(plainTick(tick), frame.left - 7, y);
  }
  g.textBaseline = 'top';
  for (const tick of linearTicks(frame.x[0], frame.x[1], Math.max(2, frame.width / 60))) {
    const x = toX(frame, tick);
    if (grid) line(x, frame.top, x, bottom);
    const label = plainTick(tick);
    const half = g.measureText(label).width / 2;
    g.textAlign = x + half > right + 14 ? 'right' : 'center';
    g.fillText(label, g.textAlign === 'right' ? right + 12 : x, bottom + 7);
  }
}

/** One shape per group, as dashes go with lines. */
export function drawMark(
  g: CanvasRenderingContext2D,
  index: number,
  x: number,
  y: number,
  size: number,
): void {
  g.beginPath();
  switch (index % 4) {
    case 0:
      g.arc(x, y, size, 0, 2 * Math.PI);
      break;
    case 1:
      g.rect(x - size * 0.85, y - size * 0.85, size * 1.7, size * 1.7);
      break;
    case 2:
      g.moveTo(x, y - size * 1.15);
      g.lineTo(x + size * 1.1, y + size * 0.8);
      g.lineTo(x - size * 1.1, y + size * 0.8);
      g.closePath();
      break;
    default:
      g.moveTo(x, y - size * 1.2);
      g.lineTo(x + size * 1.2, y);
      g.lineTo(x, y + size * 1.2);
      g.lineTo(x - size * 1.2, y);
      g.closePath();
  }
}

/** An arrow that says: further down, out of sight. */
export function drawDownArrow(g: CanvasRenderingContext2D, x: number, bottom: number): void {
  g.beginPath();
  g.moveTo(x, bottom - 16);
  g.lineTo(x, bottom - 4);
  g.moveTo(x - 4, bottom - 9);
  g.lineTo(x, bottom - 4);
  g.lineTo(x + 4, bottom - 9);
  g.stroke();
}

/** Colour of a class: the same wherever the class appears. */
export function classColor(colors: Colors, index: number): string {
  return colors.series[((index % 4) + 4) % 4] ?? colors.ink;
}
