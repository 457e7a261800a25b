// The arrows of the design: core <- wasm <- web/engine <- web/model <- web/panels <- web/app, web/embed,
// and inside core the order that core/CMakeLists.txt states.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';

interface Reference {
  file: string;
  /** What it includes or imports, as written. */
  target: string;
}

function filesBelow(folder: string, pattern: RegExp): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((name) => pattern.test(name))
    .sort();
}

function references(files: string[], pattern: RegExp): Reference[] {
  return files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(pattern)].map((match) => ({
      file,
      target: match[1] ?? '',
    })),
  );
}

const cpp = /\.(cpp|hpp)$/;
const includePattern = /^\s*#\s*include\s*[<"]([^>"]+)[>"]/gm;
const includesOf = (folder: string) => references(filesBelow(folder, cpp), includePattern);
const show = ({ file, target }: Reference) => `${file}: ${target}`;

/** Folder of core -> folders that it may include, from the lines separatrix_library(folder below...). */
const below = new Map(
  [...readFileSync('core/CMakeLists.txt', 'utf8').matchAll(/^separatrix_library\((.*)\)$/gm)].map(
    (line) => {
      const [folder = '', ...rest] = (line[1] ?? '').split(/\s+/);
      return [folder, rest];
    },
  ),
);

describe('core', () => {
  const core = includesOf('core');
  /** core/nn/x.cpp and core/include/separatrix/nn/x.hpp belong to nn. */
  const folderOf = (file: string) =>
    file.match(/^core\/(?:include\/separatrix\/)?([^/]+)\//)?.[1] ?? '';

  test('has an order without cycles', () => {
    const seen: string[] = [];
    for (const [folder, lower] of below) {
      expect(seen, `${folder} stands after what it uses`).toEqual(expect.arrayContaining(lower));
      seen.push(folder);
    }
    expect(seen).toContain('experiments');
  });

  test('includes only what lies below', () => {
    const folders = [...below.keys(), 'cli'];
    const wrong = core.filter(({ file, target }) => {
      const from = folderOf(file);
      const to = target.match(/^(?:separatrix\/)?([^/]+)\//)?.[1] ?? '';
      if (!folders.includes(to) || from === to || from === 'cli') return false;
      return !below.get(from)?.includes(to);
    });
    expect(core.length).toBeGreaterThan(0);
    expect(wrong.map(show)).toEqual([]);
  });

  test('has no folder that the order does not name', () => {
    const unknown = filesBelow('core', cpp).filter(
      (file) => ![...below.keys(), 'cli'].includes(folderOf(file)),
    );
    expect(unknown).toEqual([]);
  });

  test('knows no browser, no JSON, no files, no threads, no clock', () => {
    const outside =
      /^(emscripten|nlohmann|zlib\.h|(iostream|fstream|filesystem|thread|mutex|future|condition_variable|chrono|ctime|time\.h)$)/;
    const wrong = core.filter(
      ({ file, target }) => folderOf(file) !== 'cli' && outside.test(target),
    );
    expect(wrong.map(show)).toEqual([]);
  });

  test('draws random numbers with its own distributions: those of the library differ between builds', () => {
    const wrong = filesBelow('core', cpp).filter((file) =>
      /\bstd::(\w+_distribution|random_device|rand)\b/.test(readFileSync(file, 'utf8')),
    );
    expect(wrong).toEqual([]);
  });

  test('shows Eigen in no public header and to no command', () => {
    const wrong = core.filter(
      ({ file, target }) =>
        target.startsWith('Eigen/') &&
        (file.startsWith('core/include/') || folderOf(file) === 'cli'),
    );
    expect(wrong.map(show)).toEqual([]);
  });
});

describe('wasm', () => {
  test('reaches core through its public headers, and no library behind them', () => {
    const wasm = includesOf('wasm');
    const wrong = wasm.filter(({ target }) =>
      /^(Eigen|xtensor|xtl|core|nlohmann)\/|\.\./.test(target),
    );
    expect(wasm.length).toBeGreaterThan(0);
    expect(wrong.map(show)).toEqual([]);
  });
});

describe('web', () => {
  const above: Record<string, string[]> = {
    engine: ['model', 'panels', 'app', 'embed'],
    model: ['panels', 'app', 'embed'],
    panels: ['app', 'embed'],
    app: ['embed'],
    embed: ['app'],
  };
  const importPattern =
    /(?:\bfrom\s*|\bimport\s*\(?\s*|\bnew\s+(?:Worker|URL)\(\s*(?:new\s+URL\(\s*)?)['"]([^'"]+)['"]/g;
  const web = references(filesBelow('web', /\.ts$/), importPattern).filter(({ target }) =>
    target.startsWith('.'),
  );
  const resolved = ({ file, target }: Reference) => normalize(join(dirname(file), target));

  test('imports only what lies below', () => {
    const wrong = web.filter((reference) => {
      const from = reference.file.split('/')[1] ?? '';
      const [top, to = ''] = resolved(reference).split('/');
      return top === 'web' && above[from]?.includes(to);
    });
    expect(web.length).toBeGreaterThan(0);
    expect(wrong.map(show)).toEqual([]);
  });

  test('knows the wasm module in the engine alone', () => {
    const wrong = web.filter(
      (reference) =>
        !reference.file.startsWith('web/engine/') && resolved(reference).startsWith('build/wasm'),
    );
    expect(wrong.map(show)).toEqual([]);
  });
});
