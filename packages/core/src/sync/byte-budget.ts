/** A bound on octets in memory at once, shared by everything that fetches mail in this process. */
export class ByteBudget {
  readonly #limit: number;
  #used = 0;
  readonly #waiting: { octets: number; urgent: boolean; start: () => void }[] = [];

  /** @param limit octets. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /**
   * Waits until so many octets may be held. More than the whole budget is let in alone.
   * @param urgent goes ahead of what is not urgent.
   * @returns gives them back; calling it twice does nothing.
   */
  async take(octets: number, urgent = false): Promise<() => void> {
    const share = Math.min(octets, this.#limit);
    if (this.#waiting.length > 0 || this.#used + share > this.#limit)
      await new Promise<void>((start) => {
        const waiter = { octets: share, urgent, start };
        const place = urgent ? this.#waiting.findIndex((other) => !other.urgent) : -1;
        if (place === -1) this.#waiting.push(waiter);
        else this.#waiting.splice(place, 0, waiter);
        this.#admit();
      });
    else this.#used += share;
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      this.#used -= share;
      this.#admit();
    };
  }

  #admit(): void {
    for (let next = this.#waiting[0]; next !== undefined; next = this.#waiting[0]) {
      if (this.#used + next.octets > this.#limit) return;
      this.#waiting.shift();
      this.#used += next.octets;
      next.start();
    }
  }
}
