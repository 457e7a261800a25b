/** The engine's worker: a host around the wasm module. */

import { EngineHost } from './host';
import { loadModule } from './loader';
import type { FromWorker, ToWorker } from './protocol';

/** The part of DedicatedWorkerGlobalScope that is used; the page's types know no workers. */
interface WorkerScope {
  postMessage(message: FromWorker, transfer: Transferable[]): void;
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
}

const scope = globalThis as unknown as WorkerScope;

/** A message to itself comes after those that have arrived, without the 4 ms of a nested timer. */
function yieldingChannel(): (task: () => void) => void {
  const { port1, port2 } = new MessageChannel();
  const tasks: (() => void)[] = [];
  port1.onmessage = (): void => {
    tasks.shift()?.();
  };
  return (task) => {
    tasks.push(task);
    port2.postMessage(null);
  };
}

const host = new EngineHost({
  load: loadModule,
  post: (message, transfer) => {
    scope.postMessage(message, transfer);
  },
  clock: {
    now: () => performance.now(),
    soon: yieldingChannel(),
    later: (task, ms) => {
      setTimeout(task, ms);
    },
  },
});

scope.onmessage = (event): void => {
  host.receive(event.data);
};
