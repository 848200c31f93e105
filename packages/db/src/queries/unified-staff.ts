/** Who of the company has an address that a mail of the unified mailbox names. */
import { type Kysely, sql } from 'kysely';
import type { DB, Locale, Role } from '../schema.ts';

export interface StaffRow {
  readonly id: number;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly department_id: number | null;
  readonly locale: Locale;
  readonly time_zone: string;
  /** By the address that he signs in with; else by one of his mail accounts. */
  readonly by_email: boolean;
}

/** Active people whose address this is: of their sign-in, or of a mail account that they own. */
export async function findStaff(db: Kysely<DB>, address: string): Promise<StaffRow[]> {
  const { rows } = await sql<StaffRow>`
    select u.id, u.name, u.email, u.role, u.department_id, u.locale, u.time_zone, lower(u.email) = ${address} as by_email
    from app_user u
    where u.disabled_at is null and u.id in (
      select id from app_user where lower(email) = ${address}
      union
      select owner_id from mail_account where lower(address) = ${address} and state <> 'removed'
        and signed_in_at is not null and not unified
      union
      select owner_id from mail_account where aliases @> array[${address}::text] and state <> 'removed'
        and signed_in_at is not null and not unified)
    order by by_email desc, u.id limit 5`.execute(db);
  return rows;
}

/** A copy of the mail lies among what this person has sent, in an account of his own: nobody else puts one there. */
export async function hasSentCopy(db: Kysely<DB>, messageId: number, userId: number): Promise<boolean> {
  const { rows } = await sql`
    select 1 from mailbox_message mm join mailbox b on b.id = mm.mailbox_id join mail_account a on a.id = b.account_id
    where mm.message_id = ${messageId} and a.owner_id = ${userId} and a.signed_in_at is not null and not a.unified
      and b.kind = 'imap' and b.special_use = '\\Sent' limit 1`.execute(db);
  return rows.length > 0;
}

/** Whether the account of this person that has the address is archived, so that a sent copy will come. */
export async function hasAccount(db: Kysely<DB>, userId: number, address: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from mail_account a
    where a.owner_id = ${userId} and a.state = 'active' and a.signed_in_at is not null and not a.unified
      and (lower(a.address) = ${address} or a.aliases @> array[${address}::text]) limit 1`.execute(db);
  return rows.length > 0;
}

/** Of these addresses those with which people of the company sign in: they may be of no mail account. */
export async function listStaffAddresses(db: Kysely<DB>, addresses: readonly string[]): Promise<Set<string>> {
  if (addresses.length === 0) return new Set();
  const { rows } = await sql<{ email: string }>`
    select lower(email) as email from app_user where lower(email) = any(${[...addresses]}::text[])`.execute(
    db,
  );
  return new Set(rows.map(({ email }) => email));
}

/** Which of these people have one of these addresses, by sign-in or mail account. */
export async function listAddressed(
  db: Kysely<DB>,
  userIds: readonly number[],
  addresses: readonly string[],
): Promise<Set<number>> {
  if (userIds.length === 0 || addresses.length === 0) return new Set();
  const asked = sql`${[...addresses]}::text[]`;
  const { rows } = await sql<{ id: number }>`
    select u.id from app_user u
    where u.id = any(${[...userIds]}::bigint[]) and (lower(u.email) = any(${asked}) or exists (
      select 1 from mail_account a where a.owner_id = u.id and (lower(a.address) = any(${asked}) or a.aliases && ${asked})))`.execute(
    db,
  );
  return new Set(rows.map(({ id }) => id));
}
