// An engine that counts instead of computing: it keeps the promises of the real client in order.
import type { Checkpoint } from '../../../web/engine/checkpoints';
import { EngineDeadError, LabError, type EngineListeners } from '../../../web/engine/client';
import type { DecodedFrame } from '../../../web/engine/frame';
import type {
  LabErrorData,
  LabFile,
  LiveEvent,
  PanelDescription,
  RunConfig,
  RunInfo,
} from '../../../web/engine/types';
import type { Engine } from '../../../web/model/lab-run';
import { registry } from './registry';

const panel: PanelDescription = {
  id: 'loss',
  kind: 'lines',
  xAxis: { name: 'step', unit: 'steps', scale: 'linear' },
  yAxis: { name: 'loss', unit: '', scale: 'log' },
  series: [{ name: 'loss', unit: '', band: false }],
  values: [],
  groups: [],
};

export class FakeEngine implements Engine {
  readonly registry = registry;
  readonly created: { config: RunConfig; files: readonly LabFile[] }[] = [];
  /** Refuses the next create() whose configuration it names. */
  refuse: ((config: RunConfig) => LabErrorData | null) | null = null;
  private steps = 0;

  constructor(private readonly listeners: EngineListeners) {}

  async create(config: RunConfig, files: readonly LabFile[] = []): Promise<RunInfo> {
    await Promise.resolve();
    const refused = this.refuse?.(config) ?? null;
    if (refused !== null) throw new LabError(refused);
    this.created.push({ config, files });
    this.steps = 0;
    const known = registry.experiments.find((entry) => entry.id === config.experiment);
    const names = new Set(known?.params.map((param) => param.name));
    return { panels: [panel], params: [...names].map((name) => [name, ''] as const), seed: 1 };
  }

  get last(): RunConfig {
    const entry = this.created[this.created.length - 1];
    if (entry === undefined) throw new Error('nothing was created');
    return entry.config;
  }

  async run(): Promise<void> {
    this.listeners.onState('running', {});
  }
  async pause(): Promise<void> {
    this.listeners.onState('paused', {});
  }
  async step(n = 1): Promise<void> {
    this.advance(n);
    this.listeners.onState('paused', {});
  }
  async set(name: string, value: string): Promise<LiveEvent> {
    return { step: this.steps, name, value };
  }
  /** What restart() goes back to; null: the beginning. */
  checkpoint: Checkpoint | null = null;

  lastCheckpoint(): Checkpoint | null {
    return this.checkpoint;
  }

  async restart(): Promise<RunInfo | null> {
    const entry = this.created[this.created.length - 1];
    if (entry === undefined) return null;
    const info = await this.create(entry.config, entry.files);
    if (this.checkpoint !== null) {
      this.steps = this.checkpoint.step;
      this.sendFrame(0, true);
    }
    return info;
  }

  die(): void {
    const data: LabErrorData = {
      code: 'worker_crashed',
      field: '',
      value: '',
      allowed: '',
      remedy: 'restart_engine',
    };
    this.listeners.onDead(new EngineDeadError('crashed', data));
  }

  dispose(): void {
    // Nothing is held.
  }

  /** Takes steps and sends the frame that tells of them. */
  advance(steps: number): void {
    const first = this.steps;
    this.steps += steps;
    this.sendFrame(first, false);
  }

  private sendFrame(first: number, restored: boolean): void {
    const data = Float64Array.from([this.steps, 1 / (1 + this.steps), NaN, NaN]);
    const frame: DecodedFrame = {
      header: {
        steps: this.steps,
        gradientEvaluations: this.steps,
        odeTime: null,
        progress: null,
        stopped: false,
        restored,
        atBoundary: true,
        truncateStep: restored ? this.steps : null,
      },
      sections: [
        {
          panel: 0,
          kind: 'lines',
          slot: 'samples',
          index: 0,
          first,
          shape: [1, 4],
          data,
          revision: 1,
        },
      ],
    };
    this.listeners.onFrame(frame, 1);
  }

  finish(): void {
    this.listeners.onState('finished', {
      stop: { reason: 'limit', rule: 'steps', step: this.steps, numbers: {} },
    });
  }
}
