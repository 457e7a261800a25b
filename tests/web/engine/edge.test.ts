import { afterEach, describe, expect, it, vi } from 'vitest';

import { compileWasm } from '../../../web/engine/compile';
import { LabError } from '../../../web/engine/errors';
import { inflateFiles } from '../../../web/engine/inflate';

async function gzip(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

describe('inflateFiles', () => {
  const plain = new Uint8Array(5000).map((_, i) => (i * i) % 251);

  it('inflates what is gzipped, whatever its name, and leaves the rest', async () => {
    const files = await inflateFiles([
      { name: 'a.gz', bytes: await gzip(plain) },
      { name: 'b', bytes: await gzip(plain) },
      { name: 'c.gz', bytes: plain },
      { name: 'd', bytes: new Uint8Array(0) },
    ]);
    expect(files.map(({ name }) => name)).toEqual(['a.gz', 'b', 'c.gz', 'd']);
    for (const { bytes } of files.slice(0, 3)) expect(bytes).toEqual(plain);
    expect(files[3]?.bytes).toHaveLength(0);
  });

  it.each([
    ['truncated', (b: Uint8Array) => b.slice(0, b.length - 4)],
    ['cut in its head', (b: Uint8Array) => b.slice(0, 5)],
    ['of another checksum', (b: Uint8Array) => b.map((x, i) => (i === b.length - 6 ? x ^ 1 : x))],
    ['damaged', (b: Uint8Array) => b.map((x, i) => (i === 40 ? x ^ 0x55 : x))],
    ['followed by more', (b: Uint8Array) => new Uint8Array([...b, 1, 2, 3])],
  ])('refuses a file that is %s', async (_what, damage) => {
    const bytes = damage(await gzip(plain));
    await expect(inflateFiles([{ name: 'a.gz', bytes }])).rejects.toMatchObject({
      data: { code: 'corrupt_gzip', field: 'a.gz', remedy: 'check_file' },
    });
  });

  it('stops reading what inflates beyond the bound', async () => {
    const bomb = await gzip(new Uint8Array(1 << 26));
    expect(bomb.length).toBeLessThan(100_000);
    const error: unknown = await inflateFiles([{ name: 'bomb', bytes: bomb }], 1 << 20).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(LabError);
    expect(error).toMatchObject({
      data: { code: 'file_too_large', field: 'bomb', allowed: '1048576' },
    });
    expect(Number((error as LabError).data.value)).toBeLessThan(1 << 22);
  });

  it('bounds all files together, inflated or not', async () => {
    const half = { name: 'half', bytes: new Uint8Array(600) };
    await expect(inflateFiles([half, { ...half, name: 'second' }], 1000)).rejects.toMatchObject({
      data: { code: 'file_too_large', field: 'second', allowed: '400' },
    });
    await expect(inflateFiles([half], 600)).resolves.toHaveLength(1);
  });
});

describe('compileWasm', () => {
  /** The smallest module there is. */
  const wasm = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);

  function serve(body: BodyInit, type: string | null, status = 200): void {
    const headers: HeadersInit = type === null ? {} : { 'content-type': type };
    vi.stubGlobal('fetch', () => Promise.resolve(new Response(body, { status, headers })));
  }

  afterEach(() => {
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });

  it('compiles while the file arrives where its MIME type is right', async () => {
    const streaming = vi.spyOn(WebAssembly, 'compileStreaming');
    serve(wasm, 'application/wasm');
    await expect(compileWasm('a.wasm')).resolves.toBeInstanceOf(WebAssembly.Module);
    expect(streaming).toHaveBeenCalledTimes(1);
  });

  it.each(['application/octet-stream', 'application/wasm; charset=binary', 'text/html', null])(
    'falls back for %s',
    async (type) => {
      const streaming = vi.spyOn(WebAssembly, 'compileStreaming');
      serve(wasm, type);
      await expect(compileWasm('a.wasm')).resolves.toBeInstanceOf(WebAssembly.Module);
      expect(streaming).not.toHaveBeenCalled();
    },
  );

  it('says what is wrong', async () => {
    serve('not found', 'text/html', 404);
    await expect(compileWasm('a.wasm')).rejects.toMatchObject({
      data: { code: 'load_failed', value: 'a.wasm: HTTP 404', remedy: 'reload' },
    });
    serve('<!doctype html>', 'text/html');
    await expect(compileWasm('a.wasm')).rejects.toMatchObject({
      data: { code: 'load_failed', remedy: 'reload' },
    });
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    await expect(compileWasm('a.wasm')).rejects.toMatchObject({
      data: { value: 'a.wasm: TypeError: Failed to fetch', remedy: 'reload' },
    });
  });

  // As Chromium, Firefox and Safari word it.
  it.each([
    "WebAssembly.compile(): Refused to compile or instantiate WebAssembly module because neither 'wasm-eval' nor 'unsafe-eval' is an allowed source of script",
    'call to WebAssembly.compile() blocked by CSP',
    "Refused to create a WebAssembly object because 'unsafe-eval' or 'wasm-unsafe-eval' is not an allowed source of script in the following Content Security Policy directive",
  ])('knows a refusal by policy: %s', async (message) => {
    serve(wasm, 'text/html');
    vi.spyOn(WebAssembly, 'compile').mockRejectedValue(new WebAssembly.CompileError(message));
    await expect(compileWasm('a.wasm')).rejects.toMatchObject({
      data: { code: 'load_failed', remedy: 'allow_webassembly' },
    });
  });
});
