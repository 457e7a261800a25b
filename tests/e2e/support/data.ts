/** Real data sets: $SEPARATRIX_DATA, else ../shared/data beside the project. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { test } from '@playwright/test';

export interface TestFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

const folder = process.env['SEPARATRIX_DATA'] || join(process.cwd(), '../shared/data');

export function asFile(name: string, buffer: Buffer): TestFile {
  return { name, mimeType: 'application/octet-stream', buffer };
}

/** The files of a data set; skips the running test where one is missing, in the words of no-data.mjs. */
export function dataSet(name: string, files: readonly string[]): TestFile[] {
  const paths = files.map((file) => join(folder, name, file));
  test.skip(!paths.every((path) => existsSync(path)), `no data: ${name}`);
  return files.map((file, i) => asFile(file, readFileSync(paths[i] ?? '')));
}

export const mnistTest = (): TestFile[] =>
  dataSet('mnist-t10k', ['t10k-images-idx3-ubyte.gz', 't10k-labels-idx1-ubyte.gz']);
