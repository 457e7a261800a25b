/** The three zones of the page. */

import { css } from 'lit';

export const appStyles = css`
  main {
    max-width: 1640px;
    margin: 0 auto;
    padding: 16px 20px 40px;
  }
  .zones {
    display: grid;
    grid-template-columns: 272px minmax(420px, 1fr) minmax(360px, 440px);
    gap: 16px;
    align-items: start;
  }
  .column {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 16px;
    min-width: 0;
    /* The main picture takes what the transport and the story leave of the window. */
    --main-plot-height: clamp(320px, calc(100vh - 470px), 820px);
  }
  .further {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 290px), 1fr));
    gap: 16px;
    align-items: start;
  }
  .placeholder {
    display: flex;
    flex-direction: column;
  }
  .placeholder h2 {
    margin: 0 0 8px;
    font-size: 14px;
    font-weight: 650;
  }
  .placeholder p {
    display: grid;
    place-items: center;
    margin: 0;
    min-height: 220px;
    text-align: center;
    color: var(--ink2);
    font-size: 13.5px;
  }
  .placeholder span {
    max-width: 46ch;
  }
  .placeholder.large p {
    min-height: var(--main-plot-height);
  }
  .placeholder.little p {
    min-height: 120px;
  }
  .drop {
    position: fixed;
    inset: 0;
    z-index: 20;
    display: grid;
    place-items: center;
    margin: 0;
    border: 3px dashed var(--accent);
    background: color-mix(in srgb, var(--bg) 82%, transparent);
    pointer-events: none;
  }
  .drop p {
    padding: 14px 22px;
    border-radius: var(--radius);
    background: var(--card);
    font-weight: 600;
  }
  @media (max-width: 1240px) {
    .zones {
      grid-template-columns: 264px minmax(0, 1fr);
    }
    .controls {
      grid-row: 1 / span 2;
    }
    .side {
      grid-column: 2;
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 330px), 1fr));
    }
  }
  @media (max-width: 760px) {
    main {
      padding: 12px 12px 32px;
    }
    .zones {
      grid-template-columns: minmax(0, 1fr);
      gap: 12px;
    }
    .column {
      gap: 12px;
      --main-plot-height: clamp(260px, 46vh, 420px);
    }
    .controls {
      grid-row: auto;
      order: 3;
    }
    .side {
      grid-column: 1;
    }
  }
`;
