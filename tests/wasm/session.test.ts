import { afterAll, describe, expect, it } from 'vitest';

import { decodeFrame, type DecodedFrame } from '../../web/engine/frame';
import type { EngineSession } from '../../web/engine/module';
import {
  digest,
  errorOf,
  frameOf,
  freshModule,
  quick,
  startRun,
  stateDigest,
  valueOf,
} from './support/module';

const module = await freshModule();
const experiments = valueOf(module.experiments()).experiments;
const sessions: EngineSession[] = [];

function start(
  ...args: Parameters<typeof startRun> extends [unknown, ...infer Rest] ? Rest : never
) {
  const started = startRun(module, ...args);
  sessions.push(started.session);
  return started;
}

afterAll(() => {
  for (const session of sessions) session.delete();
});

/** All bytes of the frames of a run advanced by slices of `units`. */
function framesOf(session: EngineSession, units: number, slices: number): Uint8Array[] {
  const frames = [valueOf(session.frame())];
  for (let i = 0; i < slices; ++i) {
    const status = valueOf(session.advance(units, -1));
    frames.push(valueOf(session.frame()));
    if (status.stopped) break;
  }
  return frames;
}

/** What is left of a run when frames are put together: the whole of each panel. */
function assembled(frames: readonly DecodedFrame[]): Map<string, number[]> {
  const contents = new Map<string, number[]>();
  for (const { sections } of frames) {
    for (const { panel, slot, index, first, data } of sections) {
      const key = `${panel}/${slot}/${index}`;
      const before = slot === 'samples' && first > 0 ? (contents.get(key) ?? []) : [];
      if (slot === 'samples' && first > 0) expect(before).toHaveLength(4 * first);
      contents.set(key, before.concat(...data));
    }
  }
  return contents;
}

