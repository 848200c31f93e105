/** A service that is started again whenever it ends by itself. */
import { setTimeout as delay } from 'node:timers/promises';

export interface Running {
  pid: number;
  exited: Promise<number>;
  stop(): Promise<void>;
}

/** A kept service, whatever it runs. */
export interface Kept {
  readonly name: string;
  readonly pid: number | undefined;
  start(): Promise<Running>;
  stop(): Promise<void>;
}

export interface KeptOptions<T extends Running> {
  name: string;
  /** `previous` is the one that ended: its successor takes the same port. */
  start: (previous: T | undefined) => Promise<T>;
  /** Told when it has ended, and when it is back. */
  say: (line: string) => void;
  /** Told after each start. */
  changed?: () => void;
}

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
/** After so long the service counts as sound, and the pauses begin anew. */
const SOUND_AFTER_MS = 60_000;

export class KeptService<T extends Running> implements Kept {
  readonly #options: KeptOptions<T>;
  readonly #stopping = new AbortController();
  #current: T | undefined;
  #watching: Promise<void> = Promise.resolve();

  constructor(options: KeptOptions<T>) {
    this.#options = options;
  }

  get name(): string {
    return this.#options.name;
  }

  get pid(): number | undefined {
    return this.#current?.pid;
  }

  /** The first start; what fails here is thrown, later failures are tried again. */
  async start(): Promise<T> {
    const first = await this.#options.start(undefined);
    this.#current = first;
    this.#watching = this.#watch(first);
    return first;
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#current?.stop();
    await this.#watching;
    // A start that was under way when we were asked to stop.
    await this.#current?.stop();
  }

  async #watch(first: T): Promise<void> {
    let running = first;
    let pause = FIRST_PAUSE_MS;
    let since = Date.now();
    for (;;) {
      const code = await running.exited;
      if (this.#stopping.signal.aborted) return;
      if (Date.now() - since > SOUND_AFTER_MS) pause = FIRST_PAUSE_MS;
      this.#options.say(`${this.name} ended (exit code ${code}); starting it again.`);
      // A process in a loop of crashes must not take the machine with it.
      await delay(pause, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
      since = Date.now();
      const next = await this.#again(running);
      if (next === undefined) return;
      running = next;
    }
  }

  async #again(previous: T): Promise<T | undefined> {
    for (
      let pause = FIRST_PAUSE_MS;
      !this.#stopping.signal.aborted;
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS)
    ) {
      try {
        const next = await this.#options.start(previous);
        this.#current = next;
        this.#options.changed?.();
        return next;
      } catch (error) {
        this.#options.say(
          `${this.name} does not start: ${error instanceof Error ? error.message : String(error)}`,
        );
        await delay(pause, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
      }
    }
    return undefined;
  }
}
