import { describe, expect, it, vi } from 'vitest';

import { maxFramesInFlight } from '../../../web/engine/protocol';
import { error } from './support/fake-session';
import { Bench, config, stepsOf } from './support/host-bench';

describe('creation', () => {
  it('replies before anything else of the new run, then state idle and the first frame', async () => {
    const bench = await new Bench().startRun();
    expect(bench.posted.map(({ type }) => type)).toEqual(['reply', 'reply', 'state', 'frame']);
    expect(bench.stateNames).toEqual(['idle']);
    expect(bench.of('frame')).toMatchObject([{ v: 1, runId: 1, seq: 0 }]);
  });

  it('when refused leaves the run running as it was', async () => {
    const bench = await new Bench().startRun();
    await bench.send({ type: 'run' });
    bench.clock.runFor(100);
    bench.session.failing.set('create', error('out_of_range'));
    const id = await bench.send({ type: 'create', runId: 2, config, files: [] });
    expect(bench.reply(id)).toMatchObject({ ok: false, error: { code: 'out_of_range' } });
    const before = bench.session.steps;
    bench.clock.runFor(200);
    expect(bench.session.steps).toBeGreaterThan(before);
    expect(bench.of('frame').every(({ runId }) => runId === 1)).toBe(true);
    expect(bench.stateNames).toEqual(['idle', 'running']);
  });

  it('for want of memory is a refusal too, anything else for want of memory the end', async () => {
    const bench = await new Bench().startRun();
    bench.session.failing.set('create', error('out_of_memory'));
    await bench.send({ type: 'create', runId: 2, config, files: [] });
    expect(bench.stateNames).toEqual(['idle']);
    bench.session.failing.set('checkpoint', error('out_of_memory'));
    await bench.send({ type: 'checkpoint' });
    expect(bench.stateNames).toEqual(['idle', 'failed']);
  });

  it('ends the run before: no slice of it runs on, steps that waited are answered', async () => {
    const bench = await new Bench().startRun();
    const step = await bench.send({ type: 'step', n: 1e6 });
    bench.clock.runFor(50);
    await bench.send({ type: 'create', runId: 2, config, files: [] });
    expect(bench.reply(step)).toMatchObject({ ok: true });
    bench.clock.runFor(1000);
    expect(bench.session.steps).toBe(0);
    expect(bench.of('frame').at(-1)).toMatchObject({ runId: 2, seq: 0 });
  });

  it('inflates files', async () => {
    const bench = await new Bench().startRun();
    const zipped = new Uint8Array(
      await new Response(
        new Blob([new Uint8Array(1000)]).stream().pipeThrough(new CompressionStream('gzip')),
      ).arrayBuffer(),
    );
    const files = [{ name: 'a.gz', bytes: zipped }];
    bench.host.receive({ v: 1, id: 77, type: 'create', runId: 2, config, files });
    await vi.waitFor(() => {
      expect(bench.reply(77)).toMatchObject({ ok: true });
    });
    expect(bench.session.files).toEqual([{ name: 'a.gz', bytes: new Uint8Array(1000) }]);
  });
});

