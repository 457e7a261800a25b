/**
 * Everything that can be done to the page's state. Knows no texts and no elements: errors, stops and
 * notices are codes with numbers.
 */

import { batch } from '@preact/signals-core';

import type { LabErrorData, LabFile } from '../engine/types';
import { LabRun, type Engine } from './lab-run';
import { addEvent } from './live-events';
import { parseLink } from './link';
import type { Setting } from './settings';
import { checkText } from './text-form';

export class Lab extends LabRun {
  /** Starts anew what did not even start. */
  private reopen: (() => Promise<void>) | null = null;

  /** Starts an engine and builds what `fragment` says. A death on the way is offered a restart. */
  async open(startEngine: () => Promise<Engine>, fragment: string): Promise<void> {
    this.reopen = () => this.open(startEngine, fragment);
    let engine: Engine;
    try {
      engine = await startEngine();
    } catch (error) {
      this.absorb(error);
      return;
    }
    this.reopen = null;
    batch(() => {
      this.engine = engine;
      this.registry.value = engine.registry;
      this.dead.value = null;
    });
    await this.follow(fragment);
  }

  /** Applies a link, as at the beginning and whenever the fragment changes. */
  async follow(fragment: string): Promise<void> {
    const registry = this.registry.value;
    if (registry === null) return;
    const { state, notices } = parseLink(fragment, registry);
    const present = new Set(this.files.value.map((file) => file.name));
    const missing = state.files.filter((name) => !present.has(name));
    batch(() => {
      this.settings.value = state.settings;
      this.seed.value = state.seed;
      this.events.value = state.events;
      this.extras.value = state.extras;
      this.files.value = this.files.value.filter((file) => state.files.includes(file.name));
      this.missingFiles.value = missing;
      this.notices.value = notices;
      this.pending.value = new Map();
      this.fieldErrors.value = new Map();
      this.error.value = null;
    });
    if (missing.length === 0) {
      await this.buildFromLink();
      return;
    }
    if (this.phase.value === 'running') await this.pauseRun();
    batch(() => {
      this.run.value = null;
      this.stop.value = null;
      this.phase.value = 'waiting';
    });
  }

  /** Takes a text from a control. Refusals are shown at the field; nothing else changes then. */
  async change(setting: Setting, text: string): Promise<void> {
    const { spec, index } = setting;
    const checked = checkText(spec, text);
    if (!checked.ok) {
      this.refuseField(checked.error);
      return;
    }
    this.acceptField(spec.name);
    if (checked.text === this.shownText(setting)) return;
    if (this.takesEffectNow(spec) && !this.pending.value.has(index)) {
      await this.setLive(spec.name, checked.text);
      return;
    }
    const pending = new Map(this.pending.value);
    if (checked.text === this.effectiveText(setting)) pending.delete(index);
    else pending.set(index, checked.text);
    this.pending.value = pending;
    if (!this.started.value && pending.size > 0) await this.apply();
  }

  /** Rewinds with what is pending, and with live values as they are now. */
  async apply(): Promise<void> {
    const pending = this.pending.value;
    let next = this.shown.value;
    if (next === null) return;
    const started = this.started.value;
    if (started) {
      for (const setting of next.applicable()) {
        if (pending.has(setting.index)) continue;
        next = next.with(setting.index, this.effectiveText(setting));
      }
    }
    if (this.missingFiles.value.length > 0) {
      // No run can be built before the files are there; nothing is lost meanwhile.
      batch(() => {
        this.settings.value = next;
        this.pending.value = new Map();
      });
      return;
    }
    const built = await this.build({ settings: next, ...(started ? { events: [] } : {}) });
    // What was set meanwhile goes on waiting.
    if (built && this.pending.value === pending) this.pending.value = new Map();
  }

  discard(): void {
    batch(() => {
      this.pending.value = new Map();
      this.fieldErrors.value = new Map();
    });
  }

  /** Forgets the recorded live changes and goes back to the beginning. */
  async clearEvents(): Promise<void> {
    await this.build({ events: [] });
  }

  /** None: built-in data. */
  async useFiles(files: readonly LabFile[]): Promise<void> {
    const settings = this.settings.value?.forFiles(files.length > 0);
    if (settings === undefined) return;
    if (await this.build({ files, settings })) this.missingFiles.value = [];
  }

  /** Shows a refusal that arose on the page itself. */
  refuse(error: LabErrorData): void {
    this.error.value = error;
  }

  /** After a death: a new engine, at the last checkpoint. */
  async restart(): Promise<void> {
    this.phase.value = 'loading';
    try {
      if (this.reopen !== null) await this.reopen();
      else if (this.engine !== null) await this.revive(this.engine);
    } catch (error) {
      this.absorb(error);
    }
  }

  private async revive(engine: Engine): Promise<void> {
    // Without a checkpoint the run begins anew, as it was built.
    const begins = engine.lastCheckpoint() === null;
    const info = await engine.restart();
    batch(() => {
      if (begins && info !== null) this.events.value = this.scheduled;
      this.dead.value = null;
      this.error.value = null;
      if (this.phase.value === 'loading') this.phase.value = info === null ? 'waiting' : 'paused';
    });
    if (info === null) await this.buildFromLink();
  }

  private async setLive(name: string, text: string): Promise<void> {
    await this.guarded(async (engine) => {
      const event = await engine.set(name, text);
      this.events.value = addEvent(this.events.value, event);
    });
  }
}
