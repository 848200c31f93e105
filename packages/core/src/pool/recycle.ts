/**
 * Recycling: customers that nobody looked after go back into the pool by rule, never without warning. Safe to run in
 * any number of processes and as often as one likes: a warning is a row that is there once, and what is due is looked
 * at again under the customer's lock.
 */
import { isDeepStrictEqual } from 'node:util';
import type { DB } from '@tradepost/db';
import { listManagersOf } from '@tradepost/db/queries/departments';
import { getSetting } from '@tradepost/db/queries/settings';
import { listRecycling, type RecyclingRow, type RecyclingTerms } from '@tradepost/db/queries/recycling';
import { type Kysely, sql, type Transaction } from 'kysely';
import { changeOwner } from '../customers/change-owner.ts';
import { withRetry } from '../ingest/retry.ts';
import { raiseNotice } from '../notices/raise-notice.ts';
import { getPoolRules, type StoredPoolRules } from './rules.ts';
import { mailWarnings } from './warning-mail.ts';

/** Days before the deadline on which the owner is warned. */
const WARN_DAYS = [7, 3, 1] as const;
/** A week's warning, and the day on which recycling was switched on. */
const FIRST_DEADLINE_DAYS = 8;
/** Customers in one transaction of warnings, and looked at for recycling at once. */
const BATCH = 500;
/** Batches in one run; the rest waits an hour. */
const MOST_BATCHES = 40;

/** @param now for tests. */
export async function recyclePool(db: Kysely<DB>, now: Date = new Date()): Promise<void> {
  const rules = await getPoolRules(db);
  if (!rules.recycling) return;
  const terms = await recyclingTerms(db, rules, now);
  for (const days of WARN_DAYS) await warnAll(db, terms, days);
  for (let batch = 0; batch < MOST_BATCHES; batch++) {
    // A run may take minutes: who switches recycling off, or makes it milder, stops it; the next one goes by the new rules.
    if (!isDeepStrictEqual(await getPoolRules(db), rules)) return;
    const due = await listRecycling(db, terms, { within: 0, limit: BATCH, which: warnedBefore(terms) });
    for (const row of due)
      await withRetry(() => db.transaction().execute((tx) => recycleOne(tx, terms, row)));
    if (due.length < BATCH) return;
  }
}

/** What the rules mean today. */
export async function recyclingTerms(
  db: Kysely<DB>,
  rules: StoredPoolRules,
  now: Date = new Date(),
): Promise<RecyclingTerms> {
  const calendar = await getSetting<{ timeZone?: string }>(db, 'calendar');
  const timeZone = calendar?.timeZone ?? 'Asia/Shanghai';
  const since = rules.recyclingSince === null ? now : new Date(rules.recyclingSince);
  const first = new Date(since.getTime() + FIRST_DEADLINE_DAYS * 86_400_000);
  return {
    noContactDays: rules.noContactDays,
    noOrderDays: rules.noOrderDays,
    exemptGrades: rules.exemptGrades,
    exemptOrdered: rules.exemptOrdered,
    notBefore: dayIn(timeZone, first),
    today: dayIn(timeZone, now),
    timeZone,
  };
}

const dayIn = (timeZone: string, at: Date) => new Intl.DateTimeFormat('sv-SE', { timeZone }).format(at);

/** A deadline that was warned of before today. Who was away for all the warnings still gets a day. */
const warnedBefore = ({ today, timeZone }: RecyclingTerms) => sql`exists (
  select 1 from pool_warning w where w.customer_id = d.id and w.deadline = d.deadline
    and (w.warned_at at time zone ${timeZone})::date < ${today}::date)`;

async function warnAll(db: Kysely<DB>, terms: RecyclingTerms, days: number): Promise<void> {
  const unwarned = sql`not exists (
    select 1 from pool_warning w
    where w.customer_id = d.id and w.deadline = d.deadline and w.days_before <= ${days})`;
  for (let batch = 0; batch < MOST_BATCHES; batch++) {
    const rows = await listRecycling(db, terms, { within: days, limit: BATCH, which: unwarned });
    if (rows.length > 0) await withRetry(() => db.transaction().execute((tx) => warn(tx, terms, rows, days)));
    if (rows.length < BATCH) return;
  }
}

async function warn(
  tx: Transaction<DB>,
  terms: RecyclingTerms,
  rows: readonly RecyclingRow[],
  days: number,
): Promise<void> {
  const fresh = await tx
    .insertInto('pool_warning')
    .values(
      rows.map((row) => ({
        customer_id: row.id,
        deadline: row.deadline,
        days_before: days,
        warned_at: sql<Date>`(${terms.today}::date + time '12:00') at time zone ${terms.timeZone}`,
      })),
    )
    .onConflict((oc) => oc.doNothing())
    .returning('customer_id')
    .execute();
  const ids = new Set(fresh.map((row) => row.customer_id));
  const warned = rows.filter((row) => ids.has(row.id));
  for (const row of warned)
    await raiseNotice(tx, {
      userIds: [row.owner_id],
      kind: 'pool-warning',
      key: `${row.id}:${row.deadline}:${days}`,
      customerId: row.id,
      detail: { customerName: row.name, days, day: row.deadline },
    });
  await mailWarnings(tx, terms.today, days, warned);
}

async function recycleOne(tx: Transaction<DB>, terms: RecyclingTerms, found: RecyclingRow): Promise<void> {
  await sql`select 1 from customer where id = ${found.id} for no key update`.execute(tx);
  // A contact, another owner or an order since then: the lock is held now, so this look is the last word.
  const [row] = await listRecycling(tx, terms, {
    within: 0,
    limit: 1,
    which: sql`d.id = ${found.id} and ${warnedBefore(terms)}`,
  });
  if (row === undefined || row.owner_id !== found.owner_id) return;
  const reason = row.by_order ? 'no-order' : 'not-followed-up';
  await raiseNotice(tx, {
    userIds: [row.owner_id, ...(await listManagersOf(tx, row.owner_id))],
    kind: 'pool-recycled',
    key: `${row.id}:${row.deadline}`,
    detail: { customerName: row.name, actorName: row.owner_name, reason },
  });
  await changeOwner(tx, { customerId: row.id, to: null, actorId: null, pool: { reason } });
}
