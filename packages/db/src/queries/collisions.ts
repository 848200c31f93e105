/** Collisions and what is shown of them. The mails behind them only where the asker may read them. */
import { type Kysely, sql } from 'kysely';
import type { CollisionDecision, CollisionState, DB, EvidenceKind } from '../schema.ts';
import type { Condition, Scope } from './scope.ts';

export interface CollisionRow {
  readonly id: number;
  readonly customer_id: number;
  readonly customer_name: string;
  readonly may_see_customer: boolean;
  readonly owner_id: number;
  readonly owner_name: string;
  readonly user_id: number;
  readonly user_name: string;
  readonly state: CollisionState;
  readonly decision: CollisionDecision | null;
  readonly reason: string | null;
  readonly decided_by_name: string | null;
  readonly decided_at: Date | null;
  readonly opened_at: Date;
  readonly touched_at: Date;
}

/** @param seen which collisions the asker may see, as a condition on `k`. */
export async function listCollisions(
  db: Kysely<DB>,
  scope: Scope,
  seen: Condition,
  which: {
    readonly id?: number;
    readonly state?: CollisionState | null;
    readonly before?: number | null;
    readonly limit: number;
  },
): Promise<CollisionRow[]> {
  const { id, state, before, limit } = which;
  const conditions = [
    seen,
    ...(id === undefined ? [] : [sql`k.id = ${id}`]),
    ...(state === undefined || state === null ? [] : [sql`k.state = ${state}`]),
    ...(before === undefined || before === null ? [] : [sql`k.id < ${before}`]),
  ];
  const { rows } = await sql<CollisionRow>`
    select k.id, k.customer_id, c.name as customer_name, coalesce(${scope.customer('c')}, false) as may_see_customer,
      k.owner_id, o.name as owner_name, k.user_id, u.name as user_name, k.state, k.decision, k.reason,
      d.name as decided_by_name, k.decided_at, k.opened_at, k.touched_at
    from collision k join customer c on c.id = k.customer_id
    join app_user o on o.id = k.owner_id join app_user u on u.id = k.user_id
    left join app_user d on d.id = k.decided_by
    where ${sql.join(conditions, sql` and `)}
    order by k.id desc limit ${limit}`.execute(db);
  return rows;
}

export async function findCollision(
  db: Kysely<DB>,
  scope: Scope,
  seen: Condition,
  id: number,
): Promise<CollisionRow | undefined> {
  return (await listCollisions(db, scope, seen, { id, limit: 1 }))[0];
}

export interface SideMail {
  readonly user_id: number;
  readonly at: Date;
  /** Null where the asker may not read it. */
  readonly message_id: number | null;
}

/** The first or the last mail of each of these people to a customer: one probe of an index each. */
export async function listEndMails(
  db: Kysely<DB>,
  scope: Scope,
  customerId: number,
  userIds: readonly number[],
  end: 'first' | 'last',
): Promise<SideMail[]> {
  const order = end === 'first' ? sql`te.occurred_at, te.id` : sql`te.occurred_at desc, te.id desc`;
  const { rows } = await sql<SideMail>`
    select who.id as user_id, mail.occurred_at as at,
      (select m.id from message m where m.id = mail.message_id and ${scope.message('m')}) as message_id
    from unnest(${[...userIds]}::bigint[]) as who(id)
    cross join lateral (
      select te.occurred_at, te.message_id from timeline_entry te
      where te.customer_id = ${customerId} and te.actor_id = who.id and te.kind = 'mail' and te.direction = 'outbound'
      order by ${order} limit 1) mail`.execute(db);
  return rows;
}

export interface SentText {
  readonly user_id: number;
  readonly message_id: number;
  readonly at: Date;
  readonly subject: string;
  readonly language: string | null;
  readonly body: string;
}

/** The newest mails of each of these people to a customer that the asker may read, with the beginning of their text. */
export async function listSentTexts(
  db: Kysely<DB>,
  scope: Scope,
  customerId: number,
  userIds: readonly number[],
  { each, characters }: { each: number; characters: number },
): Promise<SentText[]> {
  const { rows } = await sql<SentText>`
    select who.id as user_id, m.id as message_id, m.occurred_at as at, m.subject, m.language,
      left(t.body, ${characters}) as body
    from unnest(${[...userIds]}::bigint[]) as who(id)
    cross join lateral (
      select te.message_id from timeline_entry te
      where te.customer_id = ${customerId} and te.actor_id = who.id and te.kind = 'mail' and te.direction = 'outbound'
      order by te.occurred_at desc, te.id desc limit ${each}) mail
    join message m on m.id = mail.message_id and ${scope.message('m')}
    join message_text t on t.message_id = m.id
    order by m.occurred_at desc, m.id desc`.execute(db);
  return rows;
}

export interface EvidenceRow {
  readonly kind: EvidenceKind;
  readonly at: Date;
  readonly message_id: number | null;
  readonly subject: string | null;
  readonly value: string | null;
}

export async function listEvidence(
  db: Kysely<DB>,
  scope: Scope,
  collisionId: number,
  limit: number,
): Promise<EvidenceRow[]> {
  const { rows } = await sql<EvidenceRow>`
    select e.kind, e.at, m.id as message_id, m.subject, e.value
    from collision_evidence e left join message m on m.id = e.message_id and ${scope.message('m')}
    where e.collision_id = ${collisionId} order by e.at desc, e.id desc limit ${limit}`.execute(db);
  return rows;
}
