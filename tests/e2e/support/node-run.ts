/** The same wasm file that the page loads, run in Node. */

import { decodeFrame, type DecodedFrame } from '../../../web/engine/frame';
import type { EngineModule } from '../../../web/engine/module';
import type { LabFile, ParamText } from '../../../web/engine/types';
import { loadModule, valueOf } from '../../support/losses.mjs';
import { assemble } from './worker-tap';

type Assembled = ReturnType<typeof assemble>;

let loaded: Promise<EngineModule> | null = null;

/** Runs to its own stop, or until `steps` steps are complete. */
export async function runInNode(
  experiment: string,
  params: readonly ParamText[],
  { steps = Infinity, files = [] }: { steps?: number; files?: readonly LabFile[] } = {},
): Promise<Assembled> {
  loaded ??= loadModule() as Promise<EngineModule>;
  const session = new (await loaded).Session();
  try {
    const info = valueOf(session.create(experiment, params, [], files));
    const frames: DecodedFrame[] = [];
    const take = (): void => {
      const bytes = valueOf(session.frame());
      frames.push(decodeFrame(new Uint8Array(bytes).buffer));
    };
    take();
    // Units in another rhythm than the worker's: results may not depend on it.
    for (;;) {
      const status = valueOf(session.advance(97, -1));
      take();
      if (status.stopped || status.steps >= steps) break;
    }
    return assemble(info, frames);
  } finally {
    session.dispose();
    session.delete();
  }
}
