/** One change to many customers (S0-17: assign the dormant ones), as a job with progress. */
import { randomUUID } from 'node:crypto';
import type { BulkChange, CustomerFilter } from '@tradepost/contract';
import { MOST_BULK } from '@tradepost/contract/values';
import { listCustomerIds } from '@tradepost/db/queries/customer-list';
import type { Scope } from '@tradepost/db/queries/scope';
import { appendAudit } from '../audit/append.ts';
import type { CustomerDeps } from '../customers/deps.ts';
import { decideOwner } from '../customers/owner.ts';
import { TradepostError } from '../errors.ts';
import { isLeader, type Viewer } from '../users/viewer.ts';
import { readFilter } from './read-filter.ts';

export interface BulkPayload {
  readonly userId: number;
  /** The same for all steps: whoever is told of it is told once. */
  readonly key: string;
  readonly change: BulkChange;
  readonly customerIds: readonly number[];
}

/**
 * What is changed is settled now: what comes to fit the filter later is left alone.
 * @returns the job's id.
 * @throws TradepostError 'invalid-request' for both or neither of ids and filter, or where nothing fits; 'too-large';
 *   'forbidden' for an assignment by who leads nobody; as `decideOwner` for the one it goes to.
 */
export async function startBulkChange(
  deps: CustomerDeps,
  { viewer, scope }: { readonly viewer: Viewer; readonly scope: Scope },
  input: {
    readonly change: BulkChange;
    readonly customerIds?: readonly number[] | undefined;
    readonly filter?: CustomerFilter | undefined;
  },
): Promise<number> {
  const { change, filter } = input;
  if ((input.customerIds === undefined) === (filter === undefined))
    throw new TradepostError('invalid-request', 'Give either customerIds or a filter.');
  if (change.kind === 'assign' && !isLeader(viewer))
    throw new TradepostError('forbidden', 'Only a manager gives customers to someone else.');
  // Of each customer it is asked again; here it is said before anything begins.
  if (change.kind === 'assign') await decideOwner(deps.db, viewer, change.ownerId, null);
  const customerIds =
    filter === undefined
      ? [...new Set(input.customerIds)].sort((a, b) => a - b)
      : await listCustomerIds(
          deps.db,
          { ...scope, customer: (alias) => scope.changes(alias) },
          await readFilter(deps.db, viewer, filter),
          MOST_BULK + 1,
        );
  if (customerIds.length > MOST_BULK)
    throw new TradepostError(
      'too-large',
      `More than ${MOST_BULK} customers fit. Narrow the filter and do it in parts.`,
    );
  if (customerIds.length === 0)
    throw new TradepostError('invalid-request', 'No customer that you may change fits.');
  const jobId = await deps.db.transaction().execute(async (tx) => {
    const payload: BulkPayload = { userId: viewer.id, key: randomUUID(), change, customerIds };
    const job = await tx
      .insertInto('background_job')
      .values({
        kind: 'change-customers',
        payload: JSON.stringify(payload),
        total: customerIds.length,
        created_by: viewer.id,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await appendAudit(tx, {
      actorId: viewer.id,
      action: 'customers.bulk-change',
      subjectKind: 'job',
      subjectId: job.id,
      detail: { change, filter: filter ?? null, count: customerIds.length },
    });
    return job.id;
  });
  await deps.notifier.enqueue('background-job', { jobId });
  return jobId;
}