describe.each(experiments.map(({ id }) => id))('%s', (id) => {
  const params = quick[id] ?? [];
  const spec = experiments.find((experiment) => experiment.id === id);

  it('is created with the panels that the registry announces and every parameter', () => {
    const { info } = start(id, params);
    expect(info.panels.map(({ id: panel, kind }) => ({ id: panel, kind }))).toEqual(spec?.panels);
    const names = info.params.map(([name]) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const [name, text] of params) expect(info.params).toContainEqual([name, text]);
    expect(structuredClone(info)).toEqual(info);
    // The text form reads back to the same run.
    expect(stateDigest(start(id, info.params).session)).toBe(
      stateDigest(start(id, params).session),
    );
  });

  it('is created with defaults and advances', () => {
    const { session } = start(id);
    const status = valueOf(session.advance(3, -1));
    expect(status.units).toBe(3);
    expect(frameOf(session).header.steps).toBe(status.steps);
  });

  it('gives frames that own their bytes, and nothing new when nothing happened', () => {
    const { session } = start(id, params);
    const bytes = valueOf(session.frame());
    expect(bytes.byteLength).toBe(bytes.buffer.byteLength);
    const before = digest(bytes);
    valueOf(session.advance(200, -1));
    valueOf(session.frame());
    expect(digest(bytes)).toBe(before);
    expect(frameOf(session).sections).toEqual([]);
  });

  it('fills every panel', () => {
    const { session, info } = start(id, params);
    const frames = framesOf(session, 50, 40).map((bytes) =>
      decodeFrame(bytes.buffer as ArrayBuffer),
    );
    const shown = new Set(frames.flatMap(({ sections }) => sections.map(({ panel }) => panel)));
    expect(shown.size).toBe(info.panels.length);
    for (const { sections } of frames) {
      for (const { panel, kind, slot, index } of sections) {
        const description = info.panels[panel];
        expect(kind).toBe(description?.kind);
        if (slot === 'samples') expect(description?.series[index]).toBeDefined();
        if (slot === 'spectrum' || slot === 'scatter') {
          expect(description?.groups[index]).toBeDefined();
        }
      }
    }
  });

  it('gives the same bytes after a rewind', () => {
    const { session } = start(id, params);
    const first = framesOf(session, 100, 10).map(digest);
    valueOf(session.create(id, params, [], []));
    expect(framesOf(session, 100, 10).map(digest)).toEqual(first);
  });

  it('gives the same results however it is sliced', () => {
    const results = [1, 7, 1000].map((units) => {
      const { session } = start(id, params);
      const frames = [frameOf(session)];
      for (let steps = 0; steps < 20;) {
        const status = valueOf(session.advance(units, 20 - steps));
        steps = status.steps;
        frames.push(frameOf(session));
        if (status.stopped) break;
      }
      while (!valueOf(session.advance(1, -1)).atBoundary);
      frames.push(frameOf(session));
      const contents = [...assembled(frames)].map(([key, data]) => [
        key,
        digest(new Uint8Array(new Float64Array(data).buffer)),
      ]);
      return { steps: frames.at(-1)?.header.steps, contents: contents.sort() };
    });
    expect(results[1]).toEqual(results[0]);
    expect(results[2]).toEqual(results[0]);
  });

  it('goes on from a checkpoint bit for bit', () => {
    const { session } = start(id, params);
    valueOf(session.advance(1000, 10));
    const { steps, bytes } = valueOf(session.checkpoint());
    expect(bytes.byteLength).toBe(bytes.buffer.byteLength);
    valueOf(session.frame());
    valueOf(session.advance(5000, 10));
    const expected = stateDigest(session);

    const other = start(id, params).session;
    valueOf(other.frame());
    valueOf(other.advance(37, -1));
    const status = valueOf(other.restore(bytes));
    expect(status).toMatchObject({ units: 0, steps, atBoundary: true });
    const restored = frameOf(other);
    expect(restored.header).toMatchObject({ restored: true, truncateStep: steps, steps });
    expect(frameOf(other).header.restored).toBe(false);
    if (!status.stopped) valueOf(other.advance(5000, 10));
    expect(stateDigest(other)).toBe(expected);
  });

  it('is stopped by the user', () => {
    const { session } = start(id, params);
    valueOf(session.advance(1000, 3));
    const status = valueOf(session.stop());
    expect(status).toMatchObject({ stopped: true, stop: { reason: 'user', step: status.steps } });
    expect(valueOf(session.advance(1000, -1))).toMatchObject({ units: 0, steps: status.steps });
    expect(frameOf(session).header.stopped).toBe(true);
  });

  it('is disposed of, and created again in the same session', () => {
    const { session } = start(id, params);
    expect(valueOf(session.dispose())).toBeNull();
    expect(errorOf(session.advance(1, -1)).code).toBe('no_run');
    expect(errorOf(session.frame()).code).toBe('no_run');
    valueOf(session.create(id, params, [], []));
    expect(valueOf(session.advance(1, -1)).units).toBe(1);
  });

  it('ends by itself, with a reason', () => {
    const { session } = start(id, params);
    let status = valueOf(session.advance(10_000, -1));
    for (let i = 0; i < 100 && !status.stopped; ++i) status = valueOf(session.advance(10_000, -1));
    expect(status.stop?.reason).toMatch(/^(limit|converged|diverged)$/);
  });
});

describe('live changes', () => {
  it('are recorded as events and replayed by them to the bit', () => {
    const { session } = start('descend');
    valueOf(session.advance(1000, 7));
    const event = valueOf(session.set('learning_rate', '1e-2'));
    expect(event).toEqual({ step: 7, name: 'learning_rate', value: '0.01' });
    valueOf(session.advance(1000, 20));
    const replayed = start('descend', [], [event]).session;
    valueOf(replayed.advance(1000, 27));
    expect(stateDigest(replayed)).toBe(stateDigest(session));
  });
});

it('names parameters in text form, with the seed where anything is random', () => {
  expect(start('descend').info.seed).toBeNull();
  expect(start('train-images', [...(quick['train-images'] ?? []), ['seed', '9']]).info.seed).toBe(
    9,
  );
});
