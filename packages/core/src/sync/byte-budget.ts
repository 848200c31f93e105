/** A bound on octets in memory at once, shared by everything that fetches mail in this process. */
export class ByteBudget {
  readonly #limit: number;
  readonly #reserve: number;
  #used = 0;
  readonly #urgent: Waiter[] = [];
  readonly #others: Waiter[] = [];

  /**
   * @param limit octets.
   * @param reserve octets of these that only the urgent may hold: new mail goes on while others' mail is slow.
   */
  constructor(limit: number, reserve = 0) {
    this.#limit = limit;
    this.#reserve = reserve;
  }

  /**
   * Waits until so many octets may be held. More than the whole share is let in when nobody else holds any.
   * @param urgent goes ahead of what is not urgent, and may use the reserve.
   * @param signal ends the waiting: the promise is rejected with its reason.
   * @returns gives them back; calling it twice does nothing.
   */
  async take(octets: number, urgent = false, signal?: AbortSignal): Promise<() => void> {
    signal?.throwIfAborted();
    const share = Math.min(octets, this.#most(urgent));
    await new Promise<void>((resolve, reject) => {
      const line = urgent ? this.#urgent : this.#others;
      const leave = () => {
        line.splice(line.indexOf(waiter), 1);
        reject(signal?.reason as Error);
        // What stood behind it may be small enough.
        this.#admit();
      };
      const start = () => {
        signal?.removeEventListener('abort', leave);
        resolve();
      };
      const waiter: Waiter = { octets: share, start };
      signal?.addEventListener('abort', leave, { once: true });
      line.push(waiter);
      this.#admit();
    });
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      this.#used -= share;
      this.#admit();
    };
  }

  #most(urgent: boolean): number {
    return urgent ? this.#limit : this.#limit - this.#reserve;
  }

  /** Each line in its order; the urgent first. */
  #admit(): void {
    for (const urgent of [true, false]) {
      const line = urgent ? this.#urgent : this.#others;
      for (let next = line[0]; next !== undefined; next = line[0]) {
        if (this.#used + next.octets > this.#most(urgent)) break;
        line.shift();
        this.#used += next.octets;
        next.start();
      }
    }
  }
}

interface Waiter {
  readonly octets: number;
  readonly start: () => void;
}
