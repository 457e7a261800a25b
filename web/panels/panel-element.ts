/** What every panel has: title, picture, legend, sentence, table. Kinds fill in the picture. */

import { html, nothing, type TemplateResult } from 'lit';

import { axisLabel, panelText, unitLabel } from '../i18n/names';
import { t } from '../i18n/texts';
import type { Axis } from '../engine/types';
import type { PanelContent } from '../model/panel-content';
import { SignalElement } from './signal-element';
import { baseStyles, panelStyles } from './styles';
import { readColors, watchTheme, type Colors } from './theme';
import { verdictText } from './verdict';

/** Rows of a panel as a table, made only when it is opened. */
export interface DataTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export abstract class PanelElement extends SignalElement {
  static override properties = {
    content: { attribute: false },
    version: { attribute: false },
    experiment: { attribute: false },
    tableOpen: { state: true },
  };
  static override styles = [baseStyles, panelStyles];

  declare content: PanelContent | null;
  /** Of the content: a new one means new numbers. */
  declare version: number;
  declare experiment: string;
  declare protected tableOpen: boolean;

  /** Of the plot, in CSS pixels; as observed, because asking for it would force a layout. */
  protected box = { width: 0, height: 0 };
  private knownColors: Colors | null = null;
  private visible = false;
  private stale = false;
  private sight: IntersectionObserver | null = null;
  private size: ResizeObserver | null = null;
  private stopTheme: (() => void) | null = null;

  constructor() {
    super();
    this.content = null;
    this.version = 0;
    this.experiment = '';
    this.tableOpen = false;
  }

  /** Draws what the content holds now. Called only while in sight. */
  protected abstract draw(): void;
  /** The theme, the language or the size is another one. */
  protected abstract redrawAll(): void;
  protected abstract table(content: PanelContent): DataTable;

  /** Below the picture; kinds with series or groups have one. */
  protected legend(_content: PanelContent): TemplateResult | typeof nothing {
    return nothing;
  }
  /** Beside the title. */
  protected caption(_content: PanelContent): string {
    return '';
  }
  /** What stands in the plot's box. */
  protected picture(): TemplateResult {
    return html`<canvas></canvas>`;
  }

  /** A table says what it says. */
  protected get hasSentence(): boolean {
    return true;
  }

  protected get colors(): Colors {
    this.knownColors ??= readColors(this);
    return this.knownColors;
  }

  protected get plot(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>('.plot');
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.stopTheme = watchTheme(() => {
      this.knownColors = null;
      this.redrawAll();
    });
    this.sight = new IntersectionObserver(
      (entries) => {
        this.visible = entries.some((entry) => entry.isIntersecting);
        if (this.visible && this.stale) this.show();
      },
      { rootMargin: '400px' }, // drawn before it scrolls into sight
    );
    this.sight.observe(this);
    this.size = new ResizeObserver((entries) => {
      const observed = entries[entries.length - 1]?.contentRect;
      if (observed === undefined) return;
      this.box = { width: observed.width, height: observed.height };
      this.redrawAll();
    });
    void this.updateComplete.then(() => {
      if (this.plot !== null) this.size?.observe(this.plot);
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stopTheme?.();
    this.sight?.disconnect();
    this.size?.disconnect();
  }

  protected override updated(): void {
    if (this.visible) this.show();
    else this.stale = true;
  }

  private show(): void {
    this.stale = false;
    if (this.content !== null) this.draw();
  }

  override render(): TemplateResult | typeof nothing {
    const content = this.content;
    if (content === null) return nothing;
    const id = content.description.id;
    const title = panelText(this.experiment, id, 'title');
    const sentence = verdictText(content);
    const caption = this.caption(content);
    return html`<section class="card" aria-label=${title} data-testid="panel-${id}">
      <h2>${title}${caption === '' ? nothing : html`<small>${caption}</small>`}</h2>
      <div
        class="plot"
        part="plot"
        tabindex="0"
        role="img"
        aria-label=${`${title}. ${sentence}`}
        @keydown=${this.onKey}
      >
        ${this.picture()}
        ${
          content.hasData
            ? nothing
            : html`<p class="waiting">
                <span>${panelText(this.experiment, id, 'waiting')}</span>
              </p>`
        }
      </div>
      ${this.legend(content)}
      ${this.hasSentence ? html`<p class="say" data-testid="verdict-${id}">${sentence}</p>` : nothing}
      ${this.renderTable(content)}
    </section>`;
  }

  protected onKey(_event: KeyboardEvent): void {
    // Kinds with a cursor take the arrow keys.
  }

  protected renderTable(content: PanelContent): TemplateResult {
    return html`<details @toggle=${this.onToggle}>
      <summary>${t('panel.table')}</summary>
      ${this.tableOpen ? renderDataTable(this.table(content)) : nothing}
    </details>`;
  }

  private onToggle(event: Event): void {
    this.tableOpen = (event.target as HTMLDetailsElement).open;
  }
}

export function renderDataTable(table: DataTable): TemplateResult {
  return html`<div class="table-scroll" tabindex="0">
    <table>
      <thead>
        <tr>
          ${table.head.map((text) => html`<th scope="col">${text}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${table.rows.map(
          (row) =>
            html`<tr>
              ${row.map((text, i) =>
                i === 0 ? html`<th scope="row">${text}</th>` : html`<td>${text}</td>`,
              )}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** "loss (nats)". */
export function axisText(axis: Axis): string {
  const label = axisLabel(axis.name);
  const unit = unitLabel(axis.unit);
  const counted = axis.unit === 'steps' || axis.unit === 'epochs'; // the label says so
  return unit === '' || counted ? label : t('axis.with_unit', { label, unit });
}

/** At most `most` of `count` indices, evenly spread, the last one included. */
export function spread(count: number, most: number): number[] {
  if (count <= most) return Array.from({ length: count }, (_, i) => i);
  return Array.from({ length: most }, (_, i) => Math.round((i * (count - 1)) / (most - 1)));
}
