// Where things are on the page: the only place in tests that knows. Selectors; they look into shadow trees.

export const pageParts = {
  /** Stands in the document itself. Has data-state and data-steps. */
  root: 'separatrix-app',
  /** Run and pause are one button. */
  run: '[data-testid="run"]',
  step: '[data-testid="step"]',
  rewind: '[data-testid="rewind"]',
  newSeed: '[data-testid="new-seed"]',
  restart: '[data-testid="restart"]',
  apply: '[data-testid="apply"]',
  pending: '[data-testid="pending"]',
  experiments: '[data-testid="experiments"]',
  language: '[data-testid="language"]',
  theme: '[data-testid="theme"]',
  keys: '[data-testid="keys-dialog"]',
  error: '[data-testid="error"]',
  dead: '[data-testid="dead"]',
  stop: '[data-testid="stop"]',
  missingFiles: '[data-testid="missing-files"]',
  notices: '[data-testid="link-notices"]',
  files: '[data-testid="file-input"]',
};
