/**
 * What crosses from the engine to the page: plain data, mirrored from core (run/experiment.hpp,
 * run/panels.hpp, math/error.hpp). Names and meanings are those of the contract.
 */

export type ParamType =
  | 'integer'
  | 'number'
  | 'boolean'
  | 'choice'
  | 'integer_list'
  | 'number_list'
  | 'choice_list'
  | 'text';

export type ParamValue = number | boolean | string | readonly number[] | readonly string[];

export interface ParamSpec {
  readonly name: string;
  readonly type: ParamType;
  readonly default: ParamValue;
  /** The default in the text form of links and the command. */
  readonly defaultText: string;
  readonly min?: number;
  readonly max?: number;
  readonly choices?: readonly string[];
  readonly scale: 'linear' | 'log';
  readonly unit?: string;
  /** Takes effect while running; otherwise at rewind. */
  readonly live: boolean;
  /** Applies only where every named parameter has one of the values. */
  readonly when?: Readonly<Record<string, readonly string[]>>;
  readonly group: string;
  readonly maxLength?: number;
  /** Describes built-in data: applies only where no file is given. */
  readonly withoutFiles?: boolean;
}

export type PanelKind =
  'lines' | 'values' | 'spectrum' | 'field' | 'scatter' | 'images' | 'network';

export interface ExperimentSpec {
  readonly id: string;
  readonly source: string;
  readonly hasSteps: boolean;
  readonly acceptsFiles: boolean;
  readonly params: readonly ParamSpec[];
  readonly panels: readonly { readonly id: string; readonly kind: PanelKind }[];
}

export interface Registry {
  readonly version: string;
  readonly seed: { readonly min: number; readonly max: number; readonly default: number };
  readonly experiments: readonly ExperimentSpec[];
}

export interface Axis {
  readonly name: string;
  readonly unit: string;
  readonly scale: 'linear' | 'log';
}

/** The fixed description of one panel of a run; frames carry its changing contents. */
export interface PanelDescription {
  readonly id: string;
  readonly kind: PanelKind;
  readonly xAxis: Axis;
  readonly yAxis: Axis;
  readonly series: readonly {
    readonly name: string;
    readonly unit: string;
    readonly band: boolean;
  }[];
  readonly values: readonly {
    readonly name: string;
    readonly unit: string;
    readonly reference?: { readonly value: number; readonly source: string };
  }[];
  readonly groups: readonly { readonly name: string; readonly unit: string }[];
  readonly field?: {
    readonly xAxis: Axis;
    readonly yAxis: Axis;
    readonly rows: number;
    readonly columns: number;
    readonly unit: string;
    readonly diverging: boolean;
    readonly logLevels: boolean;
    readonly xLabels: readonly string[];
    readonly yLabels: readonly string[];
  };
  readonly images?: {
    readonly rows: number;
    readonly columns: number;
    readonly classNames: readonly string[];
  };
}

/** A refused input (contract 10): codes and numbers; the texts come from i18n. */
export interface LabErrorData {
  readonly code: string;
  readonly field: string;
  readonly value: string;
  readonly allowed: string;
  readonly remedy: string;
}

export interface Stop {
  readonly reason: 'converged' | 'diverged' | 'limit' | 'user';
  readonly rule: string;
  readonly step: number;
  readonly layer?: string;
  readonly cause?: string;
  readonly numbers: Readonly<Record<string, number>>;
}

/** A live change: takes effect at the boundary after `step` steps. */
export interface LiveEvent {
  readonly step: number;
  readonly name: string;
  readonly value: string;
}

export interface LabFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A name and its text, as in links. Order is kept; a name given twice is refused by core. */
export type ParamText = readonly [name: string, text: string];

export interface RunConfig {
  readonly experiment: string;
  /** Without defaults; may include `seed`. */
  readonly params: readonly ParamText[];
  /** Live changes to replay (`at=`). */
  readonly events: readonly LiveEvent[];
}

export interface RunInfo {
  readonly panels: readonly PanelDescription[];
  /** Every applicable parameter in text form. */
  readonly params: readonly ParamText[];
  readonly seed: number | null;
}
