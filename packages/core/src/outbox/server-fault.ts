/** What is known of the server's health: told to administrators, and the reason to wait before the next attempt. */
import type { DB } from '@tradepost/db';
import type { OutboxFault } from '@tradepost/db/queries/outbox';
import { type Kysely, sql } from 'kysely';
import type { OutgoingServerRow } from './server.ts';

const NO_FAULT = { error_code: null, error_detail: null, error_since: null, failures: 0 };

/** Columns of a way that was set just now: what was known of another one's health says nothing, and mail is tried at once. */
export const changedBy = (actorId: number | null) => ({
  ...NO_FAULT,
  next_attempt_at: sql<Date>`now()`,
  updated_by: actorId,
  updated_at: sql<Date>`now()`,
});

export async function recordServerSuccess(db: Kysely<DB>): Promise<void> {
  await db
    .updateTable('outgoing_server')
    .set({ last_success_at: sql<Date>`now()`, ...NO_FAULT })
    .execute();
}

/** Unless the settings were changed meanwhile: the fault is of the old ones. @param delay seconds. */
export async function recordServerFault(
  db: Kysely<DB>,
  server: OutgoingServerRow,
  fault: OutboxFault,
  delay: number,
): Promise<void> {
  await sql`
    update outgoing_server set error_code = ${fault.code}, error_detail = ${fault.detail},
      error_since = coalesce(error_since, now()), failures = failures + 1,
      next_attempt_at = now() + ${delay} * interval '1 second'
    where date_trunc('milliseconds', updated_at) = ${server.updated_at}`.execute(db);
}
