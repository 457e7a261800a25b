/** The worker's side of the engine: requests in, replies, frames and states out. */

import { CheckpointClock } from './checkpoint-clock';
import { describeThrown, LabError, labErrorData, unreachable } from './errors';
import { FramePump } from './frame-pump';
import { inflateFiles } from './inflate';
import { Meter } from './meter';
import type { EngineModule, EngineSession, Result, RunStatus } from './module';
import {
  protocolVersion,
  type CreateRequest,
  type EngineRequest,
  type FromWorker,
  type FromWorkerBody,
  type ReplyValues,
  type RequestType,
  type ToWorker,
} from './protocol';
import { RunLoop, type Clock, type LoopEnd } from './run-loop';
import type { LabErrorData } from './types';

export interface HostEnvironment {
  /** `wasmUrl` null: the file shipped with the worker. Throws LabError load_failed. */
  load(wasmUrl: string | null): Promise<EngineModule>;
  post(message: FromWorker, transfer: Transferable[]): void;
  readonly clock: Clock;
}

const aliveEveryMs = 1000;

/** Bytes that own the whole of their buffer can be transferred; others are copied into one. */
function transferable(bytes: Uint8Array): ArrayBuffer {
  const { buffer } = bytes;
  return buffer instanceof ArrayBuffer && buffer.byteLength === bytes.byteLength
    ? buffer
    : new Uint8Array(bytes).buffer;
}

/** The module returns its errors; whatever is thrown nevertheless is a defect of it. */
function guarded<T>(call: () => Result<T>): Result<T> {
  try {
    return call();
  } catch (error) {
    return { ok: false, error: labErrorData('internal', { value: describeThrown(error) }) };
  }
}

/** After these nothing that the module holds can be trusted. */
function isFatal(error: LabErrorData, during: RequestType | 'loop'): boolean {
  return error.code === 'internal' || (error.code === 'out_of_memory' && during !== 'create');
}

export class EngineHost {
  private readonly environment: HostEnvironment;
  private readonly loop: RunLoop;
  private readonly pump: FramePump;
  private readonly meter = new Meter();
  private readonly checkpointClock = new CheckpointClock();
  private queue: Promise<void> = Promise.resolve();
  private session: EngineSession | null = null;
  private runId = 0;
  private seq = 0;
  private status: RunStatus | null = null;
  private failed = false;
  /** The page has been told that the run is running. */
  private announced = false;
  private firstStepShown = false;
  /** Requests `step` that wait for the loop to rest. */
  private stepping: number[] = [];

  constructor(environment: HostEnvironment) {
    this.environment = environment;
    this.pump = new FramePump(() => {
      this.sendFrame();
    });
    this.loop = new RunLoop(
      {
        advance: (units, maxSteps) => guarded(() => this.current().advance(units, maxSteps)),
        advanced: (status, now, rests) => {
          this.advanced(status, now, rests);
        },
        mustWait: (now) => this.mustWait(now),
        ended: (end) => {
          this.ended(end);
        },
        failed: ({ error }) => {
          this.loopFailed(error);
        },
      },
      environment.clock,
    );
  }

  receive(message: ToWorker): void {
    if (this.failed) return;
    if (message.type === 'ack') {
      this.pump.acknowledged(this.now());
      return;
    }
    this.queue = this.queue.then(() => this.answer(message));
  }

  private async answer(request: EngineRequest): Promise<void> {
    if (this.failed) return;
    try {
      await this.handle(request);
    } catch (error) {
      const data =
        error instanceof LabError
          ? error.data
          : labErrorData('internal', { value: describeThrown(error) });
      this.post({ type: 'reply', id: request.id, ok: false, error: data });
      if (isFatal(data, request.type)) this.fail(data);
    }
  }

  private async handle(request: EngineRequest): Promise<void> {
    const { id } = request;
    switch (request.type) {
      case 'init': {
        const module = await this.whileAlive(this.environment.load(request.wasmUrl));
        const registry = this.value(() => module.experiments());
        this.session = new module.Session();
        this.reply(id, registry);
        return;
      }
      case 'create':
        await this.create(id, request);
        return;
      case 'run':
        this.start(null);
        this.reply(id, null);
        return;
      case 'step':
        this.step(id, request.n);
        return;
      case 'pause':
        this.loop.pause();
        this.reply(id, null);
        return;
      case 'stop':
        this.status = this.value(() => this.current().stop());
        this.rest();
        this.reply(id, null);
        return;
      case 'set':
        this.reply(
          id,
          this.value(() => this.current().set(request.name, request.text)),
        );
        return;
      case 'edit':
        this.value(() => this.current().edit(request.target, request.index, request.value));
        this.pump.demand(this.now());
        this.reply(id, null);
        return;
      case 'checkpoint':
        this.reply(
          id,
          this.value(() => this.current().checkpoint()),
        );
        return;
      case 'restore':
        this.status = this.value(() => this.current().restore(request.bytes));
        this.rest();
        this.reply(id, null);
        return;
      default:
        unreachable(request);
    }
  }

