/** The page's side of the engine: one worker, requests as promises, frames to a listener. */

import { CheckpointStore, type Checkpoint } from './checkpoints';
import { Connection, type CreateWorker } from './connection';
import { type EngineDeadError, labErrorData, unreachable } from './errors';
import { decodeFrame, type DecodedFrame } from './frame';
import type { FrameMessage, FromWorker, Rates, RunState, StateMessage } from './protocol';
import type { LabErrorData, LabFile, LiveEvent, Registry, RunConfig, RunInfo, Stop } from './types';

export { EngineDeadError, EngineDisposedError, LabError } from './errors';
export type { DecodedFrame } from './frame';
export type { Rates, RunState } from './protocol';

export interface StateInfo extends Partial<Rates> {
  /** With `finished`. */
  readonly stop?: Stop;
  /** With `failed`; with `paused` when a scheduled change was refused on the way. */
  readonly error?: LabErrorData;
}

export interface EngineListeners {
  /**
   * One frame of the current run, in order, none left out. The arrays may be kept. The frame is
   * acknowledged when the callback returns, and no third one comes before that.
   */
  onFrame(frame: DecodedFrame, runId: number): void;
  /** Also called, with rates, about twice a second while running. */
  onState(state: RunState, info: StateInfo): void;
  /** The worker is gone: everything that waited was rejected with `error`. Offer restart(). */
  onDead(error: EngineDeadError): void;
}

export interface EngineOptions {
  /** Where the .wasm file is; by default beside the worker's script. */
  readonly wasmUrl?: string;
  /** Where the worker's script is, same origin; by default beside this script. */
  readonly workerUrl?: string;
  /** Makes the worker; for tests and for pages that must start it in their own way. */
  readonly createWorker?: CreateWorker;
  /** A worker that should speak and does not for this long counts as dead. Default 10,000. */
  readonly silentAfterMs?: number;
}

interface CurrentRun {
  readonly runId: number;
  readonly config: RunConfig;
  readonly files: readonly LabFile[];
}

export class EngineClient {
  private readonly listeners: EngineListeners;
  private readonly options: EngineOptions;
  private readonly checkpoints = new CheckpointStore();
  private connection: Connection | null = null;
  private registryData: Registry | null = null;
  private current: CurrentRun | null = null;
  private nextRunId = 1;
  private nextSeq = 0;

  private constructor(listeners: EngineListeners, options: EngineOptions) {
    this.listeners = listeners;
    this.options = options;
  }

  /** Resolves when the module is loaded. Rejects with EngineDeadError. */
  static async start(
    listeners: EngineListeners,
    options: EngineOptions = {},
  ): Promise<EngineClient> {
    const client = new EngineClient(listeners, options);
    await client.connect();
    return client;
  }

  get registry(): Registry {
    if (this.registryData === null) throw new Error('not started');
    return this.registryData;
  }

  /** null before the first run was created. */
  get runId(): number | null {
    return this.current?.runId ?? null;
  }

  /**
   * Builds a run and makes it the current one; its first frame follows. Files may be gzipped; their
   * bytes are kept, not copied, for rewind() and restart(). Refused with LabError: then the previous
   * run goes on.
   */
  async create(config: RunConfig, files: readonly LabFile[] = []): Promise<RunInfo> {
    const runId = this.nextRunId++;
    // Adopted with the reply itself: what the worker sends next already belongs to the new run.
    return await this.live().request({ type: 'create', runId, config, files }, () => {
      this.current = { runId, config, files };
      this.nextSeq = 0;
      this.checkpoints.clear();
    });
  }

  async run(): Promise<void> {
    await this.live().request({ type: 'run' });
  }

  /** Resolves when the run has come to rest: within a slice of about 8 ms. */
  async pause(): Promise<void> {
    await this.live().request({ type: 'pause' });
  }

  /** Resolves after `n` further steps, or when paused or stopped before. */
  async step(n = 1): Promise<void> {
    await this.live().request({ type: 'step', n });
  }

  /** Ends the run by the user's wish. */
  async stop(): Promise<void> {
    await this.live().request({ type: 'stop' });
  }

  /** The same configuration, files and seed from the beginning: the same numbers. */
  async rewind(): Promise<RunInfo> {
    const { config, files } = this.currentRun();
    return await this.create(config, files);
  }

