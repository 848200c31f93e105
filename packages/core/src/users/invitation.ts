/** One-time links that make a user, or give one a new password. */
import type { DB, Locale, Role } from '@tradepost/db';
import { findDepartment } from '@tradepost/db/queries/departments';
import { endSessions } from '@tradepost/db/queries/sessions';
import { putSetting } from '@tradepost/db/queries/settings';
import {
  anyUserExists,
  findOpenInvitation,
  deleteOpenInvitations,
  type InvitationRow,
  findUserByEmail,
  lockActiveAdmins,
  takeInvitation,
} from '@tradepost/db/queries/users';
import { type Kysely, sql, type Transaction } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import { notFound, TradepostError } from '../errors.ts';
import { type Begun, beginSession } from './begin-session.ts';
import { insertUser } from './create.ts';
import { assertMayTouchOwners } from './owners.ts';
import { hashPassword } from './password.ts';
import { startSession } from './session.ts';
import { hashToken, newToken } from './token.ts';

/** OWASP ASVS asks for short-lived links; three days bridge a weekend. */
export const INVITATION_HOURS = 72;

export const invitationUrl = (publicUrl: string, token: string) => `${publicUrl}/invitations/${token}`;

export async function makeInvitation(
  db: Kysely<DB>,
  {
    kind,
    email,
    role,
    departmentId = null,
  }: { kind: InvitationRow['kind']; email: string | null; role: Role; departmentId?: number | null },
  hours = INVITATION_HOURS,
): Promise<{ token: string; expiresAt: Date }> {
  const token = newToken();
  const expiresAt = new Date(Date.now() + hours * 3_600_000);
  await db
    .insertInto('invitation')
    .values({
      kind,
      email,
      role,
      department_id: departmentId,
      token_hash: hashToken(token),
      expires_at: expiresAt,
    })
    .execute();
  return { token, expiresAt };
}

/**
 * @throws TradepostError 'conflict' when the address has a user already; 'forbidden' for an owner by no owner;
 *   'not-found' for the department.
 */
export async function inviteUser(
  db: Kysely<DB>,
  actorId: number | null,
  { email, role, departmentId = null }: { email: string; role: Role; departmentId?: number | null },
): Promise<{ token: string; expiresAt: Date }> {
  const address = email.trim().toLowerCase();
  return db.transaction().execute(async (tx) => {
    if ((await findUserByEmail(tx, address)) !== undefined)
      throw new TradepostError('conflict', `There is a user with the address ${address} already.`);
    if (role === 'owner') assertMayTouchOwners(await lockActiveAdmins(tx), actorId);
    if (departmentId !== null && (await findDepartment(tx, departmentId)) === undefined)
      throw notFound('The department');
    // An older link for the same person is void: one door at a time.
    await deleteOpenInvitations(tx, address);
    const made = await makeInvitation(tx, { kind: 'invite', email: address, role, departmentId });
    await appendAudit(tx, {
      actorId,
      action: 'user.invited',
      subjectKind: 'user',
      subjectId: null,
      detail: { email: address, role, departmentId },
    });
    return made;
  });
}

/** @throws TradepostError 'link-expired' for a used, old or unknown link alike. */
export async function checkInvitation(db: Kysely<DB>, token: string) {
  const found = await findOpenInvitation(db, hashToken(token));
  if (found === undefined) throw expired();
  return { kind: found.kind, email: found.email, role: found.role };
}

export interface Acceptance {
  readonly token: string;
  /** Of a user who is made; one who is there keeps the own. */
  readonly name?: string;
  readonly email: string;
  readonly password: string;
  readonly locale?: Locale;
  /** Taken from the first administrator only. */
  readonly companyName?: string;
  readonly ip: string;
  readonly userAgent: string | null;
}

/** Makes the user, or sets the password of one who is there, and signs in. @throws TradepostError 'link-expired', 'conflict', 'invalid-request'. */
export async function acceptInvitation(db: Kysely<DB>, request: Acceptance): Promise<Begun> {
  // Before the slow hash: a wrong link must not cost what a right one does.
  await checkInvitation(db, request.token);
  const passwordHash = await hashPassword(request.password);
  return db.transaction().execute(async (tx) => {
    const invitation = await takeInvitation(tx, hashToken(request.token));
    if (invitation === undefined) throw expired();
    const email = request.email.trim().toLowerCase();
    if (invitation.email !== null && invitation.email !== email)
      throw new TradepostError('invalid-request', `This link is for ${invitation.email}.`);
    if (invitation.kind === 'first-admin') {
      // Two starts could have left two links: only one may make the first administrator.
      await sql`lock table app_user in share row exclusive mode`.execute(tx);
      if (await anyUserExists(tx)) throw expired();
    }
    if (invitation.kind === 'reset') return resetPassword(tx, invitation, request, passwordHash);
    if (request.name === undefined) throw new TradepostError('invalid-request', 'Your name is missing.');
    const user = await insertUser(
      tx,
      {
        email,
        name: request.name,
        role: invitation.role,
        departmentId: invitation.department_id,
        ...(request.locale === undefined ? {} : { locale: request.locale }),
      },
      passwordHash,
    );
    if (invitation.kind === 'first-admin' && request.companyName !== undefined)
      await putSetting(tx, 'company', { name: request.companyName.trim() });
    const session = await startSession(tx, user.id, {
      ip: request.ip,
      userAgent: request.userAgent,
      via: 'link',
    });
    await appendAudit(tx, {
      actorId: user.id,
      action: 'user.joined',
      subjectKind: 'user',
      subjectId: user.id,
      detail: { role: user.role, ip: request.ip },
    });
    return { user, session, stepToken: null };
  });
}

/**
 * Whoever else is signed in as this person is no longer. A second factor is still asked for: the link stands for
 * the password alone.
 * @throws TradepostError 'link-expired'.
 */
async function resetPassword(
  tx: Transaction<DB>,
  { email, role }: InvitationRow,
  { ip, userAgent }: Acceptance,
  passwordHash: string,
): Promise<Begun> {
  const user = await tx
    .updateTable('app_user')
    .set({ password_hash: passwordHash })
    .where('email', '=', email)
    // With another role it would be a link that its maker might not have been allowed to make.
    .where('role', '=', role)
    .where('disabled_at', 'is', null)
    .returningAll()
    .executeTakeFirst();
  if (user === undefined) throw expired();
  await endSessions(tx, user.id, null);
  await tx.deleteFrom('sign_in_step').where('user_id', '=', user.id).execute();
  await deleteOpenInvitations(tx, user.email);
  await appendAudit(tx, {
    actorId: user.id,
    action: 'user.password-reset',
    subjectKind: 'user',
    subjectId: user.id,
    detail: { ip },
  });
  return beginSession(tx, user, { ip, userAgent, via: 'link' });
}

const expired = () =>
  new TradepostError(
    'link-expired',
    'This link was used already or is too old. Ask an administrator for a new one; the first administrator’s link is printed anew at each start.',
  );
