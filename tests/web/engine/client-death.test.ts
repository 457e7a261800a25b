import { describe, expect, it, vi } from 'vitest';

import { EngineClient, EngineDeadError, EngineDisposedError } from '../../../web/engine/client';
import type { RequestType } from '../../../web/engine/protocol';
import {
  config,
  refusal,
  workers,
  recorder,
  latest,
  start,
  startWithRun,
  outcome,
} from './support/client-bench';
import { registry, runInfo } from './support/fake-worker';

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
