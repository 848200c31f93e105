/** I9: a leader's or reader's search that shows him what is not his own is on record before he gets it. */
import type { DB } from '@tradepost/db';
import { listForeignMails } from '@tradepost/db/queries/search-page';
import type { Kysely } from 'kysely';
import { recordReading } from '../audit/record-reading.ts';
import { isLeader, MACHINE, type Viewer } from '../users/viewer.ts';

/**
 * With what was asked and which mails of others were shown; the same page once an hour.
 * @param messageIds what is shown; null: numbers only.
 */
export async function recordSearch(
  db: Kysely<DB>,
  viewer: Viewer,
  typed: string,
  messageIds: readonly number[] | null,
): Promise<void> {
  if (!isLeader(viewer) && viewer.role !== 'reader') return;
  const foreign = messageIds === null ? [] : await listForeignMails(db, viewer.id, messageIds);
  if (messageIds !== null && foreign.length === 0) return;
  const entry = {
    // Of the command line nobody is known.
    actorId: viewer.id === MACHINE.id ? null : viewer.id,
    action: messageIds === null ? 'search.counted' : 'search.made',
    subjectKind: null,
    subjectId: null,
    detail: { query: typed, ...(messageIds === null ? {} : { messageIds: foreign }) },
  };
  await recordReading(db, entry, `${typed} ${foreign.join(',')}`);
}
