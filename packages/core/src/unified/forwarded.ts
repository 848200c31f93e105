/** A forwarded mail stands on the timeline of the customer whom the original was with (rules of filing as for mail). */
import type { DB } from '@tradepost/db';
import { findAddressed } from '@tradepost/db/queries/unified-mentions';
import { sql, type Transaction } from 'kysely';
import { domainOf } from '../customers/normalise.ts';
import { isSharedDomain } from '../filing/freemail-domains.ts';

/** A mail that concerns more is a circular, and is nobody's. */
const MOST_CUSTOMERS = 10;
/** Less than a mail of the customer itself: a person typed or pasted the header that is gone by. */
const CONFIDENCE = 0.8;

export interface ForwardedTo {
  readonly customerId: number;
  readonly evidence: string;
}

/**
 * @param mails correspondents of each original, the newest first; the first that has a customer decides.
 * @returns the customers, filed or filed before. Filing by the rule `contact` or `domain`, evidence "forwarded …".
 */
export async function fileForwarded(
  tx: Transaction<DB>,
  messageId: number,
  mails: readonly (readonly string[])[],
): Promise<ForwardedTo[]> {
  for (const addresses of mails) {
    const domains = addresses.map(domainOf).filter((domain) => !isSharedDomain(domain));
    const found = (await findAddressed(tx, addresses, [...new Set(domains)])).slice(0, MOST_CUSTOMERS);
    // A contact's address outranks a domain, as in the filing of mail.
    const contacts = found.filter(({ rule }) => rule === 'contact');
    const chosen = contacts.length > 0 ? contacts : found;
    if (chosen.length === 0) continue;
    for (const { customer_id, value, rule } of chosen)
      await fileUnder(tx, messageId, customer_id, rule, value);
    return chosen.map(({ customer_id, value }) => ({ customerId: customer_id, evidence: value }));
  }
  return [];
}

/** What a person has undone is not done again. */
async function fileUnder(
  tx: Transaction<DB>,
  messageId: number,
  customerId: number,
  rule: 'contact' | 'domain',
  evidence: string,
): Promise<void> {
  await sql`
    with filed as (
      insert into filing (message_id, customer_id, rule, confidence, evidence)
      select ${messageId}, ${customerId}, ${rule}, ${CONFIDENCE}, left(${`forwarded ${evidence}`}, 400)
      where not exists (
        select 1 from filing gone
        where gone.message_id = ${messageId} and gone.customer_id = ${customerId} and gone.undone_at is not null)
      on conflict (message_id, customer_id) where undone_at is null do nothing
      returning message_id, customer_id
    )
    insert into timeline_entry (customer_id, occurred_at, kind, direction, message_id)
    select filed.customer_id, m.occurred_at, 'mail', m.direction, m.id
    from filed join message m on m.id = filed.message_id
    on conflict do nothing`.execute(tx);
}

/** The customers on whose timelines the mail stands already: of a copy that was sent to the mailbox blind. */
export async function customersOf(tx: Transaction<DB>, messageId: number): Promise<ForwardedTo[]> {
  const { rows } = await sql<{ customer_id: number; evidence: string | null }>`
    select customer_id, evidence from filing where message_id = ${messageId} and undone_at is null
    order by id limit ${MOST_CUSTOMERS}`.execute(tx);
  return rows.map((row) => ({ customerId: row.customer_id, evidence: row.evidence ?? '' }));
}
