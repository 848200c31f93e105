/** Market information that was mailed: a mail for who may open it, and its own kind of match for both. */
import type { SearchItem } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import type { Scope } from '@tradepost/db/queries/scope';
import type { MatchRow } from '@tradepost/db/queries/search';
import {
  type InformationRow,
  listCustomersOfInformation,
  listInformation,
} from '@tradepost/db/queries/search-market';
import type { CustomerOfMailRow } from '@tradepost/db/queries/search-page';
import type { Kysely } from 'kysely';
import { cutSnippet, rangesIn } from './highlight.ts';
import type { Needle } from './needles.ts';

/** @param items of these matches, without those that the asker may not open. In the order of the matches. */
export async function addInformation(
  db: Kysely<DB>,
  scope: Scope,
  matches: readonly MatchRow[],
  items: readonly SearchItem[],
  needles: readonly Needle[],
): Promise<SearchItem[]> {
  const ids = matches.flatMap((match) => match.message_id ?? []);
  const rows = await listInformation(db, scope, ids);
  if (rows.length === 0) return [...items];
  const customers = await listCustomersOfInformation(
    db,
    scope,
    rows.map((row) => row.message_id),
  );
  return matches.flatMap((match) => {
    const item = items.find(({ id }) => id === match.id);
    const row = rows.find(({ message_id: id }) => id === match.message_id);
    if (row === undefined) return item ?? [];
    const about = customers.filter(({ message_id: id }) => id === row.message_id).map(asFound);
    return item === undefined
      ? [retold(match, row, about, needles)]
      : [{ ...item, kind: 'market' as const, informationId: row.item_id, customers: about }];
  });
}

const asFound = ({ id, name, grade, country }: CustomerOfMailRow) => ({ id, name, grade, country });

/** To who may not open the mail: what its page in the unified mailbox tells. */
function retold(
  match: MatchRow,
  row: InformationRow,
  customers: SearchItem['customers'],
  needles: readonly Needle[],
): SearchItem {
  const { found: _, ...snippet } = cutSnippet(
    row.text,
    needles.filter(({ place }) => place === 'any' || place === 'body'),
  );
  const inTitle = needles.filter(({ place }) => place === 'any' || place === 'subject');
  return {
    id: match.id,
    kind: 'market',
    occurredAt: match.occurred_at.toISOString(),
    title: { text: row.subject, ranges: rangesIn(row.subject, inTitle) },
    snippets: snippet.text === '' ? [] : [{ place: 'text', partPath: null, ...snippet }],
    customers,
    mail: null,
    recordId: null,
    informationId: row.item_id,
    group: null,
  };
}
