/** Reading customers; each read takes a Scope. */
import { type Kysely, type Selectable, sql } from 'kysely';
import type { CustomerTable, DB } from '../schema.ts';
import type { Scope } from './scope.ts';

export type CustomerRow = Selectable<CustomerTable> & {
  readonly owner_name: string | null;
  /** Whether the asker may change its record. */
  readonly may_change: boolean;
};

export function findCustomer(db: Kysely<DB>, scope: Scope, id: number): Promise<CustomerRow | undefined> {
  return db
    .selectFrom('customer as c')
    .leftJoin('app_user as u', 'u.id', 'c.owner_id')
    .selectAll('c')
    .select('u.name as owner_name')
    .select(sql<boolean>`${scope.changes('c')}`.as('may_change'))
    .where('c.id', '=', id)
    .where(scope.customer('c'))
    .executeTakeFirst();
}

export interface RecordNames {
  readonly batch: string | null;
  readonly verified_by: string | null;
  readonly reviewed_by: string | null;
  readonly created_by: string | null;
  /** What the customer was called before, and what was merged into it. */
  readonly former: string[];
}

/** Names of people and of the batch that the record mentions, and those that it had. */
export async function findRecordNames(
  db: Kysely<DB>,
  row: Pick<CustomerRow, 'id' | 'batch_id' | 'verified_by' | 'reviewed_by' | 'created_by'>,
): Promise<RecordNames> {
  const person = (id: number | null) => sql`(select name from app_user where id = ${id}::bigint)`;
  const { rows } = await sql<RecordNames>`
    select (select name from batch where id = ${row.batch_id}::bigint) as batch,
      ${person(row.verified_by)} as verified_by, ${person(row.reviewed_by)} as reviewed_by,
      ${person(row.created_by)} as created_by, customer_former_names(${row.id}) as former`.execute(db);
  return rows[0] as RecordNames;
}

/** May be seen by the asker; `may_change` says whether its record may be changed. */
export type LockedCustomer = Selectable<CustomerTable> & { readonly may_change: boolean };

/** The row, locked for a change that leaves its key: rows that refer to it need not wait. */
export function lockCustomer(db: Kysely<DB>, scope: Scope, id: number): Promise<LockedCustomer | undefined> {
  return db
    .selectFrom('customer as c')
    .selectAll()
    .select(sql<boolean>`${scope.changes('c')}`.as('may_change'))
    .where('c.id', '=', id)
    .where(scope.customer('c'))
    .forNoKeyUpdate()
    .executeTakeFirst();
}

export async function listCustomerDomains(db: Kysely<DB>, customerId: number): Promise<string[]> {
  const rows = await db
    .selectFrom('customer_domain')
    .select('domain')
    .where('customer_id', '=', customerId)
    .orderBy('domain')
    .execute();
  return rows.map((row) => row.domain);
}

export async function isRefiling(db: Kysely<DB>, customerId: number): Promise<boolean> {
  const row = await db
    .selectFrom('background_job')
    .select('id')
    .where('state', 'in', ['queued', 'running'])
    .where('kind', '=', 'refile')
    .where(sql<string>`payload ->> 'customerId'`, '=', String(customerId))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
