/**
 * The rules of customers as they are, in a transaction that runs already: what a card does to a record and what is
 * recorded of the card stand or fall together.
 */
import type { DB } from '@tradepost/db';
import type { Kysely, Transaction } from 'kysely';
import type { CustomerDeps } from '../customers/deps.ts';

/** @returns deps whose transaction is this one; the jobs they ask for wait in `jobIds` for the commit. */
export function joinTransaction(tx: Transaction<DB>): { deps: CustomerDeps; jobIds: number[] } {
  const jobIds: number[] = [];
  const db: Pick<Kysely<DB>, 'transaction'> = {
    transaction: () => ({ execute: (work: (tx: Transaction<DB>) => unknown) => work(tx) }) as never,
  };
  const notifier: Pick<CustomerDeps['notifier'], 'enqueue' | 'publish'> = {
    enqueue: async (_name, payload) => {
      if ('jobId' in payload) jobIds.push(payload.jobId);
    },
    publish: async () => {},
  };
  return { deps: { db: db as Kysely<DB>, notifier: notifier as CustomerDeps['notifier'] }, jobIds };
}
