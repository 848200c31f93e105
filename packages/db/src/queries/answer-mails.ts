/** The mails of a thread, as far as they ask and answer. */
import { type Kysely, sql } from 'kysely';
import type { DB } from '../schema.ts';
import type { AnswerPair } from './answer-leads.ts';

export interface AnswerMailRow {
  /** Which of the pairs. */
  readonly pair: number;
  readonly id: number;
  readonly at: Date;
  readonly direction: 'inbound' | 'outbound';
  readonly rfc_id: string | null;
  readonly in_reply_to: string | null;
  /** Inbound: where an answer goes. Outbound: to whom it was sent. */
  readonly people: string[];
  readonly to_customer: boolean;
  /** Who of the company sent it. */
  readonly actor_id: number | null;
  readonly inquiry: boolean;
  /** Inbound: when a person said that it needs no answer by mail. */
  readonly settled_at: Date | null;
  /** It came to an account that is counted by then, and was not filed long after. */
  readonly counts: boolean;
  /** Whatever was sent in answer to it until it was archived is archived as well, as far as one can know. */
  readonly known: boolean;
}

/** Older mails of one thread are as they were. */
export const MOST_MAILS = 300;
/** What was filed later than so long after it was archived is history: a customer was entered, a contact added. */
const FILED_LATE_DAYS = 14;
/** An account that cannot be read holds nothing up for longer. */
const HOLD_HOURS = 6;

const people = (roles: 'asks' | 'sends') => sql`
  array(select a.address from message_address ma join address a on a.id = ma.address_id
    where ma.message_id = m.id and ma.role in ${roles === 'asks' ? sql`('from', 'reply-to')` : sql`('to', 'cc', 'bcc')`})`;

/** Whether a mail of ours went to an address of the customer `p.customer_id`. */
const toCustomer = sql`exists (
  select 1 from message_address ma join address a on a.id = ma.address_id
  where ma.message_id = m.id and ma.role in ('to', 'cc', 'bcc') and (
    exists (select 1 from contact_address ca where ca.address = a.address and ca.customer_id = p.customer_id)
    or exists (select 1 from customer_domain cd where cd.customer_id = p.customer_id
      and (cd.domain = a.domain or a.domain like '%.' || cd.domain))))`;

/** On `x`: places of the mail in accounts, with the account as `acc`. */
const places = sql`
  from mailbox_message mm join mailbox mb on mb.id = mm.mailbox_id and mb.kind = 'imap'
  join mail_account acc on acc.id = mb.account_id where mm.message_id = x.id`;

/** Its sent mail at the server was looked at since, and the newest of it is here; what is sent by us is here at once. */
const sentIsKnown = sql`
  case when exists (select 1 from mailbox s where s.account_id = acc.id and s.kind = 'imap' and s.special_use = '\\Sent'
      and s.skip_reason is null and s.vanished_at is null)
    then not exists (select 1 from mailbox s where s.account_id = acc.id and s.kind = 'imap' and s.special_use = '\\Sent'
      and s.skip_reason is null and s.vanished_at is null
      and not coalesce(s.server_count_at >= x.archived_at
        and (s.uid_next <= 1 or s.covered @> int8range(s.uid_next - 1, s.uid_next)), false))
    else coalesce(acc.last_success_at >= x.archived_at, false) end`;

/**
 * The newest mails of each thread, without what machines wrote; an inquiry by a platform is one, whatever its header
 * says.
 */
