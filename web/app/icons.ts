/** Icons, drawn here: 16 x 16, in the colour of the text. */

import { svg, html, type SVGTemplateResult, type TemplateResult } from 'lit';

function icon(shape: SVGTemplateResult): TemplateResult {
  return html`<svg
    class="icon"
    width="16"
    height="16"
    viewBox="0 0 16 16"
    fill="none"
    stroke="currentColor"
    stroke-width="1.6"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    ${shape}
  </svg>`;
}

export const icons = {
  run: icon(svg`<path d="M4.5 2.8v10.400l8.6-5.200z" fill="currentColor" stroke-width="1" />`),
  pause: icon(svg`<path d="M5.2 3v10M10.8 3v10" stroke-width="2.6" />`),
  step: icon(
    svg`<path d="M3 3.300v9.400l7-4.700z" fill="currentColor" stroke-width="1" /><path d="M12.8 3v10" stroke-width="2" />`,
  ),
  rewind: icon(svg`<path d="M3.2 8a4.9 4.9 0 1 0 1.6-3.6" /><path d="M4.6 1.600v3.100h3.1" />`),
  seed: icon(
    svg`<rect x="2.5" y="2.5" width="11" height="11" rx="2.5" /><path d="M5.7 5.700h.01M10.3 5.700h.01M8 8h.01M5.7 10.300h.01M10.3 10.300h.01" stroke-width="2" />`,
  ),
  chevron: icon(svg`<path d="M4 6.200l4 4 4-4" />`),
  menu: icon(svg`<path d="M2.5 4.500h11M2.5 8h11M2.5 11.500h11" />`),
  close: icon(svg`<path d="M4 4l8 8M12 4l-8 8" />`),
  sun: icon(
    svg`<circle cx="8" cy="8" r="2.8" /><path d="M8 1.500v1.400M8 13.100v1.400M1.5 8h1.400M13.1 8h1.400M3.4 3.400l1 1M11.6 11.600l1 1M12.6 3.400l-1 1M4.4 11.600l-1 1" />`,
  ),
  moon: icon(svg`<path d="M13.2 9.700A5.7 5.7 0 0 1 6.3 2.800a5.7 5.7 0 1 0 6.9 6.900z" />`),
  system: icon(
    svg`<circle cx="8" cy="8" r="5.7" /><path d="M8 2.300a5.7 5.7 0 0 1 0 11.400z" fill="currentColor" stroke="none" />`,
  ),
  share: icon(
    svg`<path d="M6.7 9.300a2.6 2.6 0 0 0 3.7 0l2.2-2.200a2.6 2.6 0 0 0-3.7-3.700l-.8.8" /><path d="M9.3 6.700a2.6 2.6 0 0 0-3.7 0L3.4 8.900a2.6 2.6 0 0 0 3.7 3.700l.8-.8" />`,
  ),
  help: icon(
    svg`<circle cx="8" cy="8" r="6.2" /><path d="M6.2 6.300A1.9 1.9 0 0 1 8 5c1.1 0 1.9.7 1.9 1.6 0 1.2-1.9 1.4-1.9 2.7" /><path d="M8 11.300h.01" stroke-width="1.9" />`,
  ),
  info: icon(
    svg`<circle cx="8" cy="8" r="6" stroke-width="1.3" /><path d="M8 7.400v3.4" stroke-width="1.4" /><path d="M8 5.100h.01" stroke-width="1.8" />`,
  ),
  check: icon(svg`<path d="M3.2 8.400l3.2 3.2 6.4-7" />`),
  file: icon(svg`<path d="M4 1.800h5l3.2 3.200v9.200H4z" /><path d="M8.8 2v3.300H12" />`),
} as const;

/** The saddle with its separatrices. */
export const logo = html`<svg
  width="26"
  height="26"
  viewBox="0 0 26 26"
  fill="none"
  stroke-width="1.7"
  stroke-linecap="round"
  aria-hidden="true"
>
  <path d="M3 7.500c5 0 7.2 2.3 7.2 5.500S8 18.5 3 18.5" stroke="currentColor" opacity="0.5" />
  <path d="M23 7.500c-5 0-7.2 2.3-7.2 5.500s2.2 5.5 7.2 5.5" stroke="currentColor" opacity="0.5" />
  <path d="M4.5 3.500l17 19M21.5 3.500l-17 19" class="accent" />
</svg>`;
