/** The door to a message: who may read it, the record of a leader's reading, and its octets. */
import type { DB } from '@tradepost/db';
import { findMessage, isInAccountOf, type MessageRow } from '@tradepost/db/queries/messages';
import type { Scope } from '@tradepost/db/queries/scope';
import { withoutBlindCopies } from '@tradepost/mail/parse';
import type { Kysely } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import type { BlobStore } from '../blobs/blob-store.ts';
import { notFound } from '../errors.ts';
import { withRetry } from '../ingest/retry.ts';
import { isLeader, type Viewer } from '../users/viewer.ts';

/** One record per reader and message in this time says enough; the page asks for several things of one mail. */
const AUDIT_EVERY_MS = 3_600_000;
/** Readings remembered by this process; beyond it a reading is recorded once more, which does no harm. */
const MOST_REMEMBERED = 50_000;

const remembered = new Map<string, number>();

/** @throws TradepostError 'not-found' for what is not there or not for this viewer. */
export async function openMessage(
  db: Kysely<DB>,
  viewer: Viewer,
  scope: Scope,
  id: number,
): Promise<MessageRow> {
  const row = await findMessage(db, scope, id);
  if (row === undefined) throw notFound('The message');
  if (isLeader(viewer) || viewer.role === 'reader') await recordReading(db, viewer, id);
  return row;
}

/** I9: a leader's reading of what is not in his own accounts is on record before he gets it. */
async function recordReading(db: Kysely<DB>, viewer: Viewer, messageId: number): Promise<void> {
  if (isRemembered(`message:${viewer.id}:${messageId}`) || (await isInAccountOf(db, viewer.id, messageId)))
    return;
  await recordOnce(db, viewer, { action: 'message.read', subjectKind: 'message', subjectId: messageId });
}

interface Reading {
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: number;
}
const isRemembered = (key: string) => Date.now() - (remembered.get(key) ?? 0) < AUDIT_EVERY_MS;

/** A leader's reading, on record before he gets what he reads; once an hour. */
export async function recordOnce(db: Kysely<DB>, viewer: Viewer, reading: Reading): Promise<void> {
  const key = `${reading.subjectKind}:${viewer.id}:${reading.subjectId}`;
  if (isRemembered(key)) return;
  await withRetry(() =>
    db.transaction().execute((tx) => appendAudit(tx, { actorId: viewer.id, ...reading })),
  );
  remembered.delete(key);
  remembered.set(key, Date.now());
  const oldest = remembered.keys().next();
  if (remembered.size > MOST_REMEMBERED && oldest.value !== undefined) remembered.delete(oldest.value);
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