export async function listAnswerMails(
  db: Kysely<DB>,
  pairs: readonly AnswerPair[],
): Promise<AnswerMailRow[]> {
  const { rows } = await sql<AnswerMailRow>`
    select x.pair, x.id, x.at, x.direction, x.rfc_id, x.in_reply_to, x.people, x.to_customer, x.actor_id, x.inquiry, x.settled_at,
      x.direction = 'inbound' and x.entered_at <= x.archived_at + ${FILED_LATE_DAYS} * interval '1 day'
        and exists (select 1 ${places} and x.at >= acc.answers_since) as counts,
      x.archived_at < now() - ${HOLD_HOURS} * interval '1 hour'
        or not exists (select 1 ${places} and acc.state = 'active' and not (${sentIsKnown})) as known
    from (
      select p.n as pair, newest.* from jsonb_to_recordset(${JSON.stringify(pairs.map((pair, n) => ({ n, ...pair })))}::jsonb)
        as p(n int, customer_id bigint, thread_id bigint)
      cross join lateral (
        select m.id, coalesce(te.occurred_at, m.occurred_at) as at, coalesce(te.direction, m.direction) as direction,
          m.rfc_message_id as rfc_id, m.in_reply_to, te.actor_id, i.id is not null as inquiry,
          (select min(t.closed_at) from answer_settled said join task t on t.id = said.task_id
            where said.message_id = m.id and t.customer_id is not distinct from p.customer_id
              and t.state = 'closed' and t.outcome in ('done', 'dismissed')) as settled_at,
          coalesce(te.created_at, m.created_at) as entered_at, m.created_at as archived_at,
          case coalesce(te.direction, m.direction) when 'inbound'
            then ${people('asks')} || case when i.email is null then '{}' else array[lower(i.email)] end
            else ${people('sends')} end as people,
          coalesce(te.direction, m.direction) = 'outbound' and ${toCustomer} as to_customer
        from message m left join timeline_entry te on te.message_id = m.id and te.customer_id = p.customer_id
        left join inquiry i on i.message_id = m.id and i.state in ('waiting', 'queued', 'filed')
        where m.thread_id = p.thread_id and m.private_at is null and (m.automatic is null or i.id is not null)
          and coalesce(te.direction, m.direction) in ('inbound', 'outbound') and is_recent(m.occurred_at)
          and case when p.customer_id is null then m.direction = 'outbound' or i.customer_id is null and i.state <> 'filed'
            and not exists (select 1 from timeline_entry filed where filed.message_id = m.id)
            else te.id is not null end
        order by m.occurred_at desc, m.id desc limit ${MOST_MAILS}
      ) newest
    ) x order by x.pair, x.at, x.id`.execute(db);
  return rows;
}

export interface FreshSpan {
  readonly pair: number;
  readonly customer_id: number;
  readonly thread_id: number;
  /** ISO 8601. */
  readonly from: string;
  readonly to: string;
  readonly people: readonly string[];
}

/** Mails of ours to these people, in reply to nothing and outside of the thread, in a span of time. */
export async function listFreshMails(db: Kysely<DB>, spans: readonly FreshSpan[]): Promise<AnswerMailRow[]> {
  if (spans.length === 0) return [];
  const { rows } = await sql<AnswerMailRow>`
    select distinct on (s.pair, fresh.id) s.pair, fresh.*, true as to_customer, false as inquiry, false as counts, true as known
    from jsonb_to_recordset(${JSON.stringify(spans)}::jsonb)
      as s(pair int, customer_id bigint, thread_id bigint, "from" timestamptz, "to" timestamptz, people text[])
    cross join lateral (
      select m.id, te.occurred_at as at, te.direction, m.rfc_message_id as rfc_id, m.in_reply_to, te.actor_id,
        null::timestamptz as settled_at, ${people('sends')} as people
      from timeline_entry te join message m on m.id = te.message_id
      where te.customer_id = s.customer_id and te.kind = 'mail' and te.direction = 'outbound'
        and te.occurred_at > s."from" and te.occurred_at <= s."to"
        and m.thread_id <> s.thread_id and m.in_reply_to is null and m.automatic is null
        and exists (select 1 from message_address ma join address a on a.id = ma.address_id
          where ma.message_id = m.id and ma.role in ('to', 'cc', 'bcc') and a.address = any(s.people))
      order by te.occurred_at limit 20
    ) fresh
    order by s.pair, fresh.id`.execute(db);
  return rows;
}
