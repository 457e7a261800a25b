import { describe, expect, it } from 'vitest';

import { decodeFrame, frameLayout, FrameError } from '../../../web/engine/frame';
import { emptyFrame, encodeFrame } from './support/frames';

describe('decodeFrame', () => {
  it('reads the header, absent numbers as null', () => {
    const { header, sections } = decodeFrame(
      emptyFrame({ steps: 7, gradientEvaluations: 28, progress: 0.25 }),
    );
    expect(header).toEqual({
      steps: 7,
      gradientEvaluations: 28,
      odeTime: null,
      progress: 0.25,
      stopped: false,
      restored: false,
      atBoundary: false,
      truncateStep: null,
    });
    expect(sections).toEqual([]);
  });

  it('reads flags and the step to truncate to', () => {
    const { header } = decodeFrame(emptyFrame({ flags: 7, truncateStep: 12, odeTime: 1.5 }));
    expect(header).toMatchObject({
      stopped: true,
      restored: true,
      atBoundary: true,
      truncateStep: 12,
      odeTime: 1.5,
    });
  });

  it('reads sections of every type with the dimensions of their slot', () => {
    const { sections } = decodeFrame(
      encodeFrame({}, [
        {
          panel: 2,
          kind: 'images',
          slot: 'pixels',
          dtype: 'u8',
          shape: [2, 1, 3],
          data: [1, 2, 3, 4, 5, 6],
          revision: 9,
        },
        {
          slot: 'samples',
          index: 1,
          first: 40,
          dtype: 'f64',
          shape: [2, 4],
          data: [0, 1, NaN, NaN, 1, Infinity, -1, 2],
        },
        { kind: 'field', slot: 'field_data', dtype: 'f32', shape: [1, 3], data: [0.5, 1, 2] },
        { slot: 'samples', dtype: 'f64', shape: [0, 4], data: [] },
      ]),
    );
    expect(sections.map(({ slot, shape }) => [slot, shape])).toEqual([
      ['pixels', [2, 1, 3]],
      ['samples', [2, 4]],
      ['field_data', [1, 3]],
      ['samples', [0, 4]],
    ]);
    expect(sections[0]).toMatchObject({ panel: 2, kind: 'images', revision: 9 });
    expect([...(sections[0]?.data ?? [])]).toEqual([1, 2, 3, 4, 5, 6]);
    expect(sections[1]).toMatchObject({ index: 1, first: 40 });
    expect([...(sections[1]?.data ?? [])]).toEqual([0, 1, NaN, NaN, 1, Infinity, -1, 2]);
    expect(sections[2]?.data).toBeInstanceOf(Float32Array);
    expect(sections[3]?.data).toHaveLength(0);
  });

  it('refuses what is no frame', () => {
    const whole = encodeFrame({}, [
      { slot: 'values', dtype: 'f64', shape: [1, 3], data: [1, 2, 3] },
    ]);
    const changed = (at: number, value: number): ArrayBuffer => {
      const copy = whole.slice(0);
      new DataView(copy).setUint32(at, value, true);
      return copy;
    };
    const entry = frameLayout.headerSize;
    const { header, section } = frameLayout;
    for (const broken of [
      new ArrayBuffer(0),
      new ArrayBuffer(63),
      changed(header.magic, 0),
      changed(header.version, 2),
      changed(header.section_count, 3),
      changed(header.section_count, 0xffffffff),
      changed(entry + section.slot, 10),
      changed(entry + section.kind, 7),
      changed(entry + section.dtype, 3),
      changed(entry + section.offset, 116),
      changed(entry + section.offset, 1 << 20),
      changed(entry + section.shape, 2),
      changed(entry + section.shape, 0xffffffff),
      whole.slice(0, whole.byteLength - 8),
    ]) {
      expect(() => decodeFrame(broken)).toThrow(FrameError);
    }
    expect(() => decodeFrame(whole)).not.toThrow();
  });
});
