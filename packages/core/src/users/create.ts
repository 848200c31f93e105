/** Making a user: by an invitation, by the command line, by the demo. */
import type { Locale, Role } from '@tradepost/db';
import type { DB } from '@tradepost/db';
import type { UserRow } from '@tradepost/db/queries/users';
import { type Kysely, sql } from 'kysely';
import { TradepostError } from '../errors.ts';
import { hashPassword } from './password.ts';

export interface NewUser {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly password: string;
  readonly departmentId?: number | null;
  readonly locale?: Locale;
  /** IANA name. */
  readonly timeZone?: string;
}

/** @throws TradepostError 'conflict' when the address has a user already. */
export async function createUser(db: Kysely<DB>, user: NewUser): Promise<UserRow> {
  return insertUser(db, user, await hashPassword(user.password));
}

/** The part that needs the transaction; the slow hash is made before it. @param passwordHash null: signs in by OpenID Connect. */
export async function insertUser(
  db: Kysely<DB>,
  user: Omit<NewUser, 'password'>,
  passwordHash: string | null,
): Promise<UserRow> {
  const row = await db
    .insertInto('app_user')
    .values({
      email: user.email.trim().toLowerCase(),
      name: user.name.trim(),
      role: user.role,
      password_hash: passwordHash,
      department_id: user.departmentId ?? null,
      ...(user.locale === undefined ? {} : { locale: user.locale }),
      ...(user.timeZone === undefined ? {} : { time_zone: user.timeZone }),
    })
    .onConflict((oc) => oc.expression(sql`lower(email)`).doNothing())
    .returningAll()
    .executeTakeFirst();
  if (row === undefined)
    throw new TradepostError('conflict', `There is a user with the address ${user.email} already.`);
  return row;
}
