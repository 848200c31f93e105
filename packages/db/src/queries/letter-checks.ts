/** What is known of whom a letter goes to. */
import { type Kysely, sql } from 'kysely';
import type { DB } from '../schema.ts';
import type { Scope } from './scope.ts';

export interface RecipientFacts {
  readonly address: string;
  readonly customer_id: number;
  /** Marked as one that does not work any more. */
  readonly invalid: boolean;
  /** Whether the asker may change the customer. */
  readonly changes: boolean;
}

/** Of those that are contacts of customers; whose they are is told nobody who may not know. */
export async function findRecipientFacts(
  db: Kysely<DB>,
  scope: Scope,
  addresses: readonly string[],
): Promise<RecipientFacts[]> {
  if (addresses.length === 0) return [];
  const { rows } = await sql<RecipientFacts>`
    select a.address, a.customer_id, a.invalid_at is not null as invalid, (${scope.changes('c')}) as changes
    from contact_address a join customer c on c.id = a.customer_id
    where a.address = any(${[...addresses]}::text[]) and c.merged_into_id is null`.execute(db);
  return rows;
}
