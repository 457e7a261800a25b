/** A module whose run counts: one unit takes a set time of a clock that only the test moves. */

import type { EngineModule, EngineSession, Result, RunStatus } from '../../../../web/engine/module';
import { frameLayout } from '../../../../web/engine/frame';
import type { Clock } from '../../../../web/engine/run-loop';
import type { LabErrorData, LabFile } from '../../../../web/engine/types';
import { registry, runInfo } from './fake-worker';
import { emptyFrame } from './frames';

/** Time stands still but for what is done in it. */
export class FakeClock implements Clock {
  private time = 0;
  private queue: { at: number; order: number; task: () => void }[] = [];
  private order = 0;

  now(): number {
    return this.time;
  }
  spend(ms: number): void {
    this.time += ms;
  }
  soon(task: () => void): void {
    this.later(task, 0);
  }
  later(task: () => void, ms: number): void {
    this.queue.push({ at: this.time + ms, order: this.order++, task });
  }
  get waiting(): number {
    return this.queue.length;
  }
  /** Runs the next task, at its time. */
  runNext(): boolean {
    this.queue.sort((a, b) => a.at - b.at || a.order - b.order);
    const next = this.queue.shift();
    if (next === undefined) return false;
    this.time = Math.max(this.time, next.at);
    next.task();
    return true;
  }
  /** Runs tasks until `ms` have passed or none is left. */
  runFor(ms: number): void {
    const end = this.time + ms;
    while (this.time < end && this.runNext());
  }
}

export interface SessionSettings {
  readonly unitsPerStep: number;
  readonly msPerUnit: number;
  readonly maxSteps: number;
  readonly msPerCheckpoint: number;
}

export function error(code: string): LabErrorData {
  return { code, field: 'f', value: 'v', allowed: 'a', remedy: 'r' };
}

export class FakeSession implements EngineSession {
  units = 0;
  steps = 0;
  calls: string[] = [];
  advanced: { units: number; maxSteps: number }[] = [];
  files: readonly LabFile[] = [];
  /** What the next call of this name returns, or throws. */
  readonly failing = new Map<string, LabErrorData | Error>();
  userStop = false;
  private readonly clock: FakeClock;
  private readonly settings: SessionSettings;

  constructor(clock: FakeClock, settings: SessionSettings) {
    this.clock = clock;
    this.settings = settings;
  }

  create(_id: string, _p: unknown, _e: unknown, files: readonly LabFile[]): Result<typeof runInfo> {
    const failed = this.call('create');
    if (failed !== null) return failed;
    this.files = files;
    this.units = 0;
    this.steps = 0;
    this.userStop = false;
    return { ok: true, value: runInfo };
  }
  advance(units: number, maxSteps: number): Result<RunStatus> {
    const failed = this.call('advance');
    if (failed !== null) return failed;
    this.advanced.push({ units, maxSteps });
    const start = this.steps;
    let used = 0;
    while (used < units && !this.stopped() && maxSteps !== 0) {
      if (maxSteps > 0 && this.atBoundary() && this.steps - start >= maxSteps) break;
      this.clock.spend(this.settings.msPerUnit);
      this.units += 1;
      used += 1;
      // The last unit of a step measures: the step is counted before it.
      if (this.units % this.settings.unitsPerStep === Math.max(0, this.settings.unitsPerStep - 1)) {
        this.steps += 1;
      }
    }
    return { ok: true, value: this.status(used) };
  }
  set(name: string, value: string): ReturnType<EngineSession['set']> {
    return this.call('set') ?? { ok: true, value: { step: this.steps, name, value } };
  }
  edit(): Result<null> {
    return this.call('edit') ?? { ok: true, value: null };
  }
  frame(): Result<Uint8Array> {
    const failed = this.call('frame');
    return failed ?? { ok: true, value: new Uint8Array(emptyFrame({ steps: this.steps })) };
  }
  checkpoint(): ReturnType<EngineSession['checkpoint']> {
    this.clock.spend(this.settings.msPerCheckpoint);
    const value = { steps: this.steps, bytes: new Uint8Array([this.steps]) };
    return this.call('checkpoint') ?? { ok: true, value };
  }
  restore(bytes: Uint8Array): Result<RunStatus> {
    const failed = this.call('restore');
    if (failed !== null) return failed;
    this.steps = bytes[0] ?? 0;
    this.units = this.steps * this.settings.unitsPerStep;
    return { ok: true, value: this.status(0) };
  }
  stop(): Result<RunStatus> {
    this.userStop = true;
    return this.call('stop') ?? { ok: true, value: this.status(0) };
  }
  dispose(): Result<null> {
    return { ok: true, value: null };
  }
  taskCount(): Result<number> {
    return { ok: true, value: 0 };
  }
  makeTask(): Result<EngineSession> {
    return { ok: false, error: error('no_such_task') };
  }
  absorb(): Result<null> {
    return { ok: false, error: error('no_such_task') };
  }
  delete(): void {
    this.calls.push('delete');
  }

  private call(name: string): { ok: false; error: LabErrorData } | null {
    this.calls.push(name);
    const failure = this.failing.get(name);
    if (failure === undefined) return null;
    this.failing.delete(name);
    if (failure instanceof Error) throw failure;
    return { ok: false, error: failure };
  }
  private atBoundary(): boolean {
    return this.units % this.settings.unitsPerStep === 0;
  }
  private stopped(): boolean {
    return this.userStop || (this.steps >= this.settings.maxSteps && this.atBoundary());
  }
  private status(units: number): RunStatus {
    const stopped = this.stopped();
    return {
      units,
      steps: this.steps,
      gradientEvaluations: this.units,
      atBoundary: this.atBoundary(),
      stopped,
      ...(stopped
        ? {
            stop: {
              reason: this.userStop ? 'user' : 'limit',
              rule: this.userStop ? 'user' : 'steps',
              step: this.steps,
              numbers: {},
            },
          }
        : {}),
    };
  }
}

export function fakeModule(session: FakeSession): EngineModule {
  return {
    Session: class {
      constructor() {
        return session;
      }
    } as unknown as EngineModule['Session'],
    experiments: () => ({ ok: true, value: registry }),
    frameLayout: () => ({ ok: true, value: frameLayout }),
  };
}
