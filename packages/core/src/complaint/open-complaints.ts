/** Who has a complaint that is not settled: no promotion goes there (S1-07), and its page shows it first. */
import type { ComplaintState, DB } from '@tradepost/db';
import { listOpenComplaintsOf } from '@tradepost/db/queries/complaints';
import type { Kysely } from 'kysely';

export interface OpenComplaint {
  readonly id: number;
  readonly what: string;
  /** 1 small, 2 hinders business, 3 threatens it. */
  readonly severity: number;
  readonly state: ComplaintState;
  readonly openedAt: Date;
}

/**
 * @param customerIds of a batch, some thousands at most; whether they may be seen is the caller's to know.
 * @returns only those that have one, the gravest first; neither closed ones nor withdrawn ones count.
 */
export async function openComplaints(
  db: Kysely<DB>,
  customerIds: readonly number[],
): Promise<ReadonlyMap<number, readonly OpenComplaint[]>> {
  const open = new Map<number, OpenComplaint[]>();
  if (customerIds.length === 0) return open;
  for (const row of await listOpenComplaintsOf(db, customerIds)) {
    const complaint = {
      id: row.id,
      what: row.what,
      severity: row.severity,
      state: row.state,
      openedAt: row.opened_at,
    };
    const known = open.get(row.customer_id);
    if (known === undefined) open.set(row.customer_id, [complaint]);
    else known.push(complaint);
  }
  return open;
}
