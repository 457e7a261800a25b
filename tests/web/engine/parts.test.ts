import { describe, expect, it } from 'vitest';

import { CheckpointStore } from '../../../web/engine/checkpoints';
import { unreachable } from '../../../web/engine/errors';
import { FramePump } from '../../../web/engine/frame-pump';
import { sliceMs, SliceBudget } from '../../../web/engine/slice-budget';

describe('CheckpointStore', () => {
  it('keeps the newest, never more than its bytes, dense lately and sparse long ago', () => {
    const store = new CheckpointStore(20_000);
    for (let i = 0; i < 1000; ++i) {
      store.add(i, new Uint8Array(1000), i * 5000);
      expect(store.totalBytes).toBeLessThanOrEqual(20_000);
      expect(store.last()?.step).toBe(i);
    }
    const steps = store.all().map(({ step }) => step);
    expect(steps).toHaveLength(20);
    const gaps = steps.slice(1).map((step, i) => step - (steps[i] ?? 0));
    expect(gaps.at(-1)).toBeLessThanOrEqual(2);
    expect(gaps[0]).toBeGreaterThan(20);
    // An hour ago is still there to go back to.
    expect(steps[0]).toBeLessThan(1000 - 720);
  });

  it('does not keep what alone is too large', () => {
    const store = new CheckpointStore(100);
    store.add(1, new Uint8Array(60), 0);
    store.add(2, new Uint8Array(101), 1);
    expect(store.last()?.step).toBe(1);
    store.add(3, new Uint8Array(100), 2);
    expect(store.all().map(({ step }) => step)).toEqual([3]);
    expect(store.totalBytes).toBe(100);
  });

  it('forgets when told to', () => {
    const store = new CheckpointStore();
    store.add(1, new Uint8Array(60), 0);
    store.clear();
    expect(store.last()).toBeNull();
    expect(store.totalBytes).toBe(0);
  });
});

describe('SliceBudget', () => {
  it('begins with one unit and doubles at most', () => {
    const budget = new SliceBudget();
    const asked: number[] = [];
    for (let i = 0; i < 6; ++i) {
      asked.push(budget.units);
      budget.update(budget.units, 0);
    }
    expect(asked).toEqual([1, 2, 4, 8, 16, 32]);
  });

  it('shrinks at once when units become dear, and never below one', () => {
    const budget = new SliceBudget();
    for (let i = 0; i < 12; ++i) budget.update(budget.units, 0);
    budget.update(4096, 4096);
    expect(budget.units).toBe(sliceMs);
    budget.update(8, 8000);
    expect(budget.units).toBe(1);
    budget.update(0, 100);
    expect(budget.units).toBe(1);
  });

  it('stays in bounds with a clock of 100 ms', () => {
    const budget = new SliceBudget();
    let time = 0;
    let longest = 0;
    for (let i = 0; i < 2000; ++i) {
      const units = budget.units;
      const begin = Math.floor(time / 100) * 100;
      time += units * 0.01;
      longest = Math.max(longest, units * 0.01);
      budget.update(units, Math.floor(time / 100) * 100 - begin);
    }
    expect(longest).toBeLessThan(200);
  });
});

describe('FramePump', () => {
  it('ignores acknowledgements that nobody waits for', () => {
    let taken = 0;
    const pump = new FramePump(() => {
      taken += 1;
    });
    for (let i = 0; i < 5; ++i) pump.acknowledged(0);
    for (let i = 0; i < 5; ++i) pump.demand(i);
    expect(taken).toBe(2);
    pump.acknowledged(10);
    expect(taken).toBe(3);
    pump.acknowledged(11);
    expect(taken).toBe(3);
  });
});

it('unreachable names what it met', () => {
  expect(() => unreachable('later' as never)).toThrow('unreachable: "later"');
});
