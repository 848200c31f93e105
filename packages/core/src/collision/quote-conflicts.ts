/**
 * Two people quote one customer differently for one product (S1-03): found with the quotation that is recorded, under the
 * lock of its customer, so that of two who quote at once the second finds the first.
 */
import type { DB } from '@tradepost/db';
import { listPricedMarks, type PricedMark } from '@tradepost/db/queries/quote-conflicts';
import { sql, type Transaction } from 'kysely';
import { raiseNotice } from '../notices/raise-notice.ts';
import { isSameProduct } from '../promise/product-key.ts';
import { addEvent } from '../timeline/add-event.ts';
import { comparePrices, type Priced } from './compare-prices.ts';
import { whoDecides } from './open.ts';

/** @param markIds quotations of this customer that are new. The caller holds the customer. */
export async function findConflicts(
  tx: Transaction<DB>,
  customerId: number,
  markIds: readonly number[],
): Promise<void> {
  const marks = await listPricedMarks(tx, customerId);
  for (const mark of marks.filter(({ id }) => markIds.includes(id))) {
    const others = marks.filter(
      (other) => other.author_id !== mark.author_id && isSameProduct(other.product, mark.product),
    );
    // Of each other person what he said last; the marks come newest first.
    for (const authorId of new Set(others.map((other) => other.author_id))) {
      const his = others.filter((other) => other.author_id === authorId);
      const against = his
        .map((other) => [other, comparePrices(priced(mark), priced(other))] as const)
        .find(([, how]) => how !== 'not-comparable');
      if (against === undefined) continue;
      const [other, how] = against;
      if (how === 'different') await openConflict(tx, mark, other);
      else await endBetween(tx, mark, other);
    }
  }
}

const priced = (mark: PricedMark): Priced => ({
  amount: mark.amount,
  currency: mark.currency,
  unit: mark.unit,
  terms: {
    incoterm: mark.incoterm,
    incotermPlace: mark.incoterm_place,
    validUntil: mark.valid_until,
    quantity: mark.quantity,
    minQuantity: mark.min_quantity,
    quantityUnit: mark.quantity_unit,
  },
  at: mark.said_at.toISOString(),
});

async function openConflict(tx: Transaction<DB>, a: PricedMark, b: PricedMark): Promise<void> {
  const [earlier, later] = a.said_at <= b.said_at ? [a, b] : [b, a];
  const users = [earlier.author_id, later.author_id].sort((x, y) => x - y);
  const { rows } = await sql<{ id: number; opened: boolean }>`
    insert into quote_conflict (customer_id, product, product_key, earlier_id, later_id, a_user_id, b_user_id)
    values (${earlier.customer_id}, ${later.product}, ${earlier.product_key}, ${earlier.id}, ${later.id}, ${users[0]}, ${users[1]})
    on conflict (customer_id, product_key, a_user_id, b_user_id) where state = 'open'
      do update set earlier_id = excluded.earlier_id, later_id = excluded.later_id
    returning id, xmax = 0 as opened`.execute(tx);
  const conflict = rows[0] as { id: number; opened: boolean };
  const { rows: named } = await sql<{
    customer_name: string;
    owner_id: number | null;
    earlier_name: string;
    later_name: string;
  }>`
    select c.name as customer_name, c.owner_id, e.name as earlier_name, l.name as later_name
    from customer c, app_user e, app_user l
    where c.id = ${earlier.customer_id} and e.id = ${earlier.author_id} and l.id = ${later.author_id}`.execute(
    tx,
  );
  const parties = named[0];
  if (parties === undefined) return;
  if (conflict.opened)
    await addEvent(tx, {
      customerId: earlier.customer_id,
      event: 'quote-conflict',
      detail: {
        from: parties.earlier_name,
        to: parties.later_name,
        product: later.product,
        conflictId: conflict.id,
      },
      actorId: null,
    });
  const decide = await whoDecides(tx, { owner_id: earlier.author_id, user_id: later.author_id });
  await raiseNotice(tx, {
    userIds: [
      ...decide,
      earlier.author_id,
      later.author_id,
      ...(parties.owner_id === null ? [] : [parties.owner_id]),
    ],
    kind: 'quote-conflict',
    // Another price in the same case is told again.
    key: `${conflict.id}:${later.id}`,
    subject: { kind: 'quote-conflict', id: conflict.id },
    detail: {
      customerName: parties.customer_name,
      product: later.product,
      ownerName: parties.earlier_name,
      personName: parties.later_name,
    },
  });
}

/** The same price now: nothing is left to decide. */
async function endBetween(tx: Transaction<DB>, a: PricedMark, b: PricedMark): Promise<void> {
  await sql`
    update quote_conflict q set state = 'over'
    where q.customer_id = ${a.customer_id} and q.state = 'open'
      and q.a_user_id = ${Math.min(a.author_id, b.author_id)} and q.b_user_id = ${Math.max(a.author_id, b.author_id)}
      and q.product_key in (${a.product_key}, ${b.product_key})`.execute(tx);
}

/** A quotation was withdrawn: what differed from it differs no longer. */
export async function endConflictsOf(tx: Transaction<DB>, markId: number): Promise<void> {
  await sql`
    update quote_conflict set state = 'over'
    where state = 'open' and (earlier_id = ${markId} or later_id = ${markId})`.execute(tx);
}
