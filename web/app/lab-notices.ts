/** What went wrong, what came to its end, what a link could not have: `<lab-notices>`. */

import { css, html, nothing, type TemplateResult } from 'lit';

import { hasText, t } from '../i18n/texts';
import { paramLabel } from '../i18n/names';
import type { Lab } from '../model/lab';
import type { LinkNotice } from '../model/link';
import { SignalElement } from '../panels/signal-element';
import { baseStyles } from '../panels/styles';
import { takeFiles } from './files';
import { icons } from './icons';
import { errorLines, stopLines, type ThreeLines } from './messages';
import { controlStyles } from './styles';

export class LabNotices extends SignalElement {
  static override properties = { lab: { attribute: false } };
  static override styles = [
    baseStyles,
    controlStyles,
    css`
      .stack {
        display: grid;
        gap: 10px;
      }
      .stack:has(section) {
        margin-bottom: 16px;
      }
      .brief .lines {
        display: flex;
        flex-wrap: wrap;
        gap: 0 14px;
        align-items: baseline;
      }
      .notice {
        display: flex;
        align-items: center;
        gap: 16px;
        padding: 10px 16px;
        border: 1px solid var(--line);
        border-left: 3px solid var(--accent);
        border-radius: var(--radius);
        background: var(--card);
        font-size: 14px;
      }
      .lines {
        flex: 1;
        min-width: 0;
        overflow-wrap: anywhere;
      }
      .lines p {
        margin: 0;
      }
      .lines p + p {
        color: var(--ink2);
        font-size: 13.5px;
      }
      ul {
        margin: 2px 0 0;
        padding-left: 18px;
        color: var(--ink2);
        font-size: 13.5px;
      }
      b {
        font-weight: 600;
      }
      .warn {
        border-left-color: var(--warn);
      }
      .bad {
        border-left-color: var(--bad);
        background: var(--bad-soft);
      }
      @media (max-width: 620px) {
        .notice {
          align-items: stretch;
          flex-direction: column;
          gap: 8px;
        }
        .close {
          align-self: flex-end;
        }
      }
    `,
  ];

  declare lab: Lab;

  override render(): TemplateResult {
    return html`<div class="stack" aria-live="polite">
      ${this.renderDead()} ${this.renderError()} ${this.renderMissing()} ${this.renderStop()}
      ${this.renderLink()}
    </div>`;
  }

  private get experiment(): string {
    return this.lab.settings.value?.experiment.id ?? '';
  }

  private renderDead(): TemplateResult | typeof nothing {
    const dead = this.lab.dead.value;
    if (dead === null) return nothing;
    return html`<section class="notice bad" role="alert" data-testid="dead">
      ${threeLines(errorLines(this.experiment, dead.data))}
      <button
        class="button primary"
        data-testid="restart"
        @click=${(): void => void this.lab.restart()}
      >
        ${t('notice.restart')}
      </button>
    </section>`;
  }

  private renderError(): TemplateResult | typeof nothing {
    const { lab } = this;
    const error = lab.error.value;
    if (error === null) return nothing;
    return html`<section class="notice bad" role="alert" data-testid="error">
      ${threeLines(errorLines(this.experiment, error))}
      ${closeButton(() => {
        lab.error.value = null;
      })}
    </section>`;
  }

  private renderMissing(): TemplateResult | typeof nothing {
    const { lab } = this;
    const missing = lab.missingFiles.value;
    if (missing.length === 0) return nothing;
    const lines = {
      what: t('notice.files.what', { files: missing.join(', ') }),
      why: t('notice.files.why'),
      remedy: t('notice.files.remedy'),
    };
    return html`<section class="notice warn" data-testid="missing-files">
      ${threeLines(lines)}
      <button
        class="button primary"
        @click=${(): void => {
          this.renderRoot.querySelector<HTMLInputElement>('input[type=file]')?.click();
        }}
      >
        ${t('files.choose')}
      </button>
      <button class="button" @click=${(): void => void lab.useFiles([])}>
        ${t('files.use_built_in')}
      </button>
      <input
        type="file"
        multiple
        hidden
        aria-label=${t('files.choose')}
        @change=${(event: Event): void => {
          void takeFiles(lab, [...((event.target as HTMLInputElement).files ?? [])]);
        }}
      />
    </section>`;
  }

  private renderStop(): TemplateResult | typeof nothing {
    const stop = this.lab.stop.value;
    if (stop === null) return nothing;
    const kind = stop.reason === 'diverged' ? 'notice warn' : 'notice brief';
    return html`<section class=${kind} data-testid="stop" data-reason=${stop.reason}>
      ${threeLines(stopLines(stop))}
    </section>`;
  }

  private renderLink(): TemplateResult | typeof nothing {
    const { lab } = this;
    const notices = lab.notices.value;
    if (notices.length === 0) return nothing;
    return html`<section class="notice warn" data-testid="link-notices">
      <div class="lines">
        <p><b>${t('notice.link')}</b></p>
        <ul>
          ${notices.map((notice) => html`<li>${this.linkText(notice)}</li>`)}
        </ul>
      </div>
      ${closeButton(() => {
        lab.notices.value = [];
      })}
    </section>`;
  }

  private linkText({ code, field, value, allowed }: LinkNotice): string {
    const known = hasText(`param.${field}.label`);
    const values = {
      field: known ? paramLabel(this.experiment, field) : field,
      value,
      allowed,
    };
    return t(`notice.${code}`, values);
  }
}

function threeLines({ what, why, remedy }: ThreeLines): TemplateResult {
  return html`<div class="lines">
    <p><b>${what}</b></p>
    <p>${why}</p>
    <p>${remedy}</p>
  </div>`;
}

function closeButton(close: () => void): TemplateResult {
  return html`<button class="button ghost close" aria-label=${t('notice.close')} @click=${close}>
    ${icons.close}
  </button>`;
}

customElements.define('lab-notices', LabNotices);
