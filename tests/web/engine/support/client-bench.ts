// An engine's client with fake workers: what the tests of the client share. Timers are fake.
import { afterEach, beforeEach, vi } from 'vitest';

import {
  EngineClient,
  type DecodedFrame,
  type EngineDeadError,
  type EngineListeners,
  type RunState,
  type StateInfo,
} from '../../../../web/engine/client';
import type { LabErrorData, RunConfig } from '../../../../web/engine/types';
import { FakeWorker } from './fake-worker';

export const config: RunConfig = { experiment: 'descend', params: [['seed', '7']], events: [] };

export const refusal: LabErrorData = {
  code: 'out_of_range',
  field: 'steps',
  value: '-1',
  allowed: '1..1000',
  remedy: 'use_allowed_value',
};

export class Recorder implements EngineListeners {
  readonly frames: [runId: number, steps: number][] = [];
  readonly states: [RunState, StateInfo][] = [];
  readonly deaths: EngineDeadError[] = [];
  duringFrame: () => void = () => undefined;

  onFrame(frame: DecodedFrame, runId: number): void {
    this.frames.push([runId, frame.header.steps]);
    this.duringFrame();
  }
  onState(state: RunState, info: StateInfo): void {
    this.states.push([state, info]);
  }
  onDead(error: EngineDeadError): void {
    this.deaths.push(error);
  }
}

export let workers: FakeWorker[];
export let recorder: Recorder;

export function latest(): FakeWorker {
  const worker = workers.at(-1);
  if (worker === undefined) throw new Error('no worker yet');
  return worker;
}

export function start(
  prepare: (worker: FakeWorker) => void = () => undefined,
): Promise<EngineClient> {
  return EngineClient.start(recorder, {
    createWorker: () => {
      const worker = new FakeWorker();
      prepare(worker);
      workers.push(worker);
      return worker;
    },
  });
}

export async function startWithRun(): Promise<EngineClient> {
  const client = await start();
  await client.create(config);
  return client;
}

/** How a promise ended, without an unhandled rejection in between. */
export function outcome(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    (value) => ({ value }),
    (error: unknown) => error,
  );
}

beforeEach(() => {
  vi.useFakeTimers();
  workers = [];
  recorder = new Recorder();
});

afterEach(() => {
  vi.useRealTimers();
});
