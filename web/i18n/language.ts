/** The language of the page. */

import { signal } from '@preact/signals-core';

export type Language = 'en' | 'zh-CN';

export const language = signal<Language>('en');
