/** A table of counts as coloured cells with their figures: the confusion matrix. */

import { axisLabel, className } from '../i18n/names';
import { formatInteger } from '../i18n/numbers';
import type { PanelDescription } from '../engine/types';
import type { PanelContent } from '../model/panel-content';
import type { Surface } from './canvas-panel';
import { counting, inkOn, lutColor } from './colormaps';

type Field = NonNullable<PanelDescription['field']>;

/** Height of a slanted text as a share of its length: sin 45°. */
const slope = Math.SQRT1_2;

/** First row on top: a table is read from there, whatever the direction of y. */
export function paintCells(surface: Surface, content: PanelContent, field: Field): void {
  const { g, width, height, colors } = surface;
  const data = content.fieldData;
  if (data === null) return;
  const xLabels = field.xLabels.map(className);
  const yLabels = field.yLabels.map(className);
  g.font = `11.5px ${colors.font}`;
  const widest = (labels: readonly string[]): number =>
    Math.max(...labels.map((label) => g.measureText(label).width));
  const labels = 24 + widest(yLabels) + 6;
  const longest = widest(xLabels);
  const across = (width - labels - 4) / field.columns;
  // Names that are wider than a cell stand aslant.
  const aslant = longest > Math.min(across, (height - 40) / field.rows) - 4;
  const room = aslant ? longest * slope + 14 : 22;
  const size = Math.min(across, (height - room - 18) / field.rows);
  const left = labels + Math.max(0, (width - labels - size * field.columns) / 2 - labels / 2);
  const lut = counting(colors);
  const top = 2;

  // Each row against its own sum: classes need not be equally frequent.
  for (let r = 0; r < field.rows; ++r) {
    let sum = 0;
    for (let c = 0; c < field.columns; ++c) sum += data[r * field.columns + c] ?? 0;
    for (let c = 0; c < field.columns; ++c) {
      const count = data[r * field.columns + c] ?? 0;
      const share = sum > 0 ? count / sum : 0;
      const color = lutColor(lut, 255 * Math.sqrt(share));
      const x = left + c * size;
      const y = top + r * size;
      g.fillStyle = share === 0 ? colors.soft : color;
      g.fillRect(x + 0.75, y + 0.75, size - 1.5, size - 1.5);
      if (r === c) {
        g.strokeStyle = colors.ink2;
        g.lineWidth = 1;
        g.strokeRect(x + 0.75, y + 0.75, size - 1.5, size - 1.5);
      }
      if (count > 0 && size >= 15) {
        g.fillStyle = inkOn(color);
        g.textAlign = 'center';
        g.textBaseline = 'middle';
        fitText(surface, formatInteger(count), x + size / 2, y + size / 2 + 0.5, size - 4);
      }
    }
  }

  g.fillStyle = colors.ink2;
  g.textBaseline = 'middle';
  g.textAlign = 'right';
  yLabels.forEach((label, r) => {
    g.fillText(label, left - 6, top + (r + 0.5) * size);
  });
  const bottom = top + field.rows * size;
  xLabels.forEach((label, c) => {
    g.save();
    g.translate(left + (c + 0.5) * size, bottom + 6);
    if (aslant) g.rotate(-Math.PI / 4);
    g.textAlign = aslant ? 'right' : 'center';
    g.textBaseline = aslant ? 'middle' : 'top';
    g.fillText(label, aslant ? 2 : 0, aslant ? 3 : 0);
    g.restore();
  });
  g.textAlign = 'center';
  g.textBaseline = 'top';
  g.fillText(axisLabel(field.xAxis.name), left + (field.columns * size) / 2, bottom + room);
  g.save();
  g.translate(left - labels + 9, top + (field.rows * size) / 2);
  g.rotate(-Math.PI / 2);
  g.textBaseline = 'middle';
  g.fillText(axisLabel(field.yAxis.name), 0, 0);
  g.restore();
}

/** Text as large as fits, at least 9 px. */
function fitText({ g, colors }: Surface, text: string, x: number, y: number, room: number): void {
  const before = g.font;
  const width = g.measureText(text).width;
  if (width > room) g.font = `${String(Math.max(9, (11.5 * room) / width))}px ${colors.font}`;
  g.fillText(text, x, y);
  g.font = before;
}
