/** The page as a user handles it. */

import { expect, type Locator, type Page } from '@playwright/test';

import { pageParts } from '../../support/page-parts.mjs';
import type { TestFile } from './data';
import { recording, tapWorkers, type Recording } from './worker-tap';

export interface Opening {
  /** Presentation, without the question mark. */
  readonly query?: string;
  /** State, with or without its `#v=1&`. */
  readonly link?: string;
}

export class Lab {
  readonly page: Page;
  readonly root: Locator;

  constructor(page: Page) {
    this.page = page;
    this.root = page.locator(pageParts.root);
  }

  async prepare(): Promise<void> {
    await tapWorkers(this.page);
  }

  part(name: Exclude<keyof typeof pageParts, 'root'>): Locator {
    return this.page.locator(pageParts[name]);
  }

  /** Loads the page and waits until its run is prepared. */
  async open(opening: Opening = {}): Promise<void> {
    await this.visit(opening);
    await this.inState('idle');
  }

  async visit({ query = 'lang=en', link = '' }: Opening = {}): Promise<void> {
    const fragment = link === '' || link.startsWith('#') ? link : `#v=1&${link}`;
    // From an empty page: a change of the fragment alone would not load anything.
    if (this.page.url() !== 'about:blank') await this.page.goto('about:blank');
    await this.page.goto(`/?${query}${fragment}`);
  }

  async inState(...states: readonly string[]): Promise<void> {
    await expect(this.root).toHaveAttribute('data-state', new RegExp(`^(${states.join('|')})$`), {
      timeout: 30_000,
    });
  }

  async state(): Promise<string> {
    return (await this.root.getAttribute('data-state')) ?? '';
  }

  async steps(): Promise<number> {
    return Number(await this.root.getAttribute('data-steps'));
  }

  async run(): Promise<void> {
    await this.part('run').click();
    await this.inState('running', 'finished');
  }

  async pause(): Promise<void> {
    await this.part('run').click();
    await this.inState('paused', 'finished');
  }

  async reach(steps: number): Promise<void> {
    await expect.poll(() => this.steps(), { timeout: 40_000 }).toBeGreaterThanOrEqual(steps);
  }

  /** Runs until at least `steps` steps are done and pauses. */
  async runTo(steps: number): Promise<void> {
    await this.run();
    await this.reach(steps);
    if ((await this.state()) === 'running') await this.pause();
  }

  async finish(timeout = 60_000): Promise<void> {
    await this.part('run').click();
    await expect(this.root).toHaveAttribute('data-state', 'finished', { timeout });
  }

  async rewind(): Promise<void> {
    await this.part('rewind').click();
    await this.inState('idle');
    await expect.poll(() => this.steps()).toBe(0);
  }

  /** The number box, text field, menu or switch of a parameter. */
  control(name: string): Locator {
    return this.page.locator(`[data-testid="param-${name}"] #control`);
  }

  fieldError(name: string): Locator {
    return this.page.locator(`[data-testid="error-${name}"]`);
  }

  panel(id: string): Locator {
    return this.page.locator(`[data-testid="panel-${id}"]`);
  }

  /** Types a value into the number box or text field of a parameter. */
  async enter(name: string, text: string): Promise<void> {
    await this.control(name).fill(text);
    await this.control(name).press('Enter');
  }

  /** Chooses one of the few values that stand side by side. */
  async pick(name: string, value: string): Promise<void> {
    const chip = this.page.locator(
      `[data-testid="param-${name}"] label:has(input[value="${value}"])`,
    );
    await chip.click();
  }

  async switchLanguage(language: 'en' | 'zh-CN'): Promise<void> {
    const html = this.page.locator('html');
    if ((await html.getAttribute('lang')) !== language) await this.part('language').click();
    await expect(html).toHaveAttribute('lang', language);
  }

  async choose(files: readonly TestFile[]): Promise<void> {
    await this.part('files').setInputFiles([...files]);
  }

  /** Drops files on the page as a file manager does. */
  async drop(files: readonly TestFile[]): Promise<void> {
    const contents = files.map(({ name, buffer }) => ({ name, base64: buffer.toString('base64') }));
    const transfer = await this.page.evaluateHandle((items) => {
      const data = new DataTransfer();
      for (const { name, base64 } of items) {
        const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
        data.items.add(new File([bytes], name));
      }
      return data;
    }, contents);
    for (const type of ['dragenter', 'dragover', 'drop']) {
      await this.root.dispatchEvent(type, { dataTransfer: transfer });
    }
  }

  async recording(): Promise<Recording> {
    return await recording(this.page);
  }

  /** The first `count` batch losses of train-images, exact. */
  async losses(count: number): Promise<number[]> {
    const curve = (await this.recording()).series['losses.loss'] ?? [];
    expect(curve.length).toBeGreaterThanOrEqual(count);
    return curve.slice(0, count).map(({ y }) => y);
  }

  fragment(): string {
    return new URL(this.page.url()).hash;
  }
}
