/** Starts the page: texts, elements, engine. */

import { EngineClient } from '../engine/client';
import { parsePresentation } from '../model/presentation';
import { bindAddress } from './address';
import { startAppearance } from './appearance';
import './app';
import type { SeparatrixApp } from './app';

async function start(): Promise<void> {
  await startAppearance();
  await customElements.whenDefined('separatrix-app');
  const app = document.querySelector<SeparatrixApp>('separatrix-app');
  if (app === null) throw new Error('the page has no <separatrix-app>');
  const { lab } = app;
  bindAddress(lab);
  await lab.open(() => EngineClient.start(lab.listeners), location.hash);
  if (parsePresentation(location.search).autoplay) await lab.start();
}

void start();
