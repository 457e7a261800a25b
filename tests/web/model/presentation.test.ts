import { expect, it } from 'vitest';

import { matchLanguage, parsePresentation, replaceGiven } from '../../../web/model/presentation';

it('reads language, theme and autoplay from the query', () => {
  expect(parsePresentation('?lang=zh&theme=dark&autoplay=1')).toEqual({
    lang: 'zh-CN',
    theme: 'dark',
    autoplay: true,
  });
  expect(parsePresentation('?lang=fr&theme=neon')).toEqual({
    lang: null,
    theme: null,
    autoplay: false,
  });
});

it('matches tags of the same language', () => {
  expect(matchLanguage('zh-Hans-SG')).toBe('zh-CN');
  expect(matchLanguage('en-GB')).toBe('en');
  expect(matchLanguage('de')).toBeNull();
});

it('changes only what is given and keeps unknown keys', () => {
  expect(replaceGiven('?ui=minimal&lang=en', 'lang', 'zh-CN')).toBe('?ui=minimal&lang=zh-CN');
  expect(replaceGiven('?ui=minimal', 'lang', 'zh-CN')).toBe('?ui=minimal');
});
