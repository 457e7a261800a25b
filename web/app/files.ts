/** Files of the user: read here, understood by core. */

import type { LabErrorData, LabFile } from '../engine/types';
import type { Lab } from '../model/lab';

/** More than any IDX set a page can hold; core's own limits are tighter. */
const mostBytes = 512 * 1024 * 1024;

function refusal(code: string, value: string, allowed: string, remedy: string): LabErrorData {
  return { code, field: 'files', value, allowed, remedy };
}

/** Gives the files to the lab: the same names as before are replaced, others are added. */
export async function takeFiles(lab: Lab, list: readonly File[]): Promise<void> {
  if (list.length === 0) return;
  const settings = lab.settings.value;
  if (settings === null) return;
  if (!settings.experiment.acceptsFiles) {
    lab.refuse(
      refusal('files_not_used', list.map((file) => file.name).join(', '), '0', 'remove_files'),
    );
    return;
  }
  const bytes = list.reduce((sum, file) => sum + file.size, 0);
  if (bytes > mostBytes) {
    lab.refuse(refusal('files_too_large', String(bytes), String(mostBytes), 'shorten'));
    return;
  }
  const read: LabFile[] = [];
  for (const file of list) {
    try {
      read.push({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) });
    } catch {
      lab.refuse(refusal('file_unreadable', file.name, '', 'choose_again'));
      return;
    }
  }
  const asked = lab.missingFiles.value;
  const given = new Set(read.map((file) => file.name));
  const kept = asked.length > 0 ? lab.files.value.filter((file) => !given.has(file.name)) : [];
  await lab.useFiles([...kept, ...read]);
}

/** Accepts files dropped anywhere on the page; `over` hears whether some are being held above it. */
export function acceptDrops(lab: Lab, over: (held: boolean) => void): () => void {
  const holds = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true;
  const onOver = (event: DragEvent): void => {
    if (!holds(event)) return;
    event.preventDefault();
    over(true);
  };
  const onLeave = (event: DragEvent): void => {
    if (event.relatedTarget === null) over(false);
  };
  const onDrop = (event: DragEvent): void => {
    if (!holds(event)) return;
    event.preventDefault();
    over(false);
    void takeFiles(lab, [...(event.dataTransfer?.files ?? [])]);
  };
  window.addEventListener('dragover', onOver);
  window.addEventListener('dragleave', onLeave);
  window.addEventListener('drop', onDrop);
  return () => {
    window.removeEventListener('dragover', onOver);
    window.removeEventListener('dragleave', onLeave);
    window.removeEventListener('drop', onDrop);
  };
}
