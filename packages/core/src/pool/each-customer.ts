/** The same for several customers, each in a transaction of its own, and what became of each. */
import type { PoolOutcome } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import type { Transaction } from 'kysely';
import type { CustomerDeps } from '../customers/deps.ts';
import { TradepostError } from '../errors.ts';
import { poolFaultOf } from './pool-error.ts';
import { withRetry } from '../ingest/retry.ts';

export async function eachCustomer(
  deps: CustomerDeps,
  customerIds: readonly number[],
  work: (tx: Transaction<DB>, customerId: number) => Promise<Pick<PoolOutcome, 'outcome' | 'userId'>>,
): Promise<PoolOutcome[]> {
  const outcomes: PoolOutcome[] = [];
  for (const customerId of new Set(customerIds)) {
    try {
      const done = await withRetry(() => deps.db.transaction().execute((tx) => work(tx, customerId)));
      outcomes.push({ customerId, ...done, fault: null, message: null });
      if (done.outcome === 'done') await deps.notifier.publish({ type: 'timeline', customerId });
    } catch (error) {
      if (!(error instanceof TradepostError)) throw error;
      outcomes.push({
        customerId,
        outcome: 'refused',
        userId: null,
        fault: poolFaultOf(error),
        message: error.message,
      });
    }
  }
  return outcomes;
}
