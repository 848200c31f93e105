/** Filing the past again: a customer got a new address, domain or contact. */
import type { DB } from '@tradepost/db';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { JobStep } from '../jobs/run-job.ts';
import { fileMessages } from './file-messages.ts';
import { awaitFiling } from './filing-lock.ts';

/** Mails looked at in one step: a second or so of work. */
const STEP = 500;

export interface RefilePayload {
  readonly customerId: number;
}

/**
 * Asks for it; the caller enqueues 'background-job' with the id after its commit. One that waits already serves:
 * it is locked, so that nobody begins it before the caller's changes can be seen.
 * @returns the job's id.
 */
export async function requestRefile(
  db: Kysely<DB>,
  payload: RefilePayload,
  createdBy: number | null,
): Promise<number> {
  const waiting = await sql<{ id: number }>`
    select id from background_job
    where kind = 'refile' and state = 'queued' and payload = ${JSON.stringify(payload)}::jsonb
    order by id limit 1 for update`.execute(db);
  if (waiting.rows[0] !== undefined) return waiting.rows[0].id;
  const job = await db
    .insertInto('background_job')
    .values({ kind: 'refile', payload: JSON.stringify(payload), created_by: createdBy })
    .returning('id')
    .executeTakeFirstOrThrow();
  return job.id;
}

/** Mails with an address that the customer's contacts or domains match, by ascending id. */
const candidates = (customerId: number) => sql`
  select ma.message_id
  from contact_address ca
  join address a on a.address = ca.address
  join message_address ma on ma.address_id = a.id
  where ca.customer_id = ${customerId} and ma.role in ('from', 'to', 'cc', 'reply-to')
  union
  select ma.message_id
  from customer_domain cd
  join address a on a.domain = cd.domain or right(a.domain, length(cd.domain) + 1) = '.' || cd.domain
  join message_address ma on ma.address_id = a.id
  where cd.customer_id = ${customerId} and ma.role in ('from', 'to', 'cc', 'reply-to')`;

export async function refileStep(tx: Transaction<DB>, payload: unknown, cursor: unknown): Promise<JobStep> {
  const { customerId } = payload as RefilePayload;
  const after = (cursor as { after: number } | null)?.after ?? 0;
  if (after === 0) await awaitFiling(tx);
  const total =
    after === 0
      ? (await sql<{ n: number }>`select count(*) as n from (${candidates(customerId)}) c`.execute(tx))
          .rows[0]?.n
      : undefined;
  const { rows } = await sql<{ message_id: number }>`
    select message_id from (${candidates(customerId)}) c
    where message_id > ${after} order by message_id limit ${STEP}`.execute(tx);
  const ids = rows.map((row) => row.message_id);
  await fileMessages(tx, ids);
  const last = ids.at(-1);
  return {
    cursor: last === undefined || ids.length < STEP ? null : { after: last },
    done: ids.length,
    ...(total === undefined ? {} : { total }),
  };
}
