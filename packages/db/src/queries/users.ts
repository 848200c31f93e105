/** People, their API tokens, and one-time links. */
import { type Kysely, type Selectable, sql } from 'kysely';
import type { ApiTokenTable, AppUserTable, DB, InvitationTable, Role } from '../schema.ts';

export type UserRow = Selectable<AppUserTable>;
export type ApiTokenRow = Selectable<ApiTokenTable>;
export type InvitationRow = Selectable<InvitationTable>;

export function findUserByEmail(db: Kysely<DB>, email: string): Promise<UserRow | undefined> {
  return db
    .selectFrom('app_user')
    .selectAll()
    .where(sql`lower(email)`, '=', email.toLowerCase())
    .executeTakeFirst();
}

export function findUserById(db: Kysely<DB>, id: number): Promise<UserRow | undefined> {
  return db.selectFrom('app_user').selectAll().where('id', '=', id).executeTakeFirst();
}

/** @param inDepartments only people of these. */
export function listUsers(db: Kysely<DB>, inDepartments?: readonly number[]): Promise<UserRow[]> {
  let query = db.selectFrom('app_user').selectAll().orderBy('name').orderBy('id');
  if (inDepartments !== undefined)
    query = query.where('department_id', '=', sql<number>`any(${[...inDepartments]}::bigint[])`);
  return query.execute();
}

export async function anyUserExists(db: Kysely<DB>): Promise<boolean> {
  return (await db.selectFrom('app_user').select('id').limit(1).executeTakeFirst()) !== undefined;
}

/**
 * Those who may sign in and administer; locked, so that two cannot take away each other's rights at once. Not
 * FOR UPDATE: that would stop the audit log's foreign key, and who appends to it would wait for this one while
 * this one waits for the log.
 */
export function lockActiveAdmins(db: Kysely<DB>): Promise<{ id: number; role: Role }[]> {
  return db
    .selectFrom('app_user')
    .select(['id', 'role'])
    .where('role', 'in', ['owner', 'admin'] satisfies Role[])
    .where('disabled_at', 'is', null)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
}

/** A link that is not used and not expired. */
export function findOpenInvitation(db: Kysely<DB>, tokenHash: Buffer): Promise<InvitationRow | undefined> {
  return db
    .selectFrom('invitation')
    .selectAll()
    .where('token_hash', '=', tokenHash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst();
}

/** Makes the links for this address void. */
export async function deleteOpenInvitations(db: Kysely<DB>, email: string): Promise<void> {
  await db.deleteFrom('invitation').where('email', '=', email).where('used_at', 'is', null).execute();
}

/** Marks a link used. One conditional UPDATE: of two that use it at once, one gets undefined. */
export function takeInvitation(db: Kysely<DB>, tokenHash: Buffer): Promise<InvitationRow | undefined> {
  return db
    .updateTable('invitation')
    .set({ used_at: sql<Date>`now()` })
    .where('token_hash', '=', tokenHash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', sql<Date>`now()`)
    .returningAll()
    .executeTakeFirst();
}

export function listApiTokens(db: Kysely<DB>, userId: number): Promise<ApiTokenRow[]> {
  return db
    .selectFrom('api_token')
    .selectAll()
    .where('user_id', '=', userId)
    .where('revoked_at', 'is', null)
    .orderBy('id', 'desc')
    .limit(200)
    .execute();
}

/** Of a person who leaves: they stay void when the person comes back. */
export async function revokeApiTokens(db: Kysely<DB>, userId: number): Promise<void> {
  await db
    .updateTable('api_token')
    .set({ revoked_at: sql<Date>`now()` })
    .where('user_id', '=', userId)
    .where('revoked_at', 'is', null)
    .execute();
}

export function findApiToken(db: Kysely<DB>, tokenHash: Buffer) {
  return db
    .selectFrom('api_token')
    .innerJoin('app_user', 'app_user.id', 'api_token.user_id')
    .selectAll('app_user')
    .select(['api_token.id as token_id', 'api_token.scopes', 'api_token.last_used_at'])
    .where('api_token.token_hash', '=', tokenHash)
    .where('api_token.revoked_at', 'is', null)
    .where((eb) =>
      eb.or([eb('api_token.expires_at', 'is', null), eb('api_token.expires_at', '>', sql<Date>`now()`)]),
    )
    .where('app_user.disabled_at', 'is', null)
    .executeTakeFirst();
}

/** Active owners and administrators. */
export async function listAdministrators(db: Kysely<DB>): Promise<number[]> {
  const rows = await db
    .selectFrom('app_user')
    .select('id')
    .where('role', 'in', ['owner', 'admin'])
    .where('disabled_at', 'is', null)
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}
