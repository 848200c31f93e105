/** Complaints of customers and what was done about them. */
import { type Kysely, sql } from 'kysely';
import type { ComplaintState, DB } from '../schema.ts';

export interface OpenComplaintRow {
  readonly id: number;
  readonly customer_id: number;
  readonly what: string;
  readonly severity: number;
  readonly state: ComplaintState;
  readonly opened_at: Date;
}

/** Of those that are named, however the caller may see them: a rule asks, and tells nobody. The gravest first. */
export async function listOpenComplaintsOf(
  db: Kysely<DB>,
  customerIds: readonly number[],
): Promise<OpenComplaintRow[]> {
  const { rows } = await sql<OpenComplaintRow>`
    select id, customer_id, what, severity, state, opened_at from complaint
    where customer_id = any(${[...customerIds]}::bigint[]) and closed_at is null
    order by customer_id, severity desc, id`.execute(db);
  return rows;
}
