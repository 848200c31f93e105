/** What was done with a customer: its changes, its contacts, reviews that wait. */
import { type Kysely, sql } from 'kysely';
import type { ActivityKind, ChangedField, DB } from '../schema.ts';
import type { Scope } from './scope.ts';
import type { TimePoint } from './timeline.ts';

export interface ChangeRow {
  readonly id: number;
  readonly field: ChangedField;
  readonly old_value: string | null;
  readonly new_value: string | null;
  readonly reason: string | null;
  readonly actor_name: string | null;
  readonly at: Date;
  readonly at_text: string;
}

/** Newest first. The caller has proved that the customer may be seen. */
export async function listChanges(
  db: Kysely<DB>,
  customerId: number,
  page: { readonly field: ChangedField | null; readonly before: TimePoint | null; readonly limit: number },
): Promise<ChangeRow[]> {
  const { field, before, limit } = page;
  const { rows } = await sql<ChangeRow>`
    select h.id, h.field, h.old_value, h.new_value, h.reason, u.name as actor_name, h.at, h.at::text as at_text
    from customer_change h left join app_user u on u.id = h.actor_id
    where h.customer_id = ${customerId}
      and ${field === null ? sql`true` : sql`h.field = ${field}`}
      and ${before === null ? sql`true` : sql`(h.at, h.id) < (${before.at}::timestamptz, ${before.id}::bigint)`}
    order by h.at desc, h.id desc limit ${limit}`.execute(db);
  return rows;
}

/** More contacts than this are not counted: the cost stays the same however long the timeline is. */
export const MOST_CONTACTS = 1_000;

/** Mails that people sent out, and activities that were done; as the time of the last contact is kept. */
export async function countContacts(db: Kysely<DB>, customerId: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from (
      (select 1 from timeline_entry te join message m on m.id = te.message_id
        where te.customer_id = ${customerId} and te.direction = 'outbound' and entry_is_mail(te.kind, m.automatic)
        limit ${MOST_CONTACTS + 1})
      union all
      (select 1 from activity y
        where y.customer_id = ${customerId} and activity_is_contact(y.kind, y.state) limit ${MOST_CONTACTS + 1})
    ) as contact`.execute(db);
  return rows[0]?.n ?? 0;
}

export interface LastResultRow {
  readonly id: number;
  readonly kind: ActivityKind;
  readonly done_at: Date;
  readonly result: string | null;
  readonly by_name: string | null;
}

/** Of the activity that was done last. */
export async function findLastResult(db: Kysely<DB>, customerId: number): Promise<LastResultRow | undefined> {
  const { rows } = await sql<LastResultRow>`
    select y.id, y.kind, y.done_at, y.result, coalesce(a.name, b.name) as by_name
    from activity y left join app_user a on a.id = y.assignee_id left join app_user b on b.id = y.created_by
    where y.customer_id = ${customerId} and activity_is_contact(y.kind, y.state)
    order by y.done_at desc, y.id desc limit 1`.execute(db);
  return rows[0];
}

export interface DueReviewRow {
  readonly id: number;
  readonly name: string;
  readonly country: string | null;
  readonly owner_name: string | null;
  readonly grade_at: Date;
  readonly grade_text: string;
  readonly completeness: number;
}

/** Customers of grade A that no manager has looked at since, the newest first; an index holds just these. */
export async function listDueReviews(
  db: Kysely<DB>,
  scope: Scope,
  { before, limit }: { readonly before: TimePoint | null; readonly limit: number },
): Promise<DueReviewRow[]> {
  const { rows } = await sql<DueReviewRow>`
    select c.id, c.name, c.country, u.name as owner_name, c.grade_at, c.grade_at::text as grade_text, c.completeness
    from customer c left join app_user u on u.id = c.owner_id
    where c.grade = 'A' and c.archived_at is null and c.merged_into_id is null
      and (c.reviewed_at is null or c.reviewed_at < c.grade_at) and c.grade_at is not null
      and ${scope.changes('c')}
      and ${before === null ? sql`true` : sql`(c.grade_at, c.id) < (${before.at}::timestamptz, ${before.id}::bigint)`}
    order by c.grade_at desc, c.id desc limit ${limit}`.execute(db);
  return rows;
}
