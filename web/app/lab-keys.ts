/** What the keys do: `<lab-keys>`, a dialog. */

import { css, html, type TemplateResult } from 'lit';

import { t } from '../i18n/texts';
import { SignalElement } from '../panels/signal-element';
import { baseStyles } from '../panels/styles';
import { icons } from './icons';
import { controlStyles } from './styles';

export class LabKeys extends SignalElement {
  static override styles = [
    baseStyles,
    controlStyles,
    css`
      dialog {
        width: min(420px, calc(100vw - 32px));
        padding: 18px 20px;
        border: 1px solid var(--edge);
        border-radius: var(--radius);
        background: var(--card);
        color: var(--ink);
      }
      dialog::backdrop {
        background: rgb(10 14 20 / 40%);
      }
      header {
        display: flex;
        justify-content: space-between;
        align-items: center;
        margin-bottom: 10px;
      }
      h2 {
        margin: 0;
        font-size: 16px;
        font-weight: 650;
      }
      dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 8px 16px;
        align-items: baseline;
        margin: 0;
        font-size: 14px;
      }
      dd {
        margin: 0;
      }
    `,
  ];

  show(): void {
    const dialog = this.renderRoot.querySelector('dialog');
    if (dialog?.open === false) dialog.showModal();
  }

  override render(): TemplateResult {
    const rows: readonly (readonly [string, string])[] = [
      [t('keys.space'), t('keys.run')],
      ['.', t('keys.step')],
      ['R', t('keys.rewind')],
      ['?', t('keys.help')],
      ['← →', t('keys.cursor')],
      [t('keys.backspace'), t('keys.default')],
    ];
    return html`<dialog aria-labelledby="title" data-testid="keys-dialog" @click=${this.onClick}>
      <header>
        <h2 id="title">${t('header.keys')}</h2>
        <form method="dialog">
          <button class="button ghost small" aria-label=${t('notice.close')}>${icons.close}</button>
        </form>
      </header>
      <dl>
        ${rows.map(
          ([key, what]) =>
            html`<dt><kbd>${key}</kbd></dt>
              <dd>${what}</dd>`,
        )}
      </dl>
    </dialog>`;
  }

  /** A press beside the dialog closes it. */
  private onClick(event: Event): void {
    if (event.target instanceof HTMLDialogElement) event.target.close();
  }
}

customElements.define('lab-keys', LabKeys);
