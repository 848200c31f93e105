/** Reads an archived mail again, after a fault or with a better parser: the octets are ours for good. */
import type { DB } from '@tradepost/db';
import { moveUnified, reopenUnified } from '@tradepost/db/queries/unified-work';
import type { ParsedMessage } from '@tradepost/mail/parse';
import { type Kysely, sql, type Transaction } from 'kysely';
import { notFound, TradepostError } from '../errors.ts';
import { noteBounces } from '../bounce/note-bounces.ts';
import { fileMessages } from '../filing/file-messages.ts';
import { holdFiling } from '../filing/filing-lock.ts';
import { takeOffTimelines } from '../filing/private-mark.ts';
import { noteInquiries } from '../intake/note-inquiries.ts';
import type { ArchiveDeps } from './deps.ts';
import { directionOf } from './direction.ts';
import { hexBytes } from './json-rows.ts';
import { insertDetails } from './message-rows.ts';
import { occurredAt } from './occurred-at.ts';
import { findOwnAddresses } from './own-addresses.ts';
import { indexDocs, leadSearches } from '../search/index-docs.ts';
import { withRetry } from './retry.ts';
import { baseSubjectHash, isOrphanReply } from './thread-input.ts';
import { assignThreads } from './threads.ts';

/** From the least that can be read to all. */
const TIERS = ['raw', 'headers', 'full'] as const;

/** The blob of a message, as the store wants it. @throws TradepostError 'not-found' */
export async function findBlob(db: Kysely<DB>, messageId: number) {
  const row = await db
    .selectFrom('message')
    .innerJoin('blob', 'blob.id', 'message.blob_id')
    .select(['blob.sha256', 'blob.size', 'blob.stored_size', 'blob.codec', 'blob.pack', 'blob.pack_offset'])
    .where('message.id', '=', messageId)
    .executeTakeFirst();
  if (row === undefined) throw notFound('The message');
  return {
    sha256: row.sha256.toString('hex'),
    size: row.size,
    storedSize: row.stored_size,
    codec: row.codec,
    pack: row.pack,
    packOffset: row.pack_offset,
  };
}

/**
 * @returns the message's id: another one where the mail, now that it is understood, turns out to be one that
 *   the archive has already; its places move there.
 */
export async function reparseMessage(deps: ArchiveDeps, messageId: number): Promise<number> {
  const before = await deps.db
    .selectFrom('message')
    .select(['parse_tier', 'quarantine_reason'])
    .where('id', '=', messageId)
    .executeTakeFirst();
  if (before === undefined) throw notFound('The message');
  if (before.quarantine_reason === null)
    throw new TradepostError('conflict', 'This mail was read whole already.');
  const blob = await findBlob(deps.db, messageId);
  const raw = await deps.blobs.read(blob);
  const { parsed, words } = await deps.pool.process(raw, { priority: 'new' });
  // A thread that died again, or knows less this time, leaves what is there.
  if (TIERS.indexOf(parsed.tier) <= TIERS.indexOf(before.parse_tier)) return messageId;
  return withRetry(() =>
    deps.db.transaction().execute(async (tx) => {
      await holdFiling(tx);
      const now = await tx
        .selectFrom('message')
        .select('parse_tier')
        .where('id', '=', messageId)
        .forUpdate()
        .executeTakeFirst();
      if (now?.parse_tier !== before.parse_tier) return messageId;
      const same = await tx
        .selectFrom('message')
        .select('id')
        .where('fingerprint', '=', Buffer.from(parsed.fingerprint, 'hex'))
        .executeTakeFirst();
      if (same !== undefined && same.id !== messageId) {
        await joinMessages(tx, messageId, same.id);
        await leadSearches(tx, [same.id]);
        return same.id;
      }
      await rewriteMessage(tx, messageId, parsed, blob.size);
      await fileMessages(tx, [messageId]);
      await indexDocs(tx, [{ messageId, words }]);
      await noteInquiries(tx, [{ id: messageId, parsed }]);
      await noteBounces(tx, [{ id: messageId, parsed }]);
      await reopenUnified(tx, messageId);
      return messageId;
    }),
  );
}

