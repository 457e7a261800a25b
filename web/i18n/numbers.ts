/** Numbers as a reader sees them: grouped, with the digits they deserve, in the reader's language. */

import { language } from './language';

const cache = new Map<string, Intl.NumberFormat>();

function format(value: number, options: Intl.NumberFormatOptions): string {
  const key = language.value + JSON.stringify(options);
  let formatter = cache.get(key);
  if (formatter === undefined) {
    formatter = new Intl.NumberFormat(language.value, options);
    cache.set(key, formatter);
  }
  // U+2212: a hyphen is too short for a sign.
  return formatter.format(value).replace('-', '−');
}

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** 10 to the power `exponent`, in superscript figures. */
export function formatPower(exponent: number): string {
  const digits = String(Math.abs(exponent)).replace(/\d/g, (d) => superscripts[Number(d)] ?? d);
  return `10${exponent < 0 ? '⁻' : ''}${digits}`;
}

function notFinite(value: number): string | null {
  if (Number.isNaN(value)) return '–';
  if (value === Infinity) return '∞';
  return value === -Infinity ? '−∞' : null;
}

export function formatInteger(value: number): string {
  return notFinite(value) ?? format(value, { maximumFractionDigits: 0 });
}

/** `digits` significant ones; very large and very small numbers as a × 10ⁿ. */
export function formatNumber(value: number, digits = 4): string {
  const special = notFinite(value);
  if (special !== null) return special;
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e7 || size < 1e-4)) {
    const exponent = Math.floor(Math.log10(size));
    const mantissa = value / 10 ** exponent;
    const factor = format(mantissa, { maximumSignificantDigits: digits });
    return `${factor}\u00a0×\u00a0${formatPower(exponent)}`; // never broken over two lines
  }
  if (Number.isInteger(value) && size >= 1000) return formatInteger(value);
  return format(value, { maximumSignificantDigits: digits });
}

/** Always `digits` significant figures: a live number keeps its width. */
export function formatFixed(value: number, digits: number): string {
  const special = notFinite(value);
  if (special !== null) return special;
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e6 || size < 1e-3)) return formatNumber(value, digits);
  return format(value, { minimumSignificantDigits: digits, maximumSignificantDigits: digits });
}

export function formatPlaces(value: number, places: number): string {
  const options = { minimumFractionDigits: places, maximumFractionDigits: places };
  return notFinite(value) ?? format(value, options);
}

export function formatPercent(value: number, fractionDigits = 1): string {
  const options: Intl.NumberFormatOptions = {
    style: 'percent',
    minimumFractionDigits: fractionDigits,
    maximumFractionDigits: fractionDigits,
  };
  return notFinite(value) ?? format(value, options);
}

/** Value ± uncertainty: two figures of the uncertainty, the value to the same place. */
export function formatEstimate(value: number, uncertainty: number, digits = 5): string {
  if (!Number.isFinite(value) || !(uncertainty > 0) || !Number.isFinite(uncertainty)) {
    return formatNumber(value, digits);
  }
  const place = Math.min(12, Math.max(0, 1 - Math.floor(Math.log10(uncertainty))));
  const options = { minimumFractionDigits: place, maximumFractionDigits: place };
  return `${format(value, options)} ± ${format(uncertainty, options)}`;
}

/** A share with its uncertainty, both in percent. */
export function formatPercentEstimate(value: number, uncertainty: number): string {
  if (!(uncertainty > 0)) return formatPercent(value);
  return `${formatPercent(value)} ± ${formatPercent(uncertainty)}`;
}
