/** What no test may see: errors on the console, uncaught errors, requests to another origin. */

import type { BrowserContext } from '@playwright/test';

export class Guard {
  private readonly found: string[] = [];
  private readonly allowed: RegExp | null;

  /** `allowed`: messages that this test brings about on purpose. */
  constructor(context: BrowserContext, origin: string, allowed: RegExp | null) {
    this.allowed = allowed;
    context.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') {
        this.note(`console ${message.type()}: ${message.text()} (${message.location().url})`);
      }
    });
    context.on('weberror', (error) => {
      this.note(`uncaught: ${error.error().stack ?? String(error.error())}`);
    });
    context.on('page', (page) => {
      page.on('crash', () => {
        this.note('the page crashed');
      });
    });
    context.on('request', (request) => {
      const url = new URL(request.url());
      if (url.protocol === 'blob:' || url.protocol === 'data:' || url.origin === origin) return;
      this.note(`request to another origin: ${request.url()}`);
    });
    context.on('requestfailed', (request) => {
      const reason = request.failure()?.errorText ?? '';
      // A page that is left cancels what it was loading.
      if (reason !== 'net::ERR_ABORTED') this.note(`failed request: ${request.url()} ${reason}`);
    });
    context.on('response', (response) => {
      if (response.status() >= 400) this.note(`${response.status()}: ${response.url()}`);
    });
  }

  /** What was seen and not allowed. */
  get violations(): readonly string[] {
    return this.found;
  }

  private note(text: string): void {
    if (this.allowed?.test(text) !== true) this.found.push(text);
  }
}
