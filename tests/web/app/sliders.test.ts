import { describe, expect, it } from 'vitest';

import { neighbour, positionOf, sliderScale, sliderSteps, valueAt } from '../../../web/app/sliders';
import type { ParamSpec } from '../../../web/engine/types';

const base = { name: 'p', default: 0, defaultText: '0', live: false, group: 'g' } as const;
const rate = { ...base, type: 'number', min: 1e-6, max: 100, scale: 'log' } as const;
const share = { ...base, type: 'number', min: 0.01, max: 0.99, scale: 'linear' } as const;
const count = { ...base, type: 'integer', min: 1, max: 10_000, scale: 'log' } as const;

function scaleOf(spec: ParamSpec): NonNullable<ReturnType<typeof sliderScale>> {
  const scale = sliderScale(spec);
  if (scale === null) throw new Error('no slider');
  return scale;
}

describe('sliders', () => {
  it('are not offered where they could not be set', () => {
    expect(sliderScale({ ...base, type: 'integer', min: 0, max: 1e6, scale: 'linear' })).toBeNull();
    expect(sliderScale({ ...base, type: 'number', min: 0, scale: 'linear' })).toBeNull();
    expect(sliderScale({ ...base, type: 'choice', choices: ['a'], scale: 'linear' })).toBeNull();
  });

  it('reach both ends and give round values between', () => {
    for (const spec of [rate, share, count]) {
      const scale = scaleOf(spec);
      expect(valueAt(scale, 0)).toBe(spec.min);
      expect(valueAt(scale, sliderSteps)).toBe(spec.max);
      for (let position = 1; position < sliderSteps; position += 37) {
        const value = valueAt(scale, position);
        expect(value).toBeGreaterThanOrEqual(spec.min);
        expect(value).toBeLessThanOrEqual(spec.max);
        expect(String(value).replace(/e.*|[.0]/g, '').length).toBeLessThanOrEqual(2);
        expect(Math.abs(positionOf(scale, value) - position)).toBeLessThanOrEqual(60);
      }
    }
  });

  it('move by keys to the next value, never standing still', () => {
    const scale = scaleOf(count);
    let value = 1;
    for (let i = 0; i < 500 && value < 10_000; ++i) {
      const next = neighbour(scale, value, 1);
      expect(next).toBeGreaterThan(value);
      value = next;
    }
    expect(value).toBe(10_000);
    expect(neighbour(scale, 10_000, 1)).toBe(10_000);
    expect(neighbour(scale, 2, -1)).toBe(1);
  });
});
