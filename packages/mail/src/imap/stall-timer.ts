/** Octets that must arrive within one limit for a transfer to count as going on: a drip is a stall. */
const PROGRESS_OCTETS = 16 * 1024;

/** How often progress is looked at. */
const TICK_MS = 250;

/**
 * A deadline for progress rather than for the whole: it runs out when, within `limitMs`, neither enough
 * octets came in nor the operation reported a step. While the caller holds things up it stands still.
 */
export class StallTimer {
  readonly #handle: NodeJS.Timeout;
  readonly #octets: () => number;
  #octetsAtMark: number;
  #waitedMs = 0;
  #lastTick = performance.now();
  #held = 0;

  constructor(options: { limitMs: number; octets: () => number; onStall: () => void }) {
    this.#octets = options.octets;
    this.#octetsAtMark = options.octets();
    const tick = (): void => {
      const now = performance.now();
      // A process that was stopped, or a blocked loop, is not the server's silence.
      const elapsed = Math.min(now - this.#lastTick, TICK_MS * 4);
      this.#lastTick = now;
      if (this.#held > 0) return;
      if (this.#octets() - this.#octetsAtMark >= PROGRESS_OCTETS) this.progress();
      else this.#waitedMs += elapsed;
      if (this.#waitedMs < options.limitMs) return;
      this.stop();
      options.onStall();
    };
    this.#handle = setInterval(tick, Math.min(TICK_MS, options.limitMs));
  }

  /** One whole step was made: the next one has the full time again. */
  progress(): void {
    this.#waitedMs = 0;
    this.#octetsAtMark = this.#octets();
  }

  /** Runs the caller's part; its time is not the server's. */
  async hold<T>(work: () => Promise<T>): Promise<T> {
    this.#held += 1;
    try {
      return await work();
    } finally {
      this.#held -= 1;
      this.#lastTick = performance.now();
      this.progress();
    }
  }

  stop(): void {
    clearInterval(this.#handle);
  }
}
