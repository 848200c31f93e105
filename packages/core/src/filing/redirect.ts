/**
 * The direction of past mail, again: an account, alias or company domain came or went, so that what was
 * inbound may be our own.
 */
import type { AddressRole, DB } from '@tradepost/db';
import { type Kysely, sql, type Transaction } from 'kysely';
import { directionOf } from '../ingest/direction.ts';
import { jsonRows } from '../ingest/json-rows.ts';
import { findOwnAddresses } from '../ingest/own-addresses.ts';
import type { JobStep } from '../jobs/run-job.ts';
import { fileMessages } from './file-messages.ts';
import { awaitFiling } from './filing-lock.ts';

const STEP = 500;

export interface RedirectPayload {
  /** Addresses that became, or ceased to be, ours. */
  readonly addresses: readonly string[];
  readonly domains: readonly string[];
}

/** @returns the job's id; the caller enqueues 'background-job' after its commit. */
export async function requestRedirect(
  db: Kysely<DB>,
  payload: RedirectPayload,
  createdBy: number | null,
): Promise<number> {
  const clean: RedirectPayload = {
    addresses: payload.addresses.map((address) => address.toLowerCase()),
    domains: payload.domains.map((domain) => domain.toLowerCase()),
  };
  const job = await db
    .insertInto('background_job')
    .values({ kind: 'redirect', payload: JSON.stringify(clean), created_by: createdBy })
    .returning('id')
    .executeTakeFirstOrThrow();
  return job.id;
}

export async function redirectStep(tx: Transaction<DB>, payload: unknown, cursor: unknown): Promise<JobStep> {
  const { addresses, domains } = payload as RedirectPayload;
  const after = (cursor as { after: number } | null)?.after ?? 0;
  if (after === 0) await awaitFiling(tx);
  const touched = await sql<{ message_id: number }>`
    select distinct ma.message_id
    from address a join message_address ma on ma.address_id = a.id
    where (a.address = any(${[...addresses]}::text[]) or a.domain = any(${[...domains]}::text[])) and ma.message_id > ${after}
    order by ma.message_id limit ${STEP}`.execute(tx);
  const ids = touched.rows.map((row) => row.message_id);
  const last = ids.at(-1);
  if (last !== undefined) await redirectMessages(tx, ids);
  return { cursor: last === undefined || ids.length < STEP ? null : { after: last }, done: ids.length };
}

async function redirectMessages(tx: Transaction<DB>, ids: readonly number[]): Promise<void> {
  const { rows } = await sql<{
    message_id: number;
    role: AddressRole;
    address: string;
    auth_results: string | null;
  }>`
    select ma.message_id, ma.role, a.address, m.auth_results
    from message_address ma join address a on a.id = ma.address_id join message m on m.id = ma.message_id
    where ma.message_id = any(${[...ids]}::bigint[])`.execute(tx);
  const people = Map.groupBy(rows, (row) => row.message_id);
  const isOurs = await findOwnAddresses(tx, new Set(rows.map((row) => row.address)));
  const directions = [...people].map(([id, list]) => ({
    id,
    direction: directionOf(list, isOurs, list[0]?.auth_results ?? null),
  }));
  const list = jsonRows(directions, { id: 'bigint', direction: 'text' });
  const changed = await sql<{ id: number }>`
    update message m set direction = r.direction from ${list} where m.id = r.id and m.direction <> r.direction
    returning m.id`.execute(tx);
  await sql`
    update timeline_entry t set direction = r.direction from ${list}
    where t.message_id = r.id and t.direction is distinct from r.direction`.execute(tx);
  // What was internal by mistake may belong to a customer; what is internal now keeps its filings: undoing is a person's.
  await fileMessages(
    tx,
    changed.rows.map((row) => row.id),
  );
}