describe('running', () => {
  it('works in slices of about 8 ms, however long a unit takes', async () => {
    for (const msPerUnit of [0.001, 0.1, 3]) {
      const bench = await new Bench({ msPerUnit }).startRun();
      await bench.send({ type: 'run' });
      bench.clock.runFor(500);
      const late = bench.session.advanced.slice(-10).map(({ units }) => units * msPerUnit);
      for (const ms of late) {
        expect(ms).toBeGreaterThan(4);
        expect(ms).toBeLessThanOrEqual(9);
      }
    }
  });

  it('posts at most 30 frames a second, numbered without a gap', async () => {
    const bench = await new Bench().startRun();
    await bench.send({ type: 'run' });
    bench.clock.runFor(3000);
    const frames = bench.of('frame');
    expect(frames.length).toBeGreaterThan(60);
    expect(frames.length).toBeLessThanOrEqual(3 * 30 + 3);
    expect(frames.map(({ seq }) => seq)).toEqual(frames.map((_, i) => i));
    expect(bench.transferred).toEqual(expect.arrayContaining(frames.map(({ buffer }) => buffer)));
  });

  it('posts the frame of the first step at once', async () => {
    const bench = await new Bench({ msPerUnit: 0.25, unitsPerStep: 2 }).startRun();
    await bench.send({ type: 'run' });
    bench.clock.runFor(5);
    expect(bench.of('frame').map(stepsOf).slice(0, 2)).toEqual([0, 1]);
  });

  it('says something at least every second, be it without frames', async () => {
    const bench = await new Bench().startRun();
    bench.acking = false;
    await bench.send({ type: 'run' });
    bench.clock.runFor(10_000);
    const times = bench.posted.map(({ at }) => at);
    const gaps = times.slice(1).map((at, i) => at - (times[i] ?? 0));
    expect(Math.max(...gaps)).toBeLessThanOrEqual(1000);
    expect(bench.clock.now() - (times.at(-1) ?? 0)).toBeLessThanOrEqual(1000);
  });

  it('reports measured rates', async () => {
    const bench = await new Bench({ msPerUnit: 0.5, unitsPerStep: 4 }).startRun();
    await bench.send({ type: 'run' });
    bench.clock.runFor(2000);
    const { rates } = bench.of('progress').at(-1) ?? { rates: null };
    expect(rates?.unitsPerSecond).toBeCloseTo(2000, -1);
    expect(rates?.stepsPerSecond).toBeCloseTo(500, -1);
    expect(rates?.gradientEvaluationsPerSecond).toBeCloseTo(2000, -1);
  });

  it('never has more than two frames unacknowledged, and waits for a page that lags', async () => {
    const bench = new Bench();
    bench.acking = false;
    await bench.startRun();
    await bench.send({ type: 'run' });
    bench.clock.runFor(900);
    expect(bench.of('frame')).toHaveLength(maxFramesInFlight);
    const moving = bench.session.steps;
    bench.clock.runFor(500);
    const held = bench.session.steps;
    expect(held).toBeGreaterThan(moving);
    bench.clock.runFor(5000);
    expect(bench.session.steps).toBe(held);
    bench.acking = true;
    bench.host.receive({ v: 1, type: 'ack', runId: 1, seq: 0 });
    bench.host.receive({ v: 1, type: 'ack', runId: 1, seq: 1 });
    bench.clock.runFor(200);
    expect(bench.session.steps).toBeGreaterThan(held);
    expect(
      bench
        .of('frame')
        .map(({ seq }) => seq)
        .slice(0, 4),
    ).toEqual([0, 1, 2, 3]);
  });

  it('takes a checkpoint every 5 s, seldomer when it is dear', async () => {
    const cheap = await new Bench().startRun();
    await cheap.send({ type: 'run' });
    cheap.clock.runFor(21_000);
    expect(cheap.of('checkpoint')).toHaveLength(4);
    expect(cheap.transferred).toEqual(
      expect.arrayContaining(cheap.of('checkpoint').map(({ buffer }) => buffer)),
    );
    const dear = await new Bench({ msPerCheckpoint: 1000 }).startRun();
    await dear.send({ type: 'run' });
    dear.clock.runFor(60_000);
    // 1 s each, at most 5 % of the time: after 5 s, then 20 s after the end of the one before.
    expect(dear.of('checkpoint').map(({ at }) => Math.round(at / 1000))).toEqual([6, 27, 48]);
  });

  it('ends with the stop of the run, its last frame and state finished', async () => {
    const bench = await new Bench({ maxSteps: 50 }).startRun();
    await bench.send({ type: 'run' });
    bench.clock.runFor(1000);
    expect(bench.of('frame').map(stepsOf).at(-1)).toBe(50);
    expect(bench.of('state').at(-1)).toMatchObject({
      state: 'finished',
      stop: { reason: 'limit', step: 50 },
    });
    expect(bench.clock.waiting).toBe(0);
    await bench.send({ type: 'run' });
    bench.clock.runFor(1000);
    expect(bench.stateNames).toEqual(['idle', 'running', 'finished', 'finished']);
  });

  it('yields to messages: a pause lands within a slice, with a frame', async () => {
    const bench = await new Bench().startRun();
    await bench.send({ type: 'run' });
    bench.clock.runFor(300);
    const slices = bench.session.advanced.length;
    const id = await bench.send({ type: 'pause' });
    expect(bench.reply(id)).toMatchObject({ ok: true });
    const at = bench.session.steps;
    bench.clock.runFor(300);
    expect(bench.session.advanced).toHaveLength(slices);
    expect(bench.stateNames).toEqual(['idle', 'running', 'paused']);
    expect(bench.of('frame').map(stepsOf).at(-1)).toBe(at);
    await bench.send({ type: 'run' });
    bench.clock.runFor(300);
    expect(bench.session.steps).toBeGreaterThan(at);
  });

  it('is not started twice', async () => {
    const bench = await new Bench().startRun();
    await bench.send({ type: 'run' });
    await bench.send({ type: 'run' });
    expect(bench.clock.waiting).toBeLessThanOrEqual(2);
    await bench.send({ type: 'pause' });
    await bench.send({ type: 'run' });
    bench.acking = false;
    bench.clock.runFor(100);
    expect(bench.clock.waiting).toBe(1);
  });
});

