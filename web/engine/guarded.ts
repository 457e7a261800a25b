/** Calls of the module: its errors are values, whatever it throws nevertheless is a defect of it. */

import { describeThrown, labErrorData } from './errors';
import type { Result } from './module';
import type { RequestType } from './protocol';
import type { LabErrorData } from './types';

export function guarded<T>(call: () => Result<T>): Result<T> {
  try {
    return call();
  } catch (error) {
    return { ok: false, error: labErrorData('internal', { value: describeThrown(error) }) };
  }
}

/** After these nothing that the module holds can be trusted. */
export function isFatal(error: LabErrorData, during: RequestType | 'loop'): boolean {
  return error.code === 'internal' || (error.code === 'out_of_memory' && during !== 'create');
}
