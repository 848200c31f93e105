/** Addresses and domains whose mail is not archived. */
import { type Kysely, sql } from 'kysely';
import { keptPlan } from '../kept-plans.ts';
import type { DB } from '../schema.ts';

export function listNeverArchive(
  db: Kysely<DB>,
  page: { readonly beforeId: number | null; readonly limit: number },
) {
  let query = db
    .selectFrom('never_archive as n')
    .leftJoin('app_user as u', 'u.id', 'n.created_by')
    .select(['n.id', 'n.kind', 'n.value', 'n.reason', 'n.created_at', 'u.name as created_by_name'])
    .orderBy('n.id', 'desc')
    .limit(page.limit);
  if (page.beforeId !== null) query = query.where('n.id', '<', page.beforeId);
  return query.execute();
}
export type NeverArchiveRow = Awaited<ReturnType<typeof listNeverArchive>>[number];

/**
 * Whether there is any mail to leave out. @returns `internal`: whether mail among ourselves is archived; null where nobody has
 * said so. Asked twice for each batch.
 */
export async function findLeavingOut(db: Kysely<DB>): Promise<{ listed: boolean; internal: boolean | null }> {
  const { rows } = await keptPlan(sql<{ listed: boolean; internal: boolean | null }>`
    select exists (select 1 from never_archive) as listed,
      (select (value ->> 'archiveInternal')::boolean from setting where key = 'archive-policy') as internal`).execute(
    db,
  );
  return rows[0] ?? { listed: false, internal: null };
}

/** A domain and those above it, the top one left out: mail.acme.de, acme.de. */
export const domainsUp = (address: string): string[] => {
  const labels = address.slice(address.lastIndexOf('@') + 1).split('.');
  return labels.slice(0, -1).map((_, from) => labels.slice(from).join('.'));
};

/** Of these addresses those on the list, by themselves or by a domain above them. */
export async function listNeverArchived(db: Kysely<DB>, addresses: readonly string[]): Promise<Set<string>> {
  if (addresses.length === 0) return new Set();
  const values = [...new Set(addresses.flatMap((address) => [address, ...domainsUp(address)]))];
  const rows = await db
    .selectFrom('never_archive')
    .select(['kind', 'value'])
    .where('value', '=', sql<string>`any(${values}::text[])`)
    .execute();
  const of = (kind: 'address' | 'domain') =>
    new Set(rows.filter((row) => row.kind === kind).map((row) => row.value));
  const [listed, domains] = [of('address'), of('domain')];
  return new Set(
    addresses.filter((address) => listed.has(address) || domainsUp(address).some((up) => domains.has(up))),
  );
}

/** Whether a customer has this address, or a contact in this domain: its mail must not be left out. */
export async function isOfCustomer(
  db: Kysely<DB>,
  entry: { kind: 'address' | 'domain'; value: string },
): Promise<boolean> {
  const { value } = entry;
  const { rows } = await sql`
    ${
      entry.kind === 'address'
        ? sql`select 1 from contact_address where address = ${value}`
        : sql`select 1 from customer_domain where domain = ${value} or domain like ${`%.${likeText(value)}`}
          union all
          select 1 from contact_address where split_part(address, '@', 2) = ${value} or address like ${`%.${likeText(value)}`}`
    } limit 1`.execute(db);
  return rows.length > 0;
}

/** Of these addresses those that a customer has, or whose domain or one above it is a customer's. */
export async function listOfCustomers(db: Kysely<DB>, addresses: readonly string[]): Promise<Set<string>> {
  if (addresses.length === 0) return new Set();
  const asked = [...new Set(addresses)];
  const { rows } = await sql<{ value: string }>`
    select address as value from contact_address where address = any(${asked}::text[]) and invalid_at is null
    union all
    select domain from customer_domain where domain = any(${[...new Set(asked.flatMap(domainsUp))]}::text[])`.execute(
    db,
  );
  const held = new Set(rows.map(({ value }) => value));
  return new Set(
    asked.filter((address) => held.has(address) || domainsUp(address).some((up) => held.has(up))),
  );
}

/** The first entry of the list by which mail with one of these would be left out. */
export async function findListing(
  db: Kysely<DB>,
  addresses: readonly string[],
  domains: readonly string[],
): Promise<string | null> {
  const above = [...new Set([...addresses, ...domains].flatMap(domainsUp))];
  const { rows } = await sql<{ value: string }>`
    select value from never_archive
    where (kind = 'address' and value = any(${[...addresses]}::text[])) or (kind = 'domain' and value = any(${above}::text[]))
    order by id limit 1`.execute(db);
  return rows[0]?.value ?? null;
}

const likeText = (value: string) => value.replace(/[\\%_]/g, '\\$&');

/**
 * Forgets the places of one mailbox after `afterId` that were left out by the list, so that the next sync asks for
 * them again; what is still on the list is left out again.
 * @returns the mailbox; null where there is no more.
 */
export async function uncoverLeftOut(
  tx: Kysely<DB>,
  afterId: number,
): Promise<{ mailboxId: number; accountId: number; places: number } | null> {
  const box = await sql<{ id: number; account_id: number }>`
    select b.id, b.account_id from mailbox b
    where b.id > ${afterId} and b.kind = 'imap' and exists (
      select 1 from mailbox_message p
      where p.mailbox_id = b.id and p.uid_validity = b.uid_validity and p.skip_reason = 'never-archive'
        and p.vanished_at is null)
    order by b.id limit 1 for update of b`.execute(tx);
  const found = box.rows[0];
  if (found === undefined) return null;
  const { rows } = await sql<{ places: number }>`
    with gone as (
      delete from mailbox_message p using mailbox b
      where b.id = ${found.id} and p.mailbox_id = b.id and p.uid_validity = b.uid_validity
        and p.skip_reason = 'never-archive' and p.vanished_at is null
      returning p.uid
    ), uids as (
      select range_agg(int8range(uid, uid + 1)) as uids, count(*)::int as places from gone
    )
    update mailbox b set covered = b.covered - uids.uids, place_count = b.place_count - uids.places,
      next_attempt_at = now()
    from uids where b.id = ${found.id}
    returning uids.places`.execute(tx);
  await sql`update mail_account set next_attempt_at = least(next_attempt_at, now()) where id = ${found.account_id}`.execute(
    tx,
  );
  return { mailboxId: found.id, accountId: found.account_id, places: rows[0]?.places ?? 0 };
}
