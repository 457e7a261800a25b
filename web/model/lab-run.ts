/** Building runs and driving them. What can be set is in lab.ts. */

import { batch } from '@preact/signals-core';

import type {
  DecodedFrame,
  EngineClient,
  EngineListeners,
  RunState,
  StateInfo,
} from '../engine/client';
import { EngineDeadError, EngineDisposedError, LabError } from '../engine/client';
import type { LabErrorData, LabFile, LiveEvent, RunConfig } from '../engine/types';
import { LabState } from './lab-state';
import { eventsUpTo } from './live-events';
import type { LinkNotice } from './link';
import { RunView } from './run-view';
import type { Settings } from './settings';

/** The part of the engine's client that the page uses. */
export type Engine = Pick<
  EngineClient,
  | 'registry'
  | 'create'
  | 'run'
  | 'pause'
  | 'step'
  | 'set'
  | 'lastCheckpoint'
  | 'restart'
  | 'dispose'
>;

/** What a run is built from. */
export interface Configuration {
  readonly settings: Settings;
  readonly seed: number;
  readonly events: readonly LiveEvent[];
  readonly files: readonly LabFile[];
}

export class LabRun extends LabState {
  readonly listeners: EngineListeners = {
    onFrame: (frame) => {
      this.takeFrame(frame);
    },
    onState: (state, info) => {
      this.takeState(state, info);
    },
    onDead: (error) => {
      this.absorb(error);
    },
  };

  protected engine: Engine | null = null;
  /** The live changes that the current run was built with; a run built anew has no others. */
  protected scheduled: readonly LiveEvent[] = [];
  /** Runs are built one after the other. */
  private building_: Promise<boolean> = Promise.resolve(true);

  async toggle(): Promise<void> {
    await (this.phase.value === 'running' ? this.pauseRun() : this.start());
  }

  /** Runs; a finished run begins again. */
  async start(): Promise<void> {
    if (this.phase.value === 'finished' && !(await this.rewind())) return;
    if (this.run.value === null) return;
    await this.guarded((engine) => engine.run());
  }

  async pauseRun(): Promise<void> {
    await this.guarded((engine) => engine.pause());
  }

  async step(): Promise<void> {
    if (this.run.value === null || this.phase.value === 'finished') return;
    if (this.phase.value === 'running') await this.pauseRun();
    await this.guarded((engine) => engine.step(1));
  }

  /** From the beginning with the same configuration, seed and live changes: the same numbers. */
  async rewind(): Promise<boolean> {
    return await this.build({});
  }

  async reseed(seed: number): Promise<void> {
    const running = this.phase.value === 'running';
    if ((await this.build({ seed })) && running) await this.start();
  }

  dispose(): void {
    this.engine?.dispose();
  }

  /**
   * Builds a run from what is configured and `change`. Only when core has accepted all of it does it
   * become the configuration; else the run before goes on as it was.
   */
  protected build(change: Partial<Configuration>): Promise<boolean> {
    return this.enqueue(() => this.tryBuild(change));
  }

  /** Builds what a link has configured: what core refuses of it falls back to its default. */
  protected buildFromLink(): Promise<boolean> {
    return this.enqueue(async () => {
      for (;;) {
        const refused = await this.create({});
        if (refused === null) return true;
        if (refused instanceof LabError && this.fallBack(refused.data)) continue;
        // The run on the page is not the one that the link asked for.
        batch(() => {
          this.run.value = null;
          this.phase.value = 'waiting';
        });
        this.absorb(refused);
        return false;
      }
    });
  }

  protected async guarded(action: (engine: Engine) => Promise<unknown>): Promise<void> {
    if (this.engine === null || this.dead.value !== null) return;
    try {
      await action(this.engine);
    } catch (error) {
      this.absorb(error);
    }
  }

  /** Takes errors for what they are; anything unexpected goes on as it was thrown. */
  protected absorb(error: unknown): void {
    if (error instanceof LabError) {
      const known = this.shown.value?.find(error.data.field) !== undefined;
      if (known) this.refuseField(error.data);
      else this.error.value = error.data;
    } else if (error instanceof EngineDeadError) {
      batch(() => {
        this.dead.value = error;
        this.phase.value = 'failed';
      });
    } else if (!(error instanceof EngineDisposedError)) {
      throw error;
    }
  }

  private enqueue(work: () => Promise<boolean>): Promise<boolean> {
    this.building_ = this.building_
      .catch(() => false)
      .then(async () => {
        this.building.value = true;
        try {
          return await work();
        } finally {
          this.building.value = false;
        }
      });
    return this.building_;
  }

  private async tryBuild(change: Partial<Configuration>): Promise<boolean> {
    const refused = await this.create(change);
    if (refused === null) return true;
    this.absorb(refused);
    return false;
  }

  /** What was thrown, or null. */
  private async create(change: Partial<Configuration>): Promise<unknown> {
    const settings = change.settings ?? this.settings.value;
    if (this.engine === null || settings === null) return new EngineDisposedError();
    const seed = change.seed ?? this.seed.value;
    const events = change.events ?? this.events.value;
    const files = change.files ?? this.files.value;
    const config: RunConfig = {
      experiment: settings.experiment.id,
      params: [...settings.given(), ['seed', String(seed)]],
      events,
    };
    try {
      const info = await this.engine.create(config, files);
      batch(() => {
        this.settings.value = settings;
        this.seed.value = seed;
        this.events.value = events;
        this.scheduled = events;
        this.files.value = files;
        this.run.value = new RunView(config.experiment, info);
        this.frames.value += 1;
        this.stop.value = null;
        this.rates.value = {};
        this.error.value = null;
        this.fieldErrors.value = new Map();
        this.phase.value = 'idle';
      });
      return null;
    } catch (error) {
      return error;
    }
  }

  /** A value of a link that only core could refuse: back to its default, with a notice. */
  private fallBack(error: LabErrorData): boolean {
    const settings = this.settings.value;
    const setting = settings?.find(error.field);
    const given = settings?.given().some(([name]) => name === error.field) === true;
    if (settings === null || setting === undefined || !given) return false;
    const notice: LinkNotice = {
      code: 'link_bad_value',
      field: error.field,
      value: setting.text,
      allowed: error.allowed,
    };
    batch(() => {
      this.notices.value = [...this.notices.value, notice];
      this.settings.value = settings.with(setting.index, setting.spec.defaultText);
    });
    return true;
  }

  private takeFrame(frame: DecodedFrame): void {
    const run = this.run.value;
    if (run === null) return;
    run.take(frame);
    const { restored, truncateStep } = frame.header;
    batch(() => {
      if (restored && truncateStep !== null) {
        this.events.value = eventsUpTo(this.events.value, truncateStep, this.scheduled);
      }
      this.frames.value += 1;
    });
  }

  private takeState(state: RunState, info: StateInfo): void {
    batch(() => {
      if (state === 'running' && info.stepsPerSecond !== undefined) this.rates.value = info;
      if (info.stop !== undefined) this.stop.value = info.stop;
      // A scheduled change that core refuses on the way: the run rests there.
      if (info.error !== undefined && state !== 'failed') this.absorb(new LabError(info.error));
      if (this.run.value !== null || state === 'failed') this.phase.value = state;
    });
  }
}
