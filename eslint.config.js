import eslint from '@eslint/js';
import { defineConfig } from 'eslint/config';
import globals from 'globals';
import tseslint from 'typescript-eslint';

// Arrows of the page: engine <- model <- panels <- app, embed. Each folder may not import what lies above it.
const above = {
  engine: ['model', 'panels', 'app', 'embed'],
  model: ['panels', 'app', 'embed'],
  panels: ['app', 'embed'],
  app: ['embed'],
  embed: ['app'],
};

const arrows = Object.entries(above).map(([folder, forbidden]) => ({
  files: [`web/${folder}/**/*.ts`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            regex: `(^|/)\\.\\./(.*/)?(${forbidden.join('|')})/`,
            message: `web/${folder} may not know ${forbidden.join(', ')}`,
          },
        ],
      },
    ],
  },
}));

export default defineConfig(
  { ignores: ['build/', '.tools/', 'node_modules/'] },
  eslint.configs.recommended,
  tseslint.configs.recommended,
  {
    files: ['**/*.ts'],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
    },
  },
  // Measurements run partly in Node and partly in the page.
  {
    files: ['**/*.mjs', '**/*.js'],
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
  },
  {
    files: ['tests/core/support/environment.js'],
    languageOptions: { globals: { Module: 'writable', ENV: 'readonly' } },
  },
  ...arrows,
);
