/** Tells a busy worker from one that will never speak again. */

const ticksUntilSilent = 10;

/**
 * Counts ticks without a message, not time: after the machine slept, or while the page's timers are
 * throttled in the background, much time may pass in one tick in which the worker did not run
 * either. A tick is a tenth of `silentAfterMs`.
 */
export class Watchdog {
  private timer: ReturnType<typeof setInterval> | null = null;
  private ticks = 0;
  private patience = 1;
  private readonly tickMs: number;
  private readonly onSilent: () => void;

  constructor(silentAfterMs: number, onSilent: () => void) {
    this.tickMs = silentAfterMs / ticksUntilSilent;
    this.onSilent = onSilent;
  }

  /** Watches while something is awaited; `patience` multiplies the time allowed. */
  watch(waiting: boolean, patience = 1): void {
    this.patience = patience;
    if (!waiting) {
      this.stop();
    } else if (this.timer === null) {
      this.ticks = 0;
      this.timer = setInterval(() => {
        this.tick();
      }, this.tickMs);
    }
  }

  /** The worker has sent something. */
  heard(): void {
    this.ticks = 0;
  }

  stop(): void {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
  }

  private tick(): void {
    this.ticks += 1;
    if (this.ticks < ticksUntilSilent * this.patience) return;
    this.stop();
    this.onSilent();
  }
}
