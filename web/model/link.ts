/**
 * The state in the link (contract 9):
 * `#v=1&experiment=ID&name=value&...&at=step:name:value&...`, percent-encoded, defaults omitted.
 *
 * A run on files of the user names them: `files=name1,name2` (a comma inside a name as %2C before
 * encoding). The files themselves are not in the link; the page asks for them.
 */

import type { LiveEvent, ParamText, Registry } from '../engine/types';
import { Settings } from './settings';
import { checkText, sameSpelling } from './text-form';

export const linkVersion = 1;

export type LinkNoticeCode =
  | 'link_version'
  | 'link_unknown_experiment'
  | 'link_unknown_name'
  | 'link_bad_value'
  | 'link_given_twice'
  | 'link_not_applicable'
  | 'link_bad_event';

/** Something of a link that was not followed, and what was done instead. */
export interface LinkNotice {
  readonly code: LinkNoticeCode;
  readonly field: string;
  readonly value: string;
  /** What would have been understood; empty where nothing would. */
  readonly allowed: string;
}

/** The state a link describes. */
export interface LinkState {
  readonly settings: Settings;
  readonly seed: number;
  readonly events: readonly LiveEvent[];
  /** Names of the files the run needs; empty: built-in data. */
  readonly files: readonly string[];
  /** Names that this version does not know, kept as they came. */
  readonly extras: readonly ParamText[];
}

export interface ParsedLink {
  readonly state: LinkState;
  readonly notices: readonly LinkNotice[];
}

function encode(text: string): string {
  // Commas and colons are legal in a fragment; readable links are worth the exception.
  return encodeURIComponent(text).replaceAll('%2C', ',').replaceAll('%3A', ':');
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a stray % is shown as it stands
  }
}

/** Pairs of a fragment. `+` stays a plus sign: 1e+3 is a number. */
export function splitFragment(fragment: string): ParamText[] {
  return fragment
    .replace(/^#/, '')
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const equals = part.indexOf('=');
      return equals < 0
        ? ([decode(part), ''] as const)
        : ([decode(part.slice(0, equals)), decode(part.slice(equals + 1))] as const);
    });
}

function parseFiles(value: string): string[] {
  return value.split(',').filter(Boolean).map(decode);
}

/** Checks `at=` once the settings are known: only live parameters that apply can change. */
function parseEvent(value: string, settings: Settings): LiveEvent | null {
  const match = /^(\d{1,15}):([^:]+):(.*)$/s.exec(value);
  const [, step, name, text] = match ?? [];
  if (step === undefined || name === undefined || text === undefined) return null;
  const setting = settings.find(name);
  if (setting === undefined || !setting.spec.live) return null;
  const checked = checkText(setting.spec, text);
  return checked.ok ? { step: Number(step), name, value: checked.text } : null;
}

class LinkReader {
  readonly notices: LinkNotice[] = [];

  note(code: LinkNoticeCode, field: string, value: string, allowed = ''): void {
    this.notices.push({ code, field, value, allowed });
  }

  version(value: string | undefined): void {
    if (value !== undefined && value !== String(linkVersion)) {
      this.note('link_version', 'v', value, String(linkVersion));
    }
  }

  seed(value: string | undefined, registry: Registry): number {
    const { min, max, default: fallback } = registry.seed;
    if (value === undefined) return fallback;
    const number = Number(value);
    if (/^\d{1,10}$/.test(value) && number >= min && number <= max) return number;
    this.note('link_bad_value', 'seed', value, `${String(min)}..${String(max)}`);
    return fallback;
  }
}

