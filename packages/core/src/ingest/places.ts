/** The places of a batch's mails: mailbox, UIDVALIDITY and UID. One place never becomes two, nor another mail's. */
import type { DB } from '@tradepost/db';
import { keptPlan } from '@tradepost/db/kept-plans';
import { sql, type Transaction } from 'kysely';
import type { Batch, BatchItem } from './archive-batch.ts';
import { jsonRows } from './json-rows.ts';
import { LEFT_OUT } from './leave-out.ts';

/** The server gave a UID of this generation to another mail than before: nothing known of it holds any more. */
export class UidReusedError extends Error {
  override name = 'UidReusedError';
  readonly code = 'uid-reused';
}

/** @returns how many were not known. @throws UidReusedError */
export async function insertPlaces(
  tx: Transaction<DB>,
  batch: Batch,
  items: readonly BatchItem[],
  find: (item: BatchItem) => { messageId: number; blobId: number },
): Promise<number> {
  if (items.length === 0) return 0;
  const rows = items.map((item) => {
    const { messageId, blobId } = find(item);
    return {
      uid: item.uid,
      message_id: messageId,
      blob_id: blobId,
      internal_date: item.internalDate === null ? null : new Date(item.internalDate).toISOString(),
      size: item.processed.size,
    };
  });
  const result = await keptPlan(sql`
    insert into mailbox_message (mailbox_id, uid_validity, uid, message_id, blob_id, internal_date, size)
    select ${batch.mailboxId}::bigint, ${batch.uidValidity}::bigint, uid, message_id, blob_id, internal_date, size
    from ${jsonRows(rows, { uid: 'bigint', message_id: 'bigint', blob_id: 'bigint', internal_date: 'timestamptz', size: 'bigint' })}
    on conflict do nothing`).execute(tx);
  const places = Number(result.numAffectedRows ?? 0n);
  if (places < rows.length) await assertSameMails(tx, batch, rows);
  return places;
}

/** The place, the size and the reason; nothing of what the mail says. */
export async function insertLeftOut(
  tx: Transaction<DB>,
  batch: Batch,
  items: readonly BatchItem[],
): Promise<number> {
  if (items.length === 0) return 0;
  const rows = items.map(({ uid, internalDate, processed }) => ({
    uid,
    internal_date: internalDate === null ? null : new Date(internalDate).toISOString(),
    size: processed.size,
  }));
  const result = await sql`
    insert into mailbox_message (mailbox_id, uid_validity, uid, internal_date, size, skip_reason)
    select ${batch.mailboxId}::bigint, ${batch.uidValidity}::bigint, uid, internal_date, size, ${LEFT_OUT}
    from ${jsonRows(rows, { uid: 'bigint', internal_date: 'timestamptz', size: 'bigint' })}
    on conflict do nothing`.execute(tx);
  return Number(result.numAffectedRows ?? 0n);
}

/** A place that was there already must hold the same mail; by octets or, as some servers rewrite those, by identity. */
async function assertSameMails(tx: Transaction<DB>, batch: Batch, rows: readonly object[]): Promise<void> {
  const { rows: others } = await sql<{ uid: number }>`
    select p.uid from ${jsonRows(rows, { uid: 'bigint', message_id: 'bigint', blob_id: 'bigint' })}
    join mailbox_message p
      on p.mailbox_id = ${batch.mailboxId} and p.uid_validity = ${batch.uidValidity} and p.uid = r.uid
    where p.message_id <> r.message_id and p.blob_id <> r.blob_id limit 1`.execute(tx);
  const [other] = others;
  if (other !== undefined)
    throw new UidReusedError(`UID ${other.uid} of mailbox ${batch.mailboxId} was another mail's before.`);
}
