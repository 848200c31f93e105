/**
 * Filing: which customers' timelines a mail stands on, by rule, in this order (design: filing):
 *
 *   contact   an address of From, To, Cc or Reply-To is a contact's                       confidence 1
 *   thread    no contact, but a mail of the thread with an outsider in common is filed     confidence 0.8
 *   platform  the relay that a platform made for one buyer, whose inquiry is filed         confidence 0.9
 *   domain    an address that is nobody's contact is in a customer's company domain       confidence 0.9
 *
 * Set-based over any number of mails, and safe to repeat: what is filed stays filed, what a person has undone
 * is not done again. Internal mail is never filed by rule, and private mail and the product's own not at all.
 */
import type { DB } from '@tradepost/db';
import { keptPlan } from '@tradepost/db/kept-plans';
import { isOwnAddress } from '@tradepost/db/queries/own-addresses';
import { type RawBuilder, sql, type Transaction } from 'kysely';
import { touchNextContact } from '../follow-up/touch-next-contact.ts';
import { FREEMAIL_DOMAINS } from './freemail-domains.ts';

export interface Filed {
  readonly messageId: number;
  readonly customerId: number;
}

const MATCHED_ROLES = sql`('from', 'to', 'cc', 'reply-to')`;

/**
 * Files these messages, then the rest of the threads that gained a customer by it.
 * @returns the new filings.
 */
export async function fileMessages(tx: Transaction<DB>, messageIds: readonly number[]): Promise<Filed[]> {
  if (messageIds.length === 0) return [];
  const ids = [...messageIds];
  const byContact = await insertFilings(tx, 'contact', 1, contactMatches(ids));
  const byThread = await insertFilings(tx, 'thread', 0.8, threadMatches(sql`m.id = any(${ids}::bigint[])`));
  const byRelay = await insertFilings(tx, 'platform', 0.9, relayMatches(ids));
  const byDomain = await insertFilings(tx, 'domain', 0.9, domainMatches(ids));
  const source = [...byContact, ...byRelay, ...byDomain].map((filed) => filed.messageId);
  const spread =
    source.length === 0 ? [] : await insertFilings(tx, 'thread', 0.8, threadMatches(matesOf(source)));
  const filed = [...byContact, ...byThread, ...byRelay, ...byDomain, ...spread];
  await touchNextContact(
    tx,
    filed.map(({ customerId }) => customerId),
  );
  return filed;
}

/** Messages in the threads of these ones. */
function matesOf(ids: readonly number[]): RawBuilder<unknown> {
  return sql`m.thread_id in (select thread_id from message where id = any(${[...new Set(ids)]}::bigint[]))`;
}

function contactMatches(ids: readonly number[]): RawBuilder<unknown> {
  return sql`
    select distinct on (ma.message_id, ca.customer_id) ma.message_id, ca.customer_id, ca.address as evidence
    from message_address ma
    join address a on a.id = ma.address_id
    join contact_address ca on ca.address = a.address and ca.invalid_at is null
    join contact k on k.id = ca.contact_id and k.invalid_at is null
    join message m on m.id = ma.message_id
    where ma.message_id = any(${ids}::bigint[]) and ma.role in ${MATCHED_ROLES} and m.direction <> 'internal'
    order by ma.message_id, ca.customer_id, ma.role, ma.position`;
}

/**
 * What goes to, or comes by way of, a relay that is one buyer's alone: an answer that was written anew, the next mail of
 * the conversation. The platform's common sender is everybody's, and a relay is nobody's contact.
 */
function relayMatches(ids: readonly number[]): RawBuilder<unknown> {
  return sql`
    select distinct on (ma.message_id, i.customer_id) ma.message_id, i.customer_id, a.address as evidence
    from message_address ma
    join address a on a.id = ma.address_id
    join message m on m.id = ma.message_id
    join inquiry i on i.relay_address = a.address and i.customer_id is not null and i.state = 'filed'
      and i.signals ->> 'fromAddress' <> a.address
    where ma.message_id = any(${ids}::bigint[]) and ma.role in ${MATCHED_ROLES} and m.direction <> 'internal'
      and m.automatic is distinct from 'list' and m.automatic is distinct from 'bulk'
      and not exists (select 1 from filing own where own.message_id = m.id and own.undone_at is null)
      and not exists (select 1 from inquiry it where it.message_id = m.id)
    order by ma.message_id, i.customer_id, ma.role`;
}

