/** What narrows the walk of a search to what its asker may see. */
import { type Kysely, sql } from 'kysely';
import type { DB } from '../schema.ts';

/** Accounts of these people; unified ones, too, where he reads them. Removed ones stay archived. */
export async function listAccountIds(
  db: Kysely<DB>,
  ownerIds: readonly number[],
  unified: boolean,
  limit: number,
): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select id from mail_account where owner_id = any(${[...ownerIds]}::bigint[]) or (${unified} and (unified or exists (select from unified_mailbox box where box.account_id = mail_account.id)))
    order by id limit ${limit}`.execute(db);
  return rows.map((row) => row.id);
}

/** Customers whose rows in the index may not know yet who may see them. */
export async function listLeadCustomers(db: Kysely<DB>, limit: number): Promise<number[]> {
  const { rows } = await sql<{ customer_id: number }>`
    select customer_id from search_lead where customer_id is not null
    union select record_id from search_record_lead where kind is null limit ${limit}`.execute(db);
  return rows.map((row) => row.customer_id);
}
