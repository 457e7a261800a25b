/** The page: `<separatrix-app>`. Its attributes data-state and data-steps tell where the run is. */

import { effect } from '@preact/signals-core';
import { html, nothing, type TemplateResult } from 'lit';

import { t } from '../i18n/texts';
import { Lab } from '../model/lab';
import { SignalElement } from '../panels/signal-element';
import { baseStyles } from '../panels/styles';
import { appStyles } from './app-styles';
import { distribute } from './columns';
import { acceptDrops } from './files';
import { handleKeys } from './keys';
import './lab-controls';
import './lab-header';
import './lab-keys';
import type { LabKeys } from './lab-keys';
import './lab-notices';
import './lab-story';
import './lab-transport';
import { panelPlaceholder, panelView } from './panel-view';
import { controlStyles } from './styles';

/** Narrower pages have no column beside the main picture: panels follow in their own order. */
const threeZones = matchMedia('(min-width: 1241px)');

export class SeparatrixApp extends SignalElement {
  static override properties = { held: { state: true } };
  static override styles = [baseStyles, controlStyles, appStyles];

  readonly lab = new Lab();
  /** Files are being held above the page. */
  declare private held: boolean;
  private endings: (() => void)[] = [];

  constructor() {
    super();
    this.held = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const { lab } = this;
    const onZones = (): void => {
      this.requestUpdate();
    };
    threeZones.addEventListener('change', onZones);
    this.endings = [
      () => {
        threeZones.removeEventListener('change', onZones);
      },
      effect(() => {
        this.dataset['state'] = lab.phase.value;
        this.dataset['steps'] = String(lab.steps.value);
      }),
      effect(() => {
        const id = lab.settings.value?.experiment.id;
        document.title =
          id === undefined ? 'Separatrix' : `${t(`experiment.${id}.title`)} · Separatrix`;
      }),
      acceptDrops(lab, (held) => {
        this.held = held;
      }),
      handleKeys(lab, () => {
        this.showKeys();
      }),
    ];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const end of this.endings) end();
  }

  private showKeys(): void {
    this.renderRoot.querySelector<LabKeys>('lab-keys')?.show();
  }

  override render(): TemplateResult {
    const { lab } = this;
    return html`<lab-header .lab=${lab} @show-keys=${this.showKeys}></lab-header>
      <lab-transport .lab=${lab}></lab-transport>
      <main>
        <lab-notices .lab=${lab}></lab-notices>
        ${this.renderZones()}
      </main>
      <lab-keys></lab-keys>
      ${this.held ? html`<div class="drop"><p>${t('files.drop')}</p></div>` : nothing}`;
  }

  private renderZones(): TemplateResult | typeof nothing {
    const { lab } = this;
    const experiment = lab.settings.value?.experiment;
    if (experiment === undefined) return nothing;
    void lab.frames.value;
    const run = lab.run.value?.experiment === experiment.id ? lab.run.value : null;
    const rows = (index: number): number => run?.contents[index]?.description.values.length ?? 4;
    const wide = threeZones.matches;
    const { middle, side } = distribute(
      experiment.panels.map(({ id, kind }, index) => ({ id, kind, rows: rows(index) })),
      wide ? window.innerHeight + 120 : 0,
    );
    const panel = (index: number): TemplateResult | typeof nothing => {
      const content = run?.contents[index];
      if (content !== undefined) return panelView(experiment.id, content, index === 0);
      const spec = experiment.panels[index];
      return spec === undefined ? nothing : panelPlaceholder(experiment.id, spec, index === 0);
    };
    return html`<div class="zones" aria-busy=${lab.building.value}>
      <div class="controls"><lab-controls .lab=${lab}></lab-controls></div>
      <div class="column main">
        ${panel(0)}
        <lab-story .experiment=${experiment.id}></lab-story>
        ${middle.length === 0 ? nothing : html`<div class="further">${middle.map(panel)}</div>`}
      </div>
      <div class="column side">${side.map(panel)}</div>
    </div>`;
  }
}

customElements.define('separatrix-app', SeparatrixApp);
