/** Colours for canvases, read from the page's tokens, and word of their changes. */

export interface Colors {
  readonly card: string;
  readonly ink: string;
  readonly ink2: string;
  readonly line: string;
  readonly soft: string;
  readonly accent: string;
  readonly warn: string;
  readonly mid: string;
  /** Of series, groups and classes, in order; the second marker is dash or shape. */
  readonly series: readonly string[];
  readonly neg: string;
  readonly pos: string;
  readonly dark: boolean;
  readonly font: string;
}

export function readColors(element: Element): Colors {
  const style = getComputedStyle(element);
  const token = (name: string): string => style.getPropertyValue(name).trim();
  return {
    card: token('--card'),
    ink: token('--ink'),
    ink2: token('--ink2'),
    line: token('--line'),
    soft: token('--soft'),
    accent: token('--accent'),
    warn: token('--warn'),
    mid: token('--mid'),
    series: [token('--s1'), token('--s2'), token('--s3'), token('--s4')],
    neg: token('--neg'),
    pos: token('--pos'),
    dark: document.documentElement.dataset['theme'] === 'dark',
    font: token('--font'),
  };
}

/** Calls back after each change of the theme; returns the way to stop. */
export function watchTheme(callback: () => void): () => void {
  const observer = new MutationObserver(callback);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme', 'lang'] });
  return () => {
    observer.disconnect();
  };
}

/** Dashes that go with the colours, in CSS pixels; the first is solid. */
export const dashes: readonly (readonly number[])[] = [[], [7, 4], [2, 3], [9, 3, 2, 3]];

export function seriesColor(colors: Colors, index: number): string {
  return colors.series[index % colors.series.length] ?? colors.ink;
}

export function seriesDash(index: number): readonly number[] {
  // With more series than colours, colour and dash go round at different paces.
  return dashes[(index + Math.floor(index / 4)) % dashes.length] ?? [];
}
