/** Between values of parameters and positions of sliders. */

import type { ParamSpec } from '../engine/types';
import { niceStep } from '../panels/ticks';

/** Positions are whole numbers from 0 to this. */
export const sliderSteps = 1000;

export interface SliderScale {
  readonly min: number;
  readonly max: number;
  readonly log: boolean;
  readonly whole: boolean;
}

/**
 * Null where a slider would be of no use: without limits, or where whole numbers are so many that
 * one cannot be hit.
 */
export function sliderScale(spec: ParamSpec): SliderScale | null {
  const { type, min, max } = spec;
  if ((type !== 'integer' && type !== 'number') || min === undefined || max === undefined) {
    return null;
  }
  const log = spec.scale === 'log' && min > 0;
  const whole = type === 'integer';
  if (whole && !log && max - min > 200) return null;
  return { min, max, log, whole };
}

export function positionOf(scale: SliderScale, value: number): number {
  const { min, max, log } = scale;
  const v = Math.min(max, Math.max(min, value));
  const share = log ? Math.log(v / min) / Math.log(max / min) : (v - min) / (max - min);
  return Math.round(share * sliderSteps);
}

/** A round value near the position: two figures on a logarithmic scale, even steps on a linear one. */
export function valueAt(scale: SliderScale, position: number): number {
  const { min, max, log, whole } = scale;
  const share = position / sliderSteps;
  if (position <= 0) return min;
  if (position >= sliderSteps) return max;
  const exact = log ? min * (max / min) ** share : min + share * (max - min);
  let rounded: number;
  if (log) rounded = Number(exact.toPrecision(2));
  else {
    const step = whole ? 1 : niceStep(max - min, 100);
    rounded = Number((Math.round(exact / step) * step).toPrecision(10));
  }
  if (whole) rounded = Math.round(rounded);
  return Math.min(max, Math.max(min, rounded));
}

/** The next position, going up (1) or down (-1), whose value differs. */
export function neighbour(scale: SliderScale, value: number, direction: 1 | -1): number {
  for (
    let position = positionOf(scale, value) + direction;
    position >= 0 && position <= sliderSteps;
    position += direction
  ) {
    const next = valueAt(scale, position);
    if ((next - value) * direction > 0) return next;
  }
  return direction > 0 ? scale.max : scale.min;
}
