/** Everything that is set, generated from the registry: `<lab-controls>`. */

import { css, html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';

import { groupLabel, paramLabel } from '../i18n/names';
import { formatInteger } from '../i18n/numbers';
import { language } from '../i18n/language';
import { t } from '../i18n/texts';
import type { Lab } from '../model/lab';
import type { Setting } from '../model/settings';
import { SignalElement } from '../panels/signal-element';
import { baseStyles } from '../panels/styles';
import { icons } from './icons';
import './lab-files';
import './lab-param';
import { controlStyles } from './styles';

export class LabControls extends SignalElement {
  static override properties = { lab: { attribute: false } };
  static override styles = [
    baseStyles,
    controlStyles,
    css`
      h2 {
        margin: 0 0 6px;
        font-size: 12.5px;
        line-height: 1.5;
        font-weight: 400;
        color: var(--ink2);
      }
      section + section {
        margin-top: 14px;
        padding-top: 12px;
        border-top: 1px solid var(--line);
      }
      section > :last-child {
        margin-bottom: 0;
      }
      .apply {
        position: sticky;
        bottom: 8px;
        z-index: 2;
        margin-top: 12px;
        padding: 10px 12px;
        border: 1px solid var(--warn);
        border-radius: var(--radius);
        background: var(--warn-soft);
        font-size: 13px;
      }
      .apply p {
        margin: 0 0 8px;
      }
      .row {
        display: flex;
        gap: 8px;
      }
      .events {
        margin: 0;
        padding: 0;
        list-style: none;
        font-size: 12.5px;
      }
      .events li {
        display: flex;
        justify-content: space-between;
        gap: 8px;
        padding: 2px 0;
        color: var(--ink2);
      }
      .events b {
        font-weight: 500;
        color: var(--ink);
      }
      .key {
        display: flex;
        align-items: center;
        gap: 6px;
        margin: 10px 2px 0;
        font-size: 12px;
        color: var(--ink2);
      }
      .key svg {
        width: 11px;
        height: 11px;
      }
    `,
  ];

  declare lab: Lab;

  override render(): TemplateResult | typeof nothing {
    const { lab } = this;
    const shown = lab.shown.value;
    if (shown === null) return nothing;
    const groups = new Map<string, Setting[]>();
    for (const setting of shown.applicable()) {
      const list = groups.get(setting.spec.group) ?? [];
      list.push(setting);
      groups.set(setting.spec.group, list);
    }
    const someWait = shown.applicable().some(({ spec }) => !spec.live);
    return html`<div class="card" data-testid="controls">
        ${[...groups].map(
          ([group, settings]) =>
            html`<section>
              <h2>${groupLabel(group)}</h2>
              ${
                group === 'data' && shown.experiment.acceptsFiles
                  ? html`<lab-files .lab=${lab}></lab-files>`
                  : nothing
              }
              ${repeat(
                settings,
                ({ index }) => `${shown.experiment.id}.${String(index)}`,
                (setting) => this.renderParam(setting),
              )}
            </section>`,
        )}
        ${this.renderEvents()} ${this.renderApply()}
      </div>
      ${someWait ? html`<p class="key">${icons.rewind}${t('controls.at_rewind')}</p>` : nothing}`;
  }

  private renderParam(setting: Setting): TemplateResult {
    const { lab } = this;
    return html`<lab-param
      .spec=${setting.spec}
      .text=${lab.shownText(setting)}
      .experiment=${lab.settings.value?.experiment.id ?? ''}
      .language=${language.value}
      ?pending=${lab.pending.value.has(setting.index)}
      .error=${lab.fieldErrors.value.get(setting.spec.name)}
      @param-change=${(event: CustomEvent<string>): void => {
        void lab.change(setting, event.detail);
      }}
    ></lab-param>`;
  }

  private renderEvents(): TemplateResult | typeof nothing {
    const { lab } = this;
    const events = lab.events.value;
    const experiment = lab.settings.value?.experiment.id ?? '';
    if (events.length === 0) return nothing;
    return html`<section data-testid="events">
      <h2>${t('controls.events')}</h2>
      <ul class="events">
        ${events.slice(-6).map(
          ({ step, name, value }) =>
            html`<li>
              <span>${t('controls.event_step', { step })}</span>
              <span>${paramLabel(experiment, name)} <b class="number">${value}</b></span>
            </li>`,
        )}
      </ul>
      ${
        events.length > 6
          ? html`<p class="key">
              ${t('controls.events_more', { count: formatInteger(events.length - 6) })}
            </p>`
          : nothing
      }
      <button class="button small" @click=${(): void => void lab.clearEvents()}>
        ${t('controls.events_clear')}
      </button>
    </section>`;
  }

  private renderApply(): TemplateResult | typeof nothing {
    const { lab } = this;
    if (lab.pending.value.size === 0) return nothing;
    return html`<div class="apply" role="status" data-testid="pending">
      <p>${t('controls.pending')}</p>
      <div class="row">
        <button
          class="button small primary"
          data-testid="apply"
          @click=${(): void => void lab.apply()}
        >
          ${t('controls.apply')}
        </button>
        <button
          class="button small"
          data-testid="discard"
          @click=${(): void => {
            lab.discard();
          }}
        >
          ${t('controls.discard')}
        </button>
      </div>
    </div>`;
  }
}

customElements.define('lab-controls', LabControls);
