import { beforeEach, describe, expect, it } from 'vitest';

import type { LiveEvent } from '../../../web/engine/types';
import { Lab } from '../../../web/model/lab';
import type { Setting } from '../../../web/model/settings';
import { FakeEngine } from '../support/fake-engine';

let lab: Lab;
let engine: FakeEngine;

async function open(fragment = ''): Promise<void> {
  lab = new Lab();
  engine = new FakeEngine(lab.listeners);
  await lab.open(() => Promise.resolve(engine), fragment);
}

function setting(name: string): Setting {
  const found = lab.shown.value?.find(name);
  if (found === undefined) throw new Error(`${name} does not apply`);
  return found;
}

const shown = (name: string): string => lab.shownText(setting(name));

beforeEach(() => open());

describe('a link', () => {
  it('becomes a run', async () => {
    await open('#experiment=descend&steps=50&seed=9&at=3:learning_rate:0.5');
    expect(engine.last).toEqual({
      experiment: 'descend',
      params: [
        ['steps', '50'],
        ['seed', '9'],
      ],
      events: [{ step: 3, name: 'learning_rate', value: '0.5' }],
    });
    expect(lab.phase.value).toBe('idle');
  });

  it('whose values only core can refuse falls back, with a notice', async () => {
    lab = new Lab();
    engine = new FakeEngine(lab.listeners);
    engine.refuse = (config) =>
      config.params.some(([name]) => name === 'initial_state')
        ? { code: 'wrong_length', field: 'initial_state', value: '1', allowed: '0, 2', remedy: 'x' }
        : null;
    await lab.open(() => Promise.resolve(engine), '#initial_state=1&steps=7');
    expect(lab.notices.value).toMatchObject([{ code: 'link_bad_value', field: 'initial_state' }]);
    expect(engine.last.params).toContainEqual(['steps', '7']);
    expect(lab.error.value).toBeNull();
  });

  it('that needs files waits for them', async () => {
    await open('#experiment=train-images&files=a.gz,b.gz');
    expect(lab.phase.value).toBe('waiting');
    expect(lab.missingFiles.value).toEqual(['a.gz', 'b.gz']);
    expect(engine.created).toEqual([]);
    expect(lab.link.value).toContain('files=a.gz,b.gz');
    await lab.change(setting('hidden'), '8');
    expect(engine.created).toEqual([]);
    await lab.useFiles([{ name: 'a.gz', bytes: new Uint8Array(1) }]);
    expect(lab.phase.value).toBe('idle');
    expect(engine.last.params).toContainEqual(['hidden', '8']);
    expect(lab.link.value).toContain('files=a.gz');
  });
});

describe('a change', () => {
  it('takes effect at once at step 0', async () => {
    await lab.change(setting('optimizer'), 'heavy_ball');
    expect(engine.last.params).toContainEqual(['optimizer', 'heavy_ball']);
    expect(lab.pending.value.size).toBe(0);
    expect(shown('momentum')).toBe('0.9');
  });

  it('waits for a rewind once the run has started, and never resets it', async () => {
    await lab.step();
    await lab.change(setting('optimizer'), 'heavy_ball');
    expect(engine.created.length).toBe(1);
    expect(shown('optimizer')).toBe('heavy_ball');
    expect(lab.link.value).not.toContain('optimizer');
    await lab.apply();
    expect(engine.created.length).toBe(2);
    expect(lab.link.value).toContain('optimizer=heavy_ball');
    expect(lab.steps.value).toBe(0);
  });

  it('of a live parameter becomes an event of the link', async () => {
    await lab.step();
    engine.advance(119);
    await lab.change(setting('learning_rate'), '0.01');
    expect(lab.link.value).toBe('#v=1&experiment=descend&at=120:learning_rate:0.01');
    expect(shown('learning_rate')).toBe('0.01');
    await lab.rewind();
    expect(engine.last.events).toEqual([{ step: 120, name: 'learning_rate', value: '0.01' }]);
    expect(shown('learning_rate')).toBe('0.05');
    engine.advance(120);
    expect(shown('learning_rate')).toBe('0.01');
  });

  it('applied together with live ones starts from the values as they are', async () => {
    await lab.step();
    await lab.change(setting('learning_rate'), '0.01');
    await lab.change(setting('steps'), '100');
    await lab.apply();
    expect(lab.link.value).toBe('#v=1&experiment=descend&learning_rate=0.01&steps=100');
    expect(engine.last.events).toEqual([]);
  });

  it('of a live parameter whose variant is only pending waits with it', async () => {
    await lab.step();
    await lab.change(setting('optimizer'), 'heavy_ball');
    await lab.change(setting('momentum'), '0.5');
    expect(lab.events.value).toEqual([]);
    await lab.apply();
    expect(engine.last.params).toContainEqual(['momentum', '0.5']);
  });

  it('back to the value in force is no change', async () => {
    await lab.step();
    await lab.change(setting('steps'), '100');
    await lab.change(setting('steps'), '200');
    expect(lab.pending.value.size).toBe(0);
  });

  it('that is refused is shown at its field and changes nothing', async () => {
    await lab.change(setting('steps'), '0');
    expect(lab.fieldErrors.value.get('steps')?.code).toBe('out_of_range');
    expect(engine.created.length).toBe(1);
    engine.refuse = () => ({
      code: 'wrong_length',
      field: 'initial_state',
      value: '1',
      allowed: '0, 2',
      remedy: 'use_allowed_value',
    });
    await lab.change(setting('initial_state'), '1');
    expect(lab.fieldErrors.value.get('initial_state')?.code).toBe('wrong_length');
    expect(lab.link.value).toBe('#v=1&experiment=descend');
    expect(lab.run.value).not.toBeNull();
    lab.discard();
    expect(lab.fieldErrors.value.size).toBe(0);
  });
});