/** Moves places, live filings and a private mark of the badly read copy to the message it is. */
async function joinMessages(tx: Transaction<DB>, from: number, to: number): Promise<void> {
  const marked = await sql<{ at: Date; by: number | null }>`
    update message m set private_at = coalesce(m.private_at, f.private_at), private_by = coalesce(m.private_by, f.private_by)
    from message f where m.id = ${to} and f.id = ${from} and f.private_at is not null
    returning m.private_at as at, m.private_by as by`.execute(tx);
  if (marked.rows[0] !== undefined) await takeOffTimelines(tx, to, marked.rows[0].by);
  await sql`update mailbox_message set message_id = ${to} where message_id = ${from}`.execute(tx);
  const moved = await sql<{ customer_id: number }>`
    insert into filing (message_id, customer_id, rule, confidence, evidence, filed_by, filed_at)
    select ${to}, customer_id, rule, confidence, evidence, filed_by, filed_at from filing
    where message_id = ${from} and undone_at is null
    on conflict (message_id, customer_id) where undone_at is null do nothing
    returning customer_id`.execute(tx);
  await sql`
    insert into timeline_entry (customer_id, occurred_at, kind, direction, message_id)
    select customer, occurred_at, 'mail', direction, id
    from message, unnest(${moved.rows.map((row) => row.customer_id)}::bigint[]) as customer
    where id = ${to} on conflict do nothing`.execute(tx);
  await moveUnified(tx, from, to);
  await sql`delete from message where id = ${from}`.execute(tx);
}

async function rewriteMessage(
  tx: Transaction<DB>,
  id: number,
  parsed: ParsedMessage,
  size: number,
): Promise<void> {
  const place = await sql<{ internal_date: Date | null }>`
    select min(internal_date) as internal_date from mailbox_message where message_id = ${id}`.execute(tx);
  const isOurs = await findOwnAddresses(tx, new Set(parsed.addresses.map((person) => person.address)));
  const at = occurredAt(
    {
      sentAt: parsed.sentAt,
      receivedAt: parsed.receivedAt,
      internalDate: place.rows[0]?.internal_date?.getTime() ?? null,
    },
    Date.now(),
  );
  const input = {
    ...parsed,
    occurredAt: at,
    outsiders: parsed.addresses.map((person) => person.address).filter((address) => !isOurs(address)),
  };
  const threads = await assignThreads(tx, [input]);
  const from = parsed.addresses.find((person) => person.role === 'from');
  const hash = baseSubjectHash(parsed.baseSubject);
  const direction = directionOf(parsed.addresses, isOurs, parsed.authResults);
  await tx
    .updateTable('message')
    .set({
      fingerprint: Buffer.from(parsed.fingerprint, 'hex'),
      thread_id: threads.get(parsed.fingerprint) as number,
      rfc_message_id: parsed.messageId,
      in_reply_to: parsed.inReplyTo,
      subject: parsed.subject,
      base_subject_hash: hash === null ? null : sql`${hexBytes(hash)}::bytea`,
      orphan_reply: isOrphanReply(input),
      sent_at: parsed.sentAt === null ? null : new Date(parsed.sentAt),
      occurred_at: new Date(at),
      from_address: from?.address ?? null,
      from_name: from?.name ?? null,
      direction,
      automatic: parsed.automatic,
      language: parsed.language,
      preview: parsed.preview,
      size,
      attachment_count: parsed.attachments.filter((attachment) => !attachment.inline).length,
      has_html: parsed.hasHtml,
      parse_tier: parsed.tier,
      quarantine_reason: parsed.quarantineReason,
      quarantine_detail: parsed.quarantineDetail,
      auth_results: parsed.authResults,
    })
    .where('id', '=', id)
    .execute();
  await sql`update timeline_entry set occurred_at = ${new Date(at)}, direction = ${direction} where message_id = ${id}`.execute(
    tx,
  );
  for (const table of ['message_text', 'message_address', 'attachment'] as const)
    await tx.deleteFrom(table).where('message_id', '=', id).execute();
  await insertDetails(tx, [{ id, parsed }]);
}
