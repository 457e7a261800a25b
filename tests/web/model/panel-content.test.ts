import { describe, expect, it } from 'vitest';

import type { FrameSection } from '../../../web/engine/frame';
import type { PanelDescription } from '../../../web/engine/types';
import { PanelContent, parseVerdict } from '../../../web/model/panel-content';

const description: PanelDescription = {
  id: 'p',
  kind: 'field',
  xAxis: { name: 'x', unit: '', scale: 'linear' },
  yAxis: { name: 'y', unit: '', scale: 'linear' },
  series: [],
  values: [],
  groups: [],
};

function section(part: Partial<FrameSection> & Pick<FrameSection, 'slot' | 'data'>): FrameSection {
  return { panel: 0, kind: 'field', index: 0, first: 0, shape: [], revision: 1, ...part };
}

describe('panel content', () => {
  it('puts sections together and counts its changes', () => {
    const content = new PanelContent(description);
    expect(content.hasData).toBe(false);
    content.take(section({ slot: 'field_range', data: Float64Array.from([-1, 1, 2, 3]) }));
    content.take(section({ slot: 'field_data', data: Float64Array.from([1, 2, 3, 4]) }));
    content.take(
      section({ slot: 'spectrum', index: 1, data: Float64Array.from([-Infinity, NaN, 1]) }),
    );
    expect(content.fieldRange).toEqual({ x: [-1, 1], y: [2, 3] });
    expect(content.spectrum[1]).toEqual([{ value: -Infinity, uncertainty: NaN, noise: true }]);
    expect(content.hasData).toBe(true);
    expect(content.version).toBe(3);
  });

  it('reads verdicts, with numbers that are none', () => {
    expect(parseVerdict('loss_fell;first=2.5;last=1e-7')).toEqual({
      code: 'loss_fell',
      numbers: { first: 2.5, last: 1e-7 },
    });
    expect(parseVerdict('a;b=-Infinity;c=NaN')?.numbers).toEqual({ b: -Infinity, c: NaN });
    expect(parseVerdict('plain')).toEqual({ code: 'plain', numbers: {} });
    expect(parseVerdict('')).toBeNull();
  });
});
