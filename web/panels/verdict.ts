/** The sentence in which a plot ends. */

import { className } from '../i18n/names';
import { hasText, t, type TextValues } from '../i18n/texts';
import type { PanelContent } from '../model/panel-content';

/** Numbers named `*_class` are indices of classes: they are given their names. */
function classNames(content: PanelContent): readonly string[] {
  const { field, images } = content.description;
  return images?.classNames ?? field?.xLabels ?? [];
}

/** Empty while there is nothing to say. */
export function verdictText(content: PanelContent): string {
  const verdict = content.verdict;
  if (verdict === null) return '';
  const names = classNames(content);
  const values: Record<string, string | number> = {};
  for (const [name, number] of Object.entries(verdict.numbers)) {
    const known = name.endsWith('_class') ? names[number] : undefined;
    values[name] = known === undefined ? number : className(known);
  }
  return verdictSentence(verdict.code, values);
}

/**
 * A number of exactly one has its own sentence where the language has one: `verdict.CODE.one`. Zero
 * likewise: `verdict.CODE.zero`.
 */
function verdictSentence(code: string, values: TextValues): string {
  const count = values['count'];
  const special = count === 1 ? `verdict.${code}.one` : `verdict.${code}.zero`;
  if ((count === 1 || count === 0) && hasText(special)) return t(special, values);
  return t(`verdict.${code}`, values);
}
