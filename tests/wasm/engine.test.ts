/** The whole engine but for the thread: client, protocol, host, run loop, the real module. */

import { afterEach, describe, expect, it } from 'vitest';

import {
  EngineClient,
  LabError,
  type DecodedFrame,
  type EngineListeners,
  type RunState,
  type StateInfo,
} from '../../web/engine/client';
import type { ParamText, RunConfig, RunInfo } from '../../web/engine/types';
import { losses } from '../support/losses.mjs';
import { LoopbackWorker } from './support/loopback-worker';
import { digest, freshModule, quick } from './support/module';

class Page implements EngineListeners {
  readonly states: [RunState, StateInfo][] = [];
  readonly frames: DecodedFrame[] = [];
  private readonly waiting: { state: RunState; resolve: () => void }[] = [];

  onFrame(frame: DecodedFrame): void {
    this.frames.push(frame);
  }
  onState(state: RunState, info: StateInfo): void {
    this.states.push([state, info]);
    for (const item of [...this.waiting]) {
      if (item.state === state) item.resolve();
    }
  }
  onDead(error: Error): void {
    throw error;
  }
  /** When the state is next reported. */
  async reaches(state: RunState): Promise<void> {
    await new Promise<void>((resolve) => this.waiting.push({ state, resolve }));
    // The frame that belongs to a state may follow it.
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  /** The series of that name, as the frames have brought it. */
  series(info: RunInfo, name: string): number[] {
    const panel = info.panels.findIndex(({ series }) => series.some((s) => s.name === name));
    const index = info.panels[panel]?.series.findIndex((s) => s.name === name);
    const values: number[] = [];
    for (const section of this.frames.flatMap(({ sections }) => sections)) {
      if (section.panel !== panel || section.index !== index || section.slot !== 'samples')
        continue;
      expect(section.first).toBe(values.length);
      for (let i = 1; i < section.data.length; i += 4) values.push(section.data[i] ?? NaN);
    }
    return values;
  }
}

const clients: EngineClient[] = [];

async function open(): Promise<{ page: Page; client: EngineClient; worker: LoopbackWorker }> {
  const page = new Page();
  const workers: LoopbackWorker[] = [];
  const client = await EngineClient.start(page, {
    createWorker: () => {
      const worker = new LoopbackWorker(freshModule);
      workers.push(worker);
      return worker;
    },
  });
  clients.push(client);
  const [worker] = workers;
  if (worker === undefined) throw new Error('no worker');
  return { page, client, worker };
}

afterEach(() => {
  for (const client of clients.splice(0)) client.dispose();
});

const training: ParamText[] = [...(quick['train-images'] ?? []), ['seed', '3']];

const runs: [string, ParamText[]][] = [
  ['descend', [['steps', '300']]],
  ['train-images', training],
];

describe.each(runs)('%s', (experiment, params) => {
  const config: RunConfig = { experiment, params, events: [] };

  it('gives the losses of a session driven directly, bit for bit', async () => {
    const { page, client } = await open();
    const info = await client.create(config);
    const finished = page.reaches('finished');
    await client.run();
    await finished;
    const direct = await losses(experiment, 1e6, params);
    expect(page.series(info, 'loss')).toEqual(direct.losses);
    expect(page.frames.at(-1)?.header).toMatchObject({ stopped: true, steps: direct.steps });
  });

  it('gives the same numbers after a rewind, whatever was done before', async () => {
    const { page, client } = await open();
    const info = await client.create(config);
    await client.step(3);
    await client.set('learning_rate', '0.001');
    await client.step(4);
    page.frames.length = 0;
    expect(await client.rewind()).toEqual(info);
    await client.step(10);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const direct = await losses(experiment, 10, params);
    expect(page.series(info, 'loss')).toEqual(direct.losses);
  });

  it('takes exactly as many steps as asked for, and pauses', async () => {
    const { page, client } = await open();
    await client.create(config);
    for (const n of [1, 2, 5]) await client.step(n);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(page.frames.at(-1)?.header).toMatchObject({ steps: 8, atBoundary: true });
    expect(page.states.at(-1)?.[0]).toBe('paused');
  });
});

describe('the engine', () => {
  const endless: RunConfig = {
    experiment: 'train-images',
    params: [
      ['samples', '400'],
      ['epochs', '10000'],
    ],
    events: [],
  };

  it('pauses within a few slices', async () => {
    const { page, client } = await open();
    await client.create(endless);
    await client.run();
    await new Promise((resolve) => setTimeout(resolve, 500));
    const begin = performance.now();
    await client.pause();
    expect(performance.now() - begin).toBeLessThan(100);
    const steps = page.frames.at(-1)?.header.steps ?? 0;
    expect(steps).toBeGreaterThan(0);
    expect(page.states.at(-1)?.[0]).toBe('paused');
  });

  it('reports rates while running', async () => {
    const { page, client } = await open();
    await client.create(endless);
    await client.run();
    await new Promise((resolve) => setTimeout(resolve, 1300));
    await client.pause();
    const rates = page.states.map(([, info]) => info).filter((info) => info.unitsPerSecond);
    expect(rates.length).toBeGreaterThanOrEqual(1);
    for (const { stepsPerSecond } of rates) expect(stepsPerSecond).toBeGreaterThan(1);
  });

  it('refuses what core refuses and keeps the run', async () => {
    const { page, client } = await open();
    await client.create(endless);
    await client.run();
    const refused = client.create({ ...endless, params: [['hidden', 'x']] });
    await expect(refused).rejects.toBeInstanceOf(LabError);
    await expect(refused).rejects.toMatchObject({ data: { field: 'hidden' } });
    await expect(client.edit('nonsense', 0, 1)).rejects.toBeInstanceOf(LabError);
    await expect(client.restore(new Uint8Array(9))).rejects.toMatchObject({
      data: { code: 'bad_checkpoint' },
    });
    const count = page.frames.length;
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(page.frames.length).toBeGreaterThan(count);
  });

  it('replays live changes given as events', async () => {
    const first = await open();
    const config = { ...endless, params: training };
    await first.client.create(config);
    await first.client.step(6);
    const event = await first.client.set('learning_rate', '0.02');
    expect(event).toEqual({ step: 6, name: 'learning_rate', value: '0.02' });
    await first.client.step(5);
    const bytes = await first.client.checkpoint();
    const second = await open();
    await second.client.create({ ...config, events: [event] });
    await second.client.step(11);
    expect(digest(await second.client.checkpoint())).toBe(digest(bytes));
  });

  it('takes checkpoints by itself and restarts from the last', { timeout: 30_000 }, async () => {
    const { page, client, worker } = await open();
    await client.create(endless);
    await client.run();
    while (client.lastCheckpoint() === null) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const last = client.lastCheckpoint();
    expect(last?.step).toBeGreaterThan(0);
    page.onDead = () => undefined;
    worker.onerror?.({ message: 'boom', preventDefault: () => undefined } as ErrorEvent);
    page.frames.length = 0;
    await client.restart();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(page.frames.map(({ header }) => [header.steps, header.restored])).toEqual([
      [0, false],
      [last?.step, true],
    ]);
    expect(page.states.at(-1)?.[0]).toBe('paused');
    expect(digest(await client.checkpoint())).toBe(digest(last?.bytes ?? new Uint8Array(0)));
  });
});
