/** The worker's side of the engine: requests in, replies and the life of a run out. */

import { describeThrown, LabError, labErrorData, unreachable } from './errors';
import { guarded, isFatal } from './guarded';
import { inflateFiles } from './inflate';
import type { EngineModule, EngineSession, Result } from './module';
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
import { RunDriver } from './run-driver';
import type { Clock } from './run-loop';
import type { LabErrorData } from './types';

export interface HostEnvironment {
  /** `wasmUrl` null: the file shipped with the worker. Throws LabError load_failed. */
  load(wasmUrl: string | null): Promise<EngineModule>;
  post(message: FromWorker, transfer: Transferable[]): void;
  readonly clock: Clock;
}

const aliveEveryMs = 1000;

/** The module once loaded. */
interface Engine {
  readonly session: EngineSession;
  readonly driver: RunDriver;
}

export class EngineHost {
  private readonly environment: HostEnvironment;
  private queue: Promise<void> = Promise.resolve();
  private engine: Engine | null = null;
  private failed = false;

  constructor(environment: HostEnvironment) {
    this.environment = environment;
  }

  receive(message: ToWorker): void {
    if (this.failed) return;
    if (message.type === 'ack') {
      this.engine?.driver.acknowledged();
      return;
    }
    this.queue = this.queue.then(() => this.answer(message));
  }

  private async answer(request: EngineRequest): Promise<void> {
    if (this.failed) return;
    try {
      await (request.type === 'init'
        ? this.load(request.id, request.wasmUrl)
        : this.handle(request, this.loaded()));
    } catch (error) {
      const data =
        error instanceof LabError
          ? error.data
          : labErrorData('internal', { value: describeThrown(error) });
      this.post({ type: 'reply', id: request.id, ok: false, error: data });
      if (isFatal(data, request.type)) this.fail(data);
    }
  }

  private async load(id: number, wasmUrl: string | null): Promise<void> {
    const module = await this.whileAlive(this.environment.load(wasmUrl));
    const registry = this.value(() => module.experiments());
    const session = new module.Session();
    const driver = new RunDriver(session, {
      clock: this.environment.clock,
      post: (message, transfer) => {
        this.post(message, transfer);
      },
      failed: (error) => {
        this.fail(error);
      },
    });
    this.engine = { session, driver };
    this.reply(id, registry);
  }

  private async handle(
    request: Exclude<EngineRequest, { readonly type: 'init' }>,
    { session, driver }: Engine,
  ): Promise<void> {
    const { id } = request;
    switch (request.type) {
      case 'create':
        await this.create(request, id, session, driver);
        return;
      case 'run':
        requireRun(driver);
        driver.start(null);
        this.reply(id, null);
        return;
      case 'step':
        requireRun(driver);
        requireStepCount(request.n);
        driver.start(request.n, () => {
          this.reply(id, null);
        });
        return;
      case 'pause':
        driver.pause();
        this.reply(id, null);
        return;
      case 'stop':
        driver.rest(this.value(() => session.stop()));
        this.reply(id, null);
        return;
      case 'set':
        this.reply(
          id,
          this.value(() => session.set(request.name, request.text)),
        );
        return;
      case 'edit':
        this.value(() => session.edit(request.target, request.index, request.value));
        driver.demandFrame();
        this.reply(id, null);
        return;
      case 'checkpoint': {
        const data = this.value(() => session.checkpoint());
        driver.settledAt(data.steps);
        this.reply(id, data);
        return;
      }
      case 'restore':
        driver.rest(this.value(() => session.restore(request.bytes)));
        this.reply(id, null);
        return;
      default:
        unreachable(request);
    }
  }

  /** The former run goes on while files are inflated, and if anything is refused. */
  private async create(
    { runId, config, files }: CreateRequest,
    id: number,
    session: EngineSession,
    driver: RunDriver,
  ): Promise<void> {
    const inflated = await this.whileAlive(inflateFiles(files));
    const info = this.value(() =>
      session.create(config.experiment, config.params, config.events, inflated),
    );
    driver.begin(runId, () => {
      this.reply(id, info);
    });
  }

  private fail(error: LabErrorData): void {
    if (this.failed) return;
    const runId = this.engine?.driver.runId ?? 0;
    this.engine?.driver.abandon();
    this.post({ type: 'state', runId, state: 'failed', error });
    this.failed = true;
  }

  /** Calls the module; a returned error is thrown to answer(). */
  private value<T>(call: () => Result<T>): T {
    const result = guarded(call);
    if (!result.ok) throw new LabError(result.error);
    return result.value;
  }

  private loaded(): Engine {
    if (this.engine === null) throw new Error('not loaded');
    return this.engine;
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

  private reply(id: number, value: ReplyValues[RequestType]): void {
    this.post({ type: 'reply', id, ok: true, value });
  }

  private post(message: FromWorkerBody, transfer: Transferable[] = []): void {
    if (!this.failed) this.environment.post({ v: protocolVersion, ...message }, transfer);
  }
}

function requireRun(driver: RunDriver): void {
  if (driver.runId === 0) throw new LabError(labErrorData('no_run', { remedy: 'create_run' }));
}

function requireStepCount(n: number): void {
  if (Number.isSafeInteger(n) && n >= 1) return;
  throw new LabError({
    code: 'out_of_range',
    field: 'steps',
    value: String(n),
    allowed: '>= 1',
    remedy: 'use_allowed_value',
  });
}
