/** Brings up the wasm module, in a worker or in Node. */

import createSeparatrix from '../../build/wasm-simd/separatrix.js';

import { compileWasm } from './compile';
import { describeThrown, LabError, labErrorData } from './errors';
import type { EngineModule } from './module';

/** The glue's hook: it is given the imports and hands back the instance. */
type ReceiveInstance = (instance: WebAssembly.Instance, module: WebAssembly.Module) => void;

/** Throws LabError load_failed. */
export async function instantiate(compiled: WebAssembly.Module): Promise<EngineModule> {
  try {
    return await new Promise<EngineModule>((resolve, reject) => {
      const factory = createSeparatrix({
        instantiateWasm(imports: WebAssembly.Imports, receive: ReceiveInstance): object {
          // The glue would wait for ever after a failure here: it is reported around it.
          WebAssembly.instantiate(compiled, imports).then((instance) => {
            receive(instance, compiled);
          }, reject);
          return {};
        },
      });
      factory.then(resolve, reject);
    });
  } catch (error) {
    throw new LabError(
      labErrorData('load_failed', { value: describeThrown(error), remedy: 'reload' }),
    );
  }
}

/** `wasmUrl` null: the file that was built and shipped with this script. Throws LabError load_failed. */
export async function loadModule(wasmUrl: string | null): Promise<EngineModule> {
  const shipped = new URL('../../build/wasm-simd/separatrix.wasm', import.meta.url);
  return await instantiate(await compileWasm(wasmUrl ?? shipped.href));
}
