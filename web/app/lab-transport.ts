/** Run, step, rewind, new seed, and the numbers that always matter: `<lab-transport>`. */

import { css, html, type TemplateResult } from 'lit';

import { formatInteger, formatNumber, formatPlaces } from '../i18n/numbers';
import { t } from '../i18n/texts';
import type { Lab } from '../model/lab';
import { SignalElement } from '../panels/signal-element';
import { baseStyles } from '../panels/styles';
import { icons } from './icons';
import { controlStyles } from './styles';

export class LabTransport extends SignalElement {
  static override properties = { lab: { attribute: false } };
  static override styles = [
    baseStyles,
    controlStyles,
    css`
      :host {
        position: sticky;
        top: 0;
        z-index: 5;
        background: var(--card);
        border-bottom: 1px solid var(--line);
      }
      .bar {
        display: flex;
        align-items: center;
        gap: 8px;
        padding: 9px 20px;
      }
      .primary {
        min-width: 112px;
      }
      .numbers {
        margin-left: 10px;
        min-width: 0;
        overflow-x: auto;
        scrollbar-width: none;
      }
      dl {
        display: flex;
        align-items: center;
        margin: 0;
      }
      dl > div {
        display: flex;
        flex-direction: column-reverse;
        flex: none;
        padding: 0 16px;
        border-left: 1px solid var(--line);
      }
      dt {
        color: var(--ink2);
        font-size: 12px;
        line-height: 1.3;
        white-space: nowrap;
      }
      dd {
        margin: 0;
        min-width: 7ch;
        font: 600 15px/1.3 var(--mono);
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
      .wide dd {
        min-width: 15ch;
      }
      progress {
        position: absolute;
        left: 0;
        bottom: -1px;
        width: 100%;
        height: 2px;
        appearance: none;
        border: 0;
        background: none;
      }
      progress::-webkit-progress-bar {
        background: none;
      }
      progress::-webkit-progress-value {
        background: var(--accent);
      }
      progress::-moz-progress-bar {
        background: var(--accent);
      }
      @media (max-width: 1020px) {
        .step-label,
        .seed-label,
        .rewind-label {
          position: absolute;
          width: 1px;
          height: 1px;
          overflow: hidden;
          clip-path: inset(50%);
        }
        .button:not(.primary) {
          width: 40px;
          padding: 0;
        }
      }
      @media (max-width: 620px) {
        .bar {
          flex-wrap: wrap;
          gap: 6px 8px;
          padding: 8px 12px;
        }
        .primary {
          flex: 1;
        }
        .button:not(.primary) {
          width: 48px;
        }
        .numbers {
          flex-basis: 100%;
          margin: 0 -12px;
          padding: 0 4px;
        }
        dl > div:first-child {
          border-left: 0;
        }
        dl > div {
          padding: 0 10px;
        }
        dd {
          font-size: 14px;
        }
        .wide dd {
          min-width: 9ch;
        }
      }
    `,
  ];

  declare lab: Lab;

  override render(): TemplateResult {
    const { lab } = this;
    const phase = lab.phase.value;
    const running = phase === 'running';
    const finished = phase === 'finished';
    const ready = lab.run.value !== null && lab.dead.value === null;
    const runText = running ? 'transport.pause' : finished ? 'transport.again' : 'transport.run';
    return html`<section aria-label=${t('transport.label')}>
      <div class="bar">
        <button
          class="button primary"
          data-testid="run"
          ?disabled=${!ready}
          title=${t('transport.key', { key: t('keys.space') })}
          @click=${(): void => void lab.toggle()}
        >
          ${running ? icons.pause : finished ? icons.rewind : icons.run}
          <span>${t(runText)}</span>
        </button>
        <button
          class="button"
          data-testid="step"
          ?disabled=${!ready || finished}
          title=${`${t('transport.step')} (.)`}
          @click=${(): void => void lab.step()}
        >
          ${icons.step}<span class="step-label">${t('transport.step')}</span>
        </button>
        <button
          class="button"
          data-testid="rewind"
          ?disabled=${!ready}
          title=${`${t('transport.rewind')} (R)`}
          @click=${(): void => void lab.rewind()}
        >
          ${icons.rewind}<span class="rewind-label">${t('transport.rewind')}</span>
        </button>
        <button
          class="button"
          data-testid="new-seed"
          ?disabled=${!ready || lab.run.value?.info.seed == null}
          title=${t('transport.new_seed')}
          @click=${(): void => void lab.reseed(randomSeed())}
        >
          ${icons.seed}<span class="seed-label">${t('transport.new_seed')}</span>
        </button>
        ${this.renderNumbers()}
      </div>
      ${this.renderProgress()}
    </section>`;
  }

  private renderNumbers(): TemplateResult {
    const { lab } = this;
    void lab.frames.value;
    const run = lab.run.value;
    const header = run?.header;
    const count = (value: number | undefined): string =>
      value === undefined ? '–' : formatInteger(value);
    const time = header?.odeTime ?? null;
    const seed = run === null ? '–' : run.info.seed === null ? '–' : String(run.info.seed);
    return html`<div class="numbers" tabindex="0" role="group" aria-label=${t('transport.numbers')}>
      <dl>
        <div>
          <dt>${t('transport.steps')}</dt>
          <dd data-testid="steps">${count(header?.steps)}</dd>
        </div>
        <div>
          <dt>${t('transport.gradient_evaluations')}</dt>
          <dd data-testid="gradient-evaluations">${count(header?.gradientEvaluations)}</dd>
        </div>
        <div>
          <dt>${t('transport.ode_time')}</dt>
          <dd data-testid="ode-time">${time === null ? '–' : odeTime(time)}</dd>
        </div>
        <div class="wide">
          <dt>${this.speedLabel()}</dt>
          <dd data-testid="speed">${this.speed()}</dd>
        </div>
        <div>
          <dt>${t('transport.seed')}</dt>
          <dd data-testid="seed">${seed}</dd>
        </div>
      </dl>
    </div>`;
  }

  /** Samples of a batch that a gradient takes; null where the run has no batches. */
  private get batchSize(): number | null {
    const found = this.lab.run.value?.info.params.find(([name]) => name === 'batch_size');
    const size = found === undefined ? 0 : Number(found[1]);
    return size > 0 ? size : null;
  }

  private speedLabel(): string {
    return t(this.batchSize === null ? 'transport.speed' : 'transport.speed_samples');
  }

  private speed(): string {
    const { stepsPerSecond, gradientEvaluationsPerSecond } = this.lab.rates.value;
    if (stepsPerSecond === undefined || this.lab.phase.value !== 'running') return '–';
    const rate = (value: number): string => formatInteger(Number(value.toPrecision(2)));
    const size = this.batchSize;
    if (size === null || gradientEvaluationsPerSecond === undefined) return rate(stepsPerSecond);
    return `${rate(stepsPerSecond)} · ${rate(gradientEvaluationsPerSecond * size)}`;
  }

  private renderProgress(): TemplateResult {
    void this.lab.frames.value;
    const progress = this.lab.run.value?.header.progress ?? null;
    return html`<progress
      max="1"
      .value=${progress ?? 0}
      aria-label=${t('transport.progress')}
    ></progress>`;
  }
}

/** Two places: enough to see it move, and as wide as before. */
function odeTime(value: number): string {
  return value < 1e6 ? formatPlaces(value, 2) : formatNumber(value, 5);
}

/** Six figures: short enough to be read aloud. */
function randomSeed(): number {
  const [word = 0] = crypto.getRandomValues(new Uint32Array(1));
  return word % 1_000_000;
}

customElements.define('lab-transport', LabTransport);
