/** Drives the current run of a session: when it advances, when frames and checkpoints are taken. */

import { CheckpointClock } from './checkpoint-clock';
import { FramePump } from './frame-pump';
import { guarded, isFatal } from './guarded';
import { Meter } from './meter';
import type { EngineSession, RunStatus } from './module';
import type { FromWorkerBody } from './protocol';
import { RunLoop, type Clock, type LoopEnd } from './run-loop';
import type { LabErrorData } from './types';

export interface DriverEnvironment {
  readonly clock: Clock;
  post(message: FromWorkerBody, transfer?: Transferable[]): void;
  /** The module is not to be used any more. */
  failed(error: LabErrorData): void;
}

/** Bytes that own the whole of their buffer can be transferred; others are copied into one. */
function transferable(bytes: Uint8Array): ArrayBuffer {
  const { buffer } = bytes;
  return buffer instanceof ArrayBuffer && buffer.byteLength === bytes.byteLength
    ? buffer
    : new Uint8Array(bytes).buffer;
}

export class RunDriver {
  private readonly session: EngineSession;
  private readonly environment: DriverEnvironment;
  private readonly loop: RunLoop;
  private readonly pump: FramePump;
  private readonly meter = new Meter();
  private readonly checkpointClock = new CheckpointClock();
  /** 0: there is no run. */
  private currentId = 0;
  private seq = 0;
  private status: RunStatus | null = null;
  /** The page has been told that the run is running. */
  private announced = false;
  private firstStepShown = false;
  /** To be called when the loop comes to rest. */
  private resting: (() => void)[] = [];

  constructor(session: EngineSession, environment: DriverEnvironment) {
    this.session = session;
    this.environment = environment;
    this.pump = new FramePump(() => {
      this.sendFrame();
    });
    this.loop = new RunLoop(
      {
        advance: (units, maxSteps) => guarded(() => session.advance(units, maxSteps)),
        advanced: (status, now, rests) => {
          this.advanced(status, now, rests);
        },
        mustWait: (now) => this.mustWait(now),
        ended: (end) => {
          this.ended(end);
        },
        failed: ({ error }) => {
          this.loopFailed(error);
        },
      },
      environment.clock,
    );
  }

  get runId(): number {
    return this.currentId;
  }

  /** The session has a new run. `reply` goes out before anything else of it. */
  begin(runId: number, reply: () => void): void {
    this.loop.abandon();
    this.settleResting();
    this.currentId = runId;
    this.seq = 0;
    this.status = null;
    this.firstStepShown = false;
    this.announced = false;
    reply();
    this.environment.post({ type: 'state', runId, state: 'idle' });
    this.demandFrame();
  }

  /** `further` steps, or on and on where null; `rested` is called when the run comes to rest. */
  start(further: number | null, rested?: () => void): void {
    if (rested !== undefined) this.resting.push(rested);
    if (this.status?.stopped === true) {
      this.rest(this.status);
      return;
    }
    const now = this.now();
    const steps = this.status?.steps ?? 0;
    if (!this.loop.isActive) {
      this.meter.restart(now, steps, this.status?.gradientEvaluations ?? 0);
      this.checkpointClock.restart(now);
    }
    // A single step is over before a change of state would be seen.
    if (further === null) this.announce();
    this.loop.start(steps, further);
  }

  pause(): void {
    this.loop.pause();
  }

  /** Something else moved the run: it rests where `status` says, and the page is told. */
  rest(status: RunStatus): void {
    this.loop.abandon();
    this.status = status;
    this.ended(status.stopped ? 'stopped' : 'paused');
  }

  /** Ends without a word. */
  abandon(): void {
    this.loop.abandon();
  }

  /** A checkpoint has finished the step under way. */
  settledAt(steps: number): void {
    if (this.status !== null) this.status = { ...this.status, steps, atBoundary: true };
  }

  /** A frame at once, or as soon as one is acknowledged. */
  demandFrame(): void {
    this.pump.demand(this.now());
  }

  acknowledged(): void {
    this.pump.acknowledged(this.now());
  }

  private advanced(status: RunStatus, now: number, rests: boolean): void {
    this.status = status;
    if (rests) return;
    this.announce();
    if (status.steps > 0 && !this.firstStepShown) {
      this.firstStepShown = true;
      this.pump.demand(now);
    } else {
      this.pump.offer(now);
    }
    this.reportProgress(status, now);
    if (this.checkpointClock.isDue(now)) this.keepCheckpoint(now);
  }

  private mustWait(now: number): boolean {
    if (!this.pump.isLagging(now)) return false;
    if (this.status !== null) this.reportProgress({ ...this.status, units: 0 }, now);
    return true;
  }

  private ended(end: LoopEnd): void {
    this.announced = false;
    this.demandFrame();
    const stop = this.status?.stop;
    if (end === 'stopped' && stop !== undefined) {
      this.environment.post({ type: 'state', runId: this.currentId, state: 'finished', stop });
    } else {
      this.environment.post({ type: 'state', runId: this.currentId, state: 'paused' });
    }
    this.settleResting();
  }

  private loopFailed(error: LabErrorData): void {
    if (isFatal(error, 'loop')) {
      this.environment.failed(error);
      return;
    }
    this.announced = false;
    this.demandFrame();
    this.environment.post({ type: 'state', runId: this.currentId, state: 'paused', error });
    this.settleResting();
  }

  private announce(): void {
    if (this.announced) return;
    this.announced = true;
    this.environment.post({ type: 'state', runId: this.currentId, state: 'running' });
  }

  private reportProgress(status: RunStatus, now: number): void {
    const rates = this.meter.update(status, now);
    if (rates === null) return;
    const { steps } = status;
    this.environment.post({ type: 'progress', runId: this.currentId, steps, rates });
  }

  private keepCheckpoint(began: number): void {
    const result = guarded(() => this.session.checkpoint());
    if (!result.ok) {
      this.environment.failed(result.error);
      return;
    }
    const { steps, bytes } = result.value;
    this.settledAt(steps);
    const buffer = transferable(bytes);
    this.environment.post({ type: 'checkpoint', runId: this.currentId, steps, buffer }, [buffer]);
    this.checkpointClock.taken(began, this.now());
  }

  private sendFrame(): void {
    const result = guarded(() => this.session.frame());
    if (!result.ok) {
      this.environment.failed(result.error);
      return;
    }
    const buffer = transferable(result.value);
    const { currentId: runId, seq } = this;
    this.environment.post({ type: 'frame', runId, seq, buffer }, [buffer]);
    this.seq += 1;
  }

  private settleResting(): void {
    for (const rested of this.resting.splice(0)) rested();
  }

  private now(): number {
    return this.environment.clock.now();
  }
}
