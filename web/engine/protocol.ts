/**
 * Protocol between the page (client.ts) and the engine's worker (host.ts), version 1.
 *
 * - Every request has an `id` and gets exactly one reply with that id. Requests are handled in order;
 *   only the reply to `step` may come later than those of the requests after it. A refused request
 *   changed nothing. An acknowledgement is no request and gets no reply.
 * - `runId` is chosen by the client at `create` and names the run in all that the worker sends. The
 *   reply to `create` comes before anything else of the new run. What still comes of an old run is
 *   ignored (its frames are acknowledged).
 * - Frames are numbered by `seq` from 0 in each run; each holds what is new since the one before, so
 *   none may be lost. At most two are unacknowledged at any time, at most 30 a second are sent while
 *   running, but one at once (as soon as fewer than two are unacknowledged) after creation, the first
 *   step, a pause, a requested step, a restore, an edit and the stop. The frame that belongs to a
 *   state may follow it.
 * - Buffers of frames and checkpoints are transferred: the worker keeps nothing of them.
 * - While it runs or is busy with a request the worker sends something at least every second, unless
 *   it is inside one call of the core: `alive` and `progress` are sent for this alone.
 * - After the error codes `internal` and (other than from `create`) `out_of_memory` the worker sends
 *   state `failed` and answers nothing more: it is to be discarded.
 */

import type { LabErrorData, LabFile, LiveEvent, Registry, RunConfig, RunInfo, Stop } from './types';

export const protocolVersion = 1;

/** Frames that may be unacknowledged. */
export const maxFramesInFlight = 2;

interface RequestHeader {
  readonly v: typeof protocolVersion;
  readonly id: number;
}

/** Loads the module. Reply: the registry. `wasmUrl` null: beside the worker's own script. */
export interface InitRequest {
  readonly type: 'init';
  readonly wasmUrl: string | null;
}
/**
 * Builds a run and makes it the current one. Files may be gzipped. Reply: RunInfo. When refused, the
 * previous run goes on as it was.
 */
export interface CreateRequest {
  readonly type: 'create';
  readonly runId: number;
  readonly config: RunConfig;
  readonly files: readonly LabFile[];
}
/** Runs until `pause` or the stop. Reply at once. */
export interface RunRequest {
  readonly type: 'run';
}
/** Stops running within a slice. Reply when it has. */
export interface PauseRequest {
  readonly type: 'pause';
}
/** Runs `n` further steps, then pauses. Reply when done, or when paused or stopped before. */
export interface StepRequest {
  readonly type: 'step';
  readonly n: number;
}
/** Ends the run by the user's wish. */
export interface StopRequest {
  readonly type: 'stop';
}
/** Changes a live parameter. Reply: the event as recorded. */
export interface SetRequest {
  readonly type: 'set';
  readonly name: string;
  readonly text: string;
}
/** Changes one parameter of the network or one point. */
export interface EditRequest {
  readonly type: 'edit';
  readonly target: string;
  readonly index: number;
  readonly value: number;
}
/** Reply: CheckpointData. */
export interface CheckpointRequest {
  readonly type: 'checkpoint';
}
/** Returns to a checkpoint of the current run's configuration; the run is paused then. */
export interface RestoreRequest {
  readonly type: 'restore';
  readonly bytes: Uint8Array;
}

export type RequestBody =
  | InitRequest
  | CreateRequest
  | RunRequest
  | PauseRequest
  | StepRequest
  | StopRequest
  | SetRequest
  | EditRequest
  | CheckpointRequest
  | RestoreRequest;

export type RequestType = RequestBody['type'];
export type EngineRequest = RequestHeader & RequestBody;

/** A frame was taken in; the worker may send another. */
export interface FrameAck {
  readonly v: typeof protocolVersion;
  readonly type: 'ack';
  readonly runId: number;
  readonly seq: number;
}

export type ToWorker = EngineRequest | FrameAck;

export interface CheckpointData {
  readonly steps: number;
  readonly bytes: Uint8Array;
}

/** What the reply to each request carries. */
export interface ReplyValues {
  readonly init: Registry;
  readonly create: RunInfo;
  readonly run: null;
  readonly pause: null;
  readonly step: null;
  readonly stop: null;
  readonly set: LiveEvent;
  readonly edit: null;
  readonly checkpoint: CheckpointData;
  readonly restore: null;
}

export type ReplyMessage = {
  readonly type: 'reply';
  readonly id: number;
} & (
  | { readonly ok: true; readonly value: ReplyValues[RequestType] }
  | { readonly ok: false; readonly error: LabErrorData }
);

export interface FrameMessage {
  readonly type: 'frame';
  readonly runId: number;
  readonly seq: number;
  readonly buffer: ArrayBuffer;
}

/** idle: created, not yet advanced. failed: the worker is to be discarded. */
export type RunState = 'idle' | 'running' | 'paused' | 'finished' | 'failed';

export interface StateMessage {
  readonly type: 'state';
  readonly runId: number;
  readonly state: RunState;
  /** With `finished`. */
  readonly stop?: Stop;
  /** With `failed`; with `paused` when a scheduled change was refused on the way. */
  readonly error?: LabErrorData;
}

/** Measured over the time since the last message of this kind. */
export interface Rates {
  readonly unitsPerSecond: number;
  readonly stepsPerSecond: number;
  readonly gradientEvaluationsPerSecond: number;
}

export interface ProgressMessage {
  readonly type: 'progress';
  readonly runId: number;
  readonly steps: number;
  readonly rates: Rates;
}

/** A checkpoint that the worker took by itself while running. */
export interface CheckpointMessage {
  readonly type: 'checkpoint';
  readonly runId: number;
  readonly steps: number;
  readonly buffer: ArrayBuffer;
}

/** Busy with a request: loading, inflating. */
export interface AliveMessage {
  readonly type: 'alive';
}

export type FromWorkerBody =
  ReplyMessage | FrameMessage | StateMessage | ProgressMessage | CheckpointMessage | AliveMessage;
export type FromWorker = { readonly v: typeof protocolVersion } & FromWorkerBody;
