/**
 * Commits that follow one another while the next batches are fetched, no more than a few ahead.
 *
 * A failed commit does not stop the ones already added: each batch covers its own UIDs, so what can be
 * brought home is brought home. The first error is thrown to whoever asks for room or for the end.
 */
export class CommitLine {
  readonly #ahead: number;
  readonly #pending: Promise<void>[] = [];
  #tail: Promise<void> = Promise.resolve();
  #failure: { error: unknown } | null = null;

  /** @param ahead commits that may be waiting or running. */
  constructor(ahead: number) {
    this.#ahead = ahead;
  }

  add(commit: () => Promise<void>): void {
    this.#tail = this.#tail.then(commit).catch((error: unknown) => {
      this.#failure ??= { error };
    });
    this.#pending.push(this.#tail);
  }

  /** Waits until one more may be added. @throws what a commit threw. */
  async room(): Promise<void> {
    while (this.#pending.length >= this.#ahead) await this.#pending.shift();
    this.#throwFailure();
  }

  /** Waits for all. @throws what a commit threw. */
  async drain(): Promise<void> {
    await this.#tail;
    this.#throwFailure();
  }

  /** Waits for all, whatever became of them. */
  async settle(): Promise<void> {
    await this.#tail;
  }

  #throwFailure(): void {
    if (this.#failure !== null) throw this.#failure.error;
  }
}
