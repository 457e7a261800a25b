/** A panel drawn on a canvas of our own, at the resolution of the screen. */

import type { PanelContent } from '../model/panel-content';
import { PanelElement } from './panel-element';
import type { Colors } from './theme';

/** A canvas to draw on in CSS pixels. */
export interface Surface {
  readonly g: CanvasRenderingContext2D;
  readonly width: number;
  readonly height: number;
  readonly colors: Colors;
}

/** More than this many device pixels per CSS pixel nobody sees. */
const maximumRatio = 3;

export abstract class CanvasPanel extends PanelElement {
  protected abstract paint(surface: Surface, content: PanelContent): void;

  protected override draw(): void {
    const canvas = this.renderRoot.querySelector('canvas');
    const g = canvas?.getContext('2d');
    if (canvas == null || g == null || this.content === null) return;
    const { width, height } = this.box;
    if (width === 0 || height === 0) return;
    const ratio = Math.min(maximumRatio, window.devicePixelRatio || 1);
    const pixels = [Math.round(width * ratio), Math.round(height * ratio)] as const;
    if (canvas.width !== pixels[0] || canvas.height !== pixels[1]) {
      [canvas.width, canvas.height] = pixels;
      canvas.style.width = `${String(width)}px`; // through the object model: no style attribute
      canvas.style.height = `${String(height)}px`;
    }
    g.setTransform(ratio, 0, 0, ratio, 0, 0);
    g.clearRect(0, 0, width, height);
    const { colors } = this;
    g.font = `12px ${colors.font}`;
    this.paint({ g, width, height, colors }, this.content);
  }

  protected override redrawAll(): void {
    this.draw();
  }
}