/** Reads a fragment; whatever cannot be followed becomes a notice. `registry` has experiments. */
export function parseLink(fragment: string, registry: Registry): ParsedLink {
  const reader = new LinkReader();
  const single = new Map<string, string>();
  const events: string[] = [];
  for (const [name, value] of splitFragment(fragment)) {
    if (name === 'at') events.push(value);
    else if (single.has(name)) reader.note('link_given_twice', name, value, single.get(name));
    else single.set(name, value);
  }
  const take = (name: string): string | undefined => {
    const value = single.get(name);
    single.delete(name);
    return value;
  };

  reader.version(take('v'));
  const wanted = take('experiment');
  const first = registry.experiments[0];
  if (first === undefined) throw new Error('the registry is empty');
  const found =
    wanted === undefined
      ? first
      : registry.experiments.find((experiment) => sameSpelling(experiment.id, wanted));
  if (found === undefined) {
    const ids = registry.experiments.map((experiment) => experiment.id).join(', ');
    reader.note('link_unknown_experiment', 'experiment', wanted ?? '', ids);
  }
  const experiment = found ?? first;
  const seed = reader.seed(take('seed'), registry);
  const files = parseFiles(take('files') ?? '');

  const names = new Set(experiment.params.map((spec) => spec.name));
  const extras: ParamText[] = [];
  const given = new Map<string, string>();
  for (const [name, value] of single) {
    if (names.has(name)) given.set(name, value);
    else {
      extras.push([name, value]);
      reader.note('link_unknown_name', name, value);
    }
  }
  const settings = readSettings(
    reader,
    experiment,
    given,
    experiment.acceptsFiles && files.length > 0,
  );
  return {
    state: {
      settings,
      seed,
      events: readEvents(reader, events, settings),
      files: experiment.acceptsFiles ? files : [],
      extras,
    },
    notices: reader.notices,
  };
}

/** A change that cannot be is left out, and so is a second one of a parameter at one step. */
function readEvents(
  reader: LinkReader,
  given: readonly string[],
  settings: Settings,
): readonly LiveEvent[] {
  const events: LiveEvent[] = [];
  for (const value of given) {
    const event = parseEvent(value, settings);
    if (event === null) {
      reader.note('link_bad_event', 'at', value, 'step:name:value');
      continue;
    }
    const first = events.find(({ step, name }) => step === event.step && name === event.name);
    if (first === undefined) events.push(event);
    else reader.note('link_given_twice', 'at', value, first.value);
  }
  return events;
}

/** Values that are no values go first, then those that do not apply to what remains. */
function readSettings(
  reader: LinkReader,
  experiment: Settings['experiment'],
  given: ReadonlyMap<string, string>,
  hasFiles: boolean,
): Settings {
  const good = new Map<string, string>();
  for (const [name, value] of given) {
    const checks = experiment.params
      .filter((spec) => spec.name === name)
      .map((spec) => checkText(spec, value));
    const passed = checks.find((check) => check.ok);
    if (passed?.ok === true) good.set(name, passed.text);
    else {
      const failed = checks[0];
      reader.note('link_bad_value', name, value, failed?.ok === false ? failed.error.allowed : '');
    }
  }
  let settings = Settings.fromGiven(experiment, good, hasFiles);
  for (const [name, text] of good) {
    const setting = settings.find(name);
    if (setting === undefined) reader.note('link_not_applicable', name, text);
    else {
      const checked = checkText(setting.spec, text); // specs of one name may differ in range
      if (checked.ok) continue;
      reader.note('link_bad_value', name, text, checked.error.allowed);
      settings = settings.with(setting.index, setting.spec.defaultText);
    }
  }
  return settings;
}

/** The fragment of a state, beginning with `#`. */
export function formatLink(state: LinkState, defaultSeed: number): string {
  const pairs: ParamText[] = [
    ['v', String(linkVersion)],
    ['experiment', state.settings.experiment.id],
    ...state.settings.given(),
  ];
  if (state.seed !== defaultSeed) pairs.push(['seed', String(state.seed)]);
  for (const { step, name, value } of state.events) {
    pairs.push(['at', `${String(step)}:${name}:${value}`]);
  }
  if (state.files.length > 0) {
    pairs.push(['files', state.files.map((name) => encodeURIComponent(name)).join(',')]);
  }
  pairs.push(...state.extras);
  return `#${pairs.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&')}`;
}
