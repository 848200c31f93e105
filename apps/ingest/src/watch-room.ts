/**
 * What is known of how an account's server bears being watched: how many sessions it leaves for that, and how soon it ends
 * them. Kept in memory only: a new process learns it again.
 */

/** Mailboxes of one account with a connection of their own: providers allow few. */
const MOST_MAILBOXES = 2;
/** A server that allows fewer connections than that is believed for so long, in milliseconds. */
const CROWDED_MS = 6 * 3_600_000;
/** Servers end sessions that say nothing, every few minutes some. One that lasted less is begun again more rarely. */
const LONG_ENOUGH_MS = 60_000;
const REST_MS = 1_000;
const MOST_REST_MS = 300_000;

export class WatchRoom {
  readonly #crowded = new Map<number, { readonly mailboxes: number; readonly until: number }>();
  readonly #resting = new Map<number, { readonly times: number; readonly until: number }>();

  /** Mailboxes of the account that may be watched now. */
  of(accountId: number): number {
    const known = this.#crowded.get(accountId);
    if (known === undefined) return MOST_MAILBOXES;
    if (known.until > Date.now()) return known.mailboxes;
    this.#crowded.delete(accountId);
    return MOST_MAILBOXES;
  }

  /** The server refused a session of the account: from now on one is watched less. */
  narrow(accountId: number): void {
    const mailboxes = Math.max(this.of(accountId) - 1, 0);
    this.#crowded.set(accountId, { mailboxes, until: Date.now() + CROWDED_MS });
  }

  /** A watch ended by itself. @param lastedMs since it was begun. */
  ended(accountId: number, lastedMs: number): void {
    const times = lastedMs >= LONG_ENOUGH_MS ? 1 : (this.#resting.get(accountId)?.times ?? 0) + 1;
    const rest = Math.min(REST_MS * 2 ** Math.min(times - 1, 20), MOST_REST_MS);
    this.#resting.set(accountId, { times, until: Date.now() + rest });
  }

  /** Accounts that are not to be watched now: the poll finds their mail. */
  none(): number[] {
    const now = Date.now();
    const without = [...this.#crowded.keys()].filter((accountId) => this.of(accountId) === 0);
    const resting = [...this.#resting].flatMap(([accountId, { until }]) => (until > now ? [accountId] : []));
    return [...without, ...resting];
  }
}
