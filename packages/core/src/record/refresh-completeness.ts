/**
 * Keeps what a customer's row says of its whole record, in the transaction that changes that: how complete it is, what one
 * would need to reach it and has not, and the names of its other suppliers.
 */
import { LACKED_PARTS } from '@tradepost/contract/values';
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
  const same = (a: readonly string[], b: readonly string[]) => a.join('\n') === b.join('\n');
  const changed = rows.flatMap(({ id, known, supplierNames: suppliers, ...old }) => {
    const { percent } = completenessOf(known);
    const lacks = LACKED_PARTS.filter((part) => !known[part]);
    return percent === old.completeness && same(lacks, old.lacks) && same(suppliers, old.suppliers)
      ? []
      : [{ id, percent, lacks, suppliers }];
  });
  await saveCompleteness(tx, changed);
}
