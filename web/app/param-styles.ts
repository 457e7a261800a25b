/** Styles of one parameter. */

import { css } from 'lit';

export const paramStyles = css`
  :host {
    scroll-margin: 80px 0 150px;
  }
  .param {
    margin: 0 0 12px;
  }
  .head {
    display: flex;
    align-items: center;
    gap: 5px;
    min-height: 26px;
    font-size: 13.5px;
  }
  .mark {
    color: var(--ink2);
    opacity: 0.75;
    line-height: 0;
  }
  .mark svg {
    width: 11px;
    height: 11px;
  }
  :host([pending]) .mark {
    color: var(--warn);
    opacity: 1;
  }
  :host([pending]) .box,
  :host([pending]) .line {
    color: var(--warn);
  }
  .info {
    border: 0;
    background: none;
    padding: 5px;
    margin: -5px 0 -5px -3px;
    border-radius: 999px;
    color: var(--ink2);
    opacity: 0.75;
    line-height: 0;
  }
  .info svg {
    width: 14px;
    height: 14px;
  }
  .info:hover,
  .info[aria-expanded='true'] {
    opacity: 1;
    color: var(--accent);
  }
  .value {
    margin-left: auto;
    display: inline-flex;
    align-items: baseline;
    gap: 4px;
    padding-left: 8px;
  }
  .unit {
    color: var(--ink2);
    font-size: 12px;
    white-space: nowrap;
  }
  .box {
    width: 9.5ch;
    padding: 2px 6px;
    border: 1px solid transparent;
    border-radius: 6px;
    background: none;
    font-size: 13px;
    text-align: right;
    transition: border-color 120ms;
  }
  .param:hover .box,
  .box:focus {
    border-color: var(--edge);
  }
  .slider {
    display: block;
    width: 100%;
    height: 22px;
    margin: 1px 0 0;
    accent-color: var(--accent);
    cursor: pointer;
  }
  select,
  .line {
    width: 100%;
    min-height: 34px;
    margin-top: 3px;
    padding: 4px 8px;
    border: 1px solid var(--edge);
    border-radius: 8px;
    background: var(--card);
    font-size: 13.5px;
  }
  .line::placeholder {
    color: var(--ink2);
    opacity: 0.8;
    font-family: var(--font);
  }
  [aria-invalid='true'] {
    border-color: var(--bad) !important;
  }
  .switch {
    appearance: none;
    position: relative;
    margin: 0 0 0 auto;
    width: 36px;
    height: 20px;
    border: 1px solid var(--edge);
    border-radius: 999px;
    background: var(--bg);
    cursor: pointer;
  }
  .switch::after {
    content: '';
    position: absolute;
    top: 2px;
    left: 2px;
    width: 14px;
    height: 14px;
    border-radius: 50%;
    background: var(--ink2);
  }
  .switch:checked {
    background: var(--accent);
    border-color: var(--accent);
  }
  .switch:checked::after {
    left: 18px;
    background: var(--accent-ink);
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    margin-top: 3px;
  }
  .chip {
    display: inline-flex;
    align-items: center;
    min-height: 28px;
    padding: 0 11px;
    border: 1px solid var(--line);
    border-radius: 999px;
    background: var(--card);
    font-size: 13px;
    cursor: pointer;
    transition: background-color 120ms;
  }
  .chip:hover {
    background: var(--soft);
  }
  .chip:has(:checked) {
    border-color: var(--accent);
    background: var(--soft);
    color: var(--accent);
    font-weight: 600;
  }
  :host([pending]) .chip:has(:checked) {
    border-color: var(--warn);
    background: var(--warn-soft);
    color: var(--warn);
  }
  .chip:has(:focus-visible) {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  .help {
    margin: 4px 0 0;
    font-size: 12.5px;
    color: var(--ink2);
  }
  .error {
    display: grid;
    gap: 1px;
    margin-top: 6px;
    padding: 7px 10px;
    border-left: 3px solid var(--bad);
    border-radius: 0 6px 6px 0;
    background: var(--bad-soft);
    font-size: 12.5px;
    overflow-wrap: anywhere;
  }
  .error b {
    color: var(--bad);
    font-weight: 600;
  }
  @media (pointer: coarse) {
    .chip,
    select,
    .line {
      min-height: 40px;
    }
    .slider {
      height: 36px;
    }
    .box {
      min-height: 36px;
    }
  }
`;
