/** Mail of ours that did not arrive. */
import { type Kysely, sql, type Transaction } from 'kysely';
import type { DB, Grade } from '../schema.ts';

export interface BounceRow {
  readonly message_id: number;
  readonly address: string;
  readonly status: string | null;
  readonly diagnostic: string | null;
  readonly permanent: boolean;
}

export async function insertBounces(tx: Transaction<DB>, rows: readonly BounceRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into bounce (message_id, address, status, diagnostic, permanent, settled)
    select r.message_id, r.address, left(r.status, 20), left(r.diagnostic, 500), r.permanent, not r.permanent
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(message_id bigint, address text, status text, diagnostic text, permanent boolean)
    on conflict do nothing`.execute(tx);
}

/** Those that wait, the oldest first, as this transaction's own: whoever comes second passes them by. */
export async function takeBounces(tx: Transaction<DB>, limit: number): Promise<BounceRow[]> {
  const { rows } = await sql<BounceRow>`
    select message_id, address, status, diagnostic, permanent from bounce
    where not settled order by message_id, address limit ${limit} for update skip locked`.execute(tx);
  return rows;
}

export async function settleBounces(tx: Transaction<DB>, bounces: readonly BounceRow[]): Promise<void> {
  await sql`
    update bounce b set settled = true
    from unnest(${bounces.map((one) => one.message_id)}::bigint[], ${bounces.map((one) => one.address)}::text[]) as r(id, address)
    where b.message_id = r.id and b.address = r.address`.execute(tx);
}

/** A bounce that is older says nothing of today. */
const MOST_DAYS_OLD = 60;
/** Servers try for five days; some for a week. */
const MOST_DAYS_UNDER_WAY = 10;

export interface FailedAddress {
  readonly message_id: number;
  readonly address: string;
  readonly status: string | null;
  readonly diagnostic: string | null;
  readonly contact_id: number;
  readonly customer_id: number;
  readonly owner_id: number;
  readonly owner_active: boolean;
  readonly grade: Grade | null;
}

/**
 * Of these bounces the addresses that are a contact's and hold to be valid, of customers that somebody follows: mail of
 * ours went there shortly before the bounce, and none came from there after it.
 */
export async function listFailedAddresses(
  db: Kysely<DB>,
  bounces: readonly BounceRow[],
  now: Date,
): Promise<FailedAddress[]> {
  const { rows } = await sql<FailedAddress>`
    select distinct on (b.address) b.message_id, b.address, b.status, b.diagnostic, k.id as contact_id,
      c.id as customer_id, c.owner_id, u.disabled_at is null and u.role <> 'reader' as owner_active, c.grade
    from unnest(${bounces.map((one) => one.message_id)}::bigint[], ${bounces.map((one) => one.address)}::text[]) as r(id, address)
    join bounce b on b.message_id = r.id and b.address = r.address
    join message m on m.id = b.message_id
    join contact_address ca on ca.address = b.address and ca.invalid_at is null
    join contact k on k.id = ca.contact_id and k.invalid_at is null
    join customer c on c.id = k.customer_id and followed(c.owner_id, c.archived_at, c.merged_into_id)
    join app_user u on u.id = c.owner_id
    join address a on a.address = b.address
    where m.occurred_at > ${now}::timestamptz - ${MOST_DAYS_OLD} * interval '1 day'
      and exists (select from message_address ma join message sent on sent.id = ma.message_id
        where ma.address_id = a.id and ma.role in ('to', 'cc', 'bcc') and sent.direction = 'outbound'
          and sent.occurred_at between m.occurred_at - ${MOST_DAYS_UNDER_WAY} * interval '1 day'
            and m.occurred_at + interval '1 day')
      and not exists (select from message_address ma join message came on came.id = ma.message_id
        where ma.address_id = a.id and ma.role = 'from' and came.direction = 'inbound' and came.automatic is null
          and came.occurred_at > m.occurred_at)
    order by b.address, m.occurred_at desc`.execute(db);
  return rows;
}
