/** One parameter: label, value, control, mark, help, refusal: `<lab-param>`. */

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';

import type { LabErrorData, ParamSpec } from '../engine/types';
import { choiceLabel, paramHelp, paramLabel, unitLabel } from '../i18n/names';
import { t } from '../i18n/texts';
import { defaultText } from '../model/settings';
import { baseStyles } from '../panels/styles';
import { icons } from './icons';
import { errorLines } from './messages';
import { paramStyles } from './param-styles';
import { neighbour, positionOf, sliderScale, sliderSteps, valueAt } from './sliders';
import { controlStyles } from './styles';

/** Up to this many choices stand as chips, more as a menu. */
const mostChips = 5;

export class LabParam extends LitElement {
  static override properties = {
    spec: { attribute: false },
    text: { attribute: false },
    experiment: { attribute: false },
    pending: { type: Boolean, reflect: true },
    error: { attribute: false },
    language: { attribute: false },
    draft: { state: true },
    helpOpen: { state: true },
  };
  static override styles = [baseStyles, controlStyles, paramStyles];

  declare spec: ParamSpec;
  declare text: string;
  declare experiment: string;
  declare pending: boolean;
  declare error: LabErrorData | undefined;
  declare language: string;
  /** What is being typed or dragged, or was refused; null: the text in force. */
  declare private draft: string | null;
  declare private helpOpen: boolean;

