/** Says when the worker takes a checkpoint by itself. */

const everyMs = 5000;

/** Checkpoints take at most this share of the time. */
const maxShare = 0.05;

export class CheckpointClock {
  private dueAt = Infinity;

  restart(now: number): void {
    this.dueAt = now + everyMs;
  }

  isDue(now: number): boolean {
    return now >= this.dueAt;
  }

  /** A step under way had to be finished and bytes copied: what is dear is done less often. */
  taken(began: number, ended: number): void {
    this.dueAt = ended + Math.max(everyMs, (ended - began) / maxShare);
  }
}
