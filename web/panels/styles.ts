/** Styles that cards, captions and tables share. */

import { css } from 'lit';

export const baseStyles = css`
  :host {
    display: block;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  [hidden] {
    display: none !important;
  }
  button,
  select,
  input,
  textarea {
    font: inherit;
    color: inherit;
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .card {
    background: var(--card);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    padding: 14px 16px;
  }
  .number {
    font-family: var(--mono);
    font-variant-numeric: tabular-nums;
  }
`;

export const panelStyles = css`
  :host {
    min-width: 0;
    container-type: inline-size;
  }
  .card {
    display: flex;
    flex-direction: column;
    height: 100%;
  }
  h2 {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    align-items: baseline;
    gap: 0 12px;
    margin: 0 0 8px;
    font-size: 14px;
    line-height: 1.4;
    font-weight: 650;
  }
  h2 small {
    font-weight: 400;
    color: var(--ink2);
    font-size: 12.5px;
  }
  .plot {
    position: relative;
    border-radius: 6px;
    min-width: 0;
    height: var(--plot-height, 220px);
  }
  :host([main]) .plot {
    height: var(--main-plot-height, 380px);
  }
  canvas {
    display: block;
  }
  .waiting {
    position: absolute;
    inset: 0;
    display: grid;
    place-items: center;
    padding: 16px;
    margin: 0;
    text-align: center;
    color: var(--ink2);
    font-size: 13.5px;
    pointer-events: none;
  }
  .waiting span {
    max-width: 46ch;
    padding: 4px 10px;
    border-radius: 8px;
    background: var(--card);
  }
  .say {
    margin: 8px 0 0;
    font-size: 13.5px;
    color: var(--ink2);
    min-height: 1.5em;
    font-variant-numeric: tabular-nums;
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 16px;
    margin: 6px 0 0;
    padding: 0;
    list-style: none;
    font-size: 12.5px;
    color: var(--ink2);
  }
  .legend li {
    display: flex;
    align-items: center;
    gap: 6px;
  }
  .legend svg {
    flex: none;
  }
  .legend b {
    min-width: 8ch;
    color: var(--ink);
    font: 500 12px var(--mono);
    font-variant-numeric: tabular-nums;
  }
  .k1 {
    color: var(--s1);
  }
  .k2 {
    color: var(--s2);
  }
  .k3 {
    color: var(--s3);
  }
  .k4 {
    color: var(--s4);
  }
  details {
    margin-top: 8px;
    font-size: 12.5px;
    color: var(--ink2);
  }
  summary {
    cursor: pointer;
    width: fit-content;
    border-radius: 4px;
    padding: 2px 0;
  }
  summary:hover {
    color: var(--ink);
  }
  .table-scroll {
    overflow: auto;
    max-height: 260px;
    margin-top: 6px;
  }
  table {
    border-collapse: collapse;
    width: 100%;
    font-size: 13px;
    font-variant-numeric: tabular-nums;
  }
  th,
  td {
    padding: 5px 8px;
    text-align: right;
    border-bottom: 1px solid var(--line);
    font-weight: 400;
    vertical-align: baseline;
  }
  tr:last-child > * {
    border-bottom: 0;
  }
  th:first-child,
  td:first-child {
    text-align: left;
    padding-left: 0;
  }
  th:last-child,
  td:last-child {
    padding-right: 0;
  }
  thead th {
    color: var(--ink2);
    font-size: 12px;
  }
  @container (max-width: 400px) {
    .say {
      min-height: 3em;
    }
  }
  .cursor-readout {
    min-width: 9ch;
  }
`;
