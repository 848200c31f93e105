/** Batches and how far their customers have come, for those customers that the asker may see. */
import { type Kysely, type RawBuilder, type Selectable, sql } from 'kysely';
import type { BatchTable, DB, Grade } from '../schema.ts';
import type { Scope } from './scope.ts';

export interface BatchRow extends Selectable<BatchTable> {
  readonly entered: number;
  readonly contacted: number;
  readonly replied: number;
  readonly quoted: number;
  readonly ordered: number;
}

export type BatchStep = 'entered' | 'contacted' | 'not-contacted' | 'replied' | 'quoted' | 'ordered';

const contacted = sql`c.last_contact_at >= c.batch_at`;
const replied = sql`c.last_inbound_at >= c.batch_at`;
// A quotation that somebody marked, or the stage that comes of one.
const quoted = sql`(c.stage in ('negotiation', 'agreement', 'contract', 'delivery', 'after-sales')
  or exists (select 1 from mail_mark q where q.customer_id = c.id and q.kind = 'quotation' and q.state <> 'withdrawn'))`;
const ordered = sql`c.stage in ('contract', 'delivery', 'after-sales')`;
const CONDITIONS: Readonly<Record<BatchStep, RawBuilder<unknown>>> = {
  entered: sql`true`,
  contacted,
  'not-contacted': sql`(c.last_contact_at is null or c.last_contact_at < c.batch_at)`,
  replied,
  quoted,
  ordered,
};
const open = sql`c.archived_at is null and c.merged_into_id is null`;

/** One statement for all of a page: each customer of its batches is looked at once, by the index of the batch. */
const withCounts = (scope: Scope, which: RawBuilder<unknown>) => sql<BatchRow>`
  select b.*, n.entered, n.contacted, n.replied, n.quoted, n.ordered
  from (${which}) b cross join lateral (
    select count(*)::int as entered, (count(*) filter (where ${contacted}))::int as contacted,
      (count(*) filter (where ${replied}))::int as replied, (count(*) filter (where ${quoted}))::int as quoted,
      (count(*) filter (where ${ordered}))::int as ordered
    from customer c where c.batch_id = b.id and ${open} and ${scope.customer('c')}
  ) n`;

export async function listBatches(
  db: Kysely<DB>,
  scope: Scope,
  options: { readonly before: number | null; readonly archived: boolean; readonly limit: number },
): Promise<BatchRow[]> {
  const which = sql`
    select * from batch where (archived_at is not null) = ${options.archived}
      and ${options.before === null ? sql`true` : sql`id < ${options.before}`}
    order by id desc limit ${options.limit}`;
  const { rows } = await sql<BatchRow>`${withCounts(scope, which)} order by b.id desc`.execute(db);
  return rows;
}

export async function findBatch(db: Kysely<DB>, scope: Scope, id: number): Promise<BatchRow | undefined> {
  const { rows } = await withCounts(scope, sql`select * from batch where id = ${id}`).execute(db);
  return rows[0];
}

export interface BatchCustomerRow {
  readonly id: number;
  readonly name: string;
  readonly country: string | null;
  readonly grade: Grade | null;
  readonly owner_name: string | null;
  readonly contacted_at: Date | null;
  readonly replied_at: Date | null;
  readonly stage: string;
}

export async function listBatchCustomers(
  db: Kysely<DB>,
  scope: Scope,
  batchId: number,
  options: { readonly step: BatchStep; readonly after: number; readonly limit: number },
): Promise<BatchCustomerRow[]> {
  const { rows } = await sql<BatchCustomerRow>`
    select c.id, c.name, c.country, c.grade, u.name as owner_name, c.stage,
      case when ${contacted} then c.last_contact_at end as contacted_at,
      case when ${replied} then c.last_inbound_at end as replied_at
    from customer c left join app_user u on u.id = c.owner_id
    where c.batch_id = ${batchId} and c.id > ${options.after} and ${open} and ${scope.customer('c')}
      and ${CONDITIONS[options.step]}
    order by c.id limit ${options.limit}`.execute(db);
  return rows;
}
