import { beforeEach, describe, expect, it } from 'vitest';

import type { PanelDescription } from '../../../web/engine/types';
import { setTable } from '../../../web/i18n/texts';
import { PanelContent, parseVerdict } from '../../../web/model/panel-content';
import { verdictText } from '../../../web/panels/verdict';

const description: PanelDescription = {
  id: 'confusion',
  kind: 'field',
  xAxis: { name: 'x', unit: '', scale: 'linear' },
  yAxis: { name: 'y', unit: '', scale: 'linear' },
  series: [],
  values: [],
  groups: [],
  images: { rows: 1, columns: 1, classNames: ['ring', 'cross'] },
};

function say(text: string): string {
  const content = new PanelContent(description);
  content.verdict = parseVerdict(text);
  return verdictText(content);
}

beforeEach(() => {
  setTable(
    {
      'class.ring': 'a ring',
      'verdict.most': '{true_class} as {predicted_class}: {count:integer} times',
      'verdict.most.one': 'once {true_class}',
      'verdict.share': '{value:percent_estimate}',
      'verdict.estimate': '{value:estimate} / {value:three}',
      'verdict.none': '{value}',
    },
    'en',
  );
});

describe('sentences', () => {
  it('name classes and format numbers', () => {
    expect(say('most;true_class=0;predicted_class=1;count=1234')).toBe(
      'a ring as cross: 1,234 times',
    );
  });
  it('have a form of their own for one', () => {
    expect(say('most;true_class=0;predicted_class=1;count=1')).toBe('once a ring');
  });
  it('give values the digits that their uncertainty deserves', () => {
    expect(say('share;value=0.9512;uncertainty=0.0061')).toBe('95.1% ± 0.6%');
    expect(say('estimate;value=-0.760671;uncertainty=0.0213')).toBe('−0.761 ± 0.021 / −0.761');
    expect(say('estimate;value=2;uncertainty=NaN')).toBe('2 / 2');
  });
  it('write infinities as such, and nothing where nothing is to say', () => {
    expect(say('none;value=-Infinity')).toBe('−∞');
    expect(say('none;value=1.5e-9')).toBe('1.5\u00a0×\u00a010⁻⁹');
    expect(say('')).toBe('');
  });
});
