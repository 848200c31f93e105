/**
 * A mail marked private is on no timeline: who owns an account that holds it sees it, and the company's owner. The
 * filings are kept as undone by the mark, so that lifting it puts back what was there.
 */
import type { DB } from '@tradepost/db';
import { findMessage, isInAccountOf } from '@tradepost/db/queries/messages';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Scope } from '@tradepost/db/queries/scope';
import { appendAudit } from '../audit/append.ts';
import { notFound, TradepostError } from '../errors.ts';
import type { Notifier } from '../events/notifier.ts';
import { withRetry } from '../ingest/retry.ts';
import { touchNextContact } from '../follow-up/touch-next-contact.ts';
import { fileMessages } from './file-messages.ts';
import { holdFiling } from './filing-lock.ts';

interface Deps {
  readonly db: Kysely<DB>;
  readonly notifier: Notifier;
}

/**
 * On record with the mail's date and its sender's address, and nothing of what it says.
 * @throws TradepostError 'not-found'; 'forbidden' for mail that lies in no account of his own.
 */
export async function markPrivate(
  deps: Deps,
  scope: Scope,
  messageId: number,
  wanted: boolean,
): Promise<void> {
  const { userId } = scope;
  const customers = await withRetry(() =>
    deps.db.transaction().execute(async (tx) => {
      // As mail on its way in: what files the past begins before this, and ends, or sees the mark.
      await holdFiling(tx);
      const message = await findMessage(tx, scope, messageId);
      if (message === undefined) throw notFound('The message');
      if (!(await isInAccountOf(tx, userId, messageId)))
        throw new TradepostError(
          'forbidden',
          'Only who owns a mail account that holds this mail can mark it private.',
        );
      const { rows } = await sql<{ id: number }>`
        update message set private_at = ${wanted ? sql`now()` : null}, private_by = ${wanted ? userId : null}
        where id = ${messageId} and (private_at is not null) <> ${wanted} returning id`.execute(tx);
      if (rows.length === 0) return [];
      const touched = wanted
        ? await takeOffTimelines(tx, messageId, userId)
        : await putBackOnTimelines(tx, messageId);
      await touchNextContact(tx, touched);
      await appendAudit(tx, {
        actorId: userId,
        action: wanted ? 'message.marked-private' : 'message.unmarked-private',
        subjectKind: 'message',
        subjectId: messageId,
        detail: { address: message.from_address, date: message.occurred_at.toISOString() },
      });
      return touched;
    }),
  );
  for (const customerId of customers) await deps.notifier.publish({ type: 'timeline', customerId });
}

/** @returns the customers that it stood with. */
export async function takeOffTimelines(
  tx: Transaction<DB>,
  messageId: number,
  userId: number | null,
): Promise<number[]> {
  const { rows } = await sql<{ customer_id: number }>`
    update filing set undone_at = now(), undone_by = ${userId}, undone_by_mark = true
    where message_id = ${messageId} and undone_at is null returning customer_id`.execute(tx);
  await tx.deleteFrom('timeline_entry').where('message_id', '=', messageId).execute();
  return rows.map((row) => row.customer_id);
}

async function putBackOnTimelines(tx: Transaction<DB>, messageId: number): Promise<number[]> {
  // A customer that was merged meanwhile lives on in another one, which has its own filing by then or gets this one.
  const { rows } = await sql<{ customer_id: number }>`
    update filing f set undone_at = null, undone_by = null, undone_by_mark = false
    from customer c
    where f.message_id = ${messageId} and f.undone_by_mark and c.id = f.customer_id and c.merged_into_id is null
    returning f.customer_id`.execute(tx);
  await sql`
    insert into timeline_entry (customer_id, occurred_at, kind, direction, message_id)
    select f.customer_id, m.occurred_at, 'mail', m.direction, m.id
    from filing f join message m on m.id = f.message_id
    where f.message_id = ${messageId} and f.undone_at is null
    on conflict do nothing`.execute(tx);
  const filed = await fileMessages(tx, [messageId]);
  return [...new Set([...rows.map((row) => row.customer_id), ...filed.map((one) => one.customerId)])];
}
