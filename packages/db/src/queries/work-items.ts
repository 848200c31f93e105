/** What the numbers of the report of work count, one by one. */
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { DB } from '../schema.ts';
import type { Scope } from './scope.ts';
import type { Period } from './unified-report.ts';
import { momentsOf, wasKept, wasLate } from './work-report.ts';

export type WorkListName =
  | 'contacts'
  | 'mails'
  | 'waits'
  | 'answered'
  | 'kept'
  | 'late'
  | 'followUpsOnTime'
  | 'followUpsLate'
  | 'putOff'
  | 'inquiries'
  | 'quotations';

export interface WorkItemRow {
  readonly id: number;
  readonly at: Date;
  readonly page_key: string;
  /** Null where the asker may not see it. */
  readonly customer_id: number | null;
  readonly customer_name: string | null;
  readonly message_id: number | null;
  readonly text: string | null;
  readonly kind: string | null;
  readonly answered_at: Date | null;
  readonly answered_by_name: string | null;
  readonly seconds: number | null;
  readonly due_at: Date | null;
}

interface Ask {
  readonly userId: number;
  readonly period: Period;
}

/** Columns: id, at, customer_id, message_id, words (null: the mail's subject), kind, answered_at, answered_by, seconds, due_at. */
const NONE = sql`null::timestamptz as answered_at, null::bigint as answered_by, null::int as seconds`;

function waits({ userId, period }: Ask, which: RawBuilder<unknown>): RawBuilder<unknown> {
  const { from, until } = momentsOf(period);
  return sql`
    select w.message_id as id, w.since as at, w.customer_id, w.message_id, null::text as words,
      case when w.inquiry then 'inquiry' end as kind, w.replied_at as answered_at, w.replied_by as answered_by,
      w.working_seconds as seconds, w.late_at as due_at
    from answer_wait w
    where w.user_id = ${userId} and w.since >= ${from} and w.since < ${until} and ${which}`;
}

function followUps({ userId, period }: Ask, late: boolean): RawBuilder<unknown> {
  const { from, until } = momentsOf(period);
  const { timeZone } = period;
  return sql`
    select t.id, t.closed_at as at, t.customer_id, t.closing_message_id as message_id, t.close_note as words, t.kind, ${NONE},
      t.first_due_on::timestamp at time zone ${timeZone} as due_at
    from task t
    where t.assignee_id = ${userId} and t.state = 'closed' and t.kind in ('follow-up', 'new-customer')
      and t.outcome in ('contacted', 'done') and t.closed_at >= ${from} and t.closed_at < ${until}
      and (t.closed_at at time zone ${timeZone})::date ${late ? sql`>` : sql`<=`} t.first_due_on`;
}

const LISTS: Readonly<Record<WorkListName, (ask: Ask) => RawBuilder<unknown>>> = {
  contacts: ({ userId, period }) => {
    const { from, until } = momentsOf(period);
    return sql`
      select y.id, y.done_at as at, y.customer_id, y.message_id, coalesce(y.content, y.result, '') as words, y.kind, ${NONE},
        null::timestamptz as due_at
      from activity y
      where coalesce(y.assignee_id, y.created_by) = ${userId} and y.state = 'done' and y.kind <> 'note'
        and y.done_at >= ${from} and y.done_at < ${until}`;
  },
  mails: ({ userId, period }) => {
    const { from, until } = momentsOf(period);
    return sql`
      select distinct on (te.message_id) te.message_id as id, te.occurred_at as at, te.customer_id, te.message_id,
        null::text as words, null::text as kind, ${NONE}, null::timestamptz as due_at
      from timeline_entry te join message sent on sent.id = te.message_id and sent.automatic is null
      where te.actor_id = ${userId} and te.kind = 'mail' and te.direction = 'outbound'
        and te.occurred_at >= ${from} and te.occurred_at < ${until}
      order by te.message_id, te.customer_id`;
  },
  waits: (ask) => waits(ask, sql`true`),
  answered: (ask) => waits(ask, sql`w.replied_at is not null`),
  kept: (ask) => waits(ask, wasKept),
  late: (ask) => waits(ask, wasLate),
  followUpsOnTime: (ask) => followUps(ask, false),
  followUpsLate: (ask) => followUps(ask, true),
  putOff: ({ userId, period }) => {
    const { from, until } = momentsOf(period);
    return sql`
      select t.id, max(e.at) as at, t.customer_id, null::bigint as message_id, t.note as words, t.kind, ${NONE},
        t.due_on::timestamp at time zone ${period.timeZone} as due_at
      from task_event e join task t on t.id = e.task_id
      where e.event = 'put-off' and e.at >= ${from} and e.at < ${until} and t.assignee_id = ${userId}
        and t.kind in ('follow-up', 'new-customer')
      group by t.id`;
  },
  inquiries: ({ userId, period }) => {
    const { from, until } = momentsOf(period);
    return sql`
      select i.id, i.received_at as at, i.customer_id, i.message_id, i.product as words, i.platform as kind, ${NONE},
        null::timestamptz as due_at
      from inquiry i join customer his on his.id = i.customer_id and his.owner_id = ${userId}
      where i.state = 'filed' and i.received_at >= ${from} and i.received_at < ${until}`;
  },
  quotations: ({ userId, period }) => {
    const { from, until } = momentsOf(period);
    return sql`
      select k.id, k.marked_at as at, k.customer_id, k.message_id, coalesce(k.product, k.text) as words, null::text as kind,
        ${NONE}, null::timestamptz as due_at
      from mail_mark k
      where k.kind = 'quotation' and k.state <> 'withdrawn' and k.marked_at >= ${from} and k.marked_at < ${until}
        and coalesce(k.author_id, k.marked_by) = ${userId}`;
  },
};

/** The newest first. What is said of a customer or in a mail that is closed to the asker is left out of its line. */
export async function listWorkItems(
  db: Kysely<DB>,
  scope: Scope,
  list: WorkListName,
  ask: Ask,
  page: { readonly past: { readonly at: string; readonly id: number } | null; readonly limit: number },
): Promise<WorkItemRow[]> {
  const past =
    page.past === null
      ? sql`true`
      : sql`(item.at, item.id) < (${page.past.at}::timestamptz, ${page.past.id}::bigint)`;
  const { rows } = await sql<WorkItemRow>`
    select item.id, item.at, item.at::text as page_key, c.id as customer_id, c.name as customer_name, m.id as message_id,
      case when c.id is null and item.customer_id is not null then null
        else coalesce(item.words, (select told.subject from message told where told.id = item.message_id and ${scope.retold('told')}))
        end as text,
      item.kind, item.answered_at, (select name from app_user where id = item.answered_by) as answered_by_name,
      item.seconds, item.due_at
    from (select item.* from (${LISTS[list](ask)}) item
      where ${past} order by 2 desc, 1 desc limit ${page.limit}) item
    left join customer c on c.id = item.customer_id and ${scope.customer('c')}
    left join message m on m.id = item.message_id and ${scope.message('m')}
    order by item.at desc, item.id desc`.execute(db);
  return rows;
}
