/** From whom else a customer buys. */
import type { NewSupplier, SupplierPatch } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { findCompetitorByName } from '@tradepost/db/queries/competitors';
import { findSupplier, MOST_SUPPLIERS, type SupplierRow } from '@tradepost/db/queries/record';
import type { Scope } from '@tradepost/db/queries/scope';
import { sql, type Transaction } from 'kysely';
import type { Actor } from '../customers/create.ts';
import type { CustomerDeps } from '../customers/deps.ts';
import { lockForChange } from '../customers/lock-for-change.ts';
import { touchRecord } from '../customers/contacts.ts';
import { cleanText } from '../customers/normalise.ts';
import { notFound, TradepostError } from '../errors.ts';
import { isDay } from '../calendar/days.ts';

/** @throws TradepostError 'not-found', 'forbidden', 'invalid-request', 'conflict' for too many. */
export async function addSupplier(
  deps: CustomerDeps,
  { viewer, scope }: Actor,
  customerId: number,
  input: NewSupplier,
): Promise<SupplierRow> {
  return deps.db.transaction().execute(async (tx) => {
    await lockForChange(tx, scope, customerId);
    const { n } = await tx
      .selectFrom('customer_supplier')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('customer_id', '=', customerId)
      .executeTakeFirstOrThrow();
    if (n >= MOST_SUPPLIERS)
      throw new TradepostError('conflict', `A customer may have ${MOST_SUPPLIERS} other suppliers.`);
    const row = await tx
      .insertInto('customer_supplier')
      .values({ ...(await read(tx, input, null)), customer_id: customerId, created_by: viewer?.id ?? null })
      .returningAll()
      .executeTakeFirstOrThrow();
    await touchRecord(tx, customerId);
    return row;
  });
}

/** @throws as `addSupplier`. */
export async function updateSupplier(
  deps: CustomerDeps,
  { scope }: Actor,
  id: number,
  patch: SupplierPatch,
): Promise<SupplierRow> {
  return deps.db.transaction().execute(async (tx) => {
    const before = await lockSupplier(tx, scope, id);
    const row = await tx
      .updateTable('customer_supplier')
      .set({ ...(await read(tx, patch, before)), updated_at: sql<Date>`now()` })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow();
    await touchRecord(tx, before.customer_id);
    return row;
  });
}

/** @throws TradepostError 'not-found', 'forbidden'. */
export async function removeSupplier(deps: CustomerDeps, { scope }: Actor, id: number): Promise<void> {
  await deps.db.transaction().execute(async (tx) => {
    const { customer_id: customerId } = await lockSupplier(tx, scope, id);
    await tx.deleteFrom('customer_supplier').where('id', '=', id).execute();
    await touchRecord(tx, customerId);
  });
}

/** Not found where its customer may not be known of. */
async function lockSupplier(tx: Transaction<DB>, scope: Scope, id: number): Promise<SupplierRow> {
  const seen = await findSupplier(tx, id);
  if (seen === undefined) throw notFound('The supplier');
  await lockForChange(tx, scope, seen.customer_id);
  const held = await findSupplier(tx, id);
  if (held === undefined) throw notFound('The supplier');
  return held;
}

/** A supplier who bears the name of a competitor is that competitor, unless something else is said. */
async function read(tx: Transaction<DB>, input: SupplierPatch, before: SupplierRow | null) {
  const name = input.name === undefined ? before?.name : cleanText(input.name);
  if (name === null || name === undefined)
    throw new TradepostError('invalid-request', 'A supplier needs a name.');
  const since = input.since === undefined ? (before?.since_on ?? null) : input.since;
  const until = input.until === undefined ? (before?.until_on ?? null) : input.until;
  for (const day of [since, until])
    if (day !== null && !isDay(day))
      throw new TradepostError('invalid-request', `"${day}" is not a day of the calendar.`);
  if (since !== null && until !== null && until < since)
    throw new TradepostError('invalid-request', 'The end comes before the beginning.');
  return {
    name,
    since_on: since,
    until_on: until,
    product: input.product === undefined ? (before?.product ?? null) : cleanText(input.product),
    note: input.note === undefined ? (before?.note ?? null) : cleanText(input.note),
    competitor_id: await competitorOf(tx, name, input, before),
  };
}

async function competitorOf(
  tx: Transaction<DB>,
  name: string,
  { competitorId }: SupplierPatch,
  before: SupplierRow | null,
): Promise<number | null> {
  if (competitorId === undefined)
    return before !== null && name === before.name
      ? before.competitor_id
      : ((await findCompetitorByName(tx, name))?.id ?? null);
  if (competitorId === null) return null;
  const found = await tx
    .selectFrom('competitor')
    .select('id')
    .where('id', '=', competitorId)
    .executeTakeFirst();
  if (found === undefined) throw new TradepostError('invalid-request', 'There is no such competitor.');
  return found.id;
}
