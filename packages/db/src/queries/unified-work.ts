/** What the reading of the unified mailbox asks and writes; who may see an item is in `unified.ts`. */
import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import { keptPlan } from '../kept-plans.ts';
import type { Automatic, DB, Direction } from '../schema.ts';

/** Longer than the reading of any mail takes; a killed process's item is taken up after it. */
const LEASE = sql`interval '60 seconds'`;

/**
 * New places of a marked account become items, in the transaction that archives them: each mail once. What the
 * server had before the mark, what lies in Sent, and imported files are known and left alone.
 * @param which condition on `mm`, a row of `mailbox_message`.
 */
function insertItems(tx: Transaction<DB>, which: RawBuilder<unknown>) {
  return sql`
    insert into unified_item (message_id, account_id, blob_id, occurred_at, state, reason, processed_at)
    select distinct on (mm.message_id) mm.message_id, a.id, mm.blob_id, m.occurred_at,
      case when early.so then 'ignored' when m.parse_tier <> 'full' then 'unreadable' else 'waiting' end,
      case when early.so then 'earlier' when m.parse_tier <> 'full' then 'quarantined' end,
      case when early.so then now() end
    from mailbox_message mm
    join mailbox b on b.id = mm.mailbox_id
    join mail_account a on a.id = b.account_id and a.unified
    join unified_mailbox u on u.account_id = a.id
    join message m on m.id = mm.message_id
    cross join lateral (select b.kind <> 'imap' or coalesce(mm.internal_date, mm.created_at) < u.since as so) early
    where ${which} and not m.own_mail and coalesce(b.special_use, '') not in ('\\Sent', '\\Drafts', '\\Junk', '\\Trash')
      -- An answer to a mail of ours is carried out; it tells the company nothing.
      and not exists (select from mail_command c where c.message_id = m.id)
    order by mm.message_id, mm.uid
    on conflict (message_id) do nothing`.execute(tx);
}

export async function enqueueUnified(
  tx: Transaction<DB>,
  mailboxId: number,
  uidValidity: number,
  uids: readonly number[],
): Promise<void> {
  if (uids.length === 0 || !(await isUnified(tx, mailboxId))) return;
  await insertItems(
    tx,
    sql`mm.mailbox_id = ${mailboxId} and mm.uid_validity = ${uidValidity} and mm.uid = any(${[...uids]}::bigint[])
      and mm.message_id is not null`,
  );
}

async function isUnified(tx: Transaction<DB>, mailboxId: number): Promise<boolean> {
  const { rows } = await keptPlan(sql`
    select 1 from mailbox b join mail_account a on a.id = b.account_id where b.id = ${mailboxId} and a.unified`).execute(
    tx,
  );
  return rows.length > 0;
}

/** One step over the past of an account that was marked. @returns the last message, null where that was all. */
export async function enqueuePast(
  tx: Transaction<DB>,
  accountId: number,
  after: number,
  step: number,
): Promise<{ last: number | null; count: number }> {
  const { rows } = await sql<{ id: number }>`
    select distinct mm.message_id as id from mailbox_message mm join mailbox b on b.id = mm.mailbox_id
    where b.account_id = ${accountId} and mm.message_id > ${after}
    order by 1 limit ${step}`.execute(tx);
  const ids = rows.map(({ id }) => id);
  if (ids.length > 0)
    await insertItems(tx, sql`mm.message_id = any(${ids}::bigint[]) and b.account_id = ${accountId}`);
  return { last: ids.length < step ? null : (ids.at(-1) ?? null), count: ids.length };
}

/** A mail that could not be read is understood now, or turned out to be one that the archive had already. */
export async function reopenUnified(tx: Transaction<DB>, messageId: number): Promise<void> {
  await sql`
    update unified_item set state = 'waiting', reason = null, attempts = 0, next_attempt_at = now()
    where message_id = ${messageId} and state = 'unreadable'`.execute(tx);
}
export async function moveUnified(tx: Transaction<DB>, from: number, to: number): Promise<void> {
  await sql`
    update unified_item set message_id = ${to}, state = 'waiting', reason = null, next_attempt_at = now()
    where message_id = ${from} and state = 'unreadable'
      and not exists (select 1 from unified_item other where other.message_id = ${to})`.execute(tx);
}

export interface Claimed {
  readonly id: number;
  readonly message_id: number;
  readonly account_id: number;
  readonly attempts: number;
  readonly created_at: Date;
}

/** By one conditional update: who comes second finds the lease, or the item done. */
export async function claimItem(db: Kysely<DB>, id: number): Promise<Claimed | undefined> {
  const { rows } = await sql<Claimed>`
    update unified_item set lease_until = now() + ${LEASE}, attempts = attempts + 1
    where id = ${id} and state = 'waiting' and next_attempt_at <= now() and (lease_until is null or lease_until < now())
    returning id, message_id, account_id, attempts, created_at`.execute(db);
  return rows[0];
}

export interface ItemFacts {
  readonly subject: string;
  readonly occurred_at: Date;
  readonly direction: Direction;
  readonly automatic: Automatic | null;
  readonly rfc_message_id: string | null;
  readonly unified: boolean;
  readonly private: boolean;
  readonly address: string;
  readonly aliases: string[];
  readonly authserv_ids: string[];
  readonly trusts_unmarked: boolean;
  readonly company_domains: string[];
  readonly ours: boolean;
  readonly sha256: Buffer;
  readonly size: number;
  readonly stored_size: number;
  readonly codec: 'zstd' | 'raw';
  readonly pack: string | null;
  readonly pack_offset: number | null;
  readonly people: { role: string; address: string }[];
}

/** Addresses of one mail that are looked at. */
const MOST_PEOPLE = 500;

export async function loadItemFacts(db: Kysely<DB>, itemId: number): Promise<ItemFacts | undefined> {
  const { rows } = await sql<ItemFacts>`
    select m.subject, m.occurred_at, m.direction, m.automatic, m.rfc_message_id, a.unified, m.private_at is not null as private,
      lower(a.address) as address, a.aliases,
      u.authserv_ids, u.trusts_unmarked, array(select domain from company_domain limit 1000) as company_domains,
      exists (select 1 from outbox_mail o where o.rfc_message_id = m.rfc_message_id) as ours,
      b.sha256, b.size, b.stored_size, b.codec, b.pack, b.pack_offset,
      (select coalesce(jsonb_agg(jsonb_build_object('role', p.role, 'address', p.address)), '[]') from (
        select ma.role, ad.address from message_address ma join address ad on ad.id = ma.address_id
        where ma.message_id = m.id order by ma.role, ma.position limit ${MOST_PEOPLE}) p) as people
    from unified_item i join message m on m.id = i.message_id join mail_account a on a.id = i.account_id
    join unified_mailbox u on u.account_id = a.id join blob b on b.id = i.blob_id
    where i.id = ${itemId}`.execute(db);
  return rows[0];
}
