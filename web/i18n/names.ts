/** Names of things that core announces by code: parameters, choices, series, units, classes. */

import { firstText, hasText, t } from './texts';

export function paramLabel(experiment: string, name: string): string {
  return firstText([`param.${experiment}.${name}.label`, `param.${name}.label`]);
}

/** Empty where the parameter needs no explanation. */
export function paramHelp(experiment: string, name: string): string {
  const key = [`param.${experiment}.${name}.help`, `param.${name}.help`].find(hasText);
  return key === undefined ? '' : t(key);
}

export function choiceLabel(name: string, value: string): string {
  return t(`choice.${name}.${value}`);
}

export function groupLabel(name: string): string {
  return t(`group.${name}`);
}

/** Title of a panel, or the line that says what it will show. */
export function panelText(experiment: string, panel: string, part: 'title' | 'waiting'): string {
  return firstText([`panel.${experiment}.${panel}.${part}`, `panel.${panel}.${part}`]);
}

/** A value, series or group: `name` or `name[i]`, whose text has {index} (from 0) and {number} (from 1). */
export function valueLabel(experiment: string, name: string): string {
  const match = /^(.*)\[(\d+)\]$/.exec(name);
  const index = Number(match?.[2] ?? 0);
  const key = match === null ? name : `${match[1] ?? ''}[i]`;
  return firstText([`value.${experiment}.${key}`, `value.${key}`], {
    index: String(index),
    number: String(index + 1),
  });
}

export function axisLabel(name: string): string {
  return name === '' ? '' : t(`axis.${name}`);
}

/** Empty for a pure number. */
export function unitLabel(code: string): string {
  return code === '' ? '' : t(`unit.${code}`);
}

/** Class names are keys where the data set is core's own, and plain digits where it is not. */
export function className(name: string): string {
  const key = `class.${name}`;
  return hasText(key) ? t(key) : name;
}

export function referenceSource(source: string): string {
  const key = `reference.${source}`;
  return hasText(key) ? t(key) : source;
}
