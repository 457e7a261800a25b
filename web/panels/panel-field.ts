/** A function of two variables, a table of counts, a path over contours: `<panel-field>`. */

import { css, html, nothing, type TemplateResult } from 'lit';

import { axisLabel, className, unitLabel } from '../i18n/names';
import { formatNumber } from '../i18n/numbers';
import { t } from '../i18n/texts';
import type { PanelContent } from '../model/panel-content';
import { CanvasPanel, type Surface } from './canvas-panel';
import { paintCells } from './field-cells';
import { FieldMap } from './field-map';
import { axisText, spread, type DataTable } from './panel-element';

export class PanelField extends CanvasPanel {
  static override styles = [
    ...CanvasPanel.styles,
    css`
      :host {
        --plot-height: 372px;
      }
      /* A square map on a narrow screen leaves nothing below it. */
      .plot {
        height: min(var(--plot-height), calc(100cqw - 58px));
      }
      :host([main]) .plot {
        height: min(var(--main-plot-height), calc(100cqw - 58px));
      }
    `,
  ];

  private readonly map = new FieldMap();

  protected override caption(content: PanelContent): string {
    const field = content.description.field;
    if (field === undefined) return '';
    const values = { x: axisText(field.xAxis), y: axisText(field.yAxis) };
    if (field.xLabels.length > 0) return t('panel.caption.cells', values);
    return t(field.logLevels ? 'panel.caption.contours' : 'panel.caption.field', values);
  }

  protected override paint(surface: Surface, content: PanelContent): void {
    const field = content.description.field;
    if (field === undefined || content.fieldData === null) return;
    if (field.xLabels.length > 0) paintCells(surface, content, field);
    else this.map.paint(surface, content, field);
  }

  protected override legend(content: PanelContent): TemplateResult | typeof nothing {
    const field = content.description.field;
    if (field?.logLevels !== true || content.fieldPoints.length === 0) return nothing;
    return html`<ul class="legend">
      <li>
        <svg class="k2" width="24" height="10" aria-hidden="true">
          <path d="M1 5h22" stroke="currentColor" stroke-width="2.2" />
        </svg>
        ${t('panel.field.path')}
      </li>
      <li>
        <svg class="k2" width="12" height="12" aria-hidden="true">
          <circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" stroke-width="1.8" />
        </svg>
        ${t('panel.field.start')}
      </li>
      <li>
        <svg class="k2" width="12" height="12" aria-hidden="true">
          <circle cx="6" cy="6" r="5" fill="currentColor" />
        </svg>
        ${t('panel.field.now')}
      </li>
    </ul>`;
  }

  protected override table(content: PanelContent): DataTable {
    const field = content.description.field;
    const data = content.fieldData;
    if (field === undefined || data === null) return { head: [], rows: [] };
    if (field.xLabels.length > 0) {
      return {
        head: [
          t('panel.field.corner', {
            y: axisLabel(field.yAxis.name),
            x: axisLabel(field.xAxis.name),
          }),
          ...field.xLabels.map(className),
        ],
        rows: field.yLabels.map((label, r) => [
          className(label),
          ...field.xLabels.map((_x, c) => formatNumber(data[r * field.columns + c] ?? NaN)),
        ]),
      };
    }
    const points = content.fieldPoints;
    const count = Math.floor(points.length / 3);
    return {
      head: ['#', axisText(field.xAxis), axisText(field.yAxis), unitLabel(field.unit)].slice(0, 3),
      rows: spread(count, 30).map((i) => [
        String(i),
        formatNumber(points[3 * i] ?? NaN, 6),
        formatNumber(points[3 * i + 1] ?? NaN, 6),
      ]),
    };
  }
}

customElements.define('panel-field', PanelField);
