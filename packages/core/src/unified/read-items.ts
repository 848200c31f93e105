/** Reading the unified mailbox in the product, without its password; each reading is on record (S4-A7). */
import type { DB } from '@tradepost/db';
import { findItem, type ItemFilter, type ItemRow, listItems } from '@tradepost/db/queries/unified';
import type { Scope } from '@tradepost/db/queries/scope';
import type { Kysely } from 'kysely';
import { recordReading } from '../audit/record-reading.ts';
import { notFound } from '../errors.ts';
import { openMessage } from '../reader/open-message.ts';
import type { Viewer } from '../users/viewer.ts';

export interface Asker {
  readonly viewer: Viewer;
  readonly scope: Scope;
}

/** Reads the mailbox itself, by his role: the message's own rule of sight then says which mails. */
export const readsMailbox = ({ role, readsAllMail }: Viewer) =>
  role === 'owner' || role === 'manager' || role === 'reader' || (role === 'admin' && readsAllMail);

/** A list that shows what mails say is a reading of them. */
export async function readItems(
  db: Kysely<DB>,
  { viewer, scope }: Asker,
  filter: ItemFilter,
  page: Parameters<typeof listItems>[4],
): Promise<ItemRow[]> {
  const rows = await listItems(db, scope, readsMailbox(viewer), filter, page);
  const read = rows.filter((row) => row.kind === 'market-information' && row.author_id !== viewer.id);
  if (readsMailbox(viewer) && read.length > 0) await recordListing(db, viewer, read);
  return rows;
}

async function recordListing(db: Kysely<DB>, viewer: Viewer, rows: readonly ItemRow[]): Promise<void> {
  const messageIds = rows.map((row) => row.message_id);
  const entry = {
    actorId: viewer.id,
    action: 'unified-mailbox.listed',
    subjectKind: 'mail-account',
    subjectId: rows[0]?.account_id ?? null,
    detail: { messageIds },
  };
  // The page asks for the same list again and again.
  await recordReading(db, entry, messageIds.join(','));
}

/** @throws TradepostError 'not-found'. */
export async function openItem(db: Kysely<DB>, { viewer, scope }: Asker, id: number) {
  const row = await findItem(db, scope, readsMailbox(viewer), id);
  if (row === undefined) throw notFound('The item');
  if (row.may_open) await openMessage(db, viewer, scope, row.message_id);
  return row;
}