  constructor() {
    super();
    this.text = '';
    this.experiment = '';
    this.pending = false;
    this.error = undefined;
    this.draft = null;
    this.helpOpen = false;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('spec') || (changed.has('text') && this.error === undefined)) this.draft = null;
  }

  /** A refusal is not to stay below the edge of the window. */
  protected override updated(changed: PropertyValues): void {
    if (changed.has('error') && this.error !== undefined) this.scrollIntoView({ block: 'nearest' });
  }

  private get shown(): string {
    return this.draft ?? this.text;
  }

  /** Tells the page; it answers by a new `text` or an `error`. */
  private commit(text: string): void {
    this.draft = text === this.text ? null : text;
    this.dispatchEvent(
      new CustomEvent('param-change', { detail: text, bubbles: true, composed: true }),
    );
  }

  override render(): TemplateResult {
    const { spec } = this;
    const label = paramLabel(this.experiment, spec.name);
    const help = paramHelp(this.experiment, spec.name);
    const grouped = spec.type === 'choice' && (spec.choices?.length ?? 0) <= mostChips;
    return html`<div class="param" data-testid="param-${spec.name}">
      <div class="head">
        ${
          grouped
            ? html`<span class="label" id="label">${label}</span>`
            : html`<label class="label" for="control">${label}</label>`
        }
        ${
          spec.live
            ? nothing
            : html`<span class="mark" title=${t('controls.at_rewind')}
                >${icons.rewind}<span class="visually-hidden"
                  >${t('controls.at_rewind')}</span
                ></span
              >`
        }
        ${
          help === ''
            ? nothing
            : html`<button
                class="info"
                aria-expanded=${this.helpOpen}
                aria-label=${t('controls.about', { name: label })}
                @click=${(): void => {
                  this.helpOpen = !this.helpOpen;
                }}
              >
                ${icons.info}
              </button>`
        }
        ${this.renderValue(label)}
      </div>
      ${this.renderBody(label)} ${this.helpOpen ? html`<p class="help">${help}</p>` : nothing}
      ${this.renderError()}
    </div>`;
  }

  /** At the right of the label: the value itself, where it can be typed. */
  private renderValue(label: string): TemplateResult | typeof nothing {
    const { spec } = this;
    if (spec.type === 'boolean') {
      return html`<input
        id="control"
        class="switch"
        type="checkbox"
        role="switch"
        .checked=${this.shown === 'on'}
        @change=${(event: Event): void => {
          this.commit((event.target as HTMLInputElement).checked ? 'on' : 'off');
        }}
      />`;
    }
    if (spec.type !== 'integer' && spec.type !== 'number') return nothing;
    const unit = spec.unit ?? '';
    return html`<span class="value">
      <input
        id="control"
        class="box number"
        inputmode=${spec.type === 'integer' ? 'numeric' : 'decimal'}
        autocomplete="off"
        spellcheck="false"
        aria-label=${label}
        aria-invalid=${this.error !== undefined}
        .value=${this.shown}
        @change=${this.onBox}
        @keydown=${this.onBoxKey}
      />${unit === '' ? nothing : html`<span class="unit">${unitLabel(unit)}</span>`}
    </span>`;
  }

  private renderBody(label: string): TemplateResult | typeof nothing {
    const { spec } = this;
    switch (spec.type) {
      case 'integer':
      case 'number':
        return this.renderSlider(label);
      case 'choice':
        return (spec.choices?.length ?? 0) <= mostChips ? this.renderChips() : this.renderSelect();
      case 'boolean':
        return nothing;
      default:
        return html`<input
          id="control"
          class="line number"
          autocomplete="off"
          spellcheck="false"
          aria-invalid=${this.error !== undefined}
          placeholder=${t(spec.type === 'text' ? 'controls.text' : 'controls.list')}
          .value=${this.shown}
          @change=${this.onBox}
          @keydown=${this.onBoxKey}
        />`;
    }
  }

  private renderSlider(label: string): TemplateResult | typeof nothing {
    const scale = sliderScale(this.spec);
    if (scale === null) return nothing;
    const value = Number(this.shown);
    return html`<input
      class="slider"
      type="range"
      min="0"
      max=${sliderSteps}
      aria-label=${label}
      aria-valuetext=${this.shown}
      .value=${String(positionOf(scale, Number.isFinite(value) ? value : scale.min))}
      @input=${(event: Event): void => {
        const position = Number((event.target as HTMLInputElement).value);
        this.draft = String(valueAt(scale, position));
      }}
      @change=${(): void => {
        this.commit(this.shown);
      }}
      @keydown=${(event: KeyboardEvent): void => {
        const up = event.key === 'ArrowRight' || event.key === 'ArrowUp';
        const down = event.key === 'ArrowLeft' || event.key === 'ArrowDown';
        if (event.key === 'Backspace') this.commit(defaultText(this.spec));
        if (!up && !down) return;
        event.preventDefault();
        this.commit(String(neighbour(scale, Number(this.shown), up ? 1 : -1)));
      }}
      @dblclick=${(): void => {
        this.commit(defaultText(this.spec));
      }}
    />`;
  }

  private renderChips(): TemplateResult {
    const { spec } = this;
    return html`<div class="chips" role="radiogroup" aria-labelledby="label">
      ${spec.choices?.map(
        (choice) =>
          html`<label class="chip"
            ><input
              type="radio"
              name="choice"
              class="visually-hidden"
              value=${choice}
              .checked=${this.shown === choice}
              @change=${(): void => {
                this.commit(choice);
              }}
            />${choiceLabel(spec.name, choice)}</label
          >`,
      )}
    </div>`;
  }

  private renderSelect(): TemplateResult {
    const { spec } = this;
    return html`<select
      id="control"
      @change=${(event: Event): void => {
        this.commit((event.target as HTMLSelectElement).value);
      }}
    >
      ${spec.choices?.map(
        (choice) =>
          html`<option value=${choice} .selected=${this.shown === choice}>
            ${choiceLabel(spec.name, choice)}
          </option>`,
      )}
    </select>`;
  }

  private renderError(): TemplateResult | typeof nothing {
    if (this.error === undefined) return nothing;
    const { what, why, remedy } = errorLines(this.experiment, this.error);
    return html`<div class="error" role="alert" data-testid="error-${this.spec.name}">
      <b>${what}</b><span>${why}</span><span>${remedy}</span>
    </div>`;
  }

  private onBox(event: Event): void {
    this.commit((event.target as HTMLInputElement).value);
  }

  private onBoxKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    this.draft = null;
    (event.target as HTMLInputElement).value = this.text;
  }
}

customElements.define('lab-param', LabParam);
