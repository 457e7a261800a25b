/** Claim, try, expect, why: `<lab-story>`. */

import { css, html, type TemplateResult } from 'lit';

import { t } from '../i18n/texts';
import { SignalElement } from '../panels/signal-element';
import { baseStyles } from '../panels/styles';

const parts = ['claim', 'try', 'expect', 'why'] as const;

export class LabStory extends SignalElement {
  static override properties = { experiment: {} };
  static override styles = [
    baseStyles,
    css`
      :host {
        container-type: inline-size;
      }
      .card {
        display: grid;
        grid-template-columns: repeat(2, minmax(0, 1fr));
        gap: 14px 24px;
      }
      h3 {
        margin: 0 0 3px;
        font-size: 13px;
        font-weight: 600;
        color: var(--ink2);
      }
      p {
        margin: 0;
        font-size: 14px;
        line-height: 1.55;
        overflow-wrap: anywhere;
      }
      @container (max-width: 480px) {
        .card {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  declare experiment: string;

  override render(): TemplateResult {
    return html`<section class="card" aria-label=${t('story.label')}>
      ${parts.map(
        (part) =>
          html`<div>
            <h3>${t(`story.${part}`)}</h3>
            <p>${t(`experiment.${this.experiment}.${part}`)}</p>
          </div>`,
      )}
    </section>`;
  }
}

customElements.define('lab-story', LabStory);
