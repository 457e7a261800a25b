// The table of a report, as it stands in RESULTS.md.

/** Three significant figures; whole numbers from 100 on. */
function figure(value) {
  if (!Number.isFinite(value)) return '–';
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en-US');
  return String(Number(value.toPrecision(3)));
}

export function markdown({ date, load, machine, versions, repetitions, measures }) {
  const lines = [
    '# Measurements',
    '',
    `Written by \`npm run bench\`: medians of ${repetitions} repetitions, in brackets the smallest and largest.`,
    '',
    `${date}. ${machine}, load ${figure(load)} from other work. Chromium ${versions.chromium}, Node ${versions.node}, ${versions.compiler}.`,
  ];
  for (const { title, rows } of measures) {
    lines.push(
      '',
      `## ${title}`,
      '',
      '| What | Median | Range | Unit |',
      '| --- | ---: | ---: | --- |',
    );
    for (const { what, unit, median, low, high } of rows) {
      lines.push(`| ${what} | ${figure(median)} | ${figure(low)} to ${figure(high)} | ${unit} |`);
    }
  }
  return `${lines.join('\n')}\n`;
}
