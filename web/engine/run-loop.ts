/** Advances a run in slices and lets messages in between. */

import type { Result, RunStatus } from './module';
import { SliceBudget } from './slice-budget';

export interface Clock {
  /** Milliseconds. */
  now(): number;
  /** Calls `task` after the messages that have arrived. */
  soon(task: () => void): void;
  /** Calls `task` after `ms` or somewhat later. */
  later(task: () => void, ms: number): void;
}

/** Why a loop came to rest. */
export type LoopEnd = 'paused' | 'steps_done' | 'stopped';

export interface LoopClient {
  /** `maxSteps` negative: no bound. */
  advance(units: number, maxSteps: number): Result<RunStatus>;
  /** After every slice; `rests`: ended() follows. */
  advanced(status: RunStatus, now: number, rests: boolean): void;
  /** True: wait a little before the next slice. */
  mustWait(now: number): boolean;
  ended(end: LoopEnd): void;
  failed(result: Result<RunStatus> & { readonly ok: false }): void;
}

const waitMs = 50;

export class RunLoop {
  private readonly client: LoopClient;
  private readonly clock: Clock;
  private budget = new SliceBudget();
  private active = false;
  /** Steps since the run began after which the loop rests; null: none. */
  private goal: number | null = null;
  private steps = 0;
  /** Distinguishes slices of this start from those still queued by an earlier one. */
  private generation = 0;

  constructor(client: LoopClient, clock: Clock) {
    this.client = client;
    this.clock = clock;
  }

  get isActive(): boolean {
    return this.active;
  }

  /** `steps`: where the run is now. `further`: steps until the loop rests; null: no bound. */
  start(steps: number, further: number | null): void {
    if (!this.active) {
      this.steps = steps;
      this.goal = null;
    }
    this.goal = further === null ? null : (this.goal ?? this.steps) + further;
    if (this.active) return;
    this.active = true;
    this.generation += 1;
    this.schedule(this.generation);
  }

  /** Rests now, between slices. */
  pause(): void {
    if (this.active) this.end('paused');
  }

  /** Ends without a word: the run is replaced or gone. Forgets what a unit costs. */
  abandon(): void {
    this.active = false;
    this.budget = new SliceBudget();
  }

  private schedule(generation: number): void {
    this.clock.soon(() => {
      if (this.active && generation === this.generation) this.slice(generation);
    });
  }

  private slice(generation: number): void {
    const begin = this.clock.now();
    if (this.client.mustWait(begin)) {
      this.clock.later(() => {
        if (this.active && generation === this.generation) this.slice(generation);
      }, waitMs);
      return;
    }
    const further = this.goal === null ? -1 : this.goal - this.steps;
    // After the last step asked for, the measurement that belongs to it: unit by unit, lest the next
    // step begin.
    const result =
      further === 0 ? this.client.advance(1, -1) : this.client.advance(this.budget.units, further);
    const now = this.clock.now();
    if (!result.ok) {
      this.active = false;
      this.client.failed(result);
      return;
    }
    const status = result.value;
    this.steps = status.steps;
    this.budget.update(status.units, now - begin);
    const done = this.goal !== null && status.steps >= this.goal && status.atBoundary;
    const rests = status.stopped || done;
    this.client.advanced(status, now, rests);
    if (rests) {
      this.end(status.stopped ? 'stopped' : 'steps_done');
    } else if (this.active) {
      // advanced() may have failed and ended everything.
      this.schedule(generation);
    }
  }

  private end(end: LoopEnd): void {
    this.active = false;
    this.client.ended(end);
  }
}
