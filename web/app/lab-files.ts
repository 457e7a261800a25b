/** The data a run uses: built-in, or files of the user: `<lab-files>`. */

import { css, html, nothing, type TemplateResult } from 'lit';

import { t } from '../i18n/texts';
import type { Lab } from '../model/lab';
import { SignalElement } from '../panels/signal-element';
import { baseStyles } from '../panels/styles';
import { takeFiles } from './files';
import { icons } from './icons';
import { controlStyles } from './styles';

export class LabFiles extends SignalElement {
  static override properties = { lab: { attribute: false } };
  static override styles = [
    baseStyles,
    controlStyles,
    css`
      :host {
        margin-bottom: 12px;
        font-size: 13px;
      }
      p {
        margin: 0 0 6px;
      }
      ul {
        margin: 0 0 6px;
        padding: 0;
        list-style: none;
        font-size: 12px;
        color: var(--ink2);
        overflow-wrap: anywhere;
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
      }
    `,
  ];

  declare lab: Lab;

  override render(): TemplateResult {
    const { lab } = this;
    const files = lab.files.value;
    return html`
      <p>${t(files.length === 0 ? 'files.built_in' : 'files.own')}</p>
      ${
        files.length === 0
          ? nothing
          : html`<ul data-testid="files">
              ${files.map((file) => html`<li>${file.name}</li>`)}
            </ul>`
      }
      <div class="row">
        <button class="button small" data-testid="choose-files" @click=${this.choose}>
          ${icons.file}${t('files.choose')}
        </button>
        ${
          files.length === 0
            ? nothing
            : html`<button class="button small" @click=${(): void => void lab.useFiles([])}>
                ${t('files.use_built_in')}
              </button>`
        }
      </div>
      <input
        type="file"
        multiple
        hidden
        data-testid="file-input"
        aria-label=${t('files.choose')}
        @change=${this.onChosen}
      />
    `;
  }

  choose(): void {
    this.renderRoot.querySelector<HTMLInputElement>('input')?.click();
  }

  private onChosen(event: Event): void {
    const input = event.target as HTMLInputElement;
    void takeFiles(this.lab, [...(input.files ?? [])]);
    input.value = ''; // the same file chosen again is a change again
  }
}

customElements.define('lab-files', LabFiles);
