/** Keeps customer.completeness, in the transaction that changes what it is counted of. */
import type { DB } from '@tradepost/db';
import { listKnownParts, saveCompleteness } from '@tradepost/db/queries/record';
import type { Transaction } from 'kysely';
import { completenessOf, type KnownParts } from './completeness.ts';

/** @param customerIds whose rows the caller holds, or may wait for. */
export async function refreshCompleteness(
  tx: Transaction<DB>,
  customerIds: readonly number[],
): Promise<void> {
  const rows = await listKnownParts<KnownParts>(tx, customerIds);
  const changed = rows
    .map(({ id, completeness, known }) => ({ id, old: completeness, percent: completenessOf(known).percent }))
    .filter(({ old, percent }) => old !== percent);
  await saveCompleteness(tx, changed);
}
