/** An element that renders again whenever a signal it has read changes. */

import { effect } from '@preact/signals-core';
import { LitElement } from 'lit';

export class SignalElement extends LitElement {
  private stopWatching: (() => void) | null = null;

  protected override performUpdate(): void {
    this.stopWatching?.();
    let first = true;
    // Reads of the first pass are what is watched; any later pass is only the alarm.
    this.stopWatching = effect(() => {
      if (first) {
        first = false;
        super.performUpdate();
      } else {
        this.requestUpdate();
      }
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stopWatching?.();
    this.stopWatching = null;
  }
}
