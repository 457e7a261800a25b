/** Small IDX files made here, good and bad. */

import { asFile, type TestFile } from './data';

const magicOfImages = 0x00000803;
const magicOfLabels = 0x00000801;

function header(...words: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * words.length);
  words.forEach((word, i) => bytes.writeUInt32BE(word, 4 * i));
  return bytes;
}

/** `count` images of `size` x `size`: image i shows a bar whose place tells i mod 10. */
export function idxImages(count: number, size = 28, magic = magicOfImages): TestFile {
  const pixels = Buffer.alloc(count * size * size);
  for (let i = 0; i < count; ++i) {
    const row = Math.floor(((i % 10) * size) / 10);
    pixels.fill(255, (i * size + row) * size, (i * size + row + 1) * size);
  }
  return asFile(
    'bars-images-idx3-ubyte',
    Buffer.concat([header(magic, count, size, size), pixels]),
  );
}

export function idxLabels(count: number): TestFile {
  const labels = Buffer.from(Array.from({ length: count }, (_, i) => i % 10));
  return asFile('bars-labels-idx1-ubyte', Buffer.concat([header(magicOfLabels, count), labels]));
}

/** The same file with its last `bytes` bytes missing. */
export function cutShort(file: TestFile, bytes: number): TestFile {
  return { ...file, buffer: file.buffer.subarray(0, file.buffer.length - bytes) };
}
