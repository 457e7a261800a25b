/** Keys of the whole page: Space, point, R, question mark. */

import type { Lab } from '../model/lab';

/** Where the key goes to the thing that has the focus. */
function takesKey(target: EventTarget | undefined, key: string): boolean {
  if (!(target instanceof Element)) return false;
  if (target.matches('select, textarea, [contenteditable]')) return true;
  if (target instanceof HTMLInputElement) {
    const typed = !['range', 'radio', 'checkbox', 'button', 'file'].includes(target.type);
    return typed || key === ' ';
  }
  return key === ' ' && target.matches('button, summary, a');
}

export function handleKeys(lab: Lab, showHelp: () => void): () => void {
  const actions: Readonly<Record<string, () => void>> = {
    ' ': () => void lab.toggle(),
    '.': () => void lab.step(),
    r: () => void lab.rewind(),
    '?': showHelp,
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    const action = actions[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (action === undefined || takesKey(event.composedPath()[0], event.key)) return;
    const dialogOpen = event.composedPath().some((node) => node instanceof HTMLDialogElement);
    if (dialogOpen) return;
    event.preventDefault();
    action();
  };
  document.addEventListener('keydown', onKey);
  return () => {
    document.removeEventListener('keydown', onKey);
  };
}
