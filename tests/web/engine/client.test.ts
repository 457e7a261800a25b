import { describe, expect, it } from 'vitest';

import { EngineDeadError, LabError } from '../../../web/engine/client';
import {
  config,
  refusal,
  recorder,
  latest,
  start,
  startWithRun,
  outcome,
} from './support/client-bench';
import { registry, runInfo } from './support/fake-worker';
import { emptyFrame } from './support/frames';

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
