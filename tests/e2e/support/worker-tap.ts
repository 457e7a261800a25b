/**
 * Listens in on the engine's worker, beside the page's own listener: what the page was told, exact to
 * the bit and not yet rounded for a reader.
 */

import type { Page } from '@playwright/test';

import { decodeFrame, type DecodedFrame } from '../../../web/engine/frame';
import type { RunInfo, Stop } from '../../../web/engine/types';

interface Tap {
  /** Of the current run, since its creation. */
  frames: { runId: number; seq: number; base64: string }[];
  info: RunInfo | null;
  stop: Stop | null;
  /** How many runs were created. */
  runs: number;
  workers: number;
}

/** Runs in the page before any of its scripts. */
function listenIn(): void {
  const tap: Tap = { frames: [], info: null, stop: null, runs: 0, workers: 0 };
  (globalThis as unknown as { separatrixTap: Tap }).separatrixTap = tap;

  const encode = (buffer: ArrayBuffer): string => {
    const bytes = new Uint8Array(buffer);
    let text = '';
    for (let at = 0; at < bytes.length; at += 0x8000) {
      text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
    }
    return btoa(text);
  };
  const take = (message: Record<string, unknown>): void => {
    const value = message['value'] as Record<string, unknown> | null | undefined;
    if (message['type'] === 'reply' && value && Array.isArray(value['panels'])) {
      tap.frames = [];
      tap.info = value as unknown as RunInfo;
      tap.stop = null;
      tap.runs += 1;
    } else if (message['type'] === 'state' && message['stop'] !== undefined) {
      tap.stop = message['stop'] as Stop;
    } else if (message['type'] === 'frame') {
      tap.frames.push({
        runId: message['runId'] as number,
        seq: message['seq'] as number,
        base64: encode(message['buffer'] as ArrayBuffer),
      });
    }
  };
  globalThis.Worker = class extends Worker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      tap.workers += 1;
      this.addEventListener('message', (event: MessageEvent<Record<string, unknown>>) => {
        take(event.data);
      });
    }
  };
}

export async function tapWorkers(page: Page): Promise<void> {
  await page.addInitScript(listenIn);
}

export interface Sample {
  readonly x: number;
  readonly y: number;
}

/** A run as its frames told it. Names are `panel.series`, `panel.value`, `panel.group`. */
export interface Recording {
  readonly info: RunInfo;
  readonly stop: Stop | null;
  readonly steps: number;
  readonly runs: number;
  readonly workers: number;
  readonly series: Readonly<Record<string, readonly Sample[]>>;
  readonly values: Readonly<Record<string, number>>;
  readonly spectra: Readonly<Record<string, readonly number[]>>;
}

/** Puts the frames of one run together, in their order. */
export function assemble(
  info: RunInfo,
  frames: readonly DecodedFrame[],
): Omit<Recording, 'stop' | 'runs' | 'workers'> {
  const series: Record<string, Sample[]> = {};
  const values: Record<string, number> = {};
  const spectra: Record<string, number[]> = {};
  let steps = 0;
  for (const { header, sections } of frames) {
    steps = header.steps;
    for (const section of sections) {
      const panel = info.panels[section.panel];
      if (panel === undefined) throw new Error(`a section of panel ${section.panel}`);
      const { data, index } = section;
      if (section.slot === 'samples') {
        const name = `${panel.id}.${panel.series[index]?.name ?? index}`;
        const curve = section.first === 0 ? [] : (series[name] ?? []);
        if (section.first > 0 && section.first !== curve.length) {
          throw new Error(`${name}: sample ${section.first} follows ${curve.length}`);
        }
        for (let at = 0; at < data.length; at += 4) {
          curve.push({ x: data[at] ?? NaN, y: data[at + 1] ?? NaN });
        }
        series[name] = curve;
      } else if (section.slot === 'values') {
        const width = section.shape[1] ?? 1;
        panel.values.forEach(({ name }, i) => {
          values[`${panel.id}.${name}`] = data[i * width] ?? NaN;
        });
      } else if (section.slot === 'spectrum') {
        const width = section.shape[1] ?? 1;
        const rows = section.shape[0] ?? 0;
        const name = `${panel.id}.${panel.groups[index]?.name ?? index}`;
        spectra[name] = Array.from({ length: rows }, (_, i) => data[i * width] ?? NaN);
      }
    }
  }
  return { info, steps, series, values, spectra };
}

/** What the page has been told of its current run so far. */
export async function recording(page: Page): Promise<Recording> {
  const tap = await page.evaluate(
    () => (globalThis as unknown as { separatrixTap: Tap }).separatrixTap,
  );
  if (tap.info === null) throw new Error('no run has been created');
  const frames = tap.frames.map(({ base64 }) => {
    const bytes = Buffer.from(base64, 'base64');
    return decodeFrame(new Uint8Array(bytes).buffer);
  });
  return {
    ...assemble(tap.info, frames),
    stop: tap.stop,
    runs: tap.runs,
    workers: tap.workers,
  };
}
