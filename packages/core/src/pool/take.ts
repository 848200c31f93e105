/** Taking a customer out of the pool: by claim, by assignment, by a leader's yes. */
import type { DB } from '@tradepost/db';
import { type Kysely, sql, type Transaction } from 'kysely';
import { changeOwner } from '../customers/change-owner.ts';
import { poolError } from './pool-error.ts';
import type { StoredPoolRules } from './rules.ts';

export interface PooledCustomer {
  readonly id: number;
  readonly name: string;
  readonly former_owner_id: number | null;
  readonly pooled_at: Date;
}

/** Locked: of two who want the same customer the second one finds it gone. */
export async function lockPooled(tx: Transaction<DB>, customerId: number): Promise<PooledCustomer | null> {
  const { rows } = await sql<PooledCustomer>`
    select c.id, c.name, c.former_owner_id, c.pooled_at from customer c
    where c.id = ${customerId} and c.pooled_at is not null and c.archived_at is null and c.merged_into_id is null
    for no key update`.execute(tx);
  return rows[0] ?? null;
}

export const notInPool = () =>
  poolError('conflict', 'gone', 'This customer is no longer in the pool: somebody else took it.');

/** Customers that a person holds: those on the lists, not those taken off them. */
export async function countHeld(db: Kysely<DB>, userId: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from customer
    where owner_id = ${userId} and archived_at is null and merged_into_id is null`.execute(db);
  return rows[0]?.n ?? 0;
}

/**
 * Whether this person may have this customer now. A lock on the person's row keeps two claims of his own from
 * passing a cap together.
 * @throws TradepostError 'unprocessable' with the rule that says no.
 */
export async function assertMayTake(
  tx: Transaction<DB>,
  rules: StoredPoolRules,
  userId: number,
  customer: PooledCustomer,
): Promise<void> {
  await sql`select 1 from app_user where id = ${userId} for no key update`.execute(tx);
  const free = claimableFrom(rules, userId, customer);
  if (free !== null && free.getTime() > Date.now())
    throw poolError(
      'unprocessable',
      'cool-off',
      `You had this customer before. You can claim it again from ${free.toISOString().slice(0, 10)}.`,
    );
  if (rules.mostHeld !== null && (await countHeld(tx, userId)) >= rules.mostHeld)
    throw poolError(
      'unprocessable',
      'most-held',
      `One person holds at most ${rules.mostHeld} customers. Release one first, or ask a manager.`,
    );
  if (rules.claimsADay !== null && (await countToday(tx, userId)) >= rules.claimsADay)
    throw poolError(
      'unprocessable',
      'claims-a-day',
      `One person claims at most ${rules.claimsADay} customers a day. Try again tomorrow.`,
    );
}

/** The end of the former owner's cool-off; null for everybody else. */
export function claimableFrom(
  rules: Pick<StoredPoolRules, 'coolOffDays'>,
  userId: number,
  customer: Pick<PooledCustomer, 'former_owner_id' | 'pooled_at'>,
): Date | null {
  if (customer.former_owner_id !== userId) return null;
  return new Date(customer.pooled_at.getTime() + rules.coolOffDays * 86_400_000);
}

/** Claims that were granted, or wait to be, since the day began for the person. */
async function countToday(tx: Transaction<DB>, userId: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from pool_claim k join app_user u on u.id = k.user_id
    where k.user_id = ${userId} and k.state in ('asked', 'granted')
      and k.asked_at >= date_trunc('day', now() at time zone u.time_zone) at time zone u.time_zone`.execute(
    tx,
  );
  return rows[0]?.n ?? 0;
}

/** The customer becomes this person's; others' open claims on it are answered. */
export async function giveFromPool(
  tx: Transaction<DB>,
  customerId: number,
  { to, actorId, reason }: { to: number; actorId: number | null; reason: string },
): Promise<void> {
  await changeOwner(tx, { customerId, to, actorId, reason });
  await sql`
    update pool_claim set state = 'refused', reason = 'taken', decided_at = now(), decided_by = ${actorId}
    where customer_id = ${customerId} and state = 'asked'`.execute(tx);
}
