/** What a run is configured with: texts by spec, and which of the specs apply. */

import type { ExperimentSpec, ParamSpec, ParamText } from '../engine/types';
import { checkText } from './text-form';

/** The default in its listed spelling. */
export function defaultText(spec: ParamSpec): string {
  const checked = checkText(spec, spec.defaultText);
  return checked.ok ? checked.text : spec.defaultText;
}

/** An applicable parameter and its text. */
export interface Setting {
  /** Index in ExperimentSpec.params: several specs may share a name under disjoint conditions. */
  readonly index: number;
  readonly spec: ParamSpec;
  readonly text: string;
}

/**
 * Immutable. Texts belong to specs, not to names: a learning rate chosen for one function does not
 * follow to another function that has its own.
 */
export class Settings {
  readonly experiment: ExperimentSpec;
  /** Files take the place of built-in data; what describes those does not apply then. */
  readonly hasFiles: boolean;
  private readonly texts: ReadonlyMap<number, string>;
  private resolved: readonly Setting[] | null = null;

  constructor(
    experiment: ExperimentSpec,
    texts: ReadonlyMap<number, string> = new Map(),
    hasFiles = false,
  ) {
    this.experiment = experiment;
    this.texts = texts;
    this.hasFiles = hasFiles;
  }

  /** Gives each name of `given` to the specs of that name, wherever they come to apply. */
  static fromGiven(
    experiment: ExperimentSpec,
    given: ReadonlyMap<string, string>,
    hasFiles = false,
  ): Settings {
    const texts = new Map<number, string>();
    experiment.params.forEach((spec, index) => {
      const text = given.get(spec.name);
      if (text !== undefined) texts.set(index, text);
    });
    const loose = new Settings(experiment, texts, hasFiles);
    const applying = new Set(loose.applicable().map((setting) => setting.index));
    const kept = new Map([...texts].filter(([index]) => applying.has(index)));
    return new Settings(experiment, kept, hasFiles);
  }

  textAt(index: number): string {
    const spec = this.experiment.params[index];
    return this.texts.get(index) ?? (spec === undefined ? '' : defaultText(spec));
  }

  with(index: number, text: string): Settings {
    return new Settings(this.experiment, new Map(this.texts).set(index, text), this.hasFiles);
  }

  forFiles(hasFiles: boolean): Settings {
    return new Settings(this.experiment, this.texts, hasFiles);
  }

  /** The parameters that apply, in the order of their specs. */
  applicable(): readonly Setting[] {
    this.resolved ??= this.resolve();
    return this.resolved;
  }

  find(name: string): Setting | undefined {
    return this.applicable().find((setting) => setting.spec.name === name);
  }

  /** Name and text of every applicable parameter that differs from its default. */
  given(): ParamText[] {
    return this.applicable()
      .filter(({ spec, text }) => text !== defaultText(spec))
      .map(({ spec, text }) => [spec.name, text] as const);
  }

  private resolve(): Setting[] {
    const params = this.experiment.params;
    const known: (boolean | undefined)[] = new Array<boolean | undefined>(params.length);
    const applies = (index: number): boolean => {
      const before = known[index];
      if (before !== undefined) return before;
      known[index] = false; // conditions do not go in a circle; if they did, this ends it
      const conditions = Object.entries(params[index]?.when ?? {});
      const holds = conditions.every(([name, values]) =>
        params.some(
          (spec, other) =>
            spec.name === name && applies(other) && values.includes(this.textAt(other)),
        ),
      );
      known[index] = holds;
      return holds;
    };
    return params.flatMap((spec, index) =>
      applies(index) && !(this.hasFiles && spec.withoutFiles === true)
        ? [{ index, spec, text: this.textAt(index) }]
        : [],
    );
  }
}