/** mail.acme.de is in the domain acme.de: the address's domain and its parents are looked up. */
function domainMatches(ids: readonly number[]): RawBuilder<unknown> {
  return sql`
    select distinct on (ma.message_id, cd.customer_id) ma.message_id, cd.customer_id, a.address as evidence
    from message_address ma
    join address a on a.id = ma.address_id
    join message m on m.id = ma.message_id
    cross join lateral (
      select array_to_string(labels[part:], '.') as domain
      from (select string_to_array(a.domain, '.') as labels) split,
           generate_series(1, least(cardinality(labels), 6) - 1) as part
    ) up
    join customer_domain cd on cd.domain = up.domain
    where ma.message_id = any(${ids}::bigint[]) and ma.role in ${MATCHED_ROLES} and m.direction <> 'internal'
      and up.domain not in (select unnest(${[...FREEMAIL_DOMAINS]}::text[]))
      and not exists (select 1 from contact_address ca where ca.address = a.address)
      and not exists (select 1 from company_domain own where own.domain = up.domain)
    order by ma.message_id, cd.customer_id, ma.role, ma.position`;
}

/**
 * Mails with no filing of their own, in a thread where another one has one and shares an address that is not ours.
 * Anyone can name any Message-ID in References: without the address, a stranger's mail would pull the mail that it
 * names before the eyes of his customer's owner, or come before another's itself.
 */
function threadMatches(which: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select distinct on (m.id, f.customer_id) m.id as message_id, f.customer_id, 'message ' || f.message_id as evidence
    from message m
    join message mate on mate.thread_id = m.thread_id and mate.id <> m.id
    join filing f on f.message_id = mate.id and f.undone_at is null and f.rule in ('contact', 'domain', 'manual', 'platform')
    where ${which} and m.direction <> 'internal' and m.automatic is distinct from 'list' and m.automatic is distinct from 'bulk'
      and not exists (select 1 from filing own where own.message_id = m.id and own.undone_at is null)
      and exists (
        select 1 from message_address here
        join message_address there on there.address_id = here.address_id and there.message_id = mate.id
        join address a on a.id = here.address_id
        where here.message_id = m.id and here.role in ${MATCHED_ROLES} and there.role in ${MATCHED_ROLES}
          and not ${isOwnAddress('a')})
    order by m.id, f.customer_id, f.id`;
}

async function insertFilings(
  tx: Transaction<DB>,
  rule: 'contact' | 'domain' | 'thread' | 'platform',
  confidence: number,
  matches: RawBuilder<unknown>,
): Promise<Filed[]> {
  const { rows } = await keptPlan(sql<{ message_id: number; customer_id: number }>`
    with filed as (
      insert into filing (message_id, customer_id, rule, confidence, evidence)
      select match.message_id, match.customer_id, ${rule}::text, ${confidence}::real, left(match.evidence, 400)
      from (${matches}) match
      where not exists (
        select 1 from message m where m.id = match.message_id and (m.private_at is not null or m.own_mail))
      and not exists (
        select 1 from filing gone
        where gone.message_id = match.message_id and gone.customer_id = match.customer_id and gone.undone_at is not null)
      order by match.message_id, match.customer_id
      on conflict (message_id, customer_id) where undone_at is null do nothing
      returning message_id, customer_id
    ), entered as (
      insert into timeline_entry (customer_id, occurred_at, kind, direction, message_id)
      select filed.customer_id, m.occurred_at, 'mail', m.direction, m.id
      from filed join message m on m.id = filed.message_id
      on conflict do nothing
    )
    select message_id, customer_id from filed`).execute(tx);
  return rows.map((row) => ({ messageId: row.message_id, customerId: row.customer_id }));
}
