/** Fetches and compiles the wasm file, and says why when that fails. */

import { describeThrown, LabError, labErrorData } from './errors';

function loadFailed(value: string, remedy: string): LabError {
  return new LabError(labErrorData('load_failed', { value, remedy }));
}

/**
 * Browsers say in their own words that a content security policy without 'wasm-unsafe-eval' refused
 * to compile; all of them name the directive or the policy.
 */
function isPolicyRefusal(text: string): boolean {
  return /unsafe-eval|content security policy|\bCSP\b/i.test(text);
}

/** Throws LabError load_failed; its remedy is reload or allow_webassembly. */
export async function compileWasm(url: string): Promise<WebAssembly.Module> {
  let response: Response;
  try {
    response = await fetch(url, { credentials: 'same-origin' });
  } catch (error) {
    throw loadFailed(`${url}: ${describeThrown(error)}`, 'reload');
  }
  if (!response.ok) throw loadFailed(`${url}: HTTP ${response.status}`, 'reload');
  try {
    // Compiling while it arrives needs this very MIME type, without parameters; many servers send
    // another one.
    const type = response.headers.get('content-type') ?? '';
    return type.trim().toLowerCase() === 'application/wasm'
      ? await WebAssembly.compileStreaming(response)
      : await WebAssembly.compile(await response.arrayBuffer());
  } catch (error) {
    const text = describeThrown(error);
    throw loadFailed(`${url}: ${text}`, isPolicyRefusal(text) ? 'allow_webassembly' : 'reload');
  }
}
