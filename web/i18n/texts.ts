/**
 * Texts by key, from one table per language (contract 10). Placeholders are named: `{field}`, or
 * `{value:percent}` with a format of `formats` for a number.
 */

import { signal } from '@preact/signals-core';

import { language, type Language } from './language';
import { formatEstimate, formatInteger, formatNumber, formatPercent } from './numbers';
import { formatPercentEstimate } from './numbers';

export type Table = Readonly<Record<string, string>>;
export type TextValues = Readonly<Record<string, string | number>>;

const table = signal<Table>({});

const loaders: Readonly<Record<Language, () => Promise<{ readonly default: Table }>>> = {
  en: () => import('./en.json'),
  'zh-CN': () => import('./zh-CN.json'),
};

let wanted: Language = 'en';

/** Loads a language and switches to it; the page follows by itself. */
export async function setLanguage(next: Language): Promise<void> {
  wanted = next;
  const loaded = (await loaders[next]()).default;
  if (wanted !== next) return; // another one was asked for meanwhile
  table.value = loaded;
  language.value = next;
  document.documentElement.lang = next;
}

/** Gives the table itself; for tests. */
export function setTable(next: Table, name: Language): void {
  table.value = next;
  language.value = name;
}

export function hasText(key: string): boolean {
  return Object.hasOwn(table.value, key);
}

/** How a number stands in a text. `values` holds its siblings: an estimate needs the uncertainty. */
const formats: Readonly<Record<string, (value: number, values: TextValues) => string>> = {
  integer: (value) => formatInteger(value),
  percent: (value) => formatPercent(value),
  three: (value) => formatNumber(value, 3),
  estimate: (value, values) => formatEstimate(value, Number(values['uncertainty'] ?? NaN)),
  percent_estimate: (value, values) =>
    formatPercentEstimate(value, Number(values['uncertainty'] ?? NaN)),
};

/** The text of `key`. A key that is not there is shown as it is: tests see to it that none is. */
export function t(key: string, values: TextValues = {}): string {
  const text = table.value[key] ?? key;
  return text.replace(/\{(\w+)(?::(\w+))?\}/g, (whole, name: string, format?: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    if (typeof value === 'string') return value;
    return formats[format ?? '']?.(value, values) ?? formatNumber(value, 3);
  });
}

/** The first of the keys that has a text; the last one shows itself. */
export function firstText(keys: readonly string[], values: TextValues = {}): string {
  const found = keys.find(hasText) ?? keys[keys.length - 1] ?? '';
  return t(found, values);
}
