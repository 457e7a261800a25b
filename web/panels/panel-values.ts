/** Numbers by name: `<panel-values>`. */

import { css, html, nothing, type TemplateResult } from 'lit';

import { referenceSource, unitLabel, valueLabel } from '../i18n/names';
import { formatEstimate, formatNumber, formatPercentEstimate } from '../i18n/numbers';
import { t } from '../i18n/texts';
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
        width: 36%;
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

  protected override picture(): TemplateResult {
    const content = this.content;
    if (content === null) return html``;
    const { values } = content.description;
    const references = values.some((value) => value.reference !== undefined);
    return html`<table>
      <thead>
        <tr>
          <th scope="col">${t('panel.values.name')}</th>
          <th scope="col">${t('panel.values.value')}</th>
          ${references ? html`<th scope="col">${t('panel.values.reference')}</th>` : nothing}
        </tr>
      </thead>
      <tbody>
        ${values.map(({ name, unit, reference }, i) => {
          const estimate = content.values[i];
          return html`<tr>
            <th scope="row">${valueLabel(this.experiment, name)}</th>
            <td class="number" data-testid="value-${name}">
              <span title=${estimate === undefined ? '' : String(estimate.value)}
                >${showEstimate(name, estimate, reference === undefined ? 5 : 10)}</span
              >
              ${unit === '' ? nothing : html`<span class="unit">${unitLabel(unit)}</span>`}
              ${
                estimate?.noise === true
                  ? html`<span class="noise">${t('panel.noise')}</span>`
                  : nothing
              }
            </td>
            ${
              references
                ? html`<td class="number">
                    ${
                      reference === undefined
                        ? nothing
                        : html`${formatNumber(reference.value, 10)}
                            <span class="source">${referenceSource(reference.source)}</span>`
                    }
                  </td>`
                : nothing
            }
          </tr>`;
        })}
      </tbody>
    </table>`;
  }

  /** The picture is a table already. */
  protected override renderTable(): TemplateResult {
    return html``;
  }
  protected override table(): DataTable {
    return { head: [], rows: [] };
  }
}

function showEstimate(name: string, estimate: Estimate | undefined, digits: number): string {
  if (estimate === undefined) return '–';
  const { value, uncertainty } = estimate;
  if (name.endsWith('accuracy')) return formatPercentEstimate(value, uncertainty);
  return uncertainty > 0 ? formatEstimate(value, uncertainty) : formatNumber(value, digits);
}

customElements.define('panel-values', PanelValues);
