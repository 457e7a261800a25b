import { describe, expect, it } from 'vitest';

import type { EngineSession } from '../../web/engine/module';
import { errorOf, moduleWithMemory, quick, startRun, valueOf } from './support/module';

/** Every kind of refusal: by the reading of arguments, by core, by the state of the session. */
function refusedCalls(session: EngineSession): void {
  errorOf(session.create('nonsense', [], [], []));
  errorOf(session.create('descend', [['learning_rate', '-1']], [], []));
  errorOf(session.create('descend', [], [{ step: 1, name: 'steps', value: '1' }], []));
  errorOf(session.advance(-1, 0));
  errorOf(session.set('nonsense', '1'));
  errorOf(session.edit('nonsense', 0, 1));
  errorOf(session.restore(new Uint8Array(100)));
  errorOf(session.makeTask(0));
}
const refusalsPerRound = 8;

/** Runs that last for more than 2,500 frames. */
const endless: Record<string, [string, string][]> = {
  descend: [['steps', '100000']],
  'train-images': [
    ['samples', '400'],
    ['hidden', '8'],
    ['epochs', '1000'],
  ],
};

describe('memory', () => {
  it('is not lost by 20,000 failing calls, neither heap nor handles', async () => {
    const { module, heapBytes, handles } = await moduleWithMemory();
    const { session } = startRun(module, 'descend');
    for (let i = 0; i < 50; ++i) refusedCalls(session);
    const before = { heap: heapBytes(), handles: handles() };
    for (let i = 0; i < 20_000 / refusalsPerRound; ++i) refusedCalls(session);
    expect({ heap: heapBytes(), handles: handles() }).toEqual(before);
    expect(valueOf(session.advance(10, -1)).units).toBe(10);
  });

  // An exception that left wasm would cost 32 bytes of 4 MB of stack at least: 150,000 of them would overflow it.
  it('of the stack is not lost by 150,000 failing calls @slow', async () => {
    const { module } = await moduleWithMemory();
    const { session } = startRun(module, 'descend');
    for (let i = 0; i < 150_000 / refusalsPerRound; ++i) refusedCalls(session);
    valueOf(session.create('train-images', quick['train-images'] ?? [], [], []));
    expect(valueOf(session.advance(100, 3)).steps).toBe(3);
  });

  it.each(['descend', 'train-images'])('of %s is constant over 2,000 frames', async (id) => {
    const { module, heapBytes, handles } = await moduleWithMemory();
    const { session } = startRun(module, id, endless[id]);
    const frames = (count: number): void => {
      for (let i = 0; i < count; ++i) {
        valueOf(session.advance(id === 'descend' ? 20 : 1, -1));
        expect(valueOf(session.frame()).length).toBeGreaterThan(0);
      }
    };
    // The recorder fills first: 4,096 samples a curve.
    frames(500);
    const before = { heap: heapBytes(), handles: handles() };
    frames(2000);
    expect({ heap: heapBytes(), handles: handles() }).toEqual(before);
  });

  it('of a run is given back when it is replaced or disposed of', async () => {
    const { module, heapBytes, handles } = await moduleWithMemory();
    const round = (): void => {
      const { session } = startRun(module, 'train-images', quick['train-images']);
      valueOf(session.advance(100, 2));
      valueOf(session.create('train-images', quick['train-images'] ?? [], [], []));
      valueOf(session.checkpoint());
      session.delete();
    };
    for (let i = 0; i < 3; ++i) round();
    const before = { heap: heapBytes(), handles: handles() };
    for (let i = 0; i < 20; ++i) round();
    expect({ heap: heapBytes(), handles: handles() }).toEqual(before);
  });

  it('that cannot be had is an error, after which the former run goes on', async () => {
    const { module, memory } = await moduleWithMemory();
    const { session } = startRun(module, 'descend');
    valueOf(session.advance(100, 5));
    const grow = memory.grow.bind(memory);
    memory.grow = () => {
      throw new RangeError('no more');
    };
    const files = [{ name: 'a', bytes: new Uint8Array(64 * 1024 * 1024) }];
    for (let i = 0; i < 10; ++i) {
      expect(errorOf(session.create('train-images', [], [], files))).toMatchObject({
        code: 'out_of_memory',
        remedy: 'make_smaller',
      });
      expect(valueOf(session.advance(100, 5)).steps).toBe(10 + 5 * i);
    }
    memory.grow = grow;
    expect(errorOf(session.create('train-images', [], [], files)).code).toBe('unknown_file');
  });
});
