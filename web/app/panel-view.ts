/** The element for each kind of panel. */

import { html, nothing, type TemplateResult } from 'lit';

import type { PanelKind } from '../engine/types';
import { panelText } from '../i18n/names';
import type { PanelContent } from '../model/panel-content';
import '../panels/panel-field';
import '../panels/panel-images';
import '../panels/panel-lines';
import '../panels/panel-scatter';
import '../panels/panel-spectrum';
import '../panels/panel-values';

export function panelView(
  experiment: string,
  content: PanelContent,
  main: boolean,
): TemplateResult | typeof nothing {
  const { version } = content;
  switch (content.description.kind) {
    case 'lines':
      return html`<panel-lines
        ?main=${main}
        .experiment=${experiment}
        .content=${content}
        .version=${version}
      ></panel-lines>`;
    case 'values':
      return html`<panel-values
        ?main=${main}
        .experiment=${experiment}
        .content=${content}
        .version=${version}
      ></panel-values>`;
    case 'spectrum':
      return html`<panel-spectrum
        ?main=${main}
        .experiment=${experiment}
        .content=${content}
        .version=${version}
      ></panel-spectrum>`;
    case 'field':
      return html`<panel-field
        ?main=${main}
        .experiment=${experiment}
        .content=${content}
        .version=${version}
      ></panel-field>`;
    case 'scatter':
      return html`<panel-scatter
        ?main=${main}
        .experiment=${experiment}
        .content=${content}
        .version=${version}
      ></panel-scatter>`;
    case 'images':
      return html`<panel-images
        ?main=${main}
        .experiment=${experiment}
        .content=${content}
        .version=${version}
      ></panel-images>`;
    case 'network':
      return nothing; // comes with the experiments that have one
  }
}

/** A panel before there is a run: its title, its place, what it will show. */
export function panelPlaceholder(
  experiment: string,
  { id, kind }: { readonly id: string; readonly kind: PanelKind },
  main: boolean,
): TemplateResult {
  const size = main ? 'large' : kind === 'values' ? 'little' : 'usual';
  return html`<section class="card placeholder ${size}" data-testid="panel-${id}">
    <h2>${panelText(experiment, id, 'title')}</h2>
    <p><span>${panelText(experiment, id, 'waiting')}</span></p>
  </section>`;
}
