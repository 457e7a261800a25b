import { describe, expect, it } from 'vitest';

import type { EngineSession, Result } from '../../web/engine/module';
import { errorOf, freshModule, quick, startRun, stateDigest, valueOf } from './support/module';

const module = await freshModule();

class Sub extends Uint8Array {}

const throwing: unknown = new Proxy([], {
  get() {
    throw new Error('a trap');
  },
});

/** What no call expects anywhere. */
const strange: [string, unknown][] = [
  ['undefined', undefined],
  ['null', null],
  ['a boolean', true],
  ['a bigint', 3n],
  ['a symbol', Symbol('s')],
  ['a function', () => 1],
  ['an object', {}],
  ['a date', new Date(0)],
  ['a boxed string', new String('descend')],
  ['a proxy that throws', throwing],
  ['an object that cannot be copied', { f: () => 1 }],
];

/** Calls with anything at all: the types of the module are for callers that keep to them. */
function hostile(session: EngineSession): Record<string, (...args: unknown[]) => Result<unknown>> {
  return session as unknown as Record<string, (...args: unknown[]) => Result<unknown>>;
}

function call(session: EngineSession, name: string, ...args: unknown[]): Result<unknown> {
  const result = hostile(session)[name]?.apply(session, args);
  if (result === undefined) throw new Error(`no call ${name}`);
  return result;
}

/** A run, and a check that refused calls left it as it was. */
function untouched(): { session: EngineSession; check: () => void } {
  const { session } = startRun(module, 'train-images', quick['train-images']);
  valueOf(session.advance(1000, 5));
  const before = stateDigest(session);
  return {
    session,
    check: () => {
      expect(stateDigest(session)).toBe(before);
      expect(valueOf(session.advance(1000, 1)).steps).toBe(6);
      session.delete();
    },
  };
}

describe('arguments of the wrong type are refused', () => {
  const calls: [name: string, good: unknown[]][] = [
    ['create', ['descend', [], [], []]],
    ['advance', [1, -1]],
    ['set', ['learning_rate', '0.1']],
    ['edit', ['theta', 0, 1]],
    ['restore', [new Uint8Array(1)]],
    ['makeTask', [0]],
    ['absorb', [0, new Uint8Array(1)]],
  ];
  const places = calls.flatMap(([name, good]) => good.map((_, at) => ({ name, good, at })));

  it.each(places)('by $name at $at', ({ name, good, at }) => {
    const { session, check } = untouched();
    for (const [, value] of strange) {
      const args = good.with(at, value);
      expect(errorOf(call(session, name, ...args)).code).toBe('bad_argument');
    }
    check();
  });

  it.each(calls)('by %s when left out', (name) => {
    const { session, check } = untouched();
    expect(errorOf(call(session, name)).code).toBe('bad_argument');
    check();
  });

  it.each([
    [
      'params',
      1,
      ['a'],
      [['a']],
      [['a', 'b', 'c']],
      [['a', 1]],
      [[1, 'a']],
      [null],
      ['ab'],
      new Array(1),
    ],
    ['events', 2, [null], [1], [{}], [{ step: '1', name: 'a', value: 'b' }], [{ step: 1 }]],
    ['files', 3, [null], [{}], [{ name: 'a' }], [{ name: 'a', bytes: [1] }]],
    ['files', 3, [{ name: 'a', bytes: new ArrayBuffer(4) }], [{ name: 1, bytes: new Sub(1) }]],
    ['files', 3, [{ name: 'a', bytes: new Float64Array(4) }], [{ name: 'a', bytes: 'b' }]],
  ])('inside %s of create', (field, at, ...lists) => {
    const { session, check } = untouched();
    for (const list of lists) {
      const args = ['descend', [], [], []].with(at as number, list as never);
      expect(errorOf(call(session, 'create', ...args))).toMatchObject({
        code: 'bad_argument',
        field,
      });
    }
    check();
  });

  it.each([
    ['Float64Array', new Float64Array(2)],
    ['Uint16Array', new Uint16Array(2)],
    ['Uint8ClampedArray', new Uint8ClampedArray(2)],
    ['DataView', new DataView(new ArrayBuffer(2))],
    ['Array', [1, 2]],
  ])('%s is no Uint8Array', (_name, bytes) => {
    const { session, check } = untouched();
    expect(errorOf(call(session, 'restore', bytes)).code).toBe('bad_argument');
    check();
  });
});

describe('values out of range are refused', () => {
  it.each([
    ['advance', 0, -1],
    ['advance', -1, -1],
    ['advance', 2 ** 32, -1],
    ['advance', NaN, -1],
    ['advance', Infinity, -1],
    ['advance', 1, -2],
    ['advance', 1, 2 ** 60],
    ['makeTask', -1],
    ['edit', 'theta', -1, 0],
  ])('%s(%s, %s, %s)', (name, ...args) => {
    const { session, check } = untouched();
    expect(errorOf(call(session, name, ...args)).code).toBe('out_of_range');
    check();
  });

  it.each([
    ['advance', 1.5, -1],
    ['advance', 1, 0.5],
    ['makeTask', 0.1],
  ])('%s(%s, %s)', (name, ...args) => {
    const { session, check } = untouched();
    expect(errorOf(call(session, name, ...args)).code).toBe('not_an_integer');
    check();
  });
});

