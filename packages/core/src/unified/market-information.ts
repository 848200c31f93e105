/** What any of the staff writes to the unified mailbox: searchable, and linked to whom it names. */
import type { DB } from '@tradepost/db';
import { sql, type Transaction } from 'kysely';
import { raiseNotice } from '../notices/raise-notice.ts';
import { addEvent } from '../timeline/add-event.ts';
import type { Named } from './mentions.ts';

export interface Information {
  readonly itemId: number;
  readonly messageId: number;
  readonly subject: string;
  /** First words. */
  readonly preview: string;
  readonly authorId: number | null;
  readonly authorName: string | null;
  readonly occurredAt: Date;
}

export const toLinks = (named: readonly Named[]) =>
  named.map(({ customerId, competitorId, evidence, sure }) => ({
    customerId,
    competitorId,
    how: 'named' as const,
    evidence,
    sure,
  }));

/** On the customer's timeline, and told to its salesperson; once, whether the link came by itself or by a person. */
export async function tellCustomer(
  tx: Transaction<DB>,
  about: Information,
  customerId: number,
): Promise<void> {
  const { rows } = await sql<{ owner_id: number | null; told: boolean }>`
    select c.owner_id, exists (
      select 1 from timeline_entry t where t.customer_id = c.id and t.event = 'market-information'
        and t.occurred_at = ${about.occurredAt} and (t.detail ->> 'itemId')::bigint = ${about.itemId}) as told
    from customer c where c.id = ${customerId}`.execute(tx);
  const [customer] = rows;
  if (customer === undefined || customer.told) return;
  await addEvent(tx, {
    customerId,
    event: 'market-information',
    detail: {
      itemId: about.itemId,
      messageId: about.messageId,
      subject: about.subject,
      preview: about.preview,
      by: about.authorName,
    },
    actorId: about.authorId,
    occurredAt: about.occurredAt,
  });
  if (customer.owner_id !== null && customer.owner_id !== about.authorId)
    await raiseNotice(tx, {
      userIds: [customer.owner_id],
      kind: 'market-information',
      key: `item:${about.itemId}:${customerId}`,
      customerId,
      subject: { kind: 'unified-item', id: about.itemId },
      detail: { subject: about.subject, by: about.authorName },
    });
}

/** Off the timeline of a customer that it is not about. */
export async function takeBack(
  tx: Transaction<DB>,
  customerId: number,
  itemId: number,
  occurredAt: Date,
): Promise<void> {
  await sql`
    delete from timeline_entry
    where customer_id = ${customerId} and event = 'market-information' and occurred_at = ${occurredAt}
      and (detail ->> 'itemId')::bigint = ${itemId}`.execute(tx);
}
