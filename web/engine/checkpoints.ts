/** The checkpoints of one run that outlive its worker: bounded memory, thinned by age. */

export interface Checkpoint {
  readonly step: number;
  readonly bytes: Uint8Array;
}

interface Kept extends Checkpoint {
  /** Milliseconds on the caller's clock. */
  readonly takenAt: number;
}

export const maxCheckpointBytes = 64 * 1024 * 1024;

/**
 * Keeps the newest always. Beyond the limit the one goes first whose neighbours are closest together
 * compared with its age, so that what is left is dense lately and sparse long ago.
 */
export class CheckpointStore {
  private kept: Kept[] = [];
  private total = 0;
  private readonly maxBytes: number;

  constructor(maxBytes = maxCheckpointBytes) {
    this.maxBytes = maxBytes;
  }

  /** A checkpoint larger than the limit is not kept. */
  add(step: number, bytes: Uint8Array, takenAt: number): void {
    if (bytes.byteLength > this.maxBytes) return;
    this.kept.push({ step, bytes, takenAt });
    this.total += bytes.byteLength;
    while (this.total > this.maxBytes) this.dropOne(takenAt);
  }

  clear(): void {
    this.kept = [];
    this.total = 0;
  }

  last(): Checkpoint | null {
    return this.kept.at(-1) ?? null;
  }

  /** Oldest first. */
  all(): readonly Checkpoint[] {
    return this.kept;
  }

  get totalBytes(): number {
    return this.total;
  }

  private dropOne(now: number): void {
    let victim = 0;
    let smallest = Infinity;
    for (let i = 1; i + 1 < this.kept.length; ++i) {
      const before = this.kept[i - 1];
      const here = this.kept[i];
      const after = this.kept[i + 1];
      if (before === undefined || here === undefined || after === undefined) continue;
      const sparsity = (after.takenAt - before.takenAt) / Math.max(1, now - here.takenAt);
      if (sparsity < smallest) {
        smallest = sparsity;
        victim = i;
      }
    }
    const [dropped] = this.kept.splice(victim, 1);
    this.total -= dropped?.bytes.byteLength ?? 0;
  }
}
