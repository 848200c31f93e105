/** Looking into the audit log, and whether it can be changed at all. */
import { type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely';
import type { DB } from '../schema.ts';
import type { TimePoint } from './timeline.ts';

export interface AuditSearch {
  readonly actorId: number | null;
  /** Any of these: each a noun, or noun.verb. */
  readonly actions: readonly string[] | null;
  readonly subjectKind: string | null;
  readonly subjectId: string | null;
  readonly from: Date | null;
  /** Not included. */
  readonly to: Date | null;
  readonly before: TimePoint | null;
  readonly limit: number;
}

export interface AuditItem {
  readonly id: number;
  readonly at: Date;
  readonly at_text: string;
  readonly actor_id: number | null;
  readonly actor_name: string | null;
  readonly action: string;
  readonly subject_kind: string | null;
  readonly subject_id: string | null;
  readonly subject_name: string | null;
  readonly detail: Record<string, unknown>;
}

/** Newest first. Each filter alone begins at an index that has this order. */
export async function searchAudit(db: Kysely<DB>, search: AuditSearch): Promise<AuditItem[]> {
  const { actorId, actions, subjectKind, subjectId, from, to, before, limit } = search;
  const tests: RawBuilder<SqlBool>[] = [];
  if (actorId !== null) tests.push(sql`a.actor_id = ${actorId}`);
  if (actions !== null) tests.push(isOneOf(actions));
  if (subjectKind !== null) tests.push(sql`a.subject_kind = ${subjectKind}`);
  if (subjectId !== null) tests.push(sql`a.subject_id = ${subjectId}`);
  if (from !== null) tests.push(sql`a.at >= ${from}`);
  if (to !== null) tests.push(sql`a.at < ${to}`);
  if (before !== null) tests.push(sql`(a.at, a.id) < (${before.at}::timestamptz, ${before.id}::bigint)`);
  const { rows } = await sql<AuditItem>`
    with page as (
      select a.* from audit_log a where ${tests.length === 0 ? sql`true` : sql.join(tests, sql` and `)}
      order by a.at desc, a.id desc limit ${limit}
    )
    select p.id, p.at, p.at::text as at_text, p.actor_id, u.name as actor_name, p.action, p.subject_kind, p.subject_id,
      coalesce(su.name, sc.name, sa.address) as subject_name, p.detail
    from page p left join app_user u on u.id = p.actor_id
    left join app_user su on p.subject_kind = 'user' and su.id = ${rowId}
    left join customer sc on p.subject_kind = 'customer' and sc.id = ${rowId}
    left join mail_account sa on p.subject_kind = 'mail-account' and sa.id = ${rowId}
    order by p.at desc, p.id desc`.execute(db);
  return rows;
}

/** One by itself begins at the index that has its order. */
function isOneOf(actions: readonly string[]): RawBuilder<SqlBool> {
  const [one, ...more] = actions;
  if (one !== undefined && more.length === 0)
    return one.includes('.') ? sql`a.action = ${one}` : sql`split_part(a.action, '.', 1) = ${one}`;
  const whole = actions.filter((action) => action.includes('.'));
  const nouns = actions.filter((action) => !action.includes('.'));
  return sql`(a.action = any(${whole}::text[]) or split_part(a.action, '.', 1) = any(${nouns}::text[]))`;
}

/** The subject as a row's id; null where it is none. */
const rowId = sql`case when p.subject_id ~ '^[0-9]{1,15}$' then p.subject_id::bigint end`;

/**
 * Whether the role of this connection can neither change nor remove what is in the log: it is no superuser, acts for
 * neither the owner of the table nor that of its schema, and has no right to change.
 */
export async function isAuditLogProtected(db: Kysely<DB>): Promise<boolean> {
  const { rows } = await sql<{ holds: boolean }>`
    select not (
      (select rolsuper from pg_roles where rolname = current_user)
      or pg_has_role(current_user, c.relowner, 'MEMBER') or pg_has_role(current_user, n.nspowner, 'MEMBER')
      or has_table_privilege(c.oid, 'UPDATE') or has_table_privilege(c.oid, 'DELETE')
      or has_table_privilege(c.oid, 'TRUNCATE') or has_table_privilege(c.oid, 'TRIGGER')) as holds
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = 'audit_log'::regclass`.execute(
    db,
  );
  return rows[0]?.holds === true;
}

export async function findVerifyJob(db: Kysely<DB>): Promise<{ id: number; done: number } | undefined> {
  return db
    .selectFrom('background_job')
    .select(['id', 'done'])
    .where('kind', '=', 'verify-audit')
    .where('state', 'in', ['queued', 'running'])
    .limit(1)
    .executeTakeFirst();
}
