/**
 * Colours of fields. Cividis (Nuñez, Anderton, Renslow 2018, CC0) at ten places, interpolated in
 * sRGB; the diverging map goes from blue over the page's grey to orange, zero in the grey.
 */

import type { Colors } from './theme';

/** 256 colours as 0xAABBGGRR, the byte order of ImageData on little-endian machines. */
export type Lut = Uint32Array;

type Rgb = readonly [number, number, number];

const cividisStops: readonly Rgb[] = [
  [0, 34, 78],
  [18, 53, 112],
  [59, 73, 108],
  [87, 93, 109],
  [112, 113, 115],
  [138, 134, 120],
  [165, 156, 116],
  [195, 179, 105],
  [225, 204, 85],
  [254, 232, 56],
];

function interpolate(stops: readonly Rgb[]): Lut {
  const lut = new Uint32Array(256);
  for (let i = 0; i < 256; ++i) {
    const at = (i / 255) * (stops.length - 1);
    const low = Math.min(stops.length - 2, Math.floor(at));
    const f = at - low;
    const a = stops[low] ?? [0, 0, 0];
    const b = stops[low + 1] ?? a;
    const mix = (k: 0 | 1 | 2): number => Math.round(a[k] + (b[k] - a[k]) * f);
    lut[i] = (0xff << 24) | (mix(2) << 16) | (mix(1) << 8) | mix(0);
  }
  return lut;
}

export function parseColor(hex: string): Rgb {
  const full = hex.length === 4 ? hex.replace(/[^#]/g, '$&$&') : hex;
  const part = (at: number): number => Number.parseInt(full.slice(at, at + 2), 16) || 0;
  return [part(1), part(3), part(5)];
}

export function cividis(): Lut {
  return interpolate(cividisStops);
}

export function diverging(colors: Colors): Lut {
  return interpolate([parseColor(colors.neg), parseColor(colors.mid), parseColor(colors.pos)]);
}

/** From the card's own colour to the accent: for counts in cells with figures on them. */
export function counting(colors: Colors): Lut {
  return interpolate([parseColor(colors.card), parseColor(colors.series[0] ?? colors.accent)]);
}

/** From the card towards a neutral tone: ground for contour lines and paths. */
export function terrain(colors: Colors): Lut {
  const low = parseColor(colors.series[0] ?? colors.accent);
  const card = parseColor(colors.card);
  const soft = card.map((c, k) => Math.round(c + ((low[k] ?? c) - c) * 0.34)) as unknown as Rgb;
  return interpolate([soft, card]);
}

/** `#rrggbb` of an entry. */
export function lutColor(lut: Lut, at: number): string {
  const entry = lut[Math.max(0, Math.min(255, Math.round(at)))] ?? 0;
  const hex = (value: number): string => value.toString(16).padStart(2, '0');
  return `#${hex(entry & 255)}${hex((entry >> 8) & 255)}${hex((entry >> 16) & 255)}`;
}

/** Black or white, whichever reads better on the colour (WCAG relative luminance). */
export function inkOn(color: string): string {
  const [r, g, b] = parseColor(color).map((c) => {
    const s = c / 255;
    return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
  });
  const luminance = 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0);
  return luminance > 0.2 ? '#12161d' : '#ffffff';
}
