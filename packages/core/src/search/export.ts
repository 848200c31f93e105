/** What a search finds as a file: bounded, in the audit log before the first octet, and only what may be seen. */
import type { SEARCH_EXPORTS, SearchItem } from '@tradepost/contract';
import { MOST_EXPORTED_MATCHES } from '@tradepost/contract/values';
import type { DB } from '@tradepost/db';
import { findMessage } from '@tradepost/db/queries/messages';
import type { Kysely } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import type { BlobStore } from '../blobs/blob-store.ts';
import { getExportRule } from '../customer-list/export.ts';
import { csvOf } from '../customer-list/csv-stream.ts';
import type { ExportLanguage } from '../customer-list/export-columns.ts';
import { TradepostError } from '../errors.ts';
import { readOctets } from '../reader/open-message.ts';
import { isLeader } from '../users/viewer.ts';
import type { SearchAsker } from './ask.ts';
import { linesOf } from './export-lines.ts';
import { type ArchivedMail, mboxOf, zipOf } from './mail-archive.ts';
import { searchPage } from './search.ts';

/** Octets of all mails of one file: a ZIP of this kind ends at 4 GiB. */
const MOST_OCTETS = 1024 ** 3;
const AT_ONCE = 100;

export interface SearchExport {
  readonly typed: string;
  readonly format: (typeof SEARCH_EXPORTS)[number];
  readonly language: ExportLanguage;
}

/**
 * @returns the file piece by piece, and the octets of the largest mail that it holds in memory.
 * @throws TradepostError 'forbidden' where the company keeps its salespeople from exports; 'too-large';
 * 'unprocessable' with the place of the fault.
 */
export async function exportSearch(
  { db, blobs }: { readonly db: Kysely<DB>; readonly blobs: BlobStore },
  asker: SearchAsker,
  { typed, format, language }: SearchExport,
): Promise<{ file: AsyncIterable<Buffer>; largest: number }> {
  if (!isLeader(asker.viewer) && !(await getExportRule(db)).salespeople)
    throw new TradepostError(
      'forbidden',
      'Your company lets only managers export. An administrator can change that on the company page.',
    );
  const found = await findAll(db, asker, typed);
  const items = format === 'csv' ? found : found.filter(({ mail }) => mail !== null);
  const sizes = items.map(({ mail }) => mail?.size ?? 0);
  if (format !== 'csv' && sizes.reduce((sum, size) => sum + size, 0) > MOST_OCTETS)
    throw new TradepostError('too-large', 'The mails are more than 1 GB together. Narrow the search.');
  await db.transaction().execute((tx) =>
    appendAudit(tx, {
      actorId: asker.viewer.id,
      action: 'search.exported',
      subjectKind: null,
      subjectId: null,
      detail: {
        query: typed,
        format,
        count: items.length,
        messageIds: items.flatMap(({ mail }) => mail?.messageId ?? []),
      },
    }),
  );
  if (format === 'csv') return { file: csvOf(linesOf(items, asker.timeZone, language)), largest: 0 };
  const mails = readMails({ db, blobs }, asker, items);
  return {
    file: format === 'eml' ? zipOf(mails, asker.timeZone) : mboxOf(mails),
    largest: Math.max(0, ...sizes),
  };
}

async function findAll(db: Kysely<DB>, asker: SearchAsker, typed: string): Promise<SearchItem[]> {
  const items: SearchItem[] = [];
  let after = null as Awaited<ReturnType<typeof searchPage>>['next'];
  do {
    const request = { typed, order: 'newest', group: 'none', after, limit: AT_ONCE } as const;
    const page = await searchPage(db, asker, request);
    if (page.timedOut)
      throw new TradepostError('too-large', 'The search takes too long to be exported whole. Narrow it.');
    items.push(...page.items);
    after = page.next;
    if (items.length > MOST_EXPORTED_MATCHES)
      throw new TradepostError('too-large', `More than ${MOST_EXPORTED_MATCHES} match. Narrow the search.`);
  } while (after !== null);
  return items;
}

/** What may no longer be seen when its turn comes is left out. */
async function* readMails(
  { db, blobs }: { readonly db: Kysely<DB>; readonly blobs: BlobStore },
  { scope }: SearchAsker,
  items: readonly SearchItem[],
): AsyncGenerator<ArchivedMail> {
  for (const { mail } of items) {
    const row = mail === null ? undefined : await findMessage(db, scope, mail.messageId);
    if (row === undefined) continue;
    yield {
      id: row.id,
      subject: row.subject,
      fromAddress: row.from_address,
      occurredAt: row.occurred_at,
      octets: (await readOctets(blobs, row)).octets,
    };
  }
}
