/** Changes of users: their own, and those an administrator makes. */
import type { DB, Locale, Role } from '@tradepost/db';
import { endSessions } from '@tradepost/db/queries/sessions';
import { findDepartment } from '@tradepost/db/queries/departments';
import {
  deleteOpenInvitations,
  findUserById,
  lockActiveAdmins,
  revokeApiTokens,
  type UserRow,
} from '@tradepost/db/queries/users';
import { type Kysely, sql, type Transaction } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import { removeHeadships } from '../departments/heads.ts';
import { notFound, TradepostError } from '../errors.ts';
import { withRetry } from '../ingest/retry.ts';
import { countGuess } from './guesses.ts';
import { endWork } from './end-work.ts';
import { returnWork } from '../task/leaver.ts';
import { passOnUnseen } from '../task/unseen.ts';
import { assertMayTouchOwners } from './owners.ts';
import { hashPassword, verifyPassword } from './password.ts';

export interface OwnChanges {
  readonly name?: string;
  readonly locale?: Locale;
  readonly timeZone?: string;
  readonly currentPassword?: string;
  readonly newPassword?: string;
}

/**
 * @param client the session that asks, which alone survives a change of password, and where it asks from.
 * @throws TradepostError 'wrong-credentials', 'invalid-request', 'too-many-requests'.
 */
export async function updateSelf(
  db: Kysely<DB>,
  userId: number,
  changes: OwnChanges,
  client: { readonly tokenHash: Buffer | null; readonly ip: string },
): Promise<UserRow> {
  if (changes.timeZone !== undefined && !isTimeZone(changes.timeZone))
    throw new TradepostError('invalid-request', `"${changes.timeZone}" is not a time zone.`);
  let passwordHash: string | null = null;
  if (changes.newPassword !== undefined) {
    const user = await findUserById(db, userId);
    if (user === undefined) throw notFound('The user');
    const guess = await countGuess(db, { email: user.email.toLowerCase(), ip: client.ip });
    if (!(await verifyPassword(user.password_hash, changes.currentPassword ?? '')))
      throw new TradepostError('wrong-credentials', 'The current password is wrong.');
    await guess.wasRight();
    passwordHash = await hashPassword(changes.newPassword);
  }
  return db.transaction().execute(async (tx) => {
    const row = await tx
      .updateTable('app_user')
      .set((eb) => ({
        name: changes.name?.trim() ?? eb.ref('name'),
        locale: changes.locale ?? eb.ref('locale'),
        time_zone: changes.timeZone ?? eb.ref('time_zone'),
        password_hash: passwordHash ?? eb.ref('password_hash'),
      }))
      .where('id', '=', userId)
      .returningAll()
      .executeTakeFirst();
    if (row === undefined) throw notFound('The user');
    if (passwordHash !== null) {
      await endSessions(tx, userId, client.tokenHash);
      await appendAudit(tx, {
        actorId: userId,
        action: 'user.password-changed',
        subjectKind: 'user',
        subjectId: userId,
      });
    }
    return row;
  });
}

export interface UserChanges {
  readonly name?: string;
  readonly role?: Role;
  /** Null: to the top of the company. */
  readonly departmentId?: number | null;
  /** Ends all sessions and tokens at once; all else that is theirs stays. */
  readonly disabled?: boolean;
}

/**
 * @param actorId null: the machine's administrator.
 * @throws TradepostError 'not-found'; 'forbidden' where an owner is concerned and the actor is none; 'conflict'
 *   when nobody would be left to administer, or to own.
 */
export async function updateUser(
  db: Kysely<DB>,
  actorId: number | null,
  id: number,
  changes: UserChanges,
): Promise<UserRow> {
  const change = async (tx: Transaction<DB>) => {
    const admins = await lockActiveAdmins(tx);
    const before = await tx
      .selectFrom('app_user')
      .selectAll()
      .where('id', '=', id)
      .forNoKeyUpdate()
      .executeTakeFirst();
    if (before === undefined) throw notFound('The user');
    const role = changes.role ?? before.role;
    const disabled = changes.disabled ?? before.disabled_at !== null;
    const name = changes.name?.trim() ?? before.name;
    if (name === '') throw new TradepostError('invalid-request', 'The name is missing.');
    const departmentId = changes.departmentId === undefined ? before.department_id : changes.departmentId;
    if (departmentId !== null && (await findDepartment(tx, departmentId)) === undefined)
      throw notFound('The department');
    if (before.role === 'owner' || role === 'owner') assertMayTouchOwners(admins, actorId);
    const staysAdmin = !disabled && (role === 'owner' || role === 'admin');
    if (!staysAdmin && admins.length === 1 && admins[0]?.id === id)
      throw new TradepostError('conflict', 'This is the last administrator. Make another one first.');
    // An administrator could make himself one where there is none.
    const owners = admins.filter((admin) => admin.role === 'owner');
    const leaves = before.role === 'owner' && (disabled || role !== 'owner');
    if (actorId !== null && leaves && owners.length === 1 && owners[0]?.id === id)
      throw new TradepostError('conflict', 'This is the last owner. Make another one first.');
    // Whom the company lets read no mail would else make himself a manager, who does.
    if (actorId === id && before.role === 'admin' && role !== 'admin' && role !== 'owner')
      throw new TradepostError('forbidden', 'Nobody changes his own role. Ask another administrator.');
    const after = await tx
      .updateTable('app_user')
      .set({
        name,
        role,
        department_id: departmentId,
        disabled_at: disabled ? (before.disabled_at ?? sql<Date>`now()`) : null,
      })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow();
    if (disabled) await closeAccess(tx, after);
    const headships = role === 'manager' ? [] : await removeHeadships(tx, id);
    const works = !disabled && role !== 'reader';
    if (!works) await endWork(tx, id);
    else if (before.disabled_at !== null || before.role === 'reader') await returnWork(tx, id);
    if (works && (role !== before.role || departmentId !== before.department_id)) await passOnUnseen(tx, id);
    await appendAudit(tx, {
      actorId,
      action: 'user.changed',
      subjectKind: 'user',
      subjectId: id,
      detail: {
        name: name === before.name ? undefined : [before.name, name],
        role: role === before.role ? undefined : [before.role, role],
        departmentId:
          departmentId === before.department_id ? undefined : [before.department_id, departmentId],
        headshipsEnded: headships.length === 0 ? undefined : headships,
        disabled: disabled === (before.disabled_at !== null) ? undefined : disabled,
      },
    });
    return after;
  };
  // A deadlock with what is not foreseen here is a delay, not a fault.
  return withRetry(() => db.transaction().execute(change));
}

/** No way in is left: when the person comes back, nothing old opens again. */
async function closeAccess(tx: Transaction<DB>, user: UserRow): Promise<void> {
  await endSessions(tx, user.id, null);
  await tx.deleteFrom('sign_in_step').where('user_id', '=', user.id).execute();
  await revokeApiTokens(tx, user.id);
  await deleteOpenInvitations(tx, user.email);
  await tx.deleteFrom('calendar_feed').where('user_id', '=', user.id).execute();
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    // RangeError is how Intl says no.
    return false;
  }
}
