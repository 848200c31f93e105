/** What a search looks for, for marking it in a mail that is opened from its results. */
import { parseQuery, type QueryNode } from '@tradepost/contract/query';
import type { DB } from '@tradepost/db';
import { stemsOf } from '@tradepost/db/queries/search-names';
import type { Kysely } from 'kysely';
import { dayIn } from '../calendar/days.ts';
import type { Names } from './names.ts';
import { wordsToStem } from './names.ts';
import { type Needle, needlesOf } from './needles.ts';

export async function loadStems(db: Kysely<DB>, tree: QueryNode): Promise<Names['stems']> {
  const byWord = new Map<string, string[]>();
  for (const { word, stem } of await stemsOf(db, wordsToStem(tree)))
    byWord.set(word, [...(byWord.get(word) ?? []), stem]);
  return byWord;
}

/** Those of a mail's body. @returns none of a query that cannot be understood, or of none. */
export async function findNeedles(
  db: Kysely<DB>,
  typed: string | undefined,
  timeZone: string,
): Promise<readonly Needle[]> {
  if (typed === undefined) return [];
  const parsed = parseQuery(typed, dayIn(timeZone, new Date()));
  if (!parsed.ok) return [];
  const needles = needlesOf(parsed.tree, { stems: await loadStems(db, parsed.tree) });
  return needles.filter(({ place }) => place === 'any' || place === 'body');
}
