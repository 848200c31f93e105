/** Tells the web app what was archived: ids only, after the commit, and not more often than people can look. */
import type { ArchivedBatch } from '../ingest/archive-batch.ts';
import type { SyncDeps } from './deps.ts';

/** A batch that touches more customers than this is a backfill; their pages ask for themselves. */
const MOST_CUSTOMERS = 50;

export function tellArchived(
  deps: Pick<SyncDeps, 'publish'>,
  accountId: number,
  result: ArchivedBatch,
): void {
  deps.publish({ type: 'account', accountId });
  for (const customerId of result.customerIds.slice(0, MOST_CUSTOMERS))
    deps.publish({ type: 'timeline', customerId });
  if (result.newMessages > result.customerIds.length) deps.publish({ type: 'unfiled', accountId });
}
