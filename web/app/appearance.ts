/** Language and theme: from the query, else as remembered, else as the system has them. */

import { signal } from '@preact/signals-core';

import { setLanguage } from '../i18n/texts';
import {
  matchLanguage,
  parsePresentation,
  replaceGiven,
  themes,
  type Language,
  type Theme,
} from '../model/presentation';
import { recall, remember } from './storage';

export const theme = signal<Theme>('system');

const systemDark = matchMedia('(prefers-color-scheme: dark)');

function showTheme(): void {
  const dark = theme.value === 'dark' || (theme.value === 'system' && systemDark.matches);
  document.documentElement.dataset['theme'] = dark ? 'dark' : 'light';
}

/** A choice stands in the query only where a link put it there; it is remembered in any case. */
function keep(name: 'lang' | 'theme', value: string): void {
  remember(name, value);
  const query = replaceGiven(location.search, name, value);
  if (query !== location.search) history.replaceState(null, '', query + location.hash);
}

export function chooseTheme(next: Theme): void {
  theme.value = next;
  showTheme();
  keep('theme', next);
}

export async function chooseLanguage(next: Language): Promise<void> {
  await setLanguage(next);
  keep('lang', next);
}

/** Resolves when the texts are there. */
export async function startAppearance(): Promise<void> {
  const given = parsePresentation(location.search);
  const stored = recall('theme');
  theme.value = given.theme ?? themes.find((name) => name === stored) ?? 'system';
  showTheme();
  systemDark.addEventListener('change', showTheme);
  const tags = [recall('lang') ?? '', ...navigator.languages];
  const language = given.lang ?? tags.map(matchLanguage).find((found) => found !== null) ?? 'en';
  await setLanguage(language);
}
