/** The second factor of one person: set up, asked for, switched off. */
import { randomBytes } from 'node:crypto';
import type { DB } from '@tradepost/db';
import { findTotp, takeRecoveryCode, takeTotpStep } from '@tradepost/db/queries/sign-in';
import { findUserById, lockActiveAdmins, type UserRow } from '@tradepost/db/queries/users';
import { type Kysely, sql, type Transaction } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import { notFound, TradepostError } from '../errors.ts';
import type { SecretBox } from '../secrets.ts';
import { getCompany } from './company.ts';
import { countCode } from './guesses.ts';
import { assertMayTouchOwners } from './owners.ts';
import { recoveryCodeHash, renewRecoveryCodes } from './recovery-codes.ts';
import { findTotpStep, fromBase32, toBase32, totpUri } from './totp.ts';

/** RFC 4226 4, R6: 160 bits are recommended. */
const SECRET_OCTETS = 20;

interface Deps {
  readonly db: Kysely<DB>;
  readonly secrets: SecretBox;
}

export const totpOwner = (userId: number) => `totp:${userId}`;

/**
 * Offers a secret; nothing is asked for before a code of it was seen.
 * @throws TradepostError 'conflict' where there is a second factor already.
 */
export async function startSecondFactor(
  { db, secrets }: Deps,
  user: UserRow,
): Promise<{ secret: string; uri: string }> {
  const secret = toBase32(randomBytes(SECRET_OCTETS));
  const { keyId, sealed } = secrets.seal(totpOwner(user.id), secret);
  const row = await db
    .insertInto('totp')
    .values({ user_id: user.id, secret_key_id: keyId, secret: sealed })
    .onConflict((oc) =>
      oc
        .column('user_id')
        .doUpdateSet({ secret_key_id: keyId, secret: sealed, created_at: sql<Date>`now()`, last_step: null })
        .where('totp.confirmed_at', 'is', null),
    )
    .returning('user_id')
    .executeTakeFirst();
  if (row === undefined)
    throw new TradepostError('conflict', 'The second factor is on already. Switch it off first.');
  const { name } = await getCompany(db);
  return { secret, uri: totpUri(secret, { issuer: name || 'Tradepost', account: user.email }) };
}

/** @returns the recovery codes, this once. @throws TradepostError 'wrong-credentials', 'conflict', 'too-many-requests'. */
export async function confirmSecondFactor(
  { db, secrets }: Deps,
  userId: number,
  { code, ip }: { readonly code: string; readonly ip: string },
): Promise<string[]> {
  const guess = await countCode(db, { userId, ip });
  const row = await findTotp(db, userId);
  if (row === undefined || row.confirmed_at !== null)
    throw new TradepostError('conflict', 'There is nothing to confirm. Begin anew.');
  const secret = fromBase32(secrets.open(totpOwner(userId), row.secret_key_id, row.secret));
  const step = findTotpStep(secret, code.trim(), Date.now());
  if (step === null) throw wrongCode();
  await guess.wasRight();
  return db.transaction().execute(async (tx) => {
    const confirmed = await tx
      .updateTable('totp')
      .set({ confirmed_at: sql<Date>`now()`, last_step: step })
      .where('user_id', '=', userId)
      .where('confirmed_at', 'is', null)
      // Another secret was offered meanwhile: this code says nothing of it.
      .where('secret', '=', row.secret)
      .returning('user_id')
      .executeTakeFirst();
    if (confirmed === undefined)
      throw new TradepostError('conflict', 'The second factor was set up elsewhere meanwhile. Begin anew.');
    const codes = await renewRecoveryCodes(tx, userId);
    await appendAudit(tx, {
      actorId: userId,
      action: 'user.totp-enabled',
      subjectKind: 'user',
      subjectId: userId,
    });
    return codes;
  });
}

/**
 * Whether this is a code of the app or a recovery code; it is used up by the answer yes.
 * @returns by what, or null.
 */
export async function takeCode(
  { db, secrets }: Deps,
  userId: number,
  code: string,
): Promise<'totp' | 'recovery-code' | null> {
  const row = await findTotp(db, userId);
  if (row === undefined || row.confirmed_at === null) return null;
  const digits = code.replace(/\s/g, '');
  if (/^\d{6}$/.test(digits)) {
    const secret = fromBase32(secrets.open(totpOwner(userId), row.secret_key_id, row.secret));
    const step = findTotpStep(secret, digits, Date.now());
    return step !== null && (await takeTotpStep(db, userId, step)) ? 'totp' : null;
  }
  const hash = recoveryCodeHash(userId, code);
  return hash !== null && (await takeRecoveryCode(db, userId, hash)) ? 'recovery-code' : null;
}

/** New ones for one who has a second factor. @throws TradepostError 'conflict' where there is none. */
export async function replaceRecoveryCodes(db: Kysely<DB>, userId: number): Promise<string[]> {
  return db.transaction().execute(async (tx) => {
    const row = await findTotp(tx, userId);
    if (row === undefined || row.confirmed_at === null)
      throw new TradepostError('conflict', 'There is no second factor. Switch it on first.');
    const codes = await renewRecoveryCodes(tx, userId);
    await appendAudit(tx, {
      actorId: userId,
      action: 'user.recovery-codes-renewed',
      subjectKind: 'user',
      subjectId: userId,
    });
    return codes;
  });
}

/**
 * @param actorId the person, an administrator, or null for the machine's.
 * @throws TradepostError 'not-found'; 'forbidden' for an owner's by no owner; 'conflict' where there is none.
 */
export async function disableSecondFactor(
  db: Kysely<DB>,
  actorId: number | null,
  userId: number,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    if (actorId !== userId) await assertMayTouch(tx, actorId, userId);
    const gone = await tx.deleteFrom('totp').where('user_id', '=', userId).returning('user_id').execute();
    await tx.deleteFrom('recovery_code').where('user_id', '=', userId).execute();
    if (gone.length === 0) throw new TradepostError('conflict', 'There is no second factor to switch off.');
    await appendAudit(tx, {
      actorId,
      action: 'user.totp-disabled',
      subjectKind: 'user',
      subjectId: userId,
    });
  });
}

/** @throws TradepostError 'not-found'; 'forbidden' for an owner by no owner. */
export async function assertMayTouch(
  tx: Transaction<DB>,
  actorId: number | null,
  userId: number,
): Promise<UserRow> {
  const admins = await lockActiveAdmins(tx);
  const user = await findUserById(tx, userId);
  if (user === undefined) throw notFound('The user');
  if (user.role === 'owner') assertMayTouchOwners(admins, actorId);
  return user;
}

export const wrongCode = () =>
  new TradepostError(
    'wrong-credentials',
    'This code is not right, or it was used already. Take the next one.',
  );