describe('steps', () => {
  it('are as many as asked for, with the measurement that follows, and a frame', async () => {
    const bench = await new Bench({ unitsPerStep: 40, msPerUnit: 1 }).startRun();
    const id = await bench.send({ type: 'step', n: 3 });
    expect(bench.reply(id)).toBeUndefined();
    bench.clock.runFor(10_000);
    expect(bench.reply(id)).toMatchObject({ ok: true });
    expect(bench.session.steps).toBe(3);
    expect(bench.session.units).toBe(120);
    expect(bench.of('frame').map(stepsOf).at(-1)).toBe(3);
    expect(bench.stateNames).toEqual(['idle', 'running', 'paused']);
  });

  it('of one slice never show as running', async () => {
    const bench = await new Bench({ unitsPerStep: 1 }).startRun();
    await bench.send({ type: 'step', n: 1 });
    bench.clock.runFor(100);
    expect(bench.stateNames).toEqual(['idle', 'paused']);
    expect(bench.session.steps).toBe(1);
  });

  it('add up while running', async () => {
    const bench = await new Bench().startRun();
    const ids = [
      await bench.send({ type: 'step', n: 2 }),
      await bench.send({ type: 'step', n: 3 }),
    ];
    bench.clock.runFor(1000);
    expect(bench.session.steps).toBe(5);
    for (const id of ids) expect(bench.reply(id)).toMatchObject({ ok: true });
  });

  it('are answered by a pause and by the stop', async () => {
    const bench = await new Bench({ maxSteps: 1000 }).startRun();
    const first = await bench.send({ type: 'step', n: 1e6 });
    bench.clock.runFor(20);
    await bench.send({ type: 'pause' });
    expect(bench.reply(first)).toMatchObject({ ok: true });
    const second = await bench.send({ type: 'step', n: 1e6 });
    bench.clock.runFor(10_000);
    expect(bench.reply(second)).toMatchObject({ ok: true });
    expect(bench.stateNames.at(-1)).toBe('finished');
  });

  it.each([0, -1, 1.5, NaN, Infinity])('refuse %s', async (n) => {
    const bench = await new Bench().startRun();
    const id = await bench.send({ type: 'step', n });
    expect(bench.reply(id)).toMatchObject({ ok: false, error: { code: 'out_of_range' } });
    expect(bench.clock.runNext() && bench.session.steps).toBe(0);
  });
});

