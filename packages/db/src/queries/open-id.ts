/** The OpenID provider, who is who there, and who is on the way. */
import { type Kysely, type Selectable, sql } from 'kysely';
import type { DB, OpenIdAttemptTable, OpenIdProviderTable } from '../schema.ts';

export type OpenIdProviderRow = Selectable<OpenIdProviderTable>;

export function findOpenIdProvider(db: Kysely<DB>): Promise<OpenIdProviderRow | undefined> {
  return db.selectFrom('openid_provider').selectAll().executeTakeFirst();
}

/** Takes an attempt that is not too old: each comes back once. */
export function takeOpenIdAttempt(
  db: Kysely<DB>,
  tokenHash: Buffer,
): Promise<Selectable<OpenIdAttemptTable> | undefined> {
  return db
    .deleteFrom('openid_attempt')
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', sql<Date>`now()`)
    .returningAll()
    .executeTakeFirst();
}

/** Whom the provider means; a disabled person too. */
export async function findOpenIdUser(
  db: Kysely<DB>,
  issuer: string,
  subject: string,
): Promise<number | undefined> {
  const row = await db
    .selectFrom('openid_identity')
    .select('user_id')
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .executeTakeFirst();
  return row?.user_id;
}

/** Whether this person's account is joined to the provider's that is set up now. */
export async function isJoinedToOpenId(db: Kysely<DB>, userId: number): Promise<boolean> {
  return (
    (await db
      .selectFrom('openid_identity')
      .innerJoin('openid_provider', 'openid_provider.issuer', 'openid_identity.issuer')
      .select('openid_identity.subject')
      .where('openid_identity.user_id', '=', userId)
      .executeTakeFirst()) !== undefined
  );
}
