import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import { frameLayout } from '../../web/engine/frame';
import type { EngineModule } from '../../web/engine/module';
import type { Registry } from '../../web/engine/types';
import type { MainModule } from '../../build/wasm-simd/separatrix.js';
import { freshModule, valueOf } from './support/module';

const module = await freshModule();

/** What Embind itself adds to every module. */
const ofEmbind =
  /^(BindingError|InternalError|UnboundTypeError|count_emval_handles|calledRun|instantiateWasm|dynCall_\w+)$/;

describe('the bound names', () => {
  it('are these and no others', () => {
    const names = Object.keys(module).filter((name) => !ofEmbind.test(name));
    expect(names.sort()).toEqual(['Session', 'experiments', 'frameLayout']);
    expect(Object.getOwnPropertyNames(module.Session.prototype).sort()).toEqual([
      'absorb',
      'advance',
      'checkpoint',
      'constructor',
      'create',
      'dispose',
      'edit',
      'frame',
      'makeTask',
      'restore',
      'set',
      'stop',
      'taskCount',
    ]);
  });

  it('have the types that the engine counts on', () => {
    // The compiler does the checking: what is generated must fit what is written by hand.
    const generated = module as unknown as MainModule;
    const written: EngineModule = generated;
    expect(written).toBe(module);
  });

  it('make no use of eval', () => {
    const glue = readFileSync(
      new URL('../../build/wasm-simd/separatrix.js', import.meta.url),
      'utf8',
    );
    expect(glue).not.toMatch(/\beval\s*\(|new Function\b|Function\s*\(\s*['"`]/);
  });
});

it('frame.ts mirrors the layout of frames in core', () => {
  expect(valueOf(module.frameLayout())).toEqual(frameLayout);
});

describe('the registry', () => {
  const registry = valueOf(module.experiments());

  it.each(['../../build/registry.json', '../../build/wasm-simd/registry.json'])(
    'is what %s says',
    (path) => {
      const text = readFileSync(new URL(path, import.meta.url), 'utf8');
      expect(JSON.parse(text)).toEqual(registry);
    },
  );

  it('has every experiment of core, with parameters and panels', () => {
    expect(registry.experiments.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['descend', 'train-images']),
    );
    for (const experiment of registry.experiments) {
      expect(experiment.id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(experiment.params.length).toBeGreaterThan(0);
      expect(experiment.panels.length).toBeGreaterThan(0);
    }
    expect(registry.seed).toEqual({ min: 0, max: 4294967295, default: 1 });
    expect(registry.version).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it('spells fields as TypeScript does, but leaves the names of parameters alone', () => {
    const fields = new Set<string>();
    const conditions = new Set<string>();
    for (const param of registry.experiments.flatMap(({ params }) => params)) {
      for (const name of Object.keys(param)) fields.add(name);
      for (const name of Object.keys(param.when ?? {})) conditions.add(name);
    }
    for (const name of fields) expect(name).not.toContain('_');
    expect([...fields]).toEqual(expect.arrayContaining(['defaultText', 'maxLength', 'live']));
    const names = new Set(
      registry.experiments.flatMap(({ params }) => params.map(({ name }) => name)),
    );
    for (const name of conditions) expect(names).toContain(name);
  });

  it('is plain data, the same every time', () => {
    const again: Registry = valueOf(module.experiments());
    expect(again).toEqual(registry);
    expect(structuredClone(again)).toEqual(registry);
  });
});
