/** API tokens for programs: `tp_` and 43 characters, shown once, kept as a hash, with scopes. */
import type { TokenScope } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { type ApiTokenRow, findApiToken, type UserRow } from '@tradepost/db/queries/users';
import { type Kysely, sql } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import { notFound, TradepostError } from '../errors.ts';
import { hashToken, newToken } from './token.ts';

/** Lets secret scanners recognise one that was committed by mistake. */
export const API_TOKEN_PREFIX = 'tp_';
const MOST_TOKENS = 100;
const TOUCH_MS = 5 * 60 * 1000;

export async function createApiToken(
  db: Kysely<DB>,
  userId: number,
  input: { name: string; scopes: readonly TokenScope[]; expiresInDays?: number },
): Promise<{ token: string; row: ApiTokenRow }> {
  const token = `${API_TOKEN_PREFIX}${newToken()}`;
  return db.transaction().execute(async (tx) => {
    const { count } = await tx
      .selectFrom('api_token')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('user_id', '=', userId)
      .where('revoked_at', 'is', null)
      .executeTakeFirstOrThrow();
    if (count >= MOST_TOKENS)
      throw new TradepostError(
        'unprocessable',
        `A person has at most ${MOST_TOKENS} tokens. Revoke one first.`,
      );
    const row = await tx
      .insertInto('api_token')
      .values({
        user_id: userId,
        name: input.name,
        scopes: [...new Set(input.scopes)],
        token_hash: hashToken(token),
        expires_at:
          input.expiresInDays === undefined ? null : new Date(Date.now() + input.expiresInDays * 86_400_000),
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    await appendAudit(tx, {
      actorId: userId,
      action: 'api-token.created',
      subjectKind: 'api-token',
      subjectId: row.id,
      detail: { scopes: row.scopes, expiresAt: row.expires_at?.toISOString() },
    });
    return { token, row };
  });
}

export async function revokeApiToken(db: Kysely<DB>, userId: number, id: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const row = await tx
      .updateTable('api_token')
      .set({ revoked_at: sql<Date>`now()` })
      .where('id', '=', id)
      .where('user_id', '=', userId)
      .where('revoked_at', 'is', null)
      .returning('id')
      .executeTakeFirst();
    if (row === undefined) throw notFound('The token');
    await appendAudit(tx, {
      actorId: userId,
      action: 'api-token.revoked',
      subjectKind: 'api-token',
      subjectId: id,
    });
  });
}

/** @returns null when the token is unknown, revoked, expired, or its user is disabled. */
export async function openApiToken(
  db: Kysely<DB>,
  token: string,
): Promise<{ user: UserRow; scopes: readonly TokenScope[] } | null> {
  const found = await findApiToken(db, hashToken(token));
  if (found === undefined) return null;
  const { token_id, scopes, last_used_at, ...user } = found;
  if (last_used_at === null || Date.now() - last_used_at.getTime() > TOUCH_MS)
    await db
      .updateTable('api_token')
      .set({ last_used_at: sql<Date>`now()` })
      .where('id', '=', token_id)
      .execute();
  return { user, scopes };
}
