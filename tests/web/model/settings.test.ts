import { describe, expect, it } from 'vitest';

import { Settings } from '../../../web/model/settings';
import { registry } from '../support/registry';

const descend = registry.experiments[0];
if (descend === undefined) throw new Error('no experiment');

describe('settings', () => {
  it('list what applies, in order', () => {
    const names = new Settings(descend).applicable().map(({ spec }) => spec.name);
    expect(names).toEqual([
      'objective',
      'learning_rate',
      'optimizer',
      'initial_state',
      'steps',
      'noisy',
    ]);
  });

  it('keep a text with its spec: each function has its own learning rate', () => {
    const quadratic = new Settings(descend).with(1, '0.2');
    expect(quadratic.find('learning_rate')?.text).toBe('0.2');
    const rosenbrock = quadratic.with(0, 'rosenbrock');
    expect(rosenbrock.find('learning_rate')?.text).toBe('0.001');
    expect(rosenbrock.given()).toEqual([['objective', 'rosenbrock']]);
    expect(rosenbrock.with(0, 'quadratic').find('learning_rate')?.text).toBe('0.2');
  });

  it('give a name to the spec that applies', () => {
    const given = new Map([
      ['learning_rate', '0.5'],
      ['objective', 'rosenbrock'],
      ['momentum', '0.5'],
    ]);
    const settings = Settings.fromGiven(descend, given);
    expect(settings.given()).toEqual([
      ['objective', 'rosenbrock'],
      ['learning_rate', '0.5'],
    ]);
    expect(settings.with(0, 'quadratic').find('learning_rate')?.text).toBe('0.05');
  });
});
