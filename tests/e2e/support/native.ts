/** The native command, run to its end. */

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';

import type { ParamText } from '../../../web/engine/types';

const command = 'build/native-release/separatrix';

/** Numbers that are not finite are strings in JSON (contract 7). */
type JsonNumber = number | string;

export interface CommandResult {
  readonly steps: number;
  readonly panels: readonly {
    readonly id: string;
    readonly series?: readonly { name: string; x: JsonNumber[]; y: JsonNumber[] }[];
    readonly values?: readonly { name: string; value: JsonNumber }[];
    readonly groups?: readonly { name: string; values?: JsonNumber[] }[];
  }[];
}

export async function runNative(
  experiment: string,
  params: readonly ParamText[],
  steps?: number,
): Promise<CommandResult> {
  if (!existsSync(command)) throw new Error(`${command} is missing: build native`);
  const settings = params.flatMap(([name, value]) => ['--set', `${name}=${value}`]);
  const bound = steps === undefined ? [] : ['--steps', String(steps)];
  const { stdout } = await promisify(execFile)(
    command,
    ['run', experiment, ...settings, ...bound],
    { maxBuffer: 1 << 28 },
  );
  return JSON.parse(stdout) as CommandResult;
}

/** The y of one series. */
export function seriesOf(result: CommandResult, panel: string, series: string): number[] {
  const found = result.panels.find(({ id }) => id === panel);
  const curve = found?.series?.find(({ name }) => name === series);
  if (curve === undefined) throw new Error(`no ${panel}.${series} in the result`);
  return curve.y.map(Number);
}

export function valueOf(result: CommandResult, name: string): number {
  for (const { values } of result.panels) {
    const found = values?.find((value) => value.name === name);
    if (found !== undefined) return Number(found.value);
  }
  throw new Error(`no value ${name} in the result`);
}
