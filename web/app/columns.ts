/** Which panel stands in which column, so that both end at about the same height. */

import type { PanelKind } from '../engine/types';

interface Panel {
  readonly id: string;
  readonly kind: PanelKind;
  /** Of a table of values. */
  readonly rows: number;
}

/** Height in CSS pixels, roughly. */
function height({ kind, rows }: Panel): number {
  switch (kind) {
    case 'values':
      return 100 + 34 * rows;
    case 'field':
      return 470;
    case 'images':
      return 470;
    case 'spectrum':
      return 380;
    default:
      return 340;
  }
}

export interface Columns {
  /** Indices of panels below the story, in the middle. */
  readonly middle: readonly number[];
  readonly side: readonly number[];
}

/**
 * The first panel is the main picture; `taken` is what it and the story take of the
 * middle column, 0 where there is no column beside it.
 */
export function distribute(panels: readonly Panel[], taken: number): Columns {
  const middle: number[] = [];
  const side: number[] = [];
  let left = taken;
  let right = 0;
  panels.forEach((panel, index) => {
    if (index === 0) return;
    const h = height(panel);
    if (taken === 0 || right + h / 2 <= left || side.length === 0) {
      side.push(index);
      right += h;
    } else {
      middle.push(index);
      left += h;
    }
  });
  return { middle, side };
}
