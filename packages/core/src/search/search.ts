/** A page of a search. */
import type { SearchItem } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import type { MatchRow } from '@tradepost/db/queries/search';
import type { TimePoint } from '@tradepost/db/queries/timeline';
import type { Kysely } from 'kysely';
import { askSearch, type SearchAsker } from './ask.ts';
import { describeMatches } from './describe-matches.ts';
import { findMatches } from './find-matches.ts';
import { needlesOf } from './needles.ts';

export interface SearchRequest {
  readonly typed: string;
  readonly group: 'none' | 'thread';
  readonly after: TimePoint | null;
  readonly limit: number;
}

export interface FoundPage {
  readonly items: readonly SearchItem[];
  readonly timedOut: boolean;
  /** Behind which the next page begins; null where there is none. */
  readonly next: TimePoint | null;
}

const pointOf = (row: MatchRow | undefined): TimePoint | null =>
  row === undefined ? null : { at: row.occurred_text, id: row.id };

/** Newest first. @throws TradepostError 'unprocessable' with the place of the fault. */
export async function searchPage(
  db: Kysely<DB>,
  asker: SearchAsker,
  { typed, group, after, limit }: SearchRequest,
): Promise<FoundPage> {
  const { tree, names, query, condition } = await askSearch(db, asker, typed);
  const asked = { query, condition, onePerThread: group === 'thread' };
  const { rows, timedOut } = await findMatches(db, asker.scope, asked, after, limit + 1);
  const shown = rows.slice(0, limit);
  const items = await describeMatches(db, asker.scope, shown, needlesOf(tree, names));
  const next = rows.length > limit || (timedOut && shown.length > 0) ? pointOf(shown.at(-1)) : null;
  return { items, timedOut, next };
}