describe('what core refuses', () => {
  const at = (step: number, name: string, value: string): unknown[] => [
    'descend',
    [],
    [{ step, name, value }],
    [],
  ];
  it.each<[string, unknown[]]>([
    ['unknown_experiment', ['nonsense', [], [], []]],
    ['unknown_experiment', ['', [], [], []]],
    ['unknown_experiment', ['descend\0', [], [], []]],
    ['unknown_parameter', ['descend', [['nonsense', '1']], [], []]],
    ['given_twice', ['descend', [['steps', '5'], ['steps', '5']], [], []]], // prettier-ignore
    ['given_twice', ['descend', [['seed', '5'], ['seed', '5']], [], []]], // prettier-ignore
    ['not_a_number', ['descend', [['learning_rate', 'x']], [], []]],
    ['out_of_range', ['descend', [['learning_rate', '-1']], [], []]],
    ['out_of_range', ['descend', [['seed', '4294967296']], [], []]],
    ['unknown_choice', ['descend', [['optimizer', 'x']], [], []]],
    ['list_too_long', ['train-images', [['hidden', '1,'.repeat(2000) + '1']], [], []]],
    ['not_live', at(5, 'steps', '10')],
    ['unknown_parameter', at(5, 'nonsense', '10')],
    ['not_a_number', at(5, 'learning_rate', 'x')],
    ['files_not_used', ['descend', [], [], [{ name: 'a', bytes: new Uint8Array(4) }]]],
    ['unknown_file', ['train-images', [], [], [{ name: 'a', bytes: new Uint8Array(4) }]]],
  ])('%s: the former run stays', (code, args) => {
    const { session, check } = untouched();
    const error = errorOf(call(session, 'create', ...args));
    expect(error.code).toBe(code);
    expect(Object.keys(error).sort()).toEqual(['allowed', 'code', 'field', 'remedy', 'value']);
    for (const text of Object.values(error)) expect(typeof text).toBe('string');
    check();
  });

  it.each([
    ['not_live', 'epochs', '5'],
    ['unknown_parameter', 'nonsense', '5'],
    // A parameter of another experiment is unknown here.
    ['unknown_parameter', 'steps', '5'],
    ['not_a_number', 'learning_rate', ''],
    ['not_a_number', 'learning_rate', 'Infinity'],
    ['out_of_range', 'learning_rate', '1e9'],
  ])('%s: set', (code, name, text) => {
    const { session, check } = untouched();
    expect(errorOf(session.set(name, text)).code).toBe(code);
    check();
  });

  it('checkpoints that are damaged, cut, of another run', () => {
    const { session, check } = untouched();
    const { bytes } = valueOf(session.checkpoint());
    for (let i = 0; i < bytes.length; i += 997) {
      expect(errorOf(session.restore(bytes.with(i, (bytes[i] ?? 0) ^ 1))).code).toMatch(
        /^(bad|wrong)_checkpoint$/,
      );
      expect(errorOf(session.restore(bytes.slice(0, i))).code).toBe('bad_checkpoint');
    }
    const other = startRun(module, 'descend').session;
    expect(errorOf(other.restore(bytes)).code).toBe('wrong_checkpoint');
    other.delete();
    check();
  });

  it('tasks of an experiment that has none', () => {
    const { session, check } = untouched();
    expect(valueOf(session.taskCount())).toBe(0);
    expect(errorOf(session.makeTask(0)).code).toBe('no_such_task');
    expect(errorOf(session.absorb(0, new Uint8Array(1))).code).toBe('no_such_task');
    check();
  });
});

describe('sizes', () => {
  it('of text and lists are bounded before they are copied', () => {
    const { session, check } = untouched();
    const long = 'x'.repeat(2 ** 21);
    expect(errorOf(session.create(long, [], [], [])).code).toBe('text_too_long');
    expect(errorOf(session.create('descend', [['a', long]], [], [])).code).toBe('text_too_long');
    expect(errorOf(session.set(long, '1')).code).toBe('text_too_long');
    const many = Array.from({ length: 20_000 }, (): [string, string] => ['a', 'b']);
    expect(errorOf(session.create('descend', many, [], [])).code).toBe('list_too_long');
    expect(errorOf(session.create('descend', new Array(2 ** 31) as [], [], [])).code).toBe(
      'list_too_long',
    );
    check();
  });

  it('of what is quoted too', () => {
    const session = new module.Session();
    const error = errorOf(
      session.create('descend', [['learning_rate', 'y'.repeat(10_000)]], [], []),
    );
    expect(JSON.stringify(error).length).toBeLessThan(1000);
    session.delete();
  });

  it('of networks that would not fit are refused by number', () => {
    const { session, check } = untouched();
    const error = errorOf(
      session.create('train-images', [['hidden', '4096,4096,4096,4096,4096,4096']], [], []),
    );
    expect(error).toMatchObject({
      code: expect.stringMatching(/^(too_large|out_of_range)$/) as string,
    });
    check();
  });
});

it('every call without a run says so', () => {
  const session = new module.Session();
  for (const result of [
    session.advance(1, -1),
    session.set('learning_rate', '1'),
    session.edit('theta', 0, 1),
    session.frame(),
    session.checkpoint(),
    session.restore(new Uint8Array(100)),
    session.stop(),
    session.taskCount(),
    session.makeTask(0),
    session.absorb(0, new Uint8Array(1)),
  ]) {
    expect(errorOf(result)).toMatchObject({ code: 'no_run', remedy: 'create_run' });
  }
  expect(valueOf(session.dispose())).toBeNull();
  session.delete();
});
