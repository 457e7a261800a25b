/** Copying a link. */

/** False where the browser does not let a page write to the clipboard. */
export async function copyLink(link: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(link);
    return true;
  } catch {
    return false;
  }
}
