import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import {
  EngineClient,
  EngineDeadError,
  EngineDisposedError,
  LabError,
  type DecodedFrame,
  type EngineListeners,
  type RunState,
  type StateInfo,
} from '../../../web/engine/client';
import type { RequestType } from '../../../web/engine/protocol';
import type { LabErrorData, RunConfig } from '../../../web/engine/types';
import { emptyFrame } from './support/frames';
import { FakeWorker, registry, runInfo } from './support/fake-worker';

const config: RunConfig = { experiment: 'descend', params: [['seed', '7']], events: [] };

const refusal: LabErrorData = {
  code: 'out_of_range',
  field: 'steps',
  value: '-1',
  allowed: '1..1000',
  remedy: 'use_allowed_value',
};

class Recorder implements EngineListeners {
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

let workers: FakeWorker[];
let recorder: Recorder;

function latest(): FakeWorker {
  const worker = workers.at(-1);
  if (worker === undefined) throw new Error('no worker yet');
  return worker;
}

function start(prepare: (worker: FakeWorker) => void = () => undefined): Promise<EngineClient> {
  return EngineClient.start(recorder, {
    createWorker: () => {
      const worker = new FakeWorker();
      prepare(worker);
      workers.push(worker);
      return worker;
    },
  });
}

async function startWithRun(): Promise<EngineClient> {
  const client = await start();
  await client.create(config);
  return client;
}

/** How a promise ended, without an unhandled rejection in between. */
function outcome(promise: Promise<unknown>): Promise<unknown> {
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

describe('requests', () => {
  it('offers the registry once started', async () => {
    const client = await start();
    expect(client.registry).toEqual(registry);
    expect(latest().requests('init')).toMatchObject([{ v: 1, id: 1, wasmUrl: null }]);
  });

  it('pairs replies with requests by id, in whatever order they come', async () => {
    const client = await startWithRun();
    latest().mute.add('step').add('pause');
    const order: string[] = [];
    const step = client.step(5).then(() => order.push('step'));
    const pause = client.pause().then(() => order.push('pause'));
    for (const type of ['pause', 'step'] as const) {
      const [request] = latest().requests(type);
      if (request === undefined) throw new Error('not sent');
      latest().say({ type: 'reply', id: request.id, ok: true, value: null });
    }
    await Promise.all([step, pause]);
    expect(order).toEqual(['pause', 'step']);
    expect(latest().requests('step')).toMatchObject([{ n: 5 }]);
  });

  it('gives every request the arguments of its call', async () => {
    const client = await startWithRun();
    expect(await client.set('learning_rate', '0.1')).toEqual({
      step: 3,
      name: 'learning_rate',
      value: '0.1',
    });
    await client.edit('theta', 2, 0.5);
    await client.run();
    await client.stop();
    expect(await client.checkpoint()).toEqual(new Uint8Array([1, 2, 3]));
    await client.restore(new Uint8Array([9]));
    expect(latest().requests('create')).toMatchObject([{ runId: 1, config, files: [] }]);
    expect(latest().requests('set')).toMatchObject([{ name: 'learning_rate', text: '0.1' }]);
    expect(latest().requests('edit')).toMatchObject([{ target: 'theta', index: 2, value: 0.5 }]);
    expect(latest().requests('restore')).toMatchObject([{ bytes: new Uint8Array([9]) }]);
    expect(latest().requests('run')).toHaveLength(1);
    expect(latest().requests('stop')).toHaveLength(1);
  });

  it('throws a refusal as LabError and goes on', async () => {
    const client = await startWithRun();
    latest().mute.add('set');
    const refused = outcome(client.set('steps', '-1'));
    const [request] = latest().requests('set');
    if (request === undefined) throw new Error('not sent');
    latest().refuse(request, refusal);
    const error = await refused;
    expect(error).toBeInstanceOf(LabError);
    expect(error).toMatchObject({ data: refusal });
    await client.pause();
    expect(recorder.deaths).toEqual([]);
  });

  it('keeps the former run when a creation is refused', async () => {
    const client = await startWithRun();
    latest().mute.add('create');
    const refused = outcome(client.create({ ...config, experiment: 'nonsense' }));
    latest().frame(1, 0);
    const request = latest().requests('create')[1];
    if (request === undefined) throw new Error('not sent');
    latest().refuse(request, refusal);
    expect(await refused).toBeInstanceOf(LabError);
    latest().frame(1, 1);
    expect(client.runId).toBe(1);
    expect(recorder.frames).toEqual([
      [1, 0],
      [1, 1],
    ]);
  });

  it('rewinds with the same configuration and files under a new run id', async () => {
    const client = await start();
    const files = [{ name: 'a', bytes: new Uint8Array([1]) }];
    await client.create(config, files);
    expect(await client.rewind()).toEqual(runInfo);
    expect(latest().requests('create')).toMatchObject([
      { runId: 1, config, files },
      { runId: 2, config, files },
    ]);
    expect(client.runId).toBe(2);
  });

  it('refuses to rewind what was never created', async () => {
    const client = await start();
    await expect(client.rewind()).rejects.toThrow('no run was created');
  });
});

describe('frames', () => {
  it('are delivered in order and acknowledged after the callback', async () => {
    await startWithRun();
    recorder.duringFrame = () => {
      expect(latest().acks()).toHaveLength(recorder.frames.length - 1);
    };
    latest().frame(1, 0);
    latest().frame(1, 1);
    expect(recorder.frames).toEqual([
      [1, 0],
      [1, 1],
    ]);
    expect(latest().acks()).toMatchObject([
      { v: 1, runId: 1, seq: 0 },
      { v: 1, runId: 1, seq: 1 },
    ]);
  });

  it('are acknowledged even when the callback throws', async () => {
    await startWithRun();
    recorder.duringFrame = () => {
      throw new Error('in the page');
    };
    expect(() => {
      latest().frame(1, 0);
    }).toThrow('in the page');
    expect(latest().acks()).toHaveLength(1);
    recorder.duringFrame = () => undefined;
    latest().frame(1, 1);
    expect(recorder.frames).toHaveLength(2);
  });

  it('of an old run are dropped but acknowledged', async () => {
    const client = await startWithRun();
    latest().frame(1, 0);
    await client.create(config);
    latest().frame(1, 1);
    latest().frame(2, 0);
    expect(recorder.frames).toEqual([
      [1, 0],
      [2, 0],
    ]);
    expect(latest().acks()).toHaveLength(3);
  });

  it('belong to the new run from the very message after the reply', async () => {
    const client = await start();
    latest().mute.add('create');
    const created = client.create(config);
    const [request] = latest().requests('create');
    if (request === undefined) throw new Error('not sent');
    latest().say({ type: 'reply', id: request.id, ok: true, value: runInfo });
    latest().say({ type: 'state', runId: 1, state: 'idle' });
    latest().frame(1, 0);
    await created;
    expect(recorder.states).toEqual([['idle', {}]]);
    expect(recorder.frames).toEqual([[1, 0]]);
  });

  it.each([
    ['left out', 1, emptyFrame()],
    ['broken', 0, new ArrayBuffer(10)],
  ])('that are %s end the engine', async (_what, seq, buffer) => {
    const client = await startWithRun();
    latest().say({ type: 'frame', runId: 1, seq, buffer });
    expect(recorder.frames).toEqual([]);
    expect(recorder.deaths).toMatchObject([{ cause: 'crashed', data: { code: 'internal' } }]);
    await expect(client.run()).rejects.toBeInstanceOf(EngineDeadError);
  });
});

describe('states', () => {
  it('reach the listener, those of an old run do not', async () => {
    const client = await startWithRun();
    await client.create(config);
    const stop = { reason: 'limit', rule: 'steps', step: 10, numbers: {} } as const;
    const rates = { unitsPerSecond: 10, stepsPerSecond: 5, gradientEvaluationsPerSecond: 20 };
    latest().say({ type: 'state', runId: 1, state: 'paused' });
    latest().say({ type: 'state', runId: 2, state: 'running' });
    latest().say({ type: 'progress', runId: 1, steps: 1, rates });
    latest().say({ type: 'progress', runId: 2, steps: 1, rates });
    latest().say({ type: 'state', runId: 2, state: 'paused', error: refusal });
    latest().say({ type: 'state', runId: 2, state: 'finished', stop });
    expect(recorder.states).toEqual([
      ['running', {}],
      ['running', rates],
      ['paused', { error: refusal }],
      ['finished', { stop }],
    ]);
  });
});

const everyRequest: [RequestType, (client: EngineClient) => Promise<unknown>][] = [
  ['create', (client) => client.create(config)],
  ['run', (client) => client.run()],
  ['pause', (client) => client.pause()],
  ['step', (client) => client.step()],
  ['stop', (client) => client.stop()],
  ['set', (client) => client.set('a', '1')],
  ['edit', (client) => client.edit('a', 0, 1)],
  ['checkpoint', (client) => client.checkpoint()],
  ['restore', (client) => client.restore(new Uint8Array(1))],
];

describe('death', () => {
  it.each(everyRequest)('rejects a waiting %s when the worker crashes', async (type, call) => {
    const client = await startWithRun();
    latest().mute.add(type);
    const ended = outcome(call(client));
    latest().crash('boom');
    expect(await ended).toMatchObject({
      name: 'EngineDeadError',
      cause: 'crashed',
      data: { code: 'worker_crashed', value: 'boom' },
    });
    expect(latest().terminated).toBe(true);
    expect(recorder.deaths).toHaveLength(1);
    expect(recorder.states.at(-1)).toMatchObject(['failed', { error: { code: 'worker_crashed' } }]);
  });

  it.each(everyRequest)('rejects a waiting %s when the worker is silent', async (type, call) => {
    const client = await startWithRun();
    latest().mute.add(type);
    const ended = outcome(call(client));
    await vi.advanceTimersByTimeAsync(9_900);
    expect(recorder.deaths).toEqual([]);
    await vi.advanceTimersByTimeAsync(type === 'create' || type === 'restore' ? 50_200 : 200);
    expect(await ended).toMatchObject({ cause: 'silent', data: { code: 'worker_silent' } });
    expect(latest().terminated).toBe(true);
    expect(recorder.deaths).toHaveLength(1);
  });

  it('rejects everything that waits and everything that comes later', async () => {
    const client = await startWithRun();
    latest().mute.add('step').add('set').add('checkpoint');
    const waiting = [client.step(), client.set('a', '1'), client.checkpoint()].map(outcome);
    latest().onmessageerror?.(new MessageEvent('messageerror'));
    for (const error of await Promise.all(waiting)) expect(error).toBeInstanceOf(EngineDeadError);
    for (const [, call] of everyRequest) {
      await expect(call(client)).rejects.toBeInstanceOf(EngineDeadError);
    }
    expect(recorder.deaths).toHaveLength(1);
  });

  it('is told from being busy during a run: any message will do', async () => {
    const client = await startWithRun();
    await client.run();
    latest().say({ type: 'state', runId: 1, state: 'running' });
    for (let i = 0; i < 5; ++i) {
      await vi.advanceTimersByTimeAsync(9_000);
      latest().say({ type: 'alive' });
    }
    expect(recorder.deaths).toEqual([]);
    await vi.advanceTimersByTimeAsync(10_500);
    expect(recorder.deaths).toMatchObject([{ cause: 'silent' }]);
  });

  it('does not come from silence while nothing is awaited', async () => {
    const client = await startWithRun();
    latest().say({ type: 'state', runId: 1, state: 'running' });
    latest().say({ type: 'state', runId: 1, state: 'paused' });
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(recorder.deaths).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
    await client.run();
  });

  it('does not come from a sleep of the machine, in which no tick passed', async () => {
    await startWithRun();
    latest().say({ type: 'state', runId: 1, state: 'running' });
    vi.setSystemTime(Date.now() + 3_600_000);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(recorder.deaths).toEqual([]);
  });

  it('follows state failed', async () => {
    const client = await startWithRun();
    latest().mute.add('step');
    const ended = outcome(client.step());
    const error = { ...refusal, code: 'internal' };
    latest().say({ type: 'state', runId: 1, state: 'failed', error });
    expect(await ended).toMatchObject({ cause: 'crashed', data: error });
    expect(recorder.deaths).toHaveLength(1);
  });

  it('follows state failed before there was any run', async () => {
    await start();
    latest().say({ type: 'state', runId: 0, state: 'failed', error: refusal });
    expect(recorder.deaths).toMatchObject([{ cause: 'crashed', data: refusal }]);
  });

  it('ignores what a dead worker still says', async () => {
    await startWithRun();
    const worker = latest();
    const handler = worker.onmessage;
    worker.crash('boom');
    handler?.({
      data: { v: 1, type: 'state', runId: 1, state: 'running' },
    } as Parameters<NonNullable<typeof handler>>[0]);
    expect(recorder.states.at(-1)?.[0]).toBe('failed');
    expect(recorder.deaths).toHaveLength(1);
  });
});

describe('loading', () => {
  it('rejects with the reason that the worker gives', async () => {
    const ended = outcome(start((worker) => worker.mute.add('init')));
    const [request] = latest().requests('init');
    if (request === undefined) throw new Error('not sent');
    const data = { ...refusal, code: 'load_failed', remedy: 'allow_webassembly' };
    latest().refuse(request, data);
    expect(await ended).toMatchObject({ name: 'EngineDeadError', cause: 'load_failed', data });
    expect(latest().terminated).toBe(true);
    expect(recorder.deaths).toEqual([]);
  });

  it('rejects when the worker cannot be made', async () => {
    const ended = EngineClient.start(recorder, {
      createWorker: () => {
        throw new DOMException('not this origin', 'SecurityError');
      },
    });
    await expect(ended).rejects.toMatchObject({
      cause: 'load_failed',
      data: { code: 'load_failed', remedy: 'reload' },
    });
  });

  it.each([
    ['cannot be had', '', 'load_failed'],
    ['throws', 'SyntaxError', 'worker_crashed'],
  ])('rejects when its script %s', async (_what, message, code) => {
    const ended = outcome(start((worker) => worker.mute.add('init')));
    latest().crash(message);
    expect(await ended).toMatchObject({ cause: 'load_failed', data: { code } });
  });

  it('rejects when the worker never answers', async () => {
    const ended = outcome(start((worker) => worker.mute.add('init')));
    await vi.advanceTimersByTimeAsync(10_100);
    expect(await ended).toMatchObject({ cause: 'silent' });
  });

  it('waits as long as the worker says that it loads', async () => {
    const ended = start((worker) => worker.mute.add('init'));
    for (let i = 0; i < 60; ++i) {
      await vi.advanceTimersByTimeAsync(1_000);
      latest().say({ type: 'alive' });
    }
    const [request] = latest().requests('init');
    if (request === undefined) throw new Error('not sent');
    latest().say({ type: 'reply', id: request.id, ok: true, value: registry });
    expect((await ended).registry).toEqual(registry);
  });

  it('refuses a worker of another version', async () => {
    const ended = outcome(start((worker) => worker.mute.add('init')));
    latest().sayRaw({ v: 2, type: 'alive' });
    expect(await ended).toMatchObject({
      cause: 'load_failed',
      data: { code: 'load_failed', value: 'protocol 2' },
    });
  });
});

describe('restart', () => {
  it('makes a new worker with the same run at its last checkpoint', async () => {
    const client = await start();
    const files = [{ name: 'a', bytes: new Uint8Array([1]) }];
    await client.create(config, files);
    latest().say({ type: 'checkpoint', runId: 1, steps: 10, buffer: new ArrayBuffer(1) });
    latest().say({
      type: 'checkpoint',
      runId: 1,
      steps: 20,
      buffer: new Uint8Array([4, 5]).buffer,
    });
    latest().crash('boom');
    expect(client.lastCheckpoint()).toMatchObject({ step: 20, bytes: new Uint8Array([4, 5]) });

    expect(await client.restart()).toEqual(runInfo);
    expect(workers).toHaveLength(2);
    expect(latest().received.map(({ type }) => type)).toEqual(['init', 'create', 'restore']);
    expect(latest().requests('create')).toMatchObject([{ config, files }]);
    expect(latest().requests('restore')).toMatchObject([{ bytes: new Uint8Array([4, 5]) }]);
    expect(client.lastCheckpoint()).toMatchObject({ step: 20, bytes: new Uint8Array([4, 5]) });

    const runId = client.runId ?? 0;
    latest().frame(runId, 0);
    expect(recorder.frames).toEqual([[runId, 0]]);
    latest().crash('again');
    expect(recorder.deaths).toHaveLength(2);
  });

  it('begins at the beginning without a checkpoint', async () => {
    const client = await startWithRun();
    latest().crash('boom');
    await client.restart();
    expect(latest().received.map(({ type }) => type)).toEqual(['init', 'create']);
  });

  it('resolves with null where there was no run', async () => {
    const client = await start();
    latest().crash('boom');
    expect(await client.restart()).toBeNull();
    await client.create(config);
  });

  it('ends a worker that still lives', async () => {
    const client = await startWithRun();
    await client.restart();
    expect(workers.map(({ terminated }) => terminated)).toEqual([true, false]);
    expect(recorder.deaths).toEqual([]);
  });

  it('forgets the checkpoints of a former run, but not for a refused one', async () => {
    const client = await startWithRun();
    latest().say({ type: 'checkpoint', runId: 1, steps: 10, buffer: new ArrayBuffer(1) });
    latest().mute.add('create');
    const refused = outcome(client.create(config));
    const request = latest().requests('create')[1];
    if (request === undefined) throw new Error('not sent');
    latest().refuse(request, refusal);
    await refused;
    expect(client.lastCheckpoint()?.step).toBe(10);
    latest().mute.clear();
    await client.create(config);
    expect(client.lastCheckpoint()).toBeNull();
    latest().say({ type: 'checkpoint', runId: 1, steps: 11, buffer: new ArrayBuffer(1) });
    expect(client.lastCheckpoint()).toBeNull();
  });
});

it('dispose ends the worker without a word', async () => {
  const client = await startWithRun();
  latest().mute.add('step');
  const ended = outcome(client.step());
  client.dispose();
  expect(await ended).toBeInstanceOf(EngineDisposedError);
  expect(latest().terminated).toBe(true);
  expect(recorder.deaths).toEqual([]);
  await expect(client.run()).rejects.toBeInstanceOf(EngineDisposedError);
  expect(vi.getTimerCount()).toBe(0);
});
