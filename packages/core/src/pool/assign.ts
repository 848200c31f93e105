/** Giving customers of the pool to people: to one, to several in turn, or by the company's rules. */
import type { PoolOutcome } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { sql, type Transaction } from 'kysely';
import type { CustomerDeps } from '../customers/deps.ts';
import { notFound, TradepostError } from '../errors.ts';
import { raiseNotice } from '../notices/raise-notice.ts';
import { leads, type Viewer } from '../users/viewer.ts';
import { chooseByRules } from './assignment-rules.ts';
import { eachCustomer } from './each-customer.ts';
import { countHeld, giveFromPool, lockPooled, notInPool } from './take.ts';
import { poolError } from './pool-error.ts';
import { getPoolRules } from './rules.ts';

export type Way = { readonly way: 'turns'; readonly userIds: readonly number[] } | { readonly way: 'rules' };

/**
 * A person who holds as many as the cap allows is passed over. The former owner's cool-off binds who claims, not who
 * is given.
 * @throws TradepostError 'invalid-request' for nobody to give to; 'not-found' for people one does not lead.
 */
export async function assignFromPool(
  deps: CustomerDeps,
  viewer: Viewer,
  customerIds: readonly number[],
  how: Way,
): Promise<PoolOutcome[]> {
  const people = how.way === 'turns' ? await activePeople(deps, viewer, how.userIds) : [];
  const { mostHeld } = await getPoolRules(deps.db);
  const held = new Map<number, number>();
  let turn = 0;
  const nextPerson = async (tx: Transaction<DB>): Promise<number | null> => {
    for (let tried = 0; tried < people.length; tried++) {
      const userId = people[turn++ % people.length] as number;
      if (mostHeld === null) return userId;
      const has = held.get(userId) ?? (await countHeld(tx, userId));
      held.set(userId, has + 1);
      if (has < mostHeld) return userId;
    }
    return null;
  };
  const outcomes = await eachCustomer(deps, customerIds, async (tx, customerId) => {
    const customer = await lockPooled(tx, customerId);
    if (customer === null) throw notInPool();
    const to = how.way === 'turns' ? await nextPerson(tx) : await byRules(tx, viewer, customerId);
    if (to === null)
      throw poolError(
        'unprocessable',
        'nobody',
        'Nobody can be given this customer: no rule fits, or all hold as many as they may.',
      );
    await giveFromPool(tx, customerId, { to, actorId: viewer.id, reason: 'assigned' });
    await raiseNotice(tx, {
      userIds: [to],
      kind: 'customer-assigned',
      key: `pool:${customerId}:${Date.now()}`,
      customerId,
      detail: { customerName: customer.name },
    });
    return { outcome: 'done', userId: to };
  });
  return outcomes;
}

async function byRules(tx: Transaction<DB>, viewer: Viewer, customerId: number): Promise<number | null> {
  const { rows } = await sql<{ country: string | null; region: string | null; products: string[] }>`
    select c.country, c.region, c.products_of_interest || c.products_in_use as products
    from customer c where c.id = ${customerId}`.execute(tx);
  const facts = rows[0];
  if (facts === undefined) return null;
  return chooseByRules(tx, facts, (userId) => leads(viewer, userId));
}

/** In the order they were named. */
async function activePeople(
  { db }: CustomerDeps,
  viewer: Viewer,
  userIds: readonly number[],
): Promise<number[]> {
  const wanted = [...new Set(userIds)];
  if (wanted.length === 0)
    throw new TradepostError('invalid-request', 'Name at least one person to give the customers to.');
  const rows = await db
    .selectFrom('app_user')
    .select('id')
    .where('id', 'in', wanted)
    .where('disabled_at', 'is', null)
    .where('role', '<>', 'reader')
    .execute();
  const active = new Set(rows.map(({ id }) => id));
  const missing = wanted.find((id) => !active.has(id) || !(id === viewer.id || leads(viewer, id)));
  if (missing !== undefined) throw notFound('A person to give the customers to');
  return wanted;
}
