// What several repetitions of one measurement say.

/** @param {readonly number[]} values @param {number} share 0..1 */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const below = Math.floor(at);
  const low = sorted[below] ?? NaN;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? NaN;
  return low + (high - low) * (at - below);
}

/**
 * One row of the table: the median of the repetitions and their range.
 * @param {string} what @param {string} unit @param {readonly number[]} values
 */
export function row(what, unit, values) {
  return {
    what,
    unit,
    median: quantile(values, 0.5),
    low: Math.min(...values),
    high: Math.max(...values),
    values: [...values],
  };
}
