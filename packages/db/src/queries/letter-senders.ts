/** Who may write as which mail account. */
import { type Kysely, type SqlBool, sql, type Transaction } from 'kysely';
import type { DB } from '../schema.ts';

/** Accounts whose owner he is, and those that he was given. @param alias of a row of `mail_account`. */
export const mayWriteAs = (userId: number, alias: string) => sql<SqlBool>`(
  ${sql.ref(`${alias}.owner_id`)} = ${userId} or exists (
    select 1 from account_sender snd where snd.account_id = ${sql.ref(`${alias}.id`)} and snd.user_id = ${userId}))`;

/** More than anybody has. */
const MOST = 200;

/** His own first. Removed ones are none. */
export function listSenders(db: Kysely<DB>, userId: number) {
  return db
    .selectFrom('mail_account as a')
    .leftJoin('app_user as u', 'u.id', 'a.owner_id')
    .selectAll('a')
    .select('u.name as owner_name')
    .where('a.state', '<>', 'removed')
    .where(mayWriteAs(userId, 'a'))
    .orderBy(sql`a.owner_id is distinct from ${userId}`)
    .orderBy('a.unified')
    .orderBy(sql`lower(a.address)`)
    .orderBy('a.id')
    .limit(MOST)
    .execute();
}
export type SenderRow = Awaited<ReturnType<typeof listSenders>>[number];

/** Undefined where he may not write as it; a removed one is found, and says so. */
export function findSender(db: Kysely<DB>, userId: number, accountId: number) {
  return db
    .selectFrom('mail_account as a')
    .selectAll('a')
    .where('a.id', '=', accountId)
    .where(mayWriteAs(userId, 'a'))
    .executeTakeFirst();
}

export function listAccountSenders(db: Kysely<DB>, accountId: number) {
  return db
    .selectFrom('account_sender as s')
    .innerJoin('app_user as u', 'u.id', 's.user_id')
    .leftJoin('app_user as g', 'g.id', 's.granted_by')
    .select(['s.user_id', 'u.name', 's.granted_at', 'g.name as granted_by_name'])
    .where('s.account_id', '=', accountId)
    .orderBy(sql`lower(u.name)`)
    .orderBy('s.user_id')
    .execute();
}

/** @returns who was added and who was taken off. */
export async function setAccountSenders(
  tx: Transaction<DB>,
  accountId: number,
  userIds: readonly number[],
  grantedBy: number | null,
): Promise<{ added: number[]; removed: number[] }> {
  const removed = await tx
    .deleteFrom('account_sender')
    .where('account_id', '=', accountId)
    .where(sql<SqlBool>`user_id <> all(${[...userIds]}::bigint[])`)
    .returning('user_id')
    .execute();
  const added =
    userIds.length === 0
      ? []
      : await tx
          .insertInto('account_sender')
          .values(userIds.map((user_id) => ({ account_id: accountId, user_id, granted_by: grantedBy })))
          .onConflict((oc) => oc.doNothing())
          .returning('user_id')
          .execute();
  return { added: added.map((row) => row.user_id), removed: removed.map((row) => row.user_id) };
}
