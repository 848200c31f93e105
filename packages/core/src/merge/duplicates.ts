/** Pairs of records that may be one customer, for people to look at. */
import type { DuplicatePair } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { type LikelyRow, listComparable, listDistinct } from '@tradepost/db/queries/merges';
import type { Scope } from '@tradepost/db/queries/scope';
import type { Kysely } from 'kysely';
import type { Actor } from '../customers/create.ts';
import { findDuplicates } from '../customers/find-duplicates.ts';
import { lockForChange } from '../customers/lock-for-change.ts';

/** Names less alike than this are two companies' as a rule. */
const LIKELY = 0.75;
/** Records that one page looks at, however many there are: a tenth of a second or two. */
const WINDOW = 20;

export interface DuplicatePage {
  readonly items: DuplicatePair[];
  /** The last record that was looked at; null at the end. */
  readonly before: number | null;
}

/** Looks at the next few records; each pair comes once, with the newer of the two. */
export async function listDuplicatePairs(
  db: Kysely<DB>,
  scope: Scope,
  before: number | null,
): Promise<DuplicatePage> {
  const rows = await listComparable(db, scope, scope.owners, { before }, WINDOW);
  const items: DuplicatePair[] = [];
  for (const row of rows) items.push(...(await pairsOf(db, scope, row, (id) => id < row.id)));
  return { items, before: rows.length < WINDOW ? null : (rows.at(-1)?.id ?? null) };
}

/** Every record that may be the same as this one. */
export async function listDuplicatesOf(
  db: Kysely<DB>,
  scope: Scope,
  customerId: number,
): Promise<DuplicatePair[]> {
  const [row] = await listComparable(db, scope, scope.owners, { ids: [customerId] }, 1);
  return row === undefined ? [] : pairsOf(db, scope, row, () => true);
}

async function pairsOf(
  db: Kysely<DB>,
  scope: Scope,
  row: LikelyRow,
  wanted: (id: number) => boolean,
): Promise<DuplicatePair[]> {
  const found = await findDuplicates(db, scope, {
    names: [row.name, row.local_name],
    domains: row.domains,
    phones: row.phones,
    exceptId: row.id,
  });
  const likely = new Map(
    found.flatMap((one) =>
      one.customer !== null && one.reason !== 'address' && one.score >= LIKELY && wanted(one.customer.id)
        ? [[one.customer.id, { ...one, reason: one.reason }] as const]
        : [],
    ),
  );
  const apart = await listDistinct(db, row.id, [...likely.keys()]);
  const ids = [...likely.keys()].filter((id) => !apart.has(id));
  const others = await listComparable(db, scope, scope.owners, { ids }, ids.length);
  return others.flatMap((other): DuplicatePair[] => {
    const why = likely.get(other.id);
    if (why === undefined) return [];
    const [target, source] = other.id < row.id ? [other, row] : [row, other];
    return [
      {
        target: describe(target),
        source: describe(source),
        reason: why.reason,
        value: why.value,
        score: why.score,
      },
    ];
  });
}

const describe = ({ id, name, country, owner_name }: LikelyRow) => ({
  id,
  name,
  country,
  ownerName: owner_name,
});

/** @throws TradepostError 'not-found', 'forbidden' unless both may be changed. */
export async function markDistinct(
  db: Kysely<DB>,
  { viewer, scope }: Actor,
  one: number,
  other: number,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const [a, b] = [one, other].sort((x, y) => x - y) as [number, number];
    for (const id of [a, b]) await lockForChange(tx, scope, id);
    if (a === b) return;
    await tx
      .insertInto('distinct_customers')
      .values({ a_id: a, b_id: b, said_by: viewer?.id ?? null })
      .onConflict((oc) => oc.doNothing())
      .execute();
  });
}
