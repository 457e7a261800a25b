/** The bound names of the wasm module (wasm/bindings.cpp), as the engine uses them. */

import type { LabErrorData, LabFile, LiveEvent, ParamText, Registry, RunInfo, Stop } from './types';

/** No call throws: a refused or failed one returns its error. */
export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: LabErrorData };

/** Where the run is after a call that may have moved it. */
export interface RunStatus {
  /** Units used by this call. */
  readonly units: number;
  /** Steps and gradient evaluations since the run began. */
  readonly steps: number;
  readonly gradientEvaluations: number;
  readonly atBoundary: boolean;
  readonly stopped: boolean;
  readonly stop?: Stop;
}

export interface EngineSession {
  create(
    id: string,
    params: readonly ParamText[],
    events: readonly LiveEvent[],
    files: readonly LabFile[],
  ): Result<RunInfo>;
  /** At most `units` units and, unless negative, `maxSteps` further steps. */
  advance(units: number, maxSteps: number): Result<RunStatus>;
  set(name: string, text: string): Result<LiveEvent>;
  edit(target: string, index: number, value: number): Result<null>;
  /** What changed since the last frame; the caller owns the bytes. */
  frame(): Result<Uint8Array>;
  /** Finishes the step under way first; the caller owns the bytes. */
  checkpoint(): Result<{ readonly steps: number; readonly bytes: Uint8Array }>;
  restore(bytes: Uint8Array): Result<RunStatus>;
  stop(): Result<RunStatus>;
  /** Frees the run; create() may follow. */
  dispose(): Result<null>;
  taskCount(): Result<number>;
  /** A session that holds task `index` of this one. */
  makeTask(index: number): Result<EngineSession>;
  absorb(index: number, bytes: Uint8Array): Result<null>;
  /** Frees the session itself. */
  delete(): void;
}

export interface EngineModule {
  readonly Session: new () => EngineSession;
  experiments(): Result<Registry>;
  /** What frame.ts mirrors; tests compare the two. */
  frameLayout(): Result<object>;
}
