/** Filing by a person, and undoing any filing (I7). */
import type { DB } from '@tradepost/db';
import { type FilingRow, findMessage, listFilings } from '@tradepost/db/queries/messages';
import type { Scope } from '@tradepost/db/queries/scope';
import { type Kysely, sql } from 'kysely';
import { lockForActivity } from '../activity/check.ts';
import { appendAudit } from '../audit/append.ts';
import { lockForChange } from '../customers/lock-for-change.ts';
import { notFound, TradepostError } from '../errors.ts';
import type { Notifier } from '../events/notifier.ts';
import { touchNextContact } from '../follow-up/touch-next-contact.ts';
import { putOnTimeline } from './put-on-timeline.ts';

export interface FilingDeps {
  readonly db: Kysely<DB>;
  readonly notifier: Notifier;
}

export interface FilingActor {
  readonly userId: number | null;
  readonly scope: Scope;
}

/**
 * Puts a message on a customer's timeline. What is filed there already stays as it is.
 * @throws TradepostError 'not-found' unless both may be seen; 'conflict' for a customer that was merged; 'unprocessable' for internal mail.
 */
export async function fileByHand(
  deps: FilingDeps,
  { userId, scope }: FilingActor,
  messageId: number,
  customerId: number,
): Promise<FilingRow> {
  const filingId = await deps.db.transaction().execute(async (tx) => {
    const message = await findMessage(tx, scope, messageId);
    if (message === undefined) throw notFound('The message');
    await lockForActivity(tx, scope, customerId);
    if (message.direction === 'internal')
      throw new TradepostError('unprocessable', 'Mail among colleagues is not put on a customer’s timeline.');
    if (message.private_at !== null)
      throw new TradepostError(
        'unprocessable',
        'This mail is marked private, which keeps it off every timeline. Lift the mark first.',
      );
    const filed = await putOnTimeline(tx, message, customerId, userId);
    if (filed === null) {
      const there = await tx
        .selectFrom('filing')
        .select('id')
        .where('message_id', '=', messageId)
        .where('customer_id', '=', customerId)
        .where('undone_at', 'is', null)
        .executeTakeFirstOrThrow();
      return there.id;
    }
    await appendAudit(tx, {
      actorId: userId,
      action: 'filing.made',
      subjectKind: 'message',
      subjectId: messageId,
      detail: { customerId, filingId: filed },
    });
    return filed;
  });
  await deps.notifier.publish({ type: 'timeline', customerId });
  const [row] = await listFilings(deps.db, scope, { filingId });
  if (row === undefined) throw notFound('The filing');
  return row;
}

/**
 * Takes a message off a customer's timeline; no rule puts it back. Who may only read the customer takes off what he
 * put there himself.
 * @throws TradepostError 'not-found', 'forbidden'.
 */
export async function undoFiling(
  deps: FilingDeps,
  { userId, scope }: FilingActor,
  filingId: number,
): Promise<void> {
  const customerId = await deps.db.transaction().execute(async (tx) => {
    const [row] = await listFilings(tx, scope, { filingId });
    if (row === undefined) throw notFound('The filing');
    if (userId === null || row.filed_by !== userId) await lockForChange(tx, scope, row.customer_id, true);
    const undone = await tx
      .updateTable('filing')
      .set({ undone_at: sql<Date>`now()`, undone_by: userId })
      .where('id', '=', filingId)
      .where('undone_at', 'is', null)
      .executeTakeFirst();
    // Undone already: the same wish twice.
    if (undone.numUpdatedRows === 0n) return row.customer_id;
    await tx
      .deleteFrom('timeline_entry')
      .where('message_id', '=', row.message_id)
      .where('customer_id', '=', row.customer_id)
      .execute();
    await touchNextContact(tx, [row.customer_id]);
    await appendAudit(tx, {
      actorId: userId,
      action: 'filing.undone',
      subjectKind: 'message',
      subjectId: row.message_id,
      detail: { customerId: row.customer_id, filingId, rule: row.rule },
    });
    return row.customer_id;
  });
  await deps.notifier.publish({ type: 'timeline', customerId });
}
