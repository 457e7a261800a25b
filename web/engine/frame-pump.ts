/** Decides when a frame is taken: at most 30 a second, at most two unacknowledged. */

import { maxFramesInFlight } from './protocol';

export const frameIntervalMs = 1000 / 30;

/** A page that takes in no frame for this long is waited for, lest what is new grows without bound. */
export const maxLagMs = 1000;

export class FramePump {
  private readonly take: () => void;
  private inFlight = 0;
  private wanted = false;
  private lastAt = -Infinity;

  constructor(take: () => void) {
    this.take = take;
  }

  /** A frame at once, or as soon as one is acknowledged. */
  demand(now: number): void {
    this.wanted = true;
    this.pump(now);
  }

  /** A frame if the last one is old enough. */
  offer(now: number): void {
    if (now - this.lastAt >= frameIntervalMs) this.demand(now);
  }

  acknowledged(now: number): void {
    this.inFlight = Math.max(0, this.inFlight - 1);
    this.pump(now);
  }

  /** True where running on would only pile up what the page has not taken in. */
  isLagging(now: number): boolean {
    return this.wanted && now - this.lastAt >= maxLagMs;
  }

  private pump(now: number): void {
    if (!this.wanted || this.inFlight >= maxFramesInFlight) return;
    this.wanted = false;
    this.inFlight += 1;
    this.lastAt = now;
    this.take();
  }
}