  private async create(id: number, { runId, config, files }: CreateRequest): Promise<void> {
    const inflated = await this.whileAlive(inflateFiles(files));
    const info = this.value(() =>
      this.current().create(config.experiment, config.params, config.events, inflated),
    );
    this.loop.abandon();
    this.answerSteps();
    this.runId = runId;
    this.seq = 0;
    this.status = null;
    this.firstStepShown = false;
    this.announced = false;
    this.reply(id, info);
    this.post({ type: 'state', runId, state: 'idle' });
    this.pump.demand(this.now());
  }

  private step(id: number, n: number): void {
    if (!Number.isSafeInteger(n) || n < 1) {
      throw new LabError({
        code: 'out_of_range',
        field: 'steps',
        value: String(n),
        allowed: '>= 1',
        remedy: 'use_allowed_value',
      });
    }
    this.stepping.push(id);
    try {
      this.start(n);
    } catch (error) {
      this.stepping.pop();
      throw error;
    }
  }

  /** `further` steps, or on and on where null. */
  private start(further: number | null): void {
    if (this.runId === 0) throw new LabError(labErrorData('no_run', { remedy: 'create_run' }));
    if (this.status?.stopped === true) {
      this.rest();
      return;
    }
    const now = this.now();
    const steps = this.status?.steps ?? 0;
    if (!this.loop.isActive) {
      this.meter.restart(now, steps, this.status?.gradientEvaluations ?? 0);
      this.checkpointClock.restart(now);
    }
    // A single step is over before a change of state would be seen.
    if (further === null) this.announce();
    this.loop.start(steps, further);
  }

  /** Brings the loop to rest where the status says, and tells the page. */
  private rest(): void {
    this.loop.abandon();
    this.ended(this.status?.stopped === true ? 'stopped' : 'paused');
  }

  private advanced(status: RunStatus, now: number, rests: boolean): void {
    this.status = status;
    if (rests) return;
    this.announce();
    if (status.steps > 0 && !this.firstStepShown) {
      this.firstStepShown = true;
      this.pump.demand(now);
    } else {
      this.pump.offer(now);
    }
    this.reportProgress(status, now);
    if (this.checkpointClock.isDue(now)) this.keepCheckpoint(now);
  }

  private mustWait(now: number): boolean {
    if (!this.pump.isLagging(now)) return false;
    if (this.status !== null) this.reportProgress({ ...this.status, units: 0 }, now);
    return true;
  }

  private ended(end: LoopEnd): void {
    this.announced = false;
    this.pump.demand(this.now());
    const stop = this.status?.stop;
    if (end === 'stopped' && stop !== undefined) {
      this.post({ type: 'state', runId: this.runId, state: 'finished', stop });
    } else {
      this.post({ type: 'state', runId: this.runId, state: 'paused' });
    }
    this.answerSteps();
  }

  private loopFailed(error: LabErrorData): void {
    if (isFatal(error, 'loop')) {
      this.fail(error);
      return;
    }
    this.announced = false;
    this.pump.demand(this.now());
    this.post({ type: 'state', runId: this.runId, state: 'paused', error });
    this.answerSteps();
  }

  private fail(error: LabErrorData): void {
    if (this.failed) return;
    this.failed = true;
    this.loop.abandon();
    this.post({ type: 'state', runId: this.runId, state: 'failed', error });
  }

  private announce(): void {
    if (this.announced) return;
    this.announced = true;
    this.post({ type: 'state', runId: this.runId, state: 'running' });
  }

  private reportProgress(status: RunStatus, now: number): void {
    const rates = this.meter.update(status, now);
    if (rates === null) return;
    this.post({ type: 'progress', runId: this.runId, steps: status.steps, rates });
  }

  private keepCheckpoint(began: number): void {
    const result = guarded(() => this.current().checkpoint());
    if (!result.ok) {
      this.fail(result.error);
      return;
    }
    const { steps, bytes } = result.value;
    const buffer = transferable(bytes);
    this.post({ type: 'checkpoint', runId: this.runId, steps, buffer }, [buffer]);
    this.checkpointClock.taken(began, this.now());
  }

  private sendFrame(): void {
    if (this.failed) return;
    const result = guarded(() => this.current().frame());
    if (!result.ok) {
      this.fail(result.error);
      return;
    }
    const buffer = transferable(result.value);
    this.post({ type: 'frame', runId: this.runId, seq: this.seq, buffer }, [buffer]);
    this.seq += 1;
  }

  private answerSteps(): void {
    for (const id of this.stepping.splice(0)) this.reply(id, null);
  }

  /** Calls the module; a returned error is thrown to answer(). */
  private value<T>(call: () => Result<T>): T {
    const result = guarded(call);
    if (!result.ok) throw new LabError(result.error);
    return result.value;
  }

  private current(): EngineSession {
    if (this.session === null) throw new Error('not initialised');
    return this.session;
  }

  /** Says that the worker is alive while it waits for something long. */
  private async whileAlive<T>(work: Promise<T>): Promise<T> {
    const timer = setInterval(() => {
      this.post({ type: 'alive' });
    }, aliveEveryMs);
    try {
      return await work;
    } finally {
      clearInterval(timer);
    }
  }

  private now(): number {
    return this.environment.clock.now();
  }

  private reply(id: number, value: ReplyValues[RequestType]): void {
    this.post({ type: 'reply', id, ok: true, value });
  }

  private post(message: FromWorkerBody, transfer: Transferable[] = []): void {
    this.environment.post({ v: protocolVersion, ...message }, transfer);
  }
}
