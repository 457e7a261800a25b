// A host with a fake session and a fake clock: what the tests of the host share.
import { decodeFrame } from '../../../../web/engine/frame';
import { EngineHost } from '../../../../web/engine/host';
import {
  protocolVersion,
  type FrameMessage,
  type FromWorker,
  type RequestBody,
} from '../../../../web/engine/protocol';
import { FakeClock, FakeSession, fakeModule, type SessionSettings } from './fake-session';

export type Posted = FromWorker & { at: number };

export const config = { experiment: 'descend', params: [], events: [] };

export class Bench {
  readonly clock = new FakeClock();
  readonly session: FakeSession;
  readonly host: EngineHost;
  readonly posted: Posted[] = [];
  readonly transferred: Transferable[] = [];
  /** Acknowledge frames as they come. */
  acking = true;
  private nextId = 1;

  constructor(settings: Partial<SessionSettings> = {}, load?: () => Promise<never>) {
    this.session = new FakeSession(this.clock, {
      unitsPerStep: 4,
      msPerUnit: 0.1,
      maxSteps: 1e9,
      msPerCheckpoint: 0,
      ...settings,
    });
    this.host = new EngineHost({
      load: load ?? (() => Promise.resolve(fakeModule(this.session))),
      clock: this.clock,
      post: (message, transfer) => {
        this.posted.push({ ...message, at: this.clock.now() });
        this.transferred.push(...transfer);
        if (message.type === 'frame' && this.acking) {
          const { runId, seq } = message;
          this.clock.soon(() => {
            this.host.receive({ v: protocolVersion, type: 'ack', runId, seq });
          });
        }
      },
    });
  }

  /** Sends a request and lets the host take it in. */
  async send(body: RequestBody): Promise<number> {
    const id = this.nextId++;
    this.host.receive({ v: protocolVersion, id, ...body });
    await settled();
    return id;
  }

  async startRun(): Promise<this> {
    await this.send({ type: 'init', wasmUrl: null });
    await this.send({ type: 'create', runId: 1, config, files: [] });
    return this;
  }

  of<T extends FromWorker['type']>(type: T): (Posted & { readonly type: T })[] {
    return this.posted.filter((m): m is Posted & { readonly type: T } => m.type === type);
  }

  reply(id: number): Posted | undefined {
    return this.posted.find((message) => message.type === 'reply' && message.id === id);
  }

  get stateNames(): string[] {
    return this.of('state').map(({ state }) => state);
  }
}

/** Several microtasks: requests are answered one after the other, some after a promise. */
export async function settled(): Promise<void> {
  for (let i = 0; i < 20; ++i) await Promise.resolve();
}

export const stepsOf = (frame: FrameMessage): number => decodeFrame(frame.buffer).header.steps;
