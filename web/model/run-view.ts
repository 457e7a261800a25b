/** The current run as the page sees it: its description and what its frames have told so far. */

import type { DecodedFrame, FrameHeader } from '../engine/frame';
import type { RunInfo } from '../engine/types';
import { PanelContent } from './panel-content';

const noFrame: FrameHeader = {
  steps: 0,
  gradientEvaluations: 0,
  odeTime: null,
  progress: null,
  stopped: false,
  restored: false,
  atBoundary: true,
  truncateStep: null,
};

export class RunView {
  readonly experiment: string;
  readonly info: RunInfo;
  readonly contents: readonly PanelContent[];
  header: FrameHeader = noFrame;

  constructor(experiment: string, info: RunInfo) {
    this.experiment = experiment;
    this.info = info;
    this.contents = info.panels.map((panel) => new PanelContent(panel));
  }

  take(frame: DecodedFrame): void {
    this.header = frame.header;
    for (const section of frame.sections) this.contents[section.panel]?.take(section);
  }

  /** True where the parameter of this name applies to the run. */
  has(name: string): boolean {
    return this.info.params.some(([known]) => known === name);
  }
}
