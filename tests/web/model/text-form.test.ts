import { describe, expect, it } from 'vitest';

import type { ParamSpec } from '../../../web/engine/types';
import { checkText } from '../../../web/model/text-form';

const base = {
  name: 'p',
  default: '',
  defaultText: '',
  scale: 'linear',
  live: false,
  group: 'g',
} as const;
const number: ParamSpec = { ...base, type: 'number', min: 0, max: 10 };
const integer: ParamSpec = { ...base, type: 'integer', min: 1 };
const list: ParamSpec = { ...base, type: 'integer_list', min: 1, max: 9, maxLength: 3 };

function read(spec: ParamSpec, text: string): string {
  const checked = checkText(spec, text);
  return checked.ok ? checked.text : checked.error.code;
}

describe('text forms', () => {
  it('are brought to the listed spelling', () => {
    expect(read(number, '1e-3')).toBe('0.001');
    expect(read(number, ' .5 ')).toBe('0.5');
    expect(read(number, '5.')).toBe('5');
    expect(read(integer, '+007')).toBe('7');
    expect(read(list, '3, 4,5')).toBe('3,4,5');
    expect(read(list, '')).toBe('');
    expect(read({ ...base, type: 'choice', choices: ['as_printed'] }, 'as-printed')).toBe(
      'as_printed',
    );
    expect(read({ ...base, type: 'text', maxLength: 4 }, 'ä,b')).toBe('ä,b');
  });

  it('are refused with the codes of core', () => {
    expect(read(number, '')).toBe('not_a_number');
    expect(read(number, '1,5')).toBe('not_a_number');
    expect(read(number, 'NaN')).toBe('not_a_number');
    expect(read(number, '1e999')).toBe('out_of_range');
    expect(read(number, '-1')).toBe('out_of_range');
    expect(read(integer, '1.5')).toBe('not_an_integer');
    expect(read(integer, '1e2')).toBe('not_an_integer');
    expect(read(integer, '0')).toBe('out_of_range');
    expect(read(list, '1,2,3,4')).toBe('list_too_long');
    expect(read(list, '1,,2')).toBe('not_an_integer');
    expect(read(list, '1,10')).toBe('out_of_range');
    expect(read({ ...base, type: 'boolean' }, 'true')).toBe('not_a_boolean');
    expect(read({ ...base, type: 'choice', choices: ['a'] }, 'b')).toBe('unknown_choice');
    expect(read({ ...base, type: 'text', maxLength: 3 }, 'äb!')).toBe('text_too_long');
  });

  it('say what is allowed', () => {
    const refused = checkText(number, '11');
    expect(refused).toEqual({
      ok: false,
      error: {
        code: 'out_of_range',
        field: 'p',
        value: '11',
        allowed: '0..10',
        remedy: 'use_allowed_value',
      },
    });
  });
});
