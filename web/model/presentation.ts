/**
 * Presentation in the query: `?lang=&theme=&autoplay=` (contract 9). Keys that this version does not
 * know stay where they are.
 */

export const languages = ['en', 'zh-CN'] as const;
export type Language = (typeof languages)[number];

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

export interface Presentation {
  readonly lang: Language | null;
  readonly theme: Theme | null;
  readonly autoplay: boolean;
}

/** `zh`, `zh-Hans`, `zh_TW` are all read as Chinese; null for a language that is not there. */
export function matchLanguage(tag: string): Language | null {
  const primary = tag.toLowerCase().split(/[-_]/)[0];
  if (primary === 'zh') return 'zh-CN';
  return primary === 'en' ? 'en' : null;
}

export function parsePresentation(query: string): Presentation {
  const params = new URLSearchParams(query);
  const theme = params.get('theme');
  return {
    lang: matchLanguage(params.get('lang') ?? ''),
    theme: themes.find((name) => name === theme) ?? null,
    autoplay: params.get('autoplay') === '1' || params.get('autoplay') === 'on',
  };
}

/** The query with `name` changed where it is given; otherwise as it was. */
export function replaceGiven(query: string, name: string, value: string): string {
  const params = new URLSearchParams(query);
  if (!params.has(name)) return query;
  params.set(name, value);
  return `?${params.toString()}`;
}
