/**
 * Tells the open pages of a person that there is a notice for him. Whoever raises one has a transaction to end
 * and need not think of it: this looks for what has come, some seconds late at most.
 */
import type { DB } from '@tradepost/db';
import { listFreshNotices, newestNoticeId } from '@tradepost/db/queries/notices';
import type { Kysely } from 'kysely';
import type { Notifier } from '../events/notifier.ts';

/** A transaction that raised a notice may commit after one with a higher id; none takes longer than this. */
const LATE_MS = 120_000;
const MOST_AT_ONCE = 5_000;

export class NoticeAnnouncer {
  readonly #db: Kysely<DB>;
  readonly #notifier: Pick<Notifier, 'publish'>;
  /** Null: nothing looked at yet; what was raised before is no news. */
  #floor: number | null = null;
  readonly #told = new Set<number>();

  constructor(db: Kysely<DB>, notifier: Pick<Notifier, 'publish'>) {
    this.#db = db;
    this.#notifier = notifier;
  }

  async look(): Promise<void> {
    if (this.#floor === null) {
      this.#floor = await newestNoticeId(this.#db);
      return;
    }
    const rows = await listFreshNotices(this.#db, this.#floor, MOST_AT_ONCE);
    const news = rows.filter(({ id }) => !this.#told.has(id));
    const settled = Date.now() - LATE_MS;
    for (const { id, created_at } of rows) {
      this.#told.add(id);
      // A longer list than is read at once must move on, come what may.
      if (created_at.getTime() < settled || rows.length === MOST_AT_ONCE) this.#floor = id;
    }
    for (const id of this.#told) if (id <= this.#floor) this.#told.delete(id);
    for (const userId of new Set(news.map(({ user_id }) => user_id)))
      await this.#notifier.publish({ type: 'notice', userId });
  }
}
