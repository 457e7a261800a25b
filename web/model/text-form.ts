/**
 * The text form of parameter values (contract 2), checked as core checks it: the page can refuse a
 * value at its field before anything is sent. Core has the last word.
 */

import type { LabErrorData, ParamSpec } from '../engine/types';

export type Checked =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly error: LabErrorData };

const numberPattern = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
const integerPattern = /^[+-]?\d+$/;

/** `-` and `_` are the same character in ids and choices. */
export function sameSpelling(a: string, b: string): boolean {
  return a.replaceAll('-', '_') === b.replaceAll('-', '_');
}

export function rangeText(spec: ParamSpec): string {
  if (spec.min !== undefined && spec.max !== undefined) {
    return `${String(spec.min)}..${String(spec.max)}`;
  }
  if (spec.min !== undefined) return `>= ${String(spec.min)}`;
  if (spec.max !== undefined) return `<= ${String(spec.max)}`;
  return '';
}

function refused(spec: ParamSpec, code: string, value: string, allowed: string): Checked {
  const remedy = code.endsWith('_too_long') ? 'shorten' : 'use_allowed_value';
  return { ok: false, error: { code, field: spec.name, value, allowed, remedy } };
}

function checkNumber(spec: ParamSpec, text: string, whole: boolean): Checked {
  const trimmed = text.trim();
  if (!(whole ? integerPattern : numberPattern).test(trimmed)) {
    return refused(spec, whole ? 'not_an_integer' : 'not_a_number', text, rangeText(spec));
  }
  const value = Number(trimmed);
  const outside =
    !Number.isFinite(value) ||
    (spec.min !== undefined && value < spec.min) ||
    (spec.max !== undefined && value > spec.max);
  if (outside) return refused(spec, 'out_of_range', text, rangeText(spec));
  return { ok: true, text: String(value) };
}

function checkChoice(spec: ParamSpec, text: string): Checked {
  const choices = spec.choices ?? [];
  const found = choices.find((choice) => sameSpelling(choice, text.trim()));
  return found === undefined
    ? refused(spec, 'unknown_choice', text, choices.join(', '))
    : { ok: true, text: found };
}

function checkList(spec: ParamSpec, text: string, item: (entry: string) => Checked): Checked {
  const compact = text.trim();
  if (compact === '') return { ok: true, text: '' };
  const entries = compact.split(',');
  const most = spec.maxLength ?? 0;
  if (most > 0 && entries.length > most) {
    return refused(spec, 'list_too_long', String(entries.length), String(most));
  }
  const texts: string[] = [];
  for (const entry of entries) {
    const checked = item(entry);
    if (!checked.ok) return checked;
    texts.push(checked.text);
  }
  return { ok: true, text: texts.join(',') };
}

/** The listed spelling of `text`, or what is wrong with it. */
export function checkText(spec: ParamSpec, text: string): Checked {
  switch (spec.type) {
    case 'integer':
      return checkNumber(spec, text, true);
    case 'number':
      return checkNumber(spec, text, false);
    case 'boolean': {
      const trimmed = text.trim();
      return trimmed === 'on' || trimmed === 'off'
        ? { ok: true, text: trimmed }
        : refused(spec, 'not_a_boolean', text, 'on, off');
    }
    case 'choice':
      return checkChoice(spec, text);
    case 'integer_list':
      return checkList(spec, text, (entry) => checkNumber(spec, entry, true));
    case 'number_list':
      return checkList(spec, text, (entry) => checkNumber(spec, entry, false));
    case 'choice_list':
      return checkList(spec, text, (entry) => checkChoice(spec, entry));
    case 'text': {
      const most = spec.maxLength ?? 0;
      const bytes = new TextEncoder().encode(text).length;
      return most > 0 && bytes > most
        ? refused(spec, 'text_too_long', String(bytes), String(most))
        : { ok: true, text };
    }
  }
}
