/** An inquiry onto its customer's timeline: filed by the rule `platform`, told as an event, and to the customer's owner, or who leads him where he has left. */
import type { DB } from '@tradepost/db';
import { sql, type Transaction } from 'kysely';
import { raiseNotice } from '../notices/raise-notice.ts';
import { deputyOf, isGone } from '../task/deputy.ts';
import { addEvent } from '../timeline/add-event.ts';
import type { InquiryFacts } from './inquiry-facts.ts';
import { platformName } from './inquiry-customer.ts';

export interface InquiryToFile extends InquiryFacts {
  readonly id: number;
  readonly message_id: number;
  readonly platform: string;
  readonly received_at: Date;
  readonly confidence: number;
  /** Of long ago: nobody is told. */
  readonly past: boolean;
}

export interface FilingDecision {
  readonly customerId: number;
  /** The customer was made of this inquiry. */
  readonly made: boolean;
  /** Null: by rule. */
  readonly decidedBy: number | null;
}

export async function fileInquiry(
  tx: Transaction<DB>,
  inquiry: InquiryToFile,
  { customerId, made, decidedBy }: FilingDecision,
): Promise<void> {
  const byHand = decidedBy !== null;
  await sql`
    insert into filing (message_id, customer_id, rule, confidence, evidence, filed_by)
    select ${inquiry.message_id}, ${customerId}, ${byHand ? 'manual' : 'platform'}, ${byHand ? 1 : inquiry.confidence}::real,
      ${`inquiry by ${platformName(inquiry.platform)}`}, ${decidedBy}::bigint
    where ${byHand} or not exists (
      select 1 from filing gone where gone.message_id = ${inquiry.message_id} and gone.customer_id = ${customerId}
        and gone.undone_at is not null)
    on conflict (message_id, customer_id) where undone_at is null do nothing`.execute(tx);
  await sql`
    insert into timeline_entry (customer_id, occurred_at, kind, direction, message_id)
    select f.customer_id, m.occurred_at, 'mail', m.direction, m.id
    from filing f join message m on m.id = f.message_id
    where f.message_id = ${inquiry.message_id} and f.customer_id = ${customerId} and f.undone_at is null
    on conflict do nothing`.execute(tx);
  await addEvent(tx, {
    customerId,
    event: 'inquiry',
    detail: {
      inquiryId: inquiry.id,
      platform: platformName(inquiry.platform),
      about: [inquiry.company ?? inquiry.buyer_name ?? inquiry.email, inquiry.product]
        .filter((part) => part !== null)
        .join(' · '),
      buyer: inquiry.buyer_name ?? inquiry.company,
      product: inquiry.product,
      quantity: inquiry.quantity,
    },
    actorId: decidedBy,
    occurredAt: inquiry.received_at,
  });
  await tx
    .updateTable('inquiry')
    .set({
      state: 'filed',
      doubt: null,
      customer_id: customerId,
      made_customer: made,
      ...(byHand ? { decided_by: decidedBy, decided_at: sql<Date>`now()` } : {}),
    })
    .where('id', '=', inquiry.id)
    .execute();
  if (inquiry.past) return;
  const customer = await tx
    .selectFrom('customer')
    .select(['owner_id', 'name'])
    .where('id', '=', customerId)
    .executeTakeFirstOrThrow();
  if (customer.owner_id === null) return;
  const told = (await isGone(tx, customer.owner_id))
    ? await deputyOf(tx, customer.owner_id)
    : customer.owner_id;
  if (told !== null && told !== decidedBy)
    await raiseNotice(tx, {
      userIds: [told],
      kind: 'inquiry-assigned',
      key: String(inquiry.id),
      customerId,
      subject: { kind: 'inquiry', id: inquiry.id },
      detail: {
        platform: platformName(inquiry.platform),
        buyer: inquiry.buyer_name ?? inquiry.company ?? inquiry.email,
        product: inquiry.product,
      },
    });
}
