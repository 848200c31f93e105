/** What a page of a search shows of records. */
import type { SearchItem } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import type { Scope } from '@tradepost/db/queries/scope';
import type { MatchRow } from '@tradepost/db/queries/search';
import { type FoundRecordRow, listFoundRecords } from '@tradepost/db/queries/search-record-page';
import type { Kysely } from 'kysely';
import { cutSnippet, rangesIn } from './highlight.ts';
import type { Needle } from './needles.ts';

/** By the id of the match; without those that may not be seen any more. */
export async function describeRecords(
  db: Kysely<DB>,
  scope: Scope,
  matches: readonly MatchRow[],
  needles: readonly Needle[],
): Promise<Map<number, SearchItem>> {
  const records = matches.filter(({ record_id: id }) => id !== null);
  const found = await listFoundRecords(
    db,
    scope,
    records.map(({ id }) => id),
  );
  return new Map(
    records.flatMap((match) => {
      const row = found.find(({ kind, record_id: id }) => kind === match.kind && id === match.record_id);
      return row === undefined ? [] : [[match.id, describeRecord(match, row, needles)] as const];
    }),
  );
}

function describeRecord(match: MatchRow, row: FoundRecordRow, needles: readonly Needle[]): SearchItem {
  const anywhere = needles.filter(({ place }) => place === 'any' || place === 'body');
  const { found: _, ...snippet } = cutSnippet(row.text, anywhere);
  return {
    id: match.id,
    kind: row.kind,
    occurredAt: match.occurred_at.toISOString(),
    title: { text: row.title, ranges: rangesIn(row.title, anywhere) },
    snippets: snippet.text === '' ? [] : [{ place: 'text', partPath: null, ...snippet }],
    customers: [{ id: row.customer_id, name: row.customer_name, grade: row.grade, country: row.country }],
    mail: null,
    recordId: row.record_id,
    informationId: null,
    group: null,
  };
}
