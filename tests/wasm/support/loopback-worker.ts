/** The worker's side in the same thread: everything is copied or transferred as postMessage does it. */

import { EngineHost } from '../../../web/engine/host';
import type { WorkerLike } from '../../../web/engine/connection';
import type { EngineModule } from '../../../web/engine/module';
import type { FromWorker, ToWorker } from '../../../web/engine/protocol';

export class LoopbackWorker implements WorkerLike {
  onmessage: ((event: MessageEvent<FromWorker>) => void) | null = null;
  onmessageerror: ((event: MessageEvent) => void) | null = null;
  onerror: ((event: ErrorEvent) => void) | null = null;
  readonly posted: FromWorker[] = [];
  private terminated = false;
  private readonly host: EngineHost;

  constructor(module: () => Promise<EngineModule>) {
    this.host = new EngineHost({
      load: module,
      post: (message, transfer) => {
        const data = structuredClone(message, { transfer });
        this.posted.push(data);
        setImmediate(() => {
          if (!this.terminated) this.onmessage?.({ data } as MessageEvent<FromWorker>);
        });
      },
      clock: {
        now: () => performance.now(),
        soon: (task) => {
          setImmediate(() => {
            if (!this.terminated) task();
          });
        },
        later: (task, ms) => {
          setTimeout(() => {
            if (!this.terminated) task();
          }, ms);
        },
      },
    });
  }

  postMessage(message: ToWorker): void {
    const data = structuredClone(message);
    setImmediate(() => {
      if (!this.terminated) this.host.receive(data);
    });
  }

  terminate(): void {
    this.terminated = true;
  }
}
