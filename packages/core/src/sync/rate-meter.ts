/** Mails a second of an account's backfill, written now and then so that every process can show it. */
import type { DB } from '@tradepost/db';
import type { Kysely } from 'kysely';

const WRITE_EVERY_MS = 2_000;

export class RateMeter {
  readonly #db: Kysely<DB>;
  readonly #accountId: number;
  #since = Date.now();
  #count = 0;

  constructor(db: Kysely<DB>, accountId: number) {
    this.#db = db;
    this.#accountId = accountId;
  }

  add(places: number): void {
    this.#count += places;
    const elapsed = Date.now() - this.#since;
    if (elapsed < WRITE_EVERY_MS) return;
    const rate = (this.#count * 1000) / elapsed;
    this.#since = Date.now();
    this.#count = 0;
    // A figure for people: that one is lost with the connection matters to nobody.
    this.#db
      .updateTable('mail_account')
      .set({ backfill_rate: rate })
      .where('id', '=', this.#accountId)
      .execute()
      .catch(() => undefined);
  }
}
