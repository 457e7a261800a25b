/** Turns milliseconds into units of work: core has no clock. */

/** Short enough that a pause or a changed parameter is felt at once, long against a yield. */
export const sliceMs = 8;

const maxUnits = 2 ** 24;

export class SliceBudget {
  private estimate = 1;

  /** Units to ask for in the next slice. */
  get units(): number {
    return this.estimate;
  }

  /**
   * After `used` units took `ms`. Grows by two at most, since a clock may be coarse (some browsers
   * round it to 1 ms and more) and units differ; shrinks at once.
   */
  update(used: number, ms: number): void {
    if (used <= 0) return;
    const fitting = ms > 0 ? (used * sliceMs) / ms : Infinity;
    this.estimate = Math.max(1, Math.floor(Math.min(fitting, this.estimate * 2, maxUnits)));
  }
}
