/** The link in the address bar follows the page, and the page follows the address bar. */

import { effect } from '@preact/signals-core';

import type { Lab } from '../model/lab';

/** The address is written at most this often. */
const interval = 300;

export function bindAddress(lab: Lab): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  effect(() => {
    const link = lab.link.value;
    if (link === '') return;
    timer ??= setTimeout(() => {
      timer = undefined;
      const latest = lab.link.value;
      if (latest !== location.hash) {
        history.replaceState(null, '', location.pathname + location.search + latest);
      }
    }, interval);
  });
  window.addEventListener('hashchange', () => {
    // What the user asked for now is not to be overwritten by what was there before.
    clearTimeout(timer);
    timer = undefined;
    void lab.follow(location.hash);
  });
}
