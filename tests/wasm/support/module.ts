/** The real module in Node, with a look at its memory. */

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { instantiate } from '../../../web/engine/loader';
import { decodeFrame, type DecodedFrame } from '../../../web/engine/frame';
import type { EngineModule, EngineSession, Result } from '../../../web/engine/module';
import type { LabErrorData, LiveEvent, ParamText, RunInfo } from '../../../web/engine/types';

const wasmFile = new URL('../../../build/wasm-simd/separatrix.wasm', import.meta.url);

let compiled: WebAssembly.Module | null = null;

export function compiledModule(): WebAssembly.Module {
  compiled ??= new WebAssembly.Module(readFileSync(wasmFile));
  return compiled;
}

/** A fresh instance. */
export async function freshModule(): Promise<EngineModule> {
  return await instantiate(compiledModule());
}

/** A fresh instance and the number of bytes of its heap. */
export async function moduleWithMemory(): Promise<{
  readonly module: EngineModule;
  readonly memory: WebAssembly.Memory;
  readonly heapBytes: () => number;
  /** JavaScript values that C++ holds. */
  readonly handles: () => number;
}> {
  const memories: WebAssembly.Memory[] = [];
  const original = WebAssembly.instantiate;
  // The names of exports are shortened by the linker: the memory is found by its type.
  WebAssembly.instantiate = (async (wasm: WebAssembly.Module, imports: WebAssembly.Imports) => {
    const instance = await original(wasm, imports);
    for (const item of Object.values(instance.exports)) {
      if (item instanceof WebAssembly.Memory) memories.push(item);
    }
    return instance;
  }) as typeof WebAssembly.instantiate;
  let module: EngineModule;
  try {
    module = await freshModule();
  } finally {
    WebAssembly.instantiate = original;
  }
  const [memory] = memories;
  if (memory === undefined) throw new Error('the module exports no memory');
  const { count_emval_handles: handles } = module as unknown as {
    count_emval_handles: () => number;
  };
  return { module, memory, heapBytes: () => memory.buffer.byteLength, handles };
}

export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

export function errorOf(result: Result<unknown>): LabErrorData {
  if (result.ok) throw new Error(`not refused: ${JSON.stringify(result.value)}`);
  return result.error;
}

export function frameOf(session: EngineSession): DecodedFrame {
  const bytes = valueOf(session.frame());
  return decodeFrame(bytes.buffer as ArrayBuffer);
}

export interface StartedRun {
  readonly session: EngineSession;
  readonly info: RunInfo;
}

export function startRun(
  module: EngineModule,
  experiment: string,
  params: readonly ParamText[] = [],
  events: readonly LiveEvent[] = [],
): StartedRun {
  const session = new module.Session();
  return { session, info: valueOf(session.create(experiment, params, events, [])) };
}

/**
 * Parameters that make each experiment quick enough to try everything on it; one without an entry
 * runs with its defaults.
 */
export const quick: Readonly<Record<string, readonly ParamText[]>> = {
  'train-images': [
    ['samples', '400'],
    ['hidden', '8'],
    ['epochs', '2'],
  ],
  descend: [['steps', '1000']],
};

/** Stands for all of the bytes: comparing them one by one in a matcher takes seconds. */
export function digest(bytes: Uint8Array): string {
  return `${bytes.length}:${createHash('sha256').update(bytes).digest('hex')}`;
}

/** Of a checkpoint taken now. */
export function stateDigest(session: EngineSession): string {
  return digest(valueOf(session.checkpoint()).bytes);
}
