// Both languages say everything that the registry, the sources and the page can ask for, and nothing
// that nobody asks for.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import type { Registry } from '../../web/engine/types';

type Table = Readonly<Record<string, string>>;

const table = (name: string): Table =>
  JSON.parse(readFileSync(`web/i18n/${name}.json`, 'utf8')) as Table;
const tables: Readonly<Record<string, Table>> = { en: table('en'), 'zh-CN': table('zh-CN') };
const english = tables['en'] ?? {};
const keys = Object.keys(english);

function sources(folder: string, pattern: RegExp): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => pattern.test(name))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
}

const cpp = sources('core', /\.(cpp|hpp)$/) + sources('wasm', /\.(cpp|hpp)$/);
const typescript = sources('web', /\.ts$/);
const all = cpp + typescript;

const placeholders = (text: string): string[] => (text.match(/\{[^}]*\}/g) ?? []).sort();

/** `code` stands somewhere in the sources as a string of its own. */
const written = (code: string): boolean => all.includes(`"${code}"`) || all.includes(`'${code}'`);

function found(pattern: RegExp, text: string): string[] {
  return [...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? ''))].sort();
}

function missing(wanted: readonly string[]): string[] {
  return wanted.filter((key) => english[key] === undefined);
}

describe('the tables', () => {
  it('have the same keys, sorted, and the same placeholders', () => {
    for (const [name, texts] of Object.entries(tables)) {
      expect(Object.keys(texts), name).toEqual(keys);
      for (const key of keys) {
        expect(placeholders(texts[key] ?? ''), `${name} ${key}`).toEqual(
          placeholders(english[key] ?? ''),
        );
        expect((texts[key] ?? '').trim(), `${name} ${key}`).not.toBe('');
      }
    }
    expect([...keys].sort()).toEqual(keys);
  });

  it('are written with two spaces, one key to a line', () => {
    for (const [name, texts] of Object.entries(tables)) {
      const text = readFileSync(`web/i18n/${name}.json`, 'utf8');
      expect(text, name).toBe(`${JSON.stringify(texts, null, 2)}\n`);
    }
  });

  it('keep the four paragraphs of an experiment short', () => {
    for (const key of keys.filter((name) =>
      /^experiment\..*\.(claim|try|expect|why)$/.test(name),
    )) {
      expect(english[key]?.split(/\s+/).length, key).toBeLessThanOrEqual(60);
    }
  });

  it('use formats that exist', () => {
    const formats = /const formats[^{]*\{([\s\S]*?)\n\};/.exec(typescript)?.[1] ?? '';
    const known = found(/^ {2}(\w+):/gm, formats);
    const used = found(/\{\w+:(\w+)\}/g, Object.values(english).join('\n'));
    expect(known.length).toBeGreaterThan(2);
    expect(used.filter((name) => !known.includes(name))).toEqual([]);
  });
});

describe('the page', () => {
  it('asks for texts that are there', () => {
    const literal = found(/\bt\(\s*'([\w.-]+)'/g, typescript);
    expect(literal.length).toBeGreaterThan(50);
    expect(missing(literal)).toEqual([]);
  });

  it('says in three lines whatever can be refused, and why a run ended', () => {
    const inCpp = found(/(?:LabException\(|LabError)\{\s*"(\w+)"/g, cpp.replace(/\(\{/g, '({'));
    const thrown = found(/\brefuse\(\s*(?:spec,\s*)?"(\w+)"/g, cpp);
    const onPage = [
      ...found(/labErrorData\(\s*'(\w+)'/g, typescript),
      ...found(/refus(?:al|ed)\(\s*(?:spec,\s*)?'(\w+)'/g, typescript),
    ];
    const codes = [...new Set([...inCpp, ...thrown, ...onPage])];
    expect(codes.length).toBeGreaterThan(20);
    expect(missing(codes.flatMap((code) => [`error.${code}.what`, `error.${code}.why`]))).toEqual(
      [],
    );
    const remedies = found(/"(?:[^"\n]*)",\s*"(\w+)"\s*\}\s*\)/g, cpp).concat(
      found(/remedy: '(\w+)'/g, typescript),
    );
    expect(missing(remedies.map((code) => `error.remedy.${code}`))).toEqual([]);
    const rules = found(/\.?rule = (?:\w+ \? )?"(\w+)"/g, cpp);
    const causes = found(/cause = (?:\w+ \? )?"(\w+)"/g, cpp);
    expect(missing(causes.map((code) => `cause.${code}`))).toEqual([]);
    // A rule is told where no cause is.
    expect(rules.filter((rule) => !/not_finite|loss_bound/.test(rule))).not.toEqual([]);
    const told = rules.filter((rule) => !/not_finite|loss_bound/.test(rule));
    expect(missing(told.map((rule) => `stop.rule.${rule}`))).toEqual([]);
    expect(missing(['limit', 'diverged'].map((reason) => `stop.${reason}.what`))).toEqual([]);
  });

  it('ends every plot in a sentence', () => {
    const stated = found(/state_verdict\(\s*[^,]+,\s*"(\w+)"/g, cpp);
    // Functions that return a verdict: what they begin it with, what they choose between.
    const bodies = found(/^Verdict \w+\([^)]*\) \{([\s\S]*?)^\}/gm, cpp).join('\n');
    const returned = found(/(?:return \{|code = (?:[^;]*\? )?|\? |[^:]: )"(\w+)"/g, bodies);
    expect(stated.length).toBeGreaterThan(3);
    expect(returned.length).toBeGreaterThan(3);
    const codes = [...stated, ...returned];
    expect(missing(codes.map((code) => `verdict.${code}`))).toEqual([]);
  });
});

describe('the registry', () => {
  const file = 'build/registry.json';
  const registry = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as Registry)
    : undefined;

  it.skipIf(registry === undefined)('finds a text for everything it announces', () => {
    const lost: string[] = [];
    const need = (...alternatives: string[]): void => {
      if (missing(alternatives).length === alternatives.length) lost.push(alternatives.join(' | '));
    };
    for (const { id, params, panels } of registry?.experiments ?? []) {
      for (const part of ['title', 'line', 'claim', 'try', 'expect', 'why']) {
        need(`experiment.${id}.${part}`);
      }
      for (const { name, choices, group, unit } of params) {
        need(`param.${id}.${name}.label`, `param.${name}.label`);
        need(`group.${group}`);
        if (unit !== undefined && unit !== '') need(`unit.${unit}`);
        for (const choice of choices ?? []) need(`choice.${name}.${choice}`);
      }
      for (const panel of panels) {
        for (const part of ['title', 'waiting']) {
          need(`panel.${id}.${panel.id}.${part}`, `panel.${panel.id}.${part}`);
        }
      }
    }
    expect(lost).toEqual([]);
  });

  it.skipIf(registry === undefined)(
    'is all that experiments, parameters and panels are for',
    () => {
      const experiments = registry?.experiments ?? [];
      const ids = experiments.map(({ id }) => id);
      const paramNames = new Set(
        experiments.flatMap(({ params }) => params.map(({ name }) => name)),
      );
      paramNames.add('seed');
      const choices = new Set(
        experiments.flatMap(({ params }) =>
          params.flatMap(({ name, choices: list }) =>
            (list ?? []).map((value) => `${name}.${value}`),
          ),
        ),
      );
      const panels = new Set(experiments.flatMap(({ panels: list }) => list.map(({ id }) => id)));
      const groups = new Set(experiments.flatMap(({ params }) => params.map(({ group }) => group)));
      const unused = keys.filter((key) => {
        const parts = key.split('.');
        const [family = '', ...rest] = parts;
        const scoped = ids.includes(rest[0] ?? '') ? rest.slice(1) : rest;
        switch (family) {
          case 'experiment':
            return !ids.includes(rest[0] ?? '');
          case 'param':
            return !paramNames.has(scoped[0] ?? '');
          case 'choice':
            return !choices.has(rest.join('.'));
          case 'group':
            return !groups.has(rest[0] ?? '');
          case 'panel':
            return !['title', 'waiting'].includes(parts[parts.length - 1] ?? '')
              ? false
              : !panels.has(scoped[0] ?? '');
          default:
            return false;
        }
      });
      expect(unused).toEqual([]);
    },
  );
});

describe('every key', () => {
  it('is asked for by somebody', () => {
    const unused = keys.filter((key) => {
      const [family = '', ...rest] = key.split('.');
      const last = rest[rest.length - 1] ?? '';
      switch (family) {
        case 'experiment': // held against the registry above
        case 'param':
        case 'choice':
        case 'group':
          return false;
        case 'panel':
          return !['title', 'waiting'].includes(last) && !written(key);
        case 'error':
          return rest[0] === 'remedy' ? !written(last) : !written(rest[0] ?? '');
        case 'stop':
          return (
            !written(key) &&
            !written(rest[0] === 'rule' || rest[0] === 'remedy' ? last : (rest[0] ?? ''))
          );
        case 'verdict':
          return !written(rest[0] ?? '');
        case 'theme':
        case 'cause':
        case 'unit':
        case 'axis':
        case 'reference':
        case 'class':
          return !written(last) && !written(key);
        case 'value': {
          const name = last.replace('[i]', '');
          // layer[0] and forward[0] are put together from their names.
          return !written(name) && !all.includes(`"${name}[`) && !/_sum$/.test(name);
        }
        case 'story':
          return !written(last);
        case 'notice':
          return !written(key) && !written(last);
        default:
          return !written(key);
      }
    });
    expect(unused).toEqual([]);
  });
});
