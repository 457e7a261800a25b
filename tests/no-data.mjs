// node tests/no-data.mjs FOLDER: names the tests that skipped for want of data, from the reports in FOLDER:
// ctest-*.xml, vitest.json and playwright.json. With SEPARATRIX_REQUIRE_DATA=1 one such test is a failure.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const mark = 'no data:';

/** GoogleTest prints the reason of a skip and then the name of the test. */
function fromCtest(text) {
  const skip = /: Skipped\n(no data:[^\n]*)\n(?:(?!\[ RUN)[^\n]*\n)*?\[ {2}SKIPPED \] (\S+)/g;
  return [...text.matchAll(skip)].map(([, reason, name]) => ({ name, reason }));
}

function fromVitest(text) {
  return JSON.parse(text).filter(({ reason }) => reason.startsWith(mark));
}

function fromPlaywright(text) {
  const found = [];
  const visit = (suite, names) => {
    for (const inner of suite.suites ?? []) visit(inner, [...names, inner.title]);
    for (const spec of suite.specs ?? []) {
      for (const { annotations } of spec.tests) {
        const reason = annotations.find((a) => a.description?.startsWith(mark))?.description;
        if (reason) found.push({ name: [...names, spec.title].join(' > '), reason });
      }
    }
  };
  visit(JSON.parse(text), []);
  return found;
}

const readers = [
  [/^ctest-(.*)\.xml$/, fromCtest],
  [/^(vitest)\.json$/, fromVitest],
  [/^(playwright)\.json$/, fromPlaywright],
];
const folder = process.argv[2];
const rows = [];
for (const file of readdirSync(folder).sort()) {
  for (const [pattern, read] of readers) {
    const runner = file.match(pattern)?.[1];
    if (!runner) continue;
    for (const { name, reason } of read(readFileSync(join(folder, file), 'utf8'))) {
      rows.push(`  ${runner}: ${name} (${reason})`);
    }
  }
}

if (rows.length > 0) {
  const required = process.env.SEPARATRIX_REQUIRE_DATA === '1';
  console.log(`${rows.length} tests found no data${required ? ', which is required' : ''}:`);
  console.log(rows.join('\n'));
  process.exitCode = required ? 1 : 0;
}
