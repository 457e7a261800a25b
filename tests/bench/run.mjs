// npm run bench, or node tests/bench/run.mjs [--repetitions N] [MEASURE...] once everything is built.
// One file of measures/ is one measure. Prints a table, writes build/bench/bench.json, and, when everything was
// measured, tests/bench/RESULTS.md.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';

import { openBrowser } from './browser.mjs';
import { markdown } from './report.mjs';

const folder = new URL('./measures/', import.meta.url);
const all = readdirSync(folder)
  .filter((name) => name.endsWith('.mjs'))
  .map((name) => basename(name, '.mjs'));
const { values: options, positionals } = parseArgs({
  options: { repetitions: { type: 'string', default: '5' } },
  allowPositionals: true,
});
const repetitions = Number(options.repetitions);
const unknown = positionals.filter((name) => !all.includes(name));
if (unknown.length > 0 || !Number.isInteger(repetitions) || repetitions < 1) {
  console.error(`bench: [--repetitions N] and measures among ${all.join(', ')}`);
  process.exit(2);
}

const browser = await openBrowser();
const report = {
  date: new Date().toISOString().slice(0, 10),
  /** Of the last minute, before anything is measured: 0 is a quiet machine. */
  load: loadavg()[0],
  machine: `${cpus()[0]?.model ?? 'unknown'}, ${availableParallelism()} cores`,
  versions: {
    chromium: browser.version,
    node: process.versions.node,
    compiler: execFileSync('c++', ['--version'], { encoding: 'utf8' }).split('\n')[0],
  },
  repetitions,
  measures: [],
};
try {
  for (const id of all.filter((name) => positionals.length === 0 || positionals.includes(name))) {
    const { title, measure } = await import(new URL(`${id}.mjs`, folder).href);
    console.error(`bench: ${title}`);
    report.measures.push({ id, title, rows: await measure({ browser, repetitions }) });
  }
} finally {
  await browser.close();
}

mkdirSync('build/bench', { recursive: true });
writeFileSync('build/bench/bench.json', `${JSON.stringify(report, null, 2)}\n`);
const text = markdown(report);
console.log(text);
if (positionals.length === 0) {
  writeFileSync(new URL('./RESULTS.md', import.meta.url), text);
}
