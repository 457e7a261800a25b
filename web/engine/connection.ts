/** One worker and what waits for it: requests, replies, death. */

import { EngineDeadError, EngineDisposedError, LabError, labErrorData } from './errors';
import type { DeathCause } from './errors';
import {
  protocolVersion,
  type EngineRequest,
  type FromWorker,
  type ReplyMessage,
  type ReplyValues,
  type RequestBody,
  type RequestType,
  type ToWorker,
} from './protocol';
import type { LabErrorData, Registry } from './types';
import { Watchdog } from './watchdog';

/** The part of Worker that is used. */
export interface WorkerLike {
  postMessage(message: ToWorker): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<FromWorker>) => void) | null;
  onmessageerror: ((event: MessageEvent) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

export type CreateWorker = () => WorkerLike;

export interface ConnectionOptions {
  readonly createWorker: CreateWorker;
  readonly silentAfterMs: number;
  readonly onMessage: (message: Exclude<FromWorker, { readonly type: 'reply' }>) => void;
  /** Called once, and only after start() has resolved: before, start() rejects instead. */
  readonly onDead: (error: EngineDeadError) => void;
}

interface Waiter {
  readonly type: RequestType;
  readonly resolve: (value: ReplyValues[RequestType]) => void;
  readonly reject: (error: Error) => void;
}

/** `create` and `restore` may stay inside one call of the core for long: much work, no message. */
const patienceOf: Partial<Record<RequestType, number>> = { create: 6, restore: 6 };

export class Connection {
  private readonly options: ConnectionOptions;
  private readonly watchdog: Watchdog;
  private readonly waiters = new Map<number, Waiter>();
  private worker: WorkerLike | null = null;
  private ended: Error | null = null;
  private started = false;
  private running = false;
  private nextId = 1;

  constructor(options: ConnectionOptions) {
    this.options = options;
    this.watchdog = new Watchdog(options.silentAfterMs, () => {
      this.die(
        'silent',
        labErrorData('worker_silent', { value: String(options.silentAfterMs / 1000) }),
      );
    });
  }

  /** Starts the worker and loads the module. Rejects with EngineDeadError load_failed or silent. */
  async start(wasmUrl: string | null): Promise<Registry> {
    try {
      this.worker = this.attach(this.options.createWorker());
      const registry = await this.request({ type: 'init', wasmUrl });
      this.started = true;
      return registry;
    } catch (error) {
      if (error instanceof EngineDeadError || error instanceof EngineDisposedError) throw error;
      const data =
        error instanceof LabError
          ? error.data
          : labErrorData('load_failed', { value: String(error), remedy: 'reload' });
      this.die('load_failed', data);
      throw this.ended ?? error;
    }
  }

  /** `settled` is called with a good reply before any later message is handled. */
  request<T extends RequestType>(
    body: Extract<RequestBody, { readonly type: T }>,
    settled?: () => void,
  ): Promise<ReplyValues[T]> {
    return new Promise<ReplyValues[T]>((resolve, reject) => {
      if (this.ended !== null || this.worker === null) {
        reject(this.ended ?? new Error('not started'));
        return;
      }
      const id = this.nextId++;
      // The protocol pairs types of requests and replies; this is the one place that relies on it.
      const request = { v: protocolVersion, id, ...body } as unknown as EngineRequest;
      this.worker.postMessage(request);
      this.waiters.set(id, {
        type: body.type,
        resolve: (value) => {
          settled?.();
          resolve(value as ReplyValues[T]);
        },
        reject,
      });
      this.watch();
    });
  }

  acknowledge(runId: number, seq: number): void {
    if (this.ended !== null) return;
    this.worker?.postMessage({ v: protocolVersion, type: 'ack', runId, seq });
  }

  /** Ends the worker for a reason; everything that waits is rejected. */
  die(cause: DeathCause, data: LabErrorData): void {
    if (this.ended !== null) return;
    const error = new EngineDeadError(this.started ? cause : startCause(cause), data);
    this.end(error);
    if (this.started) this.options.onDead(error);
  }

  dispose(): void {
    if (this.ended === null) this.end(new EngineDisposedError('disposed'));
  }

  private end(error: Error): void {
    this.ended = error;
    this.watchdog.stop();
    const worker = this.worker;
    this.worker = null;
    if (worker !== null) {
      worker.onmessage = null;
      worker.onmessageerror = null;
      worker.onerror = null;
      worker.terminate();
    }
    const waiters = [...this.waiters.values()];
    this.waiters.clear();
    for (const waiter of waiters) waiter.reject(error);
  }

  private attach(worker: WorkerLike): WorkerLike {
    worker.onmessage = (event): void => {
      this.receive(event.data);
    };
    worker.onmessageerror = (): void => {
      this.die('crashed', labErrorData('worker_crashed', { value: 'messageerror' }));
    };
    worker.onerror = (event): void => {
      // Reported to the page by onDead: not once more on the console.
      event.preventDefault();
      this.die(
        'crashed',
        // Without a message the script itself could not be had.
        this.started || event.message
          ? labErrorData('worker_crashed', { value: event.message || 'error' })
          : labErrorData('load_failed', { value: 'worker script', remedy: 'reload' }),
      );
    };
    return worker;
  }

  private receive(message: FromWorker): void {
    if (this.ended !== null) return;
    this.watchdog.heard();
    if (message.v !== protocolVersion) {
      const value = `protocol ${String(message.v)}`;
      this.die('crashed', labErrorData('load_failed', { value, remedy: 'reload' }));
      return;
    }
    if (message.type === 'reply') {
      this.settle(message);
      return;
    }
    if (message.type === 'state') {
      this.running = message.state === 'running';
      this.watch();
    }
    this.options.onMessage(message);
  }

  private settle(reply: ReplyMessage): void {
    const waiter = this.waiters.get(reply.id);
    if (waiter === undefined) return;
    this.waiters.delete(reply.id);
    this.watch();
    if (reply.ok) {
      waiter.resolve(reply.value);
    } else {
      waiter.reject(new LabError(reply.error));
    }
  }

  private watch(): void {
    let patience = 1;
    for (const { type } of this.waiters.values()) {
      patience = Math.max(patience, patienceOf[type] ?? 1);
    }
    this.watchdog.watch(this.running || this.waiters.size > 0, patience);
  }
}

/** A worker that fails before it was ever ready has failed to load; silence stays silence. */
function startCause(cause: DeathCause): DeathCause {
  return cause === 'crashed' ? 'load_failed' : cause;
}
