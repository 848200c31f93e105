/** Activities: one, the plans with a customer, and the plans of people. */
import { type Kysely, sql, type Transaction } from 'kysely';
import type { DB } from '../schema.ts';
import type { Scope } from './scope.ts';
import { type ActivityRow, activityColumns } from './timeline-entries.ts';
import type { TimePoint } from './timeline.ts';

export function findActivity(db: Kysely<DB>, scope: Scope, id: number): Promise<ActivityRow | undefined> {
  return sql<ActivityRow>`
    select ${activityColumns} from activity x join customer c on c.id = x.customer_id
    where x.id = ${id} and ${scope.customer('c')}`
    .execute(db)
    .then(({ rows }) => rows[0]);
}

/** `may_change` says whether its customer's record may be changed. */
export type LockedActivity = ActivityRow & { readonly may_change: boolean };

/** The row and its customer, the customer first, locked until the end of the transaction. */
export async function lockActivity(
  tx: Transaction<DB>,
  scope: Scope,
  id: number,
): Promise<LockedActivity | undefined> {
  const { rows } = await sql<LockedActivity>`
    select ${activityColumns}, ${scope.changes('c')} as may_change
    from customer c join activity x on x.customer_id = c.id
    where x.id = ${id} and ${scope.customer('c')} for no key update of c, x`.execute(tx);
  return rows[0];
}

export interface PlanPage {
  readonly after: TimePoint | null;
  readonly limit: number;
}

export type PlanRow = ActivityRow & {
  readonly customer_name: string;
  /** Exact to the microsecond: for the cursor. */
  readonly planned_text: string;
};

const past = (after: TimePoint | null) =>
  after === null ? sql`true` : sql`(x.planned_at, x.id) > (${after.at}::timestamptz, ${after.id}::bigint)`;

/** The next first. The caller has proved that the customer may be seen. */
export async function listCustomerPlans(
  db: Kysely<DB>,
  customerId: number,
  { after, limit }: PlanPage,
): Promise<PlanRow[]> {
  const { rows } = await sql<PlanRow>`
    select ${activityColumns}, '' as customer_name, x.planned_at::text as planned_text from activity x
    where x.customer_id = ${customerId} and x.state = 'planned' and ${past(after)}
    order by x.planned_at, x.id limit ${limit}`.execute(db);
  return rows;
}

/**
 * Plans across customers, the next first.
 * @param assignees whose plans; `all` those of everybody.
 */
export async function listPlans(
  db: Kysely<DB>,
  scope: Scope,
  assignees: readonly number[] | 'all',
  { after, limit }: PlanPage,
): Promise<PlanRow[]> {
  const whose = assignees === 'all' ? sql`true` : sql`x.assignee_id = any(${[...assignees]}::bigint[])`;
  const { rows } = await sql<PlanRow>`
    select ${activityColumns}, c.name as customer_name, x.planned_at::text as planned_text
    from activity x join customer c on c.id = x.customer_id
    where x.state = 'planned' and ${whose} and ${scope.customer('c')} and ${past(after)}
    order by x.planned_at, x.id limit ${limit}`.execute(db);
  return rows;
}

export interface ActivityBlobRow {
  readonly file_name: string;
  readonly sha256: Buffer;
  readonly size: number;
  readonly stored_size: number;
  readonly codec: 'zstd' | 'raw';
  readonly pack: string | null;
  readonly pack_offset: number | null;
}

/** A file of an activity with a customer who may be seen. */
export async function findActivityFile(
  db: Kysely<DB>,
  scope: Scope,
  activityId: number,
  fileId: number,
): Promise<ActivityBlobRow | undefined> {
  const { rows } = await sql<ActivityBlobRow>`
    select f.file_name, b.sha256, b.size, b.stored_size, b.codec, b.pack, b.pack_offset
    from activity_file af join activity x on x.id = af.activity_id join customer c on c.id = x.customer_id
    join stored_file f on f.id = af.file_id join blob b on b.id = f.blob_id
    where af.activity_id = ${activityId} and af.file_id = ${fileId} and ${scope.customer('c')}`.execute(db);
  return rows[0];
}
