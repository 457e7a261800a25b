/** Refusals, stops and notices in words: what happened, why, what to do. */

import type { LabErrorData, Stop } from '../engine/types';
import { paramLabel, valueLabel } from '../i18n/names';
import { firstText, hasText, t } from '../i18n/texts';

export interface ThreeLines {
  readonly what: string;
  readonly why: string;
  readonly remedy: string;
}

/** The parameter's own label where the field is one; anything else as core names it. */
function fieldName(experiment: string, field: string): string {
  const known = [`param.${experiment}.${field}.label`, `param.${field}.label`].some(hasText);
  return known ? paramLabel(experiment, field) : field;
}

export function errorLines(experiment: string, error: LabErrorData): ThreeLines {
  const values = {
    field: fieldName(experiment, error.field),
    value: error.value,
    allowed: error.allowed,
  };
  return {
    what: t(`error.${error.code}.what`, values),
    why: t(`error.${error.code}.why`, values),
    remedy: t(`error.remedy.${error.remedy}`, values),
  };
}

export function stopLines(stop: Stop): ThreeLines {
  const layer = /^(\w+)_(\d+)\./.exec(stop.layer ?? '');
  const values = {
    ...stop.numbers,
    step: stop.step,
    layer: layer === null ? (stop.layer ?? '') : valueLabel('', `layer[${layer[2] ?? '0'}]`),
  };
  const why = stop.cause === undefined ? `stop.rule.${stop.rule}` : `cause.${stop.cause}`;
  const where = stop.layer === undefined ? '' : ` ${t('stop.layer', values)}`;
  return {
    what: t(`stop.${stop.reason}.what`, values),
    why: t(why, values) + where,
    remedy: firstText(
      [`stop.remedy.${stop.cause ?? stop.rule}`, `stop.${stop.reason}.remedy`],
      values,
    ),
  };
}