  /** Changes a live parameter at the next step. Returns the event for the link. */
  async set(name: string, text: string): Promise<LiveEvent> {
    return await this.live().request({ type: 'set', name, text });
  }

  async edit(target: string, index: number, value: number): Promise<void> {
    await this.live().request({ type: 'edit', target, index, value });
  }

  /** Finishes the step under way first. */
  async checkpoint(): Promise<Uint8Array> {
    return (await this.live().request({ type: 'checkpoint' })).bytes;
  }

  /** Returns to a checkpoint of the current configuration. The run is paused then. */
  async restore(bytes: Uint8Array): Promise<void> {
    await this.live().request({ type: 'restore', bytes });
  }

  /** The newest of the checkpoints taken every 5 s while running; it outlives the worker. */
  lastCheckpoint(): Checkpoint | null {
    return this.checkpoints.last();
  }

  /**
   * A new worker with the configuration and files of the current run, at its last checkpoint, paused.
   * Resolves with null where no run had been created. Rejects with EngineDeadError if that dies too.
   */
  async restart(): Promise<RunInfo | null> {
    const current = this.current;
    const last = this.checkpoints.last();
    this.connection?.dispose();
    await this.connect();
    if (current === null) return null;
    const info = await this.create(current.config, current.files);
    if (last !== null) {
      await this.restore(last.bytes);
      this.checkpoints.add(last.step, last.bytes, performance.now());
    }
    return info;
  }

  /** Ends the worker. Calls that wait, and all later ones, are rejected. */
  dispose(): void {
    this.connection?.dispose();
  }

  private async connect(): Promise<void> {
    const connection = new Connection({
      createWorker:
        this.options.createWorker ?? ((): Worker => startWorker(this.options.workerUrl)),
      silentAfterMs: this.options.silentAfterMs ?? 10_000,
      onMessage: (message) => {
        this.receive(message);
      },
      onDead: (error) => {
        this.listeners.onState('failed', { error: error.data });
        this.listeners.onDead(error);
      },
    });
    this.connection = connection;
    const wasmUrl = this.options.wasmUrl;
    this.registryData = await connection.start(
      wasmUrl === undefined ? null : new URL(wasmUrl, globalThis.location.href).href,
    );
  }

  private live(): Connection {
    if (this.connection === null) throw new Error('not started');
    return this.connection;
  }

  private currentRun(): CurrentRun {
    if (this.current === null) throw new Error('no run was created');
    return this.current;
  }

  private receive(message: Exclude<FromWorker, { readonly type: 'reply' }>): void {
    switch (message.type) {
      case 'frame':
        this.receiveFrame(message);
        return;
      case 'state':
        this.receiveState(message);
        return;
      case 'progress':
        if (message.runId === this.current?.runId) {
          this.listeners.onState('running', message.rates);
        }
        return;
      case 'checkpoint':
        if (message.runId === this.current?.runId) {
          this.checkpoints.add(message.steps, new Uint8Array(message.buffer), performance.now());
        }
        return;
      case 'alive':
        return;
      default:
        unreachable(message);
    }
  }

  private receiveState(message: StateMessage): void {
    const { runId, state, stop, error } = message;
    // Whichever run it was, if any: the worker answers nothing more.
    if (state === 'failed') {
      this.live().die('crashed', error ?? labErrorData('internal'));
      return;
    }
    if (runId !== this.current?.runId) return;
    this.listeners.onState(state, {
      ...(stop === undefined ? {} : { stop }),
      ...(error === undefined ? {} : { error }),
    });
  }

  private receiveFrame(message: FrameMessage): void {
    const { runId, seq, buffer } = message;
    const connection = this.live();
    try {
      if (runId !== this.current?.runId) return;
      let frame: DecodedFrame;
      try {
        if (seq !== this.nextSeq) throw new Error(`frame ${seq} instead of ${this.nextSeq}`);
        frame = decodeFrame(buffer);
      } catch (error) {
        connection.die('crashed', labErrorData('internal', { value: String(error) }));
        return;
      }
      this.nextSeq += 1;
      this.listeners.onFrame(frame, runId);
    } finally {
      connection.acknowledge(runId, seq);
    }
  }
}

function startWorker(workerUrl: string | undefined): Worker {
  // The literal form is what bundlers recognise and emit the worker for.
  return workerUrl === undefined
    ? new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'separatrix' })
    : new Worker(new URL(workerUrl, globalThis.location.href), { type: 'module' });
}
