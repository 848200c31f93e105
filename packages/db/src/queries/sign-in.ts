/** The second factor, and the sign-in that waits for it. */
import { type Kysely, type Selectable, sql } from 'kysely';
import type { DB, SignInVia, TotpTable } from '../schema.ts';

export function findTotp(db: Kysely<DB>, userId: number): Promise<Selectable<TotpTable> | undefined> {
  return db.selectFrom('totp').selectAll().where('user_id', '=', userId).executeTakeFirst();
}

export async function hasSecondFactor(db: Kysely<DB>, userId: number): Promise<boolean> {
  return (
    (await db
      .selectFrom('totp')
      .select('user_id')
      .where('user_id', '=', userId)
      .where('confirmed_at', 'is not', null)
      .executeTakeFirst()) !== undefined
  );
}

/**
 * Takes the code of a time step, once: of two that bring it at the same moment, the row lock lets one through.
 * @returns whether this step was still to be had.
 */
export async function takeTotpStep(db: Kysely<DB>, userId: number, step: number): Promise<boolean> {
  const row = await db
    .updateTable('totp')
    .set({ last_step: step })
    .where('user_id', '=', userId)
    .where((eb) => eb.or([eb('last_step', 'is', null), eb('last_step', '<', step)]))
    .returning('user_id')
    .executeTakeFirst();
  return row !== undefined;
}

/** @returns whether the code was one of this person's and not used. */
export async function takeRecoveryCode(db: Kysely<DB>, userId: number, codeHash: Buffer): Promise<boolean> {
  const row = await db
    .updateTable('recovery_code')
    .set({ used_at: sql<Date>`now()` })
    .where('code_hash', '=', codeHash)
    .where('user_id', '=', userId)
    .where('used_at', 'is', null)
    .returning('user_id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function countRecoveryCodes(db: Kysely<DB>, userId: number): Promise<number> {
  const { count } = await db
    .selectFrom('recovery_code')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('user_id', '=', userId)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow();
  return count;
}

export function findSignInStep(
  db: Kysely<DB>,
  tokenHash: Buffer,
): Promise<{ user_id: number; via: SignInVia } | undefined> {
  return db
    .selectFrom('sign_in_step')
    .select(['user_id', 'via'])
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst();
}

/** @returns whether it was still there: of two that finish the same sign-in, one does. */
export async function takeSignInStep(db: Kysely<DB>, tokenHash: Buffer): Promise<boolean> {
  const row = await db
    .deleteFrom('sign_in_step')
    .where('token_hash', '=', tokenHash)
    .returning('user_id')
    .executeTakeFirst();
  return row !== undefined;
}
