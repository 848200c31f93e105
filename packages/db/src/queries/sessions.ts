/** Sessions and the throttle of sign-ins. */
import { type Kysely, type Selectable, sql } from 'kysely';
import { keptPlan } from '../kept-plans.ts';
import type { DB, SessionTable } from '../schema.ts';
import type { Settings } from './settings.ts';
import type { UserRow } from './users.ts';

/** All by name: the plan is kept. */
const USER_COLUMNS: Readonly<Record<keyof UserRow, true>> = {
  id: true,
  email: true,
  name: true,
  role: true,
  locale: true,
  time_zone: true,
  password_hash: true,
  created_at: true,
  disabled_at: true,
  department_id: true,
};

export interface FoundSession extends UserRow {
  readonly csrf_token: string;
  readonly last_seen_at: Date;
  readonly started_at: Date;
  readonly has_second_factor: boolean;
  readonly settings: Settings | null;
}

/**
 * The session and its user, if it is neither expired nor idle for longer than `idleSeconds`; with the settings of these
 * keys, which each request needs as well.
 */
export async function findSession(
  db: Kysely<DB>,
  tokenHash: Buffer,
  { idleSeconds, settings }: { readonly idleSeconds: number; readonly settings: readonly string[] },
): Promise<FoundSession | undefined> {
  const { rows } = await keptPlan(sql<FoundSession>`
    select ${sql.join(Object.keys(USER_COLUMNS).map((name) => sql.ref(`u.${name}`)))},
      s.csrf_token, s.last_seen_at, s.created_at as started_at,
      exists (select from totp t where t.user_id = s.user_id and t.confirmed_at is not null) as has_second_factor,
      (select jsonb_object_agg(key, value) from setting where key = any(${settings}::text[])) as settings
    from session s join app_user u on u.id = s.user_id
    where s.token_hash = ${tokenHash} and u.disabled_at is null
      and s.expires_at > now() and s.last_seen_at > now() - make_interval(secs => ${idleSeconds})`).execute(
    db,
  );
  return rows[0];
}

export async function touchSession(db: Kysely<DB>, tokenHash: Buffer): Promise<void> {
  await db
    .updateTable('session')
    .set({ last_seen_at: sql<Date>`now()` })
    .where('token_hash', '=', tokenHash)
    .execute();
}

/** More devices than this are not shown; all of them are ended. */
const MOST_SHOWN = 100;

/** Where a user is signed in, newest sign of life first. */
export function listSessions(
  db: Kysely<DB>,
  userId: number,
  idleSeconds: number,
): Promise<Selectable<SessionTable>[]> {
  return db
    .selectFrom('session')
    .selectAll()
    .where('user_id', '=', userId)
    .where('expires_at', '>', sql<Date>`now()`)
    .where('last_seen_at', '>', sql<Date>`now() - make_interval(secs => ${idleSeconds})`)
    .orderBy('last_seen_at', 'desc')
    .limit(MOST_SHOWN)
    .execute();
}

/** @returns whether there was one. */
export async function endSessionById(db: Kysely<DB>, userId: number, id: number): Promise<boolean> {
  const row = await db
    .deleteFrom('session')
    .where('user_id', '=', userId)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Ends the sessions of a user, all or all but one. */
export async function endSessions(db: Kysely<DB>, userId: number, but: Buffer | null): Promise<void> {
  let query = db.deleteFrom('session').where('user_id', '=', userId);
  if (but !== null) query = query.where('token_hash', '<>', but);
  await query.execute();
}

export interface ThrottleRule {
  readonly key: string;
  /** Attempts in the window that are free. */
  readonly free: number;
  readonly windowSeconds: number;
  readonly firstBlockSeconds: number;
  readonly longestBlockSeconds: number;
}

/**
 * Counts an attempt before its outcome is known, so that a thousand at once do not all pass: one upsert per
 * key behind a row lock. The attempt that uses up the free ones is still made, and starts a block; each made
 * after a block doubles the next. One refused while blocked counts nothing, so that nobody can lengthen
 * another's block for ever.
 * @returns seconds until the next attempt is allowed; 0 when this one is.
 */
export async function countAttempt(db: Kysely<DB>, rule: ThrottleRule): Promise<number> {
  const forgotten = sql`greatest(t.first_at, t.blocked_until) < now() - make_interval(secs => ${rule.windowSeconds})`;
  const { rows } = await sql<{ wait: number }>`
    with old as materialized (
      select blocked_until from login_throttle where key = ${rule.key} for update
    ), counted as (
      insert into login_throttle as t (key, failures, first_at, blocked_until)
      select ${rule.key}, 1, now(), null::timestamptz from (select 1) one left join old on true
      on conflict (key) do update set
        failures = case when t.blocked_until > now() then t.failures
          when ${forgotten} then 1 else t.failures + 1 end,
        first_at = case when t.blocked_until > now() or not ${forgotten} then t.first_at else now() end,
        blocked_until = case when t.blocked_until > now() then t.blocked_until
          when ${forgotten} then null
          when t.failures + 1 >= ${rule.free}::int then now() + make_interval(secs => least(
            ${rule.longestBlockSeconds}::float8,
            ${rule.firstBlockSeconds}::float8 * power(2, least(t.failures + 1 - ${rule.free}::int, 20))))
          else null end
      returning 1
    )
    select coalesce((select greatest(ceil(extract(epoch from blocked_until - now())), 0) from old), 0)::int as wait
    from counted`.execute(db);
  return rows[0]?.wait ?? 0;
}

export async function clearAttempts(db: Kysely<DB>, keys: readonly string[]): Promise<void> {
  await db
    .deleteFrom('login_throttle')
    .where('key', 'in', [...keys])
    .execute();
}

/** Takes back one counted attempt that turned out well. */
export async function forgiveAttempt(db: Kysely<DB>, key: string): Promise<void> {
  await db
    .updateTable('login_throttle')
    .set({ failures: sql<number>`greatest(failures - 1, 0)` })
    .where('key', '=', key)
    .execute();
}

/** What is past its time: sessions, sign-ins half done, throttles, links, replies kept for a repeated request. */
export async function deleteExpiredAccess(db: Kysely<DB>, idleSeconds: number): Promise<void> {
  await sql`delete from session where expires_at < now()
    or last_seen_at < now() - make_interval(secs => ${idleSeconds})`.execute(db);
  await sql`delete from login_throttle
    where greatest(first_at, blocked_until) < now() - interval '1 day'`.execute(db);
  await sql`delete from invitation where expires_at < now() - interval '30 days'`.execute(db);
  await sql`delete from sign_in_step where expires_at < now()`.execute(db);
  await sql`delete from openid_attempt where expires_at < now()`.execute(db);
  await sql`delete from idempotency_key where created_at < now() - interval '1 day'`.execute(db);
}