describe('a run', () => {
  it('that has finished begins again', async () => {
    engine.advance(5);
    engine.finish();
    expect(lab.stop.value?.rule).toBe('steps');
    await lab.start();
    expect(engine.created.length).toBe(2);
    expect(lab.stop.value).toBeNull();
    expect(lab.phase.value).toBe('running');
  });

  it('goes on with a new seed if it was running', async () => {
    await lab.start();
    await lab.reseed(42);
    expect(engine.last.params).toContainEqual(['seed', '42']);
    expect(lab.phase.value).toBe('running');
    expect(lab.link.value).toContain('seed=42');
  });

  it('keeps its files for restarts of any kind', async () => {
    await open('#experiment=train-images');
    await lab.useFiles([{ name: 'a', bytes: new Uint8Array(3) }]);
    await lab.rewind();
    expect(engine.created[engine.created.length - 1]?.files[0]?.bytes.length).toBe(3);
  });

  it('on refused files stays what it was', async () => {
    await open('#experiment=train-images');
    engine.refuse = () => ({ code: 'bad_magic', field: 'a', value: '', allowed: '', remedy: '' });
    await lab.useFiles([{ name: 'a', bytes: new Uint8Array(3) }]);
    expect(lab.error.value?.code).toBe('bad_magic');
    expect(lab.files.value).toEqual([]);
    expect(lab.run.value).not.toBeNull();
  });
});

describe('after the death of the engine', () => {
  const rate = (step: number, value: string): LiveEvent => ({ step, name: 'learning_rate', value });

  beforeEach(async () => {
    await open('#experiment=descend&at=3:learning_rate:0.04&at=500:learning_rate:0.01');
    engine.advance(10);
    await lab.change(setting('learning_rate'), '0.02');
    engine.advance(10);
    expect(lab.events.value).toEqual([rate(3, '0.04'), rate(10, '0.02'), rate(500, '0.01')]);
    engine.die();
    expect(lab.dead.value).not.toBeNull();
  });

  it('without a checkpoint nothing is told but what the new run does', async () => {
    await lab.restart();
    expect(lab.events.value).toEqual([rate(3, '0.04'), rate(500, '0.01')]);
    expect(lab.link.value).not.toContain('0.02');
  });

  it('a checkpoint keeps what it has seen and what is to come', async () => {
    engine.checkpoint = { step: 12, bytes: new Uint8Array(1) };
    await lab.restart();
    expect(lab.events.value).toEqual([rate(3, '0.04'), rate(10, '0.02'), rate(500, '0.01')]);
  });

  it('a checkpoint before a live change forgets it', async () => {
    engine.checkpoint = { step: 7, bytes: new Uint8Array(1) };
    await lab.restart();
    expect(lab.events.value).toEqual([rate(3, '0.04'), rate(500, '0.01')]);
  });
});

it('a scheduled change that core refuses on the way is shown', () => {
  const error = { code: 'out_of_range', field: 'x', value: '1', allowed: '0', remedy: 'rename' };
  lab.listeners.onState('paused', { error });
  expect(lab.error.value).toEqual(error);
  expect(lab.phase.value).toBe('paused');
});
