/** Name, experiment, language, theme, link: `<lab-header>`. */

import { html, nothing, type TemplateResult } from 'lit';

import { language } from '../i18n/language';
import { t } from '../i18n/texts';
import type { Lab } from '../model/lab';
import { themes, type Theme } from '../model/presentation';
import { SignalElement } from '../panels/signal-element';
import { baseStyles } from '../panels/styles';
import { chooseLanguage, chooseTheme, theme } from './appearance';
import { headerStyles } from './header-styles';
import { icons, logo } from './icons';
import { copyLink } from './share';
import { controlStyles } from './styles';

type Menu = 'experiments' | 'more' | null;

export class LabHeader extends SignalElement {
  static override properties = {
    lab: { attribute: false },
    menu: { state: true },
    copied: { state: true },
    shownLink: { state: true },
  };
  static override styles = [baseStyles, controlStyles, headerStyles];

  declare lab: Lab;
  declare private menu: Menu;
  declare private copied: boolean;
  /** The link as text, where it could not be copied. */
  declare private shownLink: string | null;

  constructor() {
    super();
    this.menu = null;
    this.copied = false;
    this.shownLink = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('pointerdown', this.onOutside);
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('pointerdown', this.onOutside);
  }

  private readonly onOutside = (event: Event): void => {
    if (!event.composedPath().includes(this)) this.menu = null;
  };

  override render(): TemplateResult {
    const { lab } = this;
    const id = lab.settings.value?.experiment.id;
    const title = id === undefined ? '' : t(`experiment.${id}.title`);
    return html`<header @keydown=${this.onKey}>
      <span class="logo">${logo}<span class="name">Separatrix</span></span>
      <div class="place">
        <button
          class="button ghost crumb"
          data-testid="experiments"
          aria-expanded=${this.menu === 'experiments'}
          aria-controls="experiments"
          @click=${(): void => {
            this.toggle('experiments');
          }}
        >
          <h1>${title}</h1>
          ${icons.chevron}<span class="visually-hidden">${t('header.experiments')}</span>
        </button>
        ${this.menu === 'experiments' ? this.renderExperiments(id) : nothing}
      </div>
      <span class="space"></span>
      <div class="place actions">
        <button
          class="button ghost only-phone"
          aria-expanded=${this.menu === 'more'}
          aria-label=${t('header.menu')}
          data-testid="menu"
          @click=${(): void => {
            this.toggle('more');
          }}
        >
          ${icons.menu}
        </button>
        <div class=${this.menu === 'more' ? 'more open' : 'more'}>${this.renderActions()}</div>
      </div>
      ${
        this.shownLink === null
          ? nothing
          : html`<div class="menu link">
              <label for="link">${t('header.copy_by_hand')}</label>
              <input id="link" readonly .value=${this.shownLink} />
            </div>`
      }
    </header>`;
  }

  private renderExperiments(current: string | undefined): TemplateResult {
    return html`<nav class="menu" id="experiments" aria-label=${t('header.experiments')}>
      <ul>
        ${this.lab.registry.value?.experiments.map(
          ({ id }) =>
            html`<li>
              <a
                href="#v=1&experiment=${id}"
                aria-current=${id === current ? 'page' : nothing}
                data-testid="experiment-${id}"
                @click=${(): void => {
                  this.menu = null;
                }}
                ><b>${t(`experiment.${id}.title`)}</b> <span>${t(`experiment.${id}.line`)}</span></a
              >
            </li>`,
        )}
      </ul>
    </nav>`;
  }

  private renderActions(): TemplateResult {
    const other = language.value === 'en' ? 'zh-CN' : 'en';
    const themeIcon = { system: icons.system, light: icons.sun, dark: icons.moon }[theme.value];
    const themeText = t('header.theme', { name: t(`theme.${theme.value}`) });
    return html`
      <button
        class="button ghost"
        data-testid="language"
        lang=${other}
        @click=${(): void => void chooseLanguage(other)}
      >
        ${other === 'en' ? 'English' : '中文'}
      </button>
      <button
        class="button ghost"
        data-testid="theme"
        title=${themeText}
        aria-label=${themeText}
        @click=${(): void => {
          chooseTheme(nextTheme(theme.value));
        }}
      >
        ${themeIcon}<span class="only-phone">${themeText}</span>
      </button>
      <button
        class="button ghost"
        data-testid="keys"
        title=${t('header.keys')}
        aria-label=${t('header.keys')}
        @click=${(): void => {
          this.menu = null;
          this.dispatchEvent(new CustomEvent('show-keys', { bubbles: true, composed: true }));
        }}
      >
        ${icons.help}<span class="only-phone">${t('header.keys')}</span>
      </button>
      <button class="button ghost share" data-testid="share" @click=${this.share}>
        ${this.copied ? icons.check : icons.share}
        <span>${t(this.copied ? 'header.copied' : 'header.share')}</span>
      </button>
    `;
  }

  private toggle(menu: Menu): void {
    this.menu = this.menu === menu ? null : menu;
    this.shownLink = null;
  }

  private async share(): Promise<void> {
    const link = new URL(this.lab.link.value, location.href).href;
    this.copied = await copyLink(link);
    if (this.copied) {
      setTimeout(() => {
        this.copied = false;
      }, 2000);
      return;
    }
    this.shownLink = link;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLInputElement>('#link')?.select();
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || (this.menu === null && this.shownLink === null)) return;
    const opener = this.menu === 'more' ? '[data-testid=menu]' : '[data-testid=experiments]';
    this.menu = null;
    this.shownLink = null;
    this.renderRoot.querySelector<HTMLElement>(opener)?.focus();
  }
}

function nextTheme(now: Theme): Theme {
  return themes[(themes.indexOf(now) + 1) % themes.length] ?? 'system';
}

customElements.define('lab-header', LabHeader);
