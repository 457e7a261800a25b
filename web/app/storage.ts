/** What the browser remembers. Storage may be forbidden (sandboxed frames): then nothing is kept. */

export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(`separatrix.${name}`, value);
  } catch {
    // A choice that is not remembered is made again.
  }
}

export function recall(name: string): string | null {
  try {
    return localStorage.getItem(`separatrix.${name}`);
  } catch {
    return null;
  }
}
