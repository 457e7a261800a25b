import { describe, expect, it } from 'vitest';

import { cividis, inkOn, lutColor, parseColor } from '../../../web/panels/colormaps';

describe('colour tables', () => {
  it('begin and end where cividis does and grow lighter all the way', () => {
    const lut = cividis();
    expect(lutColor(lut, 0)).toBe('#00224e');
    expect(lutColor(lut, 255)).toBe('#fee838');
    const lightness = Array.from(lut, (_entry, i) => {
      const [r, g, b] = parseColor(lutColor(lut, i));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    });
    expect(lightness.every((v, i) => i === 0 || v >= (lightness[i - 1] ?? 0) - 0.6)).toBe(true);
  });

  it('put readable figures on their colours', () => {
    expect(inkOn('#ffffff')).toBe('#12161d');
    expect(inkOn('#0072b2')).toBe('#ffffff');
    expect(parseColor('#fff')).toEqual([255, 255, 255]);
  });
});
