/** Files are inflated where they enter; core reads plain bytes only. */

import { LabError } from './errors';
import type { LabErrorData, LabFile } from './types';

/** Of all files of a run together, inflated. */
export const maxFileBytes = 256 * 1024 * 1024;

function refused(file: LabFile, parts: Omit<LabErrorData, 'field'>): LabError {
  return new LabError({ field: file.name, ...parts });
}

function tooLarge(file: LabFile, bytes: number, maxBytes: number): LabError {
  return refused(file, {
    code: 'file_too_large',
    value: String(bytes),
    allowed: String(maxBytes),
    remedy: 'use_smaller_file',
  });
}

export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** Reads no further than `maxBytes`: a small file that inflates without end is refused early. */
async function inflateOne(file: LabFile, maxBytes: number): Promise<Uint8Array> {
  const source = new Blob([new Uint8Array(file.bytes)]);
  const reader = source.stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  const chunks: Uint8Array[] = [];
  let total = 0;
  for (;;) {
    let result: ReadableStreamReadResult<Uint8Array>;
    try {
      result = await reader.read();
    } catch {
      // Truncated, damaged, wrong checksum, or bytes after the end.
      throw refused(file, {
        code: 'corrupt_gzip',
        value: String(file.bytes.length),
        allowed: 'gzip',
        remedy: 'check_file',
      });
    }
    if (result.done) break;
    total += result.value.length;
    if (total > maxBytes) {
      await reader.cancel();
      throw tooLarge(file, total, maxBytes);
    }
    chunks.push(result.value);
  }
  const bytes = new Uint8Array(total);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/**
 * Inflates what is gzipped (told by its first bytes, not its name); names stay. Throws LabError:
 * corrupt_gzip, file_too_large.
 */
export async function inflateFiles(
  files: readonly LabFile[],
  maxBytes = maxFileBytes,
): Promise<LabFile[]> {
  const inflated: LabFile[] = [];
  let left = maxBytes;
  for (const file of files) {
    const bytes = isGzip(file.bytes) ? await inflateOne(file, left) : file.bytes;
    if (bytes.length > left) throw tooLarge(file, bytes.length, left);
    left -= bytes.length;
    inflated.push({ name: file.name, bytes });
  }
  return inflated;
}
