/** Numbers by name: `<panel-values>`. */

import { css, html, nothing, type TemplateResult } from 'lit';

import { referenceSource, unitLabel, valueLabel } from '../i18n/names';
import { formatEstimate, formatNumber, formatPercentEstimate } from '../i18n/numbers';
import { t } from '../i18n/texts';
import type { PanelDescription } from '../engine/types';
import type { Estimate } from '../model/panel-content';
import { PanelElement, type DataTable } from './panel-element';

export class PanelValues extends PanelElement {
  static override styles = [
    ...PanelElement.styles,
    css`
      .plot {
        height: auto;
      }
      table {
        table-layout: fixed;
      }
      th:first-child {
        width: 44%;
      }
      .with-references th:first-child {
        width: 31%;
      }
      .with-references th:last-child {
        width: 32%;
      }
      td.number {
        overflow-wrap: anywhere;
      }
      .noise {
        color: var(--warn);
        font-family: var(--font);
        font-size: 12px;
      }
      .source {
        display: block;
        color: var(--ink2);
        font: 12px var(--font);
      }
      td,
      th {
        height: 33px;
      }
      .unit {
        color: var(--ink2);
        font: 12px var(--font);
      }
      .waiting {
        display: none;
      }
    `,
  ];

  protected override get hasSentence(): boolean {
    return (this.content?.verdict ?? null) !== null;
  }
  protected override draw(): void {
    // The template is the picture.
  }
  protected override redrawAll(): void {
    this.requestUpdate();
  }

  /** The unit that all values share stands once, beside the title. */
  private get commonUnit(): string | null {
    const units = new Set(this.content?.description.values.map(({ unit }) => unit));
    const [unit] = units;
    return units.size === 1 && unit !== undefined ? unit : null;
  }

  protected override caption(): string {
    return unitLabel(this.commonUnit ?? '');
  }

  protected override picture(): TemplateResult {
    const content = this.content;
    if (content === null) return html``;
    const { values } = content.description;
    const references = values.some((value) => value.reference !== undefined);
    return html`<table class=${references ? 'with-references' : ''}>
      <thead>
        <tr>
          <th scope="col">${t('panel.values.name')}</th>
          <th scope="col">${t('panel.values.value')}</th>
          ${references ? html`<th scope="col">${t('panel.values.reference')}</th>` : nothing}
        </tr>
      </thead>
      <tbody>
        ${values.map((value, i) => this.renderRow(value, content.values[i], references))}
      </tbody>
    </table>`;
  }

  private renderRow(
    { name, unit, reference }: PanelDescription['values'][number],
    estimate: Estimate | undefined,
    references: boolean,
  ): TemplateResult {
    const finite = Number.isFinite(estimate?.value);
    const unitText = this.commonUnit !== null || !finite ? '' : unitLabel(unit);
    return html`<tr>
      <th scope="row">${valueLabel(this.experiment, name)}</th>
      <td class="number" data-testid="value-${name}">
        <span title=${estimate === undefined ? '' : String(estimate.value)}
          >${showEstimate(name, estimate, reference?.value)}</span
        >
        ${unitText === '' ? nothing : html`<span class="unit">${unitText}</span>`}
        ${estimate?.noise === true ? html`<span class="noise">${t('panel.noise')}</span>` : nothing}
      </td>
      ${
        references
          ? html`<td class="number">
              ${
                reference === undefined
                  ? nothing
                  : html`${formatNumber(reference.value, 12)}
                      <span class="source">${referenceSource(reference.source)}</span>`
              }
            </td>`
          : nothing
      }
    </tr>`;
  }

  /** The picture is a table already. */
  protected override renderTable(): TemplateResult {
    return html``;
  }
  protected override table(): DataTable {
    return { head: [], rows: [] };
  }
}

const usualDigits = 5;

/** As many digits as the known answer has, within reason: they are there to be compared. */
function comparedDigits(reference: number): number {
  const figures = String(reference).replace(/e.*$/, '').replace(/[-.]/g, '').replace(/^0+/, '');
  return Math.min(12, Math.max(usualDigits, figures.length));
}

function showEstimate(name: string, estimate: Estimate | undefined, reference?: number): string {
  if (estimate === undefined) return '–';
  const { value, uncertainty } = estimate;
  if (name.endsWith('accuracy')) return formatPercentEstimate(value, uncertainty);
  const digits = reference === undefined ? usualDigits : comparedDigits(reference);
  if (!(uncertainty > 0)) return formatNumber(value, digits);
  if (reference === undefined) return formatEstimate(value, uncertainty);
  return `${formatNumber(value, digits)} ±\u00a0${formatNumber(uncertainty, 2)}`;
}

customElements.define('panel-values', PanelValues);