describe('other requests', () => {
  it('need a run', async () => {
    const bench = new Bench();
    await bench.send({ type: 'init', wasmUrl: null });
    const ids = [await bench.send({ type: 'run' }), await bench.send({ type: 'step', n: 1 })];
    for (const id of ids) {
      expect(bench.reply(id)).toMatchObject({ ok: false, error: { code: 'no_run' } });
    }
    bench.clock.runFor(10);
    expect(bench.session.advanced).toEqual([]);
  });

  it('stop ends the run by the user’s wish', async () => {
    const bench = await new Bench().startRun();
    await bench.send({ type: 'run' });
    bench.clock.runFor(50);
    await bench.send({ type: 'stop' });
    const slices = bench.session.advanced.length;
    bench.clock.runFor(50);
    expect(bench.session.advanced).toHaveLength(slices);
    expect(bench.of('state').at(-1)).toMatchObject({ state: 'finished', stop: { reason: 'user' } });
  });

  it('restore brings the run to rest there, with a frame', async () => {
    const bench = await new Bench().startRun();
    await bench.send({ type: 'run' });
    bench.clock.runFor(50);
    await bench.send({ type: 'restore', bytes: new Uint8Array([7]) });
    bench.clock.runFor(50);
    expect(bench.session.steps).toBe(7);
    expect(bench.of('frame').map(stepsOf).at(-1)).toBe(7);
    expect(bench.stateNames.at(-1)).toBe('paused');
    await bench.send({ type: 'step', n: 2 });
    bench.clock.runFor(50);
    expect(bench.session.steps).toBe(9);
  });

  it('answer with what the module returns, refused or not', async () => {
    const bench = await new Bench().startRun();
    const set = await bench.send({ type: 'set', name: 'a', text: '1' });
    expect(bench.reply(set)).toMatchObject({ ok: true, value: { name: 'a', value: '1' } });
    bench.session.failing.set('set', error('not_live'));
    const refused = await bench.send({ type: 'set', name: 'a', text: '1' });
    expect(bench.reply(refused)).toMatchObject({ ok: false, error: error('not_live') });
    const checkpoint = await bench.send({ type: 'checkpoint' });
    expect(bench.reply(checkpoint)).toMatchObject({ ok: true, value: { steps: 0 } });
    await bench.send({ type: 'edit', target: 't', index: 0, value: 1 });
    bench.clock.runFor(10);
    expect(bench.of('frame')).toHaveLength(2);
  });
});

describe('failure', () => {
  it.each(['advance', 'frame', 'checkpoint'])(
    'of %s while running ends the worker',
    async (name) => {
      const bench = await new Bench().startRun();
      await bench.send({ type: 'run' });
      bench.session.failing.set(name, error('internal'));
      bench.clock.runFor(6000);
      expect(bench.of('state').at(-1)).toMatchObject({ state: 'failed', error: error('internal') });
      const count = bench.posted.length;
      await bench.send({ type: 'run' });
      bench.clock.runFor(6000);
      expect(bench.posted).toHaveLength(count);
    },
  );

  it('of a call that throws is internal, with what was thrown', async () => {
    const bench = await new Bench().startRun();
    bench.session.failing.set('advance', new RangeError('Maximum call stack size exceeded'));
    await bench.send({ type: 'run' });
    bench.clock.runFor(50);
    expect(bench.of('state').at(-1)).toMatchObject({
      state: 'failed',
      error: { code: 'internal', value: 'RangeError: Maximum call stack size exceeded' },
    });
  });

  it('of a request: the reply, then state failed', async () => {
    const bench = await new Bench().startRun();
    bench.session.failing.set('set', error('internal'));
    const id = await bench.send({ type: 'set', name: 'a', text: '1' });
    expect(bench.reply(id)).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(bench.stateNames).toEqual(['idle', 'failed']);
  });

  it('of a scheduled change pauses, and says why', async () => {
    const bench = await new Bench().startRun();
    await bench.send({ type: 'run' });
    bench.clock.runFor(50);
    bench.session.failing.set('advance', error('out_of_range'));
    bench.clock.runFor(50);
    expect(bench.of('state').at(-1)).toMatchObject({
      state: 'paused',
      error: { code: 'out_of_range' },
    });
    await bench.send({ type: 'run' });
    const before = bench.session.steps;
    bench.clock.runFor(50);
    expect(bench.session.steps).toBeGreaterThan(before);
  });

  it('to load is answered with its reason', async () => {
    const bench = new Bench({}, () => Promise.reject(new Error('no network')));
    const id = await bench.send({ type: 'init', wasmUrl: null });
    expect(bench.reply(id)).toMatchObject({
      ok: false,
      error: { code: 'internal', value: 'Error: no network' },
    });
  });

  it('alive is said every second while loading', async () => {
    vi.useFakeTimers();
    const bench = new Bench({}, () => new Promise(() => undefined));
    await bench.send({ type: 'init', wasmUrl: null });
    await vi.advanceTimersByTimeAsync(3500);
    expect(bench.of('alive')).toHaveLength(3);
    vi.useRealTimers();
  });
});
