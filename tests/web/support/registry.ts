// A small registry with everything that controls and links must handle.
import type { ParamSpec, Registry } from '../../../web/engine/types';

function spec(
  part: Partial<ParamSpec> & Pick<ParamSpec, 'name' | 'type' | 'defaultText'>,
): ParamSpec {
  return { default: part.defaultText, scale: 'linear', live: false, group: 'problem', ...part };
}

const rate = { type: 'number', min: 1e-6, max: 100, scale: 'log', live: true } as const;

export const registry: Registry = {
  version: 'test',
  seed: { min: 0, max: 4294967295, default: 1 },
  experiments: [
    {
      id: 'descend',
      source: '003',
      hasSteps: true,
      acceptsFiles: false,
      panels: [{ id: 'loss', kind: 'lines' }],
      params: [
        spec({
          name: 'objective',
          type: 'choice',
          defaultText: 'quadratic',
          choices: ['quadratic', 'double_well', 'rosenbrock'],
        }),
        spec({
          ...rate,
          name: 'learning_rate',
          defaultText: '0.05',
          when: { objective: ['quadratic', 'double_well'] },
        }),
        spec({
          ...rate,
          name: 'learning_rate',
          defaultText: '0.001',
          max: 1,
          when: { objective: ['rosenbrock'] },
        }),
        spec({
          name: 'optimizer',
          type: 'choice',
          defaultText: 'gd',
          choices: ['gd', 'heavy_ball'],
        }),
        spec({
          name: 'momentum',
          type: 'number',
          defaultText: '0.9',
          min: 0,
          max: 0.9999,
          live: true,
          when: { optimizer: ['heavy_ball'] },
        }),
        spec({ name: 'initial_state', type: 'number_list', defaultText: '', maxLength: 2 }),
        spec({ name: 'steps', type: 'integer', defaultText: '200', min: 1, max: 1000 }),
        spec({ name: 'noisy', type: 'boolean', defaultText: 'off' }),
      ],
    },
    {
      id: 'train-images',
      source: '003',
      hasSteps: true,
      acceptsFiles: true,
      panels: [{ id: 'losses', kind: 'lines' }],
      params: [
        spec({ name: 'hidden', type: 'integer_list', defaultText: '64,32', min: 1, maxLength: 4 }),
        spec({ ...rate, name: 'learning_rate', defaultText: '0.1' }),
      ],
    },
  ],
};
