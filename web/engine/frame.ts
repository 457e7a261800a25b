/**
 * Frames as core writes them: the mirror of core/include/separatrix/run/frame.hpp. A test compares
 * `frameLayout` with what the module itself reports.
 */

import { unreachable } from './errors';
import type { PanelKind } from './types';

export type SlotName =
  | 'samples'
  | 'values'
  | 'spectrum'
  | 'field_range'
  | 'field_data'
  | 'field_points'
  | 'scatter'
  | 'pixels'
  | 'labels'
  | 'verdict';

export type DTypeName = 'f64' | 'f32' | 'u8';

/** Offsets are bytes from the start of the header, or of the directory entry. Little-endian. */
export const frameLayout = {
  magic: 0x58504553,
  version: 1,
  headerSize: 64,
  sectionSize: 48,
  header: {
    magic: 0,
    version: 4,
    section_count: 8,
    flags: 12,
    steps: 16,
    gradient_evaluations: 24,
    ode_time: 32,
    progress: 40,
    truncate_step: 48,
  },
  section: {
    panel: 0,
    kind: 4,
    slot: 8,
    index: 12,
    dtype: 16,
    offset: 20,
    shape: 24,
    first: 36,
    revision: 40,
  },
  flags: { stopped: 1, restored: 2, at_boundary: 4 },
  dtypes: ['f64', 'f32', 'u8'],
  slots: [
    'samples',
    'values',
    'spectrum',
    'field_range',
    'field_data',
    'field_points',
    'scatter',
    'pixels',
    'labels',
    'verdict',
  ],
  kinds: ['lines', 'values', 'spectrum', 'field', 'scatter', 'images', 'network'],
} as const satisfies {
  readonly dtypes: readonly DTypeName[];
  readonly slots: readonly SlotName[];
  readonly kinds: readonly PanelKind[];
  readonly [name: string]: unknown;
};

export interface FrameHeader {
  readonly steps: number;
  readonly gradientEvaluations: number;
  /** null where ODE time is not defined. */
  readonly odeTime: number | null;
  /** Share of the run that is done, 0 to 1; null where not known. */
  readonly progress: number | null;
  readonly stopped: boolean;
  /** First frame after a restore: curves are to be cut after `truncateStep`, all else is replaced. */
  readonly restored: boolean;
  readonly atBoundary: boolean;
  readonly truncateStep: number | null;
}

/** Shapes (row-major) and meanings of `data` per slot: see `Slot` in frame.hpp. */
export interface FrameSection {
  /** Index in RunInfo.panels. */
  readonly panel: number;
  readonly kind: PanelKind;
  readonly slot: SlotName;
  /** Series or group. */
  readonly index: number;
  /** samples: index of the first sample; 0 replaces the whole curve. */
  readonly first: number;
  readonly shape: readonly number[];
  readonly data: Float64Array | Float32Array | Uint8Array;
  readonly revision: number;
}

export interface DecodedFrame {
  readonly header: FrameHeader;
  readonly sections: readonly FrameSection[];
}

/** The bytes are not a frame of this version. */
export class FrameError extends Error {
  override readonly name = 'FrameError';
}

/** Number of dimensions of a slot's data. */
function rankOf(slot: SlotName): number {
  switch (slot) {
    case 'samples':
    case 'values':
    case 'spectrum':
    case 'field_range':
    case 'field_data':
    case 'field_points':
    case 'scatter':
    case 'labels':
      return 2;
    case 'pixels':
      return 3;
    case 'verdict':
      return 1;
    default:
      return unreachable(slot);
  }
}

function nameAt<T extends string>(names: readonly T[], code: number, what: string): T {
  const name = names[code];
  if (name === undefined) throw new FrameError(`unknown ${what} ${code}`);
  return name;
}

function dataOf(
  buffer: ArrayBuffer,
  offset: number,
  count: number,
  dtype: DTypeName,
): Float64Array | Float32Array | Uint8Array {
  const size = dtype === 'f64' ? 8 : dtype === 'f32' ? 4 : 1;
  if (offset % 8 !== 0 || offset + count * size > buffer.byteLength) {
    throw new FrameError(`a section of ${count} ${dtype} at ${offset} is outside the frame`);
  }
  switch (dtype) {
    case 'f64':
      return new Float64Array(buffer, offset, count);
    case 'f32':
      return new Float32Array(buffer, offset, count);
    case 'u8':
      return new Uint8Array(buffer, offset, count);
    default:
      return unreachable(dtype);
  }
}

function decodeSection(buffer: ArrayBuffer, view: DataView, at: number): FrameSection {
  const field = (name: keyof typeof frameLayout.section): number =>
    view.getUint32(at + frameLayout.section[name], true);
  const slot = nameAt(frameLayout.slots, field('slot'), 'slot');
  const shape: number[] = [];
  let count = 1;
  for (let axis = 0; axis < rankOf(slot); ++axis) {
    const length = view.getUint32(at + frameLayout.section.shape + 4 * axis, true);
    shape.push(length);
    count *= length;
  }
  const dtype = nameAt(frameLayout.dtypes, field('dtype'), 'dtype');
  return {
    panel: field('panel'),
    kind: nameAt(frameLayout.kinds, field('kind'), 'panel kind'),
    slot,
    index: field('index'),
    first: field('first'),
    shape,
    data: dataOf(buffer, field('offset'), count, dtype),
    revision: field('revision'),
  };
}

/**
 * Reads a frame. The arrays are views of `buffer`: nothing is copied, and they stay valid as long as
 * the buffer is not transferred. Throws FrameError.
 */
export function decodeFrame(buffer: ArrayBuffer): DecodedFrame {
  const layout = frameLayout;
  if (buffer.byteLength < layout.headerSize) throw new FrameError('shorter than a header');
  const view = new DataView(buffer);
  const magic = view.getUint32(layout.header.magic, true);
  const version = view.getUint32(layout.header.version, true);
  if (magic !== layout.magic || version !== layout.version) {
    throw new FrameError(`magic ${magic.toString(16)}, version ${version}`);
  }
  const number = (name: 'ode_time' | 'progress' | 'truncate_step'): number | null => {
    const value = view.getFloat64(layout.header[name], true);
    return Number.isNaN(value) ? null : value;
  };
  const count = view.getUint32(layout.header.section_count, true);
  if (layout.headerSize + count * layout.sectionSize > buffer.byteLength) {
    throw new FrameError(`${count} sections do not fit`);
  }
  const flags = view.getUint32(layout.header.flags, true);
  const sections: FrameSection[] = [];
  for (let i = 0; i < count; ++i) {
    sections.push(decodeSection(buffer, view, layout.headerSize + i * layout.sectionSize));
  }
  return {
    header: {
      steps: view.getFloat64(layout.header.steps, true),
      gradientEvaluations: view.getFloat64(layout.header.gradient_evaluations, true),
      odeTime: number('ode_time'),
      progress: number('progress'),
      stopped: (flags & layout.flags.stopped) !== 0,
      restored: (flags & layout.flags.restored) !== 0,
      atBoundary: (flags & layout.flags.at_boundary) !== 0,
      truncateStep: number('truncate_step'),
    },
    sections,
  };
}
