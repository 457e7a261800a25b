import { describe, expect, it } from 'vitest';

import { formatLink, parseLink, splitFragment } from '../../../web/model/link';
import { registry } from '../support/registry';

const codes = (fragment: string): string[] =>
  parseLink(fragment, registry).notices.map((notice) => `${notice.code} ${notice.field}`);
const again = (fragment: string): string =>
  formatLink(parseLink(fragment, registry).state, registry.seed.default);

describe('links', () => {
  it('describe the defaults of the first experiment when empty', () => {
    const { state, notices } = parseLink('', registry);
    expect(notices).toEqual([]);
    expect(state.settings.experiment.id).toBe('descend');
    expect(state.seed).toBe(1);
    expect(again('')).toBe('#v=1&experiment=descend');
  });

  it('come back as they were, defaults omitted', () => {
    const link =
      '#v=1&experiment=descend&objective=rosenbrock&learning_rate=0.002&initial_state=-1,1e-7' +
      '&seed=7&at=120:learning_rate:0.01';
    expect(codes(link)).toEqual([]);
    expect(again(link)).toBe(link);
    expect(again('#v=1&experiment=descend&steps=200&seed=1')).toBe('#v=1&experiment=descend');
  });

  it('read - and _ as the same character in ids and choices', () => {
    expect(again('#experiment=train_images')).toBe('#v=1&experiment=train-images');
    expect(again('#objective=double-well')).toBe('#v=1&experiment=descend&objective=double_well');
  });

  it('read numbers as C writes them: a plus sign is a plus sign', () => {
    expect(again('#learning_rate=1e+1')).toBe('#v=1&experiment=descend&learning_rate=10');
    expect(codes('#learning_rate=1 0')).toEqual(['link_bad_value learning_rate']);
    expect(codes('#learning_rate=0x10')).toEqual(['link_bad_value learning_rate']);
    expect(codes('#learning_rate=Infinity')).toEqual(['link_bad_value learning_rate']);
  });

  it('decode percent signs, also stray ones', () => {
    expect(splitFragment('#a%20b=c%26d&e=100%&f')).toEqual([
      ['a b', 'c&d'],
      ['e', '100%'],
      ['f', ''],
    ]);
  });

  it('keep unknown names and list them', () => {
    const link = '#v=1&experiment=descend&later=new%20thing&optimizer=heavy_ball';
    expect(codes(link)).toEqual(['link_unknown_name later']);
    expect(again(link)).toBe('#v=1&experiment=descend&optimizer=heavy_ball&later=new%20thing');
  });

  it('let bad values fall back to the default', () => {
    const link = '#optimizer=newton&steps=0&noisy=yes&initial_state=1,2,3&seed=-1';
    expect(codes(link).sort()).toEqual([
      'link_bad_value initial_state',
      'link_bad_value noisy',
      'link_bad_value optimizer',
      'link_bad_value seed',
      'link_bad_value steps',
    ]);
    expect(again(link)).toBe('#v=1&experiment=descend');
  });

  it('check a value against the spec that applies', () => {
    // 50 is a rate for the quadratic, not for Rosenbrock's function.
    expect(codes('#learning_rate=50')).toEqual([]);
    expect(codes('#objective=rosenbrock&learning_rate=50')).toEqual([
      'link_bad_value learning_rate',
    ]);
  });

  it('leave out what does not apply, and say so', () => {
    expect(codes('#momentum=0.5')).toEqual(['link_not_applicable momentum']);
    expect(codes('#optimizer=heavy_ball&momentum=0.5')).toEqual([]);
    expect(again('#momentum=0.5')).toBe('#v=1&experiment=descend');
  });

  it('tell of another version, another experiment and names given twice', () => {
    expect(codes('#v=2')).toEqual(['link_version v']);
    expect(codes('#experiment=alchemy')).toEqual(['link_unknown_experiment experiment']);
    expect(codes('#steps=5&steps=6')).toEqual(['link_given_twice steps']);
    expect(again('#steps=5&steps=6')).toBe('#v=1&experiment=descend&steps=5');
  });

  it('keep live changes, and only of live parameters that apply', () => {
    const good = '#v=1&experiment=descend&at=5:learning_rate:0.1&at=9:learning_rate:0.2';
    expect(codes(good)).toEqual([]);
    expect(again(good)).toBe(good);
    for (const at of [
      '5:steps:3',
      '5:momentum:0.5',
      'x:learning_rate:1',
      '5:learning_rate:zero',
      '',
    ]) {
      expect(codes(`#at=${at}`)).toEqual(['link_bad_event at']);
    }
    const twice = '#at=5:learning_rate:0.1&at=5:learning_rate:0.2';
    expect(codes(twice)).toEqual(['link_given_twice at']);
    expect(again(twice)).toBe('#v=1&experiment=descend&at=5:learning_rate:0.1');
  });

  it('name the files that a run needs, whatever their names', () => {
    const { state } = parseLink('#experiment=train-images&files=a,b', registry);
    expect(state.files).toEqual(['a', 'b']);
    const odd = ['one, two.gz', '100% &=#.idx', 'x:y'];
    const link = formatLink({ ...state, files: odd }, 1);
    expect(parseLink(link, registry).state.files).toEqual(odd);
    expect(parseLink('#experiment=descend&files=a', registry).state.files).toEqual([]);
  });

  it('survive anything', () => {
    for (const text of [
      '#',
      '#&&&=',
      '#%',
      '#=x',
      '#v=%00&experiment=%F0%9F',
      `#${'a='.repeat(9999)}`,
    ]) {
      const { state } = parseLink(text, registry);
      expect(state.settings.experiment.id).toBe('descend');
      expect(() => formatLink(state, 1)).not.toThrow();
    }
  });
});
