/** What people do with an item: say what it is of use for and what it is about, and have it read again. */
import type { UnifiedTag } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { findItem, type ItemRow, listLinks } from '@tradepost/db/queries/unified';
import { lockCustomer } from '@tradepost/db/queries/customers';
import { type Kysely, sql, type Transaction } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import { lockForChange } from '../customers/lock-for-change.ts';
import { notFound, TradepostError } from '../errors.ts';
import { takeBack, tellCustomer } from './market-information.ts';
import { type Asker, readsMailbox } from './read-items.ts';

const findFor = async (tx: Transaction<DB>, { viewer, scope }: Asker, id: number) => {
  const row = await findItem(tx, scope, readsMailbox(viewer), id);
  if (row === undefined) throw notFound('The item');
  return row;
};

export async function tagItem(
  db: Kysely<DB>,
  asker: Asker,
  id: number,
  tags: readonly UnifiedTag[],
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const item = await findFor(tx, asker, id);
    await tx
      .updateTable('unified_item')
      .set({ tags: [...tags] })
      .where('id', '=', id)
      .execute();
    await record(tx, asker, 'unified-item.tagged', item, { from: item.tags, to: tags });
  });
}

const RETRIED = new Set(['refused', 'unverified', 'ignored', 'failed']);

/** @throws TradepostError 'not-found'; 'conflict' where it is filed, or waits already. */
export async function retryItem(db: Kysely<DB>, asker: Asker, id: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const item = await findFor(tx, asker, id);
    if (!RETRIED.has(item.state))
      throw new TradepostError('conflict', 'Only what changed nothing can be read again.');
    await sql`
      update unified_item set state = 'waiting', reason = null, attempts = 0, next_attempt_at = now(), lease_until = null
      where id = ${id} and state = ${item.state}`.execute(tx);
    await record(tx, asker, 'unified-item.retried', item, { was: item.state, reason: item.reason });
  });
}

/**
 * A link that was proposed is confirmed, one that was removed comes back.
 * @param to one of the two. @throws TradepostError 'not-found', 'conflict', 'invalid-request'.
 */
export async function linkByHand(
  db: Kysely<DB>,
  asker: Asker,
  id: number,
  to: { readonly customerId?: number; readonly competitorId?: number },
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const item = await findFor(tx, asker, id);
    if (item.state !== 'filed') throw new TradepostError('conflict', 'Only what is filed can be linked.');
    const customerId = to.customerId ?? null;
    const competitorId = to.competitorId ?? null;
    if ((customerId === null) === (competitorId === null))
      throw new TradepostError('invalid-request', 'Name a customer or a competitor.');
    if (customerId !== null && (await lockCustomer(tx, asker.scope, customerId)) === undefined)
      throw notFound('The customer');
    if (competitorId !== null && !(await isCompetitor(tx, competitorId))) throw notFound('The competitor');
    const decided = { state: 'linked' as const, decided_by: asker.viewer.id, decided_at: sql<Date>`now()` };
    await tx
      .insertInto('unified_link')
      .values({
        item_id: id,
        customer_id: customerId,
        competitor_id: competitorId,
        how: 'by-hand',
        ...decided,
      })
      .onConflict((oc) =>
        customerId === null
          ? oc
              .columns(['item_id', 'competitor_id'])
              .where('competitor_id', 'is not', null)
              .doUpdateSet(decided)
          : oc.columns(['item_id', 'customer_id']).where('customer_id', 'is not', null).doUpdateSet(decided),
      )
      .execute();
    if (customerId !== null && item.kind === 'market-information')
      await tellCustomer(tx, informationOf(item), customerId);
    await record(tx, asker, 'unified-item.linked', item, { customerId, competitorId });
  });
}

/** @throws TradepostError 'not-found', 'forbidden', 'conflict'. */
export async function unlink(db: Kysely<DB>, asker: Asker, linkId: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const [link] = await listLinks(tx, asker.scope, { linkId });
    if (link === undefined) throw notFound('The link');
    const item = await findFor(tx, asker, link.item_id);
    // Off a timeline goes what its author put there, and what who may change the customer takes off it.
    if (link.customer_id !== null && item.author_id !== asker.viewer.id)
      await lockForChange(tx, asker.scope, link.customer_id, true);
    if (link.how === 'card')
      throw new TradepostError('conflict', 'This link is what the card did. Change the customer instead.');
    await tx
      .updateTable('unified_link')
      .set({ state: 'removed', decided_by: asker.viewer.id, decided_at: sql<Date>`now()` })
      .where('id', '=', linkId)
      .execute();
    if (link.customer_id !== null) await takeBack(tx, link.customer_id, item.id, item.occurred_at);
    await record(tx, asker, 'unified-item.unlinked', item, {
      customerId: link.customer_id,
      competitorId: link.competitor_id,
    });
  });
}

const isCompetitor = async (tx: Transaction<DB>, id: number) =>
  (await tx.selectFrom('competitor').select('id').where('id', '=', id).executeTakeFirst()) !== undefined;

const informationOf = (item: ItemRow) => ({
  itemId: item.id,
  messageId: item.message_id,
  subject: item.subject,
  preview: item.preview,
  authorId: item.author_id,
  authorName: item.author_name,
  occurredAt: item.occurred_at,
});

async function record(
  tx: Transaction<DB>,
  { viewer }: Asker,
  action: string,
  item: ItemRow,
  detail: Readonly<Record<string, unknown>>,
): Promise<void> {
  await appendAudit(tx, {
    actorId: viewer.id,
    action,
    subjectKind: 'unified-item',
    subjectId: item.id,
    detail: { messageId: item.message_id, ...detail },
  });
}
