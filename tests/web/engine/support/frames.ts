/** Frames written by hand, byte for byte as core writes them. */

import { frameLayout, type DTypeName, type SlotName } from '../../../../web/engine/frame';
import type { PanelKind } from '../../../../web/engine/types';

export interface SectionParts {
  readonly panel?: number;
  readonly kind?: PanelKind;
  readonly slot: SlotName;
  readonly index?: number;
  readonly first?: number;
  readonly revision?: number;
  readonly dtype: DTypeName;
  readonly shape: readonly number[];
  readonly data: readonly number[];
}

export interface HeaderParts {
  readonly steps?: number;
  readonly gradientEvaluations?: number;
  readonly odeTime?: number;
  readonly progress?: number;
  readonly truncateStep?: number;
  readonly flags?: number;
}

function bytesOf(section: SectionParts): Uint8Array {
  switch (section.dtype) {
    case 'f64':
      return new Uint8Array(new Float64Array(section.data).buffer);
    case 'f32':
      return new Uint8Array(new Float32Array(section.data).buffer);
    case 'u8':
      return new Uint8Array(section.data);
  }
}

export function encodeFrame(header: HeaderParts, sections: readonly SectionParts[]): ArrayBuffer {
  const layout = frameLayout;
  const bodies = sections.map(bytesOf);
  let end = layout.headerSize + sections.length * layout.sectionSize;
  const offsets = bodies.map((body) => {
    const at = end;
    end += Math.ceil(body.length / 8) * 8;
    return at;
  });
  const buffer = new ArrayBuffer(end);
  const view = new DataView(buffer);
  view.setUint32(layout.header.magic, layout.magic, true);
  view.setUint32(layout.header.version, layout.version, true);
  view.setUint32(layout.header.section_count, sections.length, true);
  view.setUint32(layout.header.flags, header.flags ?? 0, true);
  view.setFloat64(layout.header.steps, header.steps ?? 0, true);
  view.setFloat64(layout.header.gradient_evaluations, header.gradientEvaluations ?? 0, true);
  view.setFloat64(layout.header.ode_time, header.odeTime ?? NaN, true);
  view.setFloat64(layout.header.progress, header.progress ?? NaN, true);
  view.setFloat64(layout.header.truncate_step, header.truncateStep ?? NaN, true);
  sections.forEach((section, i) => {
    const at = layout.headerSize + i * layout.sectionSize;
    const put = (name: keyof typeof layout.section, value: number): void => {
      view.setUint32(at + layout.section[name], value, true);
    };
    put('panel', section.panel ?? 0);
    put('kind', layout.kinds.indexOf(section.kind ?? 'lines'));
    put('slot', layout.slots.indexOf(section.slot));
    put('index', section.index ?? 0);
    put('dtype', layout.dtypes.indexOf(section.dtype));
    put('offset', offsets[i] ?? 0);
    put('first', section.first ?? 0);
    put('revision', section.revision ?? 0);
    for (let axis = 0; axis < 3; ++axis) {
      view.setUint32(at + layout.section.shape + 4 * axis, section.shape[axis] ?? 1, true);
    }
    new Uint8Array(buffer).set(bodies[i] ?? [], offsets[i]);
  });
  return buffer;
}

export function emptyFrame(header: HeaderParts = {}): ArrayBuffer {
  return encodeFrame(header, []);
}
