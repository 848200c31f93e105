/** Who of the company was in contact with a customer, and when first and last. */
import { type Kysely, sql } from 'kysely';
import type { DB } from '../schema.ts';

export interface CorrespondentRow {
  readonly user_id: number;
  readonly name: string;
  readonly active: boolean;
  readonly is_owner: boolean;
  readonly first_at: Date;
  readonly last_at: Date;
  readonly mails: number;
  readonly activities: number;
}

/** More people than ever wrote to one customer. */
const MOST = 200;

/**
 * By mail that they sent and activities that they did; who was in contact last comes first. Dates and counts alone:
 * the caller has proved that the customer may be seen, or that the asker is party to a collision about it.
 */
export async function listCorrespondents(
  db: Kysely<DB>,
  customerId: number,
  userIds: readonly number[] | null = null,
): Promise<CorrespondentRow[]> {
  const who = userIds === null ? sql`true` : sql`t.user_id = any(${[...userIds]}::bigint[])`;
  const { rows } = await sql<CorrespondentRow>`
    select t.user_id, u.name, u.disabled_at is null as active, coalesce(c.owner_id = t.user_id, false) as is_owner,
      min(t.first_at) as first_at, max(t.last_at) as last_at, sum(t.mails)::int as mails,
      sum(t.activities)::int as activities
    from (
      select te.actor_id as user_id, min(te.occurred_at) as first_at, max(te.occurred_at) as last_at,
        count(*) as mails, 0 as activities
      from timeline_entry te
      where te.customer_id = ${customerId} and te.kind = 'mail' and te.actor_id is not null and te.direction = 'outbound'
      group by te.actor_id
      union all
      select coalesce(x.assignee_id, x.created_by), min(x.done_at), max(x.done_at), 0, count(*)
      from activity x
      where x.customer_id = ${customerId} and x.state = 'done' and x.kind <> 'note'
        and coalesce(x.assignee_id, x.created_by) is not null
      group by coalesce(x.assignee_id, x.created_by)
    ) t join app_user u on u.id = t.user_id join customer c on c.id = ${customerId}
    where ${who}
    group by t.user_id, u.name, u.disabled_at, c.owner_id
    order by max(t.last_at) desc, t.user_id limit ${MOST}`.execute(db);
  return rows;
}
