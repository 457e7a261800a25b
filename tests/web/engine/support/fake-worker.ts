/** A worker that says what a test makes it say. */

import type { WorkerLike } from '../../../../web/engine/connection';
import {
  protocolVersion,
  type EngineRequest,
  type FrameAck,
  type FromWorker,
  type FromWorkerBody,
  type ReplyValues,
  type RequestType,
  type ToWorker,
} from '../../../../web/engine/protocol';
import type { LabErrorData, Registry, RunInfo } from '../../../../web/engine/types';
import { emptyFrame } from './frames';

export const registry: Registry = {
  version: '0',
  seed: { min: 0, max: 4294967295, default: 1 },
  experiments: [],
};

export const runInfo: RunInfo = { panels: [], params: [['steps', '10']], seed: 1 };

const defaultReplies: ReplyValues = {
  init: registry,
  create: runInfo,
  run: null,
  pause: null,
  step: null,
  stop: null,
  set: { step: 3, name: 'learning_rate', value: '0.1' },
  edit: null,
  checkpoint: { steps: 5, bytes: new Uint8Array([1, 2, 3]) },
  restore: null,
};

export class FakeWorker implements WorkerLike {
  onmessage: ((event: MessageEvent<FromWorker>) => void) | null = null;
  onmessageerror: ((event: MessageEvent) => void) | null = null;
  onerror: ((event: ErrorEvent) => void) | null = null;
  readonly received: ToWorker[] = [];
  terminated = false;
  /** Requests of these types are left without a reply. */
  readonly mute = new Set<RequestType>();

  postMessage(message: ToWorker): void {
    if (this.terminated) throw new Error('posted to a terminated worker');
    this.received.push(message);
    if (message.type === 'ack' || this.mute.has(message.type)) return;
    const { id, type } = message;
    queueMicrotask(() => {
      this.say({ type: 'reply', id, ok: true, value: defaultReplies[type] });
    });
  }

  terminate(): void {
    this.terminated = true;
  }

  say(body: FromWorkerBody): void {
    this.sayRaw({ v: protocolVersion, ...body });
  }

  sayRaw(data: unknown): void {
    this.onmessage?.({ data } as MessageEvent<FromWorker>);
  }

  refuse(request: EngineRequest, error: LabErrorData): void {
    this.say({ type: 'reply', id: request.id, ok: false, error });
  }

  frame(runId: number, seq: number): void {
    this.say({ type: 'frame', runId, seq, buffer: emptyFrame({ steps: seq }) });
  }

  crash(message: string): void {
    let prevented = false;
    this.onerror?.({
      message,
      preventDefault: () => {
        prevented = true;
      },
    } as ErrorEvent);
    if (!prevented) throw new Error('an error event was left to the console');
  }

  requests(type: RequestType): EngineRequest[] {
    return this.received.filter((message): message is EngineRequest => message.type === type);
  }

  acks(): FrameAck[] {
    return this.received.filter((message): message is FrameAck => message.type === 'ack');
  }
}
