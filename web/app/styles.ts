/** Buttons, inputs and menus of the page. */

import { css } from 'lit';

export const controlStyles = css`
  button {
    cursor: pointer;
    transition: background-color 120ms;
  }
  button:disabled {
    cursor: default;
    opacity: 0.45;
  }
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 7px;
    min-height: 36px;
    padding: 0 14px;
    border: 1px solid var(--line);
    border-radius: 999px;
    background: var(--card);
    white-space: nowrap;
  }
  .button:hover:not(:disabled) {
    background: var(--soft);
  }
  .primary {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--accent-ink);
    font-weight: 600;
  }
  .primary:hover:not(:disabled) {
    background: color-mix(in srgb, var(--accent) 86%, var(--ink));
  }
  .ghost {
    border-color: transparent;
    border-radius: 8px;
    background: none;
    color: var(--ink2);
    padding: 0 10px;
  }
  .ghost:hover:not(:disabled) {
    color: var(--ink);
  }
  .small {
    min-height: 28px;
    padding: 0 11px;
    font-size: 13px;
  }
  .icon {
    flex: none;
    display: block;
  }
  kbd {
    font: 12px var(--mono);
    border: 1px solid var(--line);
    border-bottom-width: 2px;
    border-radius: 5px;
    padding: 1px 7px;
    background: var(--bg);
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      transition: none !important;
    }
  }
  @media (pointer: coarse) {
    .button {
      min-height: 44px;
    }
  }
`;
