/** Notices that are to be told by mail as well. */
import { type Kysely, sql, type Transaction } from 'kysely';
import type { DB } from '../schema.ts';
import type { Condition } from './scope.ts';

export interface UrgentNotice {
  readonly id: number;
  readonly user_id: number;
  readonly kind: string;
  readonly detail: Record<string, unknown>;
  readonly subject_kind: string | null;
  readonly subject_id: number | null;
  readonly read: boolean;
  readonly customer_id: number | null;
  readonly created_at: Date;
}

/**
 * All that waits to be told to the people for whom something is due: those notices are locked and no longer wait. Who
 * comes second takes others.
 */
export async function claimUrgentNotices(
  tx: Transaction<DB>,
  now: Date,
  people: number,
): Promise<UrgentNotice[]> {
  const { rows } = await sql<UrgentNotice>`
    with due as materialized (
      select distinct user_id from (
        select user_id from notice where mail_at <= ${now} order by mail_at limit ${people} for update skip locked) first
    ), locked as materialized (
      select n.id from notice n join due on due.user_id = n.user_id
      where n.mail_at is not null order by n.id limit 5000 for update of n skip locked
    )
    update notice n set mail_at = null from locked where n.id = locked.id
    returning n.id, n.user_id, n.kind, n.detail, n.subject_kind, n.subject_id, n.read_at is not null as read, n.customer_id,
      n.created_at`.execute(tx);
  return rows.sort((a, b) => a.id - b.id);
}

/** Customers of notices as their readers may see them: one that a reader may not see is missing. */
export async function nameCustomersFor(
  db: Kysely<DB>,
  people: readonly { readonly id: number; readonly owners: readonly number[]; readonly sees_all: boolean }[],
  notices: readonly { readonly user_id: number; readonly customer_id: number }[],
  sees: (person: string, customer: string) => Condition,
): Promise<Map<string, string>> {
  if (notices.length === 0) return new Map();
  const { rows } = await sql<{ user_id: number; customer_id: number; name: string }>`
    select distinct n.user_id, c.id as customer_id, c.name
    from unnest(${notices.map(({ user_id }) => user_id)}::bigint[], ${notices.map(({ customer_id }) => customer_id)}::bigint[])
      as n(user_id, customer_id)
    join jsonb_to_recordset(${JSON.stringify(people)}::jsonb) as person(id bigint, owners bigint[], sees_all boolean)
      on person.id = n.user_id
    join customer c on c.id = n.customer_id and ${sees('person', 'c')}`.execute(db);
  return new Map(rows.map(({ user_id, customer_id, name }) => [`${user_id}:${customer_id}`, name]));
}
