/** The door to a message: who may read it, the record of a leader's reading, and its octets. */
import type { DB } from '@tradepost/db';
import { findMessage, isInAccountOf, type MessageRow } from '@tradepost/db/queries/messages';
import type { Scope } from '@tradepost/db/queries/scope';
import { withoutBlindCopies } from '@tradepost/mail/parse';
import type { Kysely } from 'kysely';
import { isRecorded, recordReading } from '../audit/record-reading.ts';
import type { BlobStore } from '../blobs/blob-store.ts';
import { notFound } from '../errors.ts';
import { isLeader, type Viewer } from '../users/viewer.ts';

/** @throws TradepostError 'not-found' for what is not there or not for this viewer. */
export async function openMessage(
  db: Kysely<DB>,
  viewer: Viewer,
  scope: Scope,
  id: number,
): Promise<MessageRow> {
  const row = await findMessage(db, scope, id);
  if (row === undefined) throw notFound('The message');
  if (isLeader(viewer) || viewer.role === 'reader') await recordMessage(db, viewer, id);
  return row;
}

async function recordMessage(db: Kysely<DB>, viewer: Viewer, messageId: number): Promise<void> {
  const entry = {
    actorId: viewer.id,
    action: 'message.read',
    subjectKind: 'message',
    subjectId: messageId,
  };
  if (isRecorded(db, entry) || (await isInAccountOf(db, viewer.id, messageId))) return;
  await recordReading(db, entry);
}

/**
 * The octets that this reader may have: of a copy in an account that he may see as they are; of any other, for who
 * sees the mail on a customer's timeline alone, without Bcc.
 * @throws BlobError.
 */
export async function readOctets(
  blobs: BlobStore,
  row: MessageRow,
): Promise<{ octets: Buffer; bccRemoved: boolean }> {
  const octets = await blobs.read({
    sha256: row.sha256.toString('hex'),
    size: row.blob_size,
    storedSize: row.stored_size,
    codec: row.codec,
    pack: row.pack,
    packOffset: row.pack_offset,
  });
  const shown = row.copy_visible ? octets : withoutBlindCopies(octets);
  return { octets: shown, bccRemoved: shown !== octets };
}
