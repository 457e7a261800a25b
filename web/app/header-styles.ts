/** Styles of the header and its menus. */

import { css } from 'lit';

export const headerStyles = css`
  header {
    position: relative;
    z-index: 10;
    display: flex;
    align-items: center;
    gap: 6px;
    height: 52px;
    padding: 0 12px 0 20px;
    border-bottom: 1px solid var(--line);
    background: var(--card);
  }
  .logo {
    display: flex;
    align-items: center;
    gap: 9px;
    font-weight: 650;
    letter-spacing: 0.2px;
  }
  .logo .accent {
    stroke: var(--accent);
  }
  .place {
    position: relative;
  }
  .place:first-of-type::before {
    content: '';
    position: absolute;
    left: 2px;
    top: 9px;
    bottom: 9px;
    border-left: 1px solid var(--line);
  }
  .crumb {
    margin-left: 8px;
    color: var(--ink);
  }
  h1 {
    margin: 0;
    overflow: hidden;
    font-size: 15px;
    font-weight: 500;
    text-overflow: ellipsis;
  }
  .space {
    flex: 1;
  }
  .more {
    display: flex;
    align-items: center;
    gap: 2px;
  }
  .share {
    min-width: 118px;
  }
  .menu {
    position: absolute;
    top: calc(100% + 6px);
    left: 8px;
    width: min(460px, calc(100vw - 24px));
    padding: 6px;
    border: 1px solid var(--edge);
    border-radius: var(--radius);
    background: var(--card);
  }
  .menu ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .menu a {
    display: block;
    padding: 9px 12px;
    border-radius: 7px;
    color: var(--ink);
    text-decoration: none;
  }
  .menu a:hover {
    background: var(--soft);
  }
  .menu a[aria-current] {
    box-shadow: inset 3px 0 var(--accent);
    background: var(--soft);
  }
  .menu b {
    display: block;
    font-weight: 600;
  }
  .menu a span {
    display: block;
    color: var(--ink2);
    font-size: 13px;
  }
  .link {
    left: auto;
    right: 12px;
    display: grid;
    gap: 6px;
    padding: 12px;
    font-size: 13px;
  }
  .link input {
    width: 100%;
    padding: 6px 8px;
    border: 1px solid var(--edge);
    border-radius: 6px;
    background: var(--bg);
    font: 12.5px var(--mono);
  }
  .only-phone {
    display: none;
  }
  @media (max-width: 620px) {
    header {
      padding: 0 6px 0 12px;
    }
    .name {
      display: none;
    }
    .place:first-of-type {
      flex: 1;
      min-width: 0;
    }
    .place:first-of-type::before {
      display: none;
    }
    .crumb {
      max-width: 100%;
      margin-left: 0;
      padding: 0 6px;
    }
    .space {
      display: none;
    }
    .only-phone {
      display: inline-flex;
    }
    .place > .menu {
      left: -32px;
    }
    .more {
      display: none;
      position: absolute;
      top: calc(100% + 6px);
      right: 0;
      min-width: 200px;
      flex-direction: column;
      align-items: stretch;
      padding: 6px;
      border: 1px solid var(--edge);
      border-radius: var(--radius);
      background: var(--card);
    }
    .more.open {
      display: flex;
    }
    .more .button {
      justify-content: flex-start;
      color: var(--ink);
    }
  }
`;
