/** A person's tasks and plans as a calendar program reads them. */
import { type Kysely, sql } from 'kysely';
import type { ActivityKind, DB, Grade, Locale, TaskKind } from '../schema.ts';
import type { Scope } from './scope.ts';

export interface FeedOwner {
  readonly user_id: number;
  readonly locale: Locale;
}

/** Who has this secret; notes at most once a minute that it was read. */
export async function findFeedOwner(db: Kysely<DB>, tokenHash: Buffer): Promise<FeedOwner | undefined> {
  const { rows } = await sql<FeedOwner & { stale: boolean }>`
    select f.user_id, u.locale, coalesce(f.last_read_at < now() - interval '1 minute', true) as stale
    from calendar_feed f join app_user u on u.id = f.user_id and u.disabled_at is null
    where f.token_hash = ${tokenHash}`.execute(db);
  const [found] = rows;
  if (found?.stale === true)
    await sql`update calendar_feed set last_read_at = now() where token_hash = ${tokenHash}`.execute(db);
  return found;
}

export interface FeedTask {
  readonly id: number;
  readonly kind: TaskKind;
  readonly title: string | null;
  readonly due_on: string;
  readonly customer_id: number | null;
  readonly customer_name: string | null;
  readonly grade: Grade | null;
  readonly created_at: Date;
}

/** Open tasks of a person, what is due first first; what he may see no more is not there, though it still bears his name. */
export async function listFeedTasks(
  db: Kysely<DB>,
  scope: Scope,
  until: string,
  limit: number,
): Promise<FeedTask[]> {
  const { rows } = await sql<FeedTask>`
    select t.id, t.kind, t.title, t.due_on, t.customer_id, c.name as customer_name, c.grade, t.created_at
    from task t left join customer c on c.id = t.customer_id
    where t.assignee_id = ${scope.userId} and t.state = 'open' and t.due_on <= ${until} and ${scope.task('t')}
    order by t.due_on, t.id limit ${limit}`.execute(db);
  return rows;
}

export interface FeedPlan {
  readonly id: number;
  readonly kind: ActivityKind;
  readonly planned_at: Date;
  readonly place: string | null;
  readonly person: string | null;
  readonly customer_id: number;
  readonly customer_name: string;
  readonly updated_at: Date;
}

/** What a person has planned: the coming and, for who looks back, the last month. */
export async function listFeedPlans(db: Kysely<DB>, scope: Scope, limit: number): Promise<FeedPlan[]> {
  const { rows } = await sql<FeedPlan>`
    select y.id, y.kind, y.planned_at, y.place, coalesce(y.person, k.name) as person, y.customer_id,
      c.name as customer_name, y.updated_at
    from activity y join customer c on c.id = y.customer_id left join contact k on k.id = y.contact_id
    where y.assignee_id = ${scope.userId} and y.state = 'planned' and y.planned_at > now() - interval '31 days'
      and ${scope.customer('c')}
    order by y.planned_at, y.id limit ${limit}`.execute(db);
  return rows;
}

export interface FeedRow {
  readonly created_at: Date;
  readonly last_read_at: Date | null;
}

export const findFeed = (db: Kysely<DB>, userId: number): Promise<FeedRow | undefined> =>
  db
    .selectFrom('calendar_feed')
    .select(['created_at', 'last_read_at'])
    .where('user_id', '=', userId)
    .executeTakeFirst();
