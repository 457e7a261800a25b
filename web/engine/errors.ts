/** Errors of the engine. Each carries codes and numbers; the texts come from i18n. */

import type { LabErrorData } from './types';

/** A refused input: nothing was changed. */
export class LabError extends Error {
  override readonly name = 'LabError';
  readonly data: LabErrorData;

  constructor(data: LabErrorData) {
    super(`${data.code}: ${data.field} = ${data.value}, allowed: ${data.allowed}`);
    this.data = data;
  }
}

/** Why an engine ended: its worker failed, stopped answering, or never came up. */
export type DeathCause = 'crashed' | 'silent' | 'load_failed';

/** The worker is gone; everything that waited was rejected with this. `restart()` makes a new one. */
export class EngineDeadError extends Error {
  override readonly name = 'EngineDeadError';
  override readonly cause: DeathCause;
  /** What happened, in three lines: code worker_crashed, worker_silent, load_failed or internal. */
  readonly data: LabErrorData;

  constructor(cause: DeathCause, data: LabErrorData) {
    super(`${data.code}: ${data.value}`);
    this.cause = cause;
    this.data = data;
  }
}

/** The client was disposed of while this call waited. */
export class EngineDisposedError extends Error {
  override readonly name = 'EngineDisposedError';
}

export function labErrorData(code: string, parts: Partial<LabErrorData> = {}): LabErrorData {
  return { field: 'engine', value: '', allowed: '', remedy: 'restart', ...parts, code };
}

/** A one-line description of anything that was thrown. */
export function describeThrown(thrown: unknown): string {
  return thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
}

/** Ends a switch over a union: a member that is forgotten does not compile. */
export function unreachable(x: never): never {
  throw new Error(`unreachable: ${JSON.stringify(x)}`);
}
