/** What the page knows: signals, and what follows from them. Actions are in lab.ts. */

import { computed, signal } from '@preact/signals-core';

import type { EngineDeadError, RunState, StateInfo } from '../engine/client';
import type {
  LabErrorData,
  LabFile,
  LiveEvent,
  ParamSpec,
  ParamText,
  Registry,
  Stop,
} from '../engine/types';
import { formatLink, type LinkNotice, type LinkState } from './link';
import { textAtStep } from './live-events';
import type { RunView } from './run-view';
import type { Setting, Settings } from './settings';

/** `waiting`: no run, because the link's files are not there yet or the run was refused. */
export type LabPhase = 'loading' | 'waiting' | RunState;

/**
 * The configured state (settings, seed, events, files) is what the link says and what the run was
 * built from. What the user has set but not applied is *pending*: it never resets a run by itself.
 */
export class LabState {
  readonly registry = signal<Registry | null>(null);
  readonly settings = signal<Settings | null>(null);
  readonly seed = signal(1);
  readonly events = signal<readonly LiveEvent[]>([]);
  readonly files = signal<readonly LabFile[]>([]);
  /** Names of files that the link asks for and that are not there. */
  readonly missingFiles = signal<readonly string[]>([]);
  readonly extras = signal<readonly ParamText[]>([]);
  /** Texts by spec index that wait for the next rewind. */
  readonly pending = signal<ReadonlyMap<number, string>>(new Map());

  readonly run = signal<RunView | null>(null);
  /** Raised with every frame: `run` keeps its identity. */
  readonly frames = signal(0);
  readonly phase = signal<LabPhase>('loading');
  /** True while a run is being built. */
  readonly building = signal(false);
  readonly rates = signal<Partial<StateInfo>>({});
  readonly stop = signal<Stop | null>(null);

  /** By parameter name. */
  readonly fieldErrors = signal<ReadonlyMap<string, LabErrorData>>(new Map());
  /** What was refused last and belongs to no field on the page. */
  readonly error = signal<LabErrorData | null>(null);
  readonly dead = signal<EngineDeadError | null>(null);
  readonly notices = signal<readonly LinkNotice[]>([]);

  readonly steps = computed(() => {
    void this.frames.value;
    return this.run.value?.header.steps ?? 0;
  });
  /** Settings as shown: configured ones with what is pending. */
  readonly shown = computed(() => {
    let settings = this.settings.value;
    for (const [index, text] of this.pending.value) settings = settings?.with(index, text) ?? null;
    return settings;
  });
  /** True where a change of a parameter must wait for a rewind. */
  readonly started = computed(
    () => this.steps.value > 0 || this.phase.value === 'running' || this.phase.value === 'finished',
  );
  readonly link = computed(() => {
    const state = this.linkState();
    const registry = this.registry.value;
    return state === null || registry === null ? '' : formatLink(state, registry.seed.default);
  });

  /** The text a control shows: pending, else in effect at the present step. */
  shownText(setting: Setting): string {
    return this.pending.value.get(setting.index) ?? this.effectiveText(setting);
  }

  protected linkState(): LinkState | null {
    const settings = this.settings.value;
    if (settings === null) return null;
    const names = this.files.value.map((file) => file.name);
    return {
      settings,
      seed: this.seed.value,
      events: this.events.value,
      files: [...new Set([...names, ...this.missingFiles.value])],
      extras: this.extras.value,
    };
  }

  protected effectiveText({ spec, index }: Setting): string {
    const configured = this.settings.value?.textAt(index) ?? spec.defaultText;
    // Steps are read only where they matter: who reads them is told of every frame.
    if (!spec.live || this.events.value.length === 0) return configured;
    return textAtStep(this.events.value, spec.name, this.steps.value, configured);
  }

  protected takesEffectNow(spec: ParamSpec): boolean {
    const applies = this.run.value?.has(spec.name) === true;
    const inConfigured = this.settings.value?.find(spec.name)?.spec === spec;
    return (
      spec.live && applies && inConfigured && this.started.value && this.phase.value !== 'finished'
    );
  }

  protected refuseField(error: LabErrorData): void {
    this.fieldErrors.value = new Map(this.fieldErrors.value).set(error.field, error);
  }

  protected acceptField(name: string): void {
    if (!this.fieldErrors.value.has(name)) return;
    const errors = new Map(this.fieldErrors.value);
    errors.delete(name);
    this.fieldErrors.value = errors;
  }
}
