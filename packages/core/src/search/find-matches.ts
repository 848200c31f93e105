/** Walks the index in parts, newest first, within a bound of time. */
import type { DB } from '@tradepost/db';
import type { Scope } from '@tradepost/db/queries/scope';
import {
  isRare,
  isTimeout,
  limitTime,
  type MatchRow,
  type SearchAsked,
  walkMatches,
  type Weeks,
  weeksOf,
  withSearchSettings,
} from '@tradepost/db/queries/search';
import type { TimePoint } from '@tradepost/db/queries/timeline';
import type { Kysely, Transaction } from 'kysely';

/** A search that takes longer is stopped. Milliseconds. */
export const SEARCH_MS = 5_000;
/** Most searches end within them; what they found is there when the rest takes too long. */
const FIRST_WEEKS = 104;

export interface Matches {
  readonly rows: readonly MatchRow[];
  readonly timedOut: boolean;
}

/**
 * Matches that may be seen, behind `after`.
 * @param unnarrowed the query without what narrows it to the asker; null where nothing does.
 */
export async function findMatches(
  db: Kysely<DB>,
  scope: Scope,
  asked: SearchAsked,
  unnarrowed: string | null,
  after: TimePoint | null,
  limit: number,
): Promise<Matches> {
  const weeks = await weeksOf(db, asked.condition);
  if (weeks === null) return { rows: [], timedOut: false };
  const narrowest = async (tx: Transaction<DB>) =>
    unnarrowed !== null && (await isRare(tx, unnarrowed, weeks)) ? unnarrowed : asked.query;
  const until = Date.now() + SEARCH_MS;
  const rows: MatchRow[] = [];
  /** Known once it was asked. */
  let walkedFor: SearchAsked | null = unnarrowed === null ? asked : null;
  const walkAll = async (tx: Transaction<DB>) => {
    walkedFor ??= { ...asked, query: await narrowest(tx) };
    for (const [i, part] of partsOf(weeks, after).entries()) {
      const left = until - Date.now();
      if (left <= 0) return { rows, timedOut: true };
      if (i > 0) await limitTime(tx, left);
      rows.push(...(await walkMatches(tx, scope, walkedFor, { ...part, after, limit: limit - rows.length })));
      if (rows.length >= limit) break;
    }
    return { rows, timedOut: false };
  };
  try {
    return await withSearchSettings(db, SEARCH_MS, walkAll);
  } catch (error) {
    if (!isTimeout(error)) throw error;
    return { rows, timedOut: true };
  }
}

const WEEK_MS = 604_800_000;

function partsOf({ newest, oldest }: Weeks, after: TimePoint | null): Weeks[] {
  const from = after === null ? newest : Math.min(newest, weekOf(after.at));
  if (from < oldest) return [];
  const cut = Math.max(oldest, from - FIRST_WEEKS + 1);
  const first = { newest: from, oldest: cut };
  return cut === oldest ? [first] : [first, { newest: cut - 1, oldest }];
}

/** Not before the first of its period; the text is Postgres's own. */
function weekOf(at: string): number {
  const time = Date.parse(at.replace(' ', 'T').replace(/([+-]\d{2})$/, '$1:00'));
  return Number.isNaN(time) ? Number.MAX_SAFE_INTEGER : Math.max(0, Math.floor(time / WEEK_MS));
}
