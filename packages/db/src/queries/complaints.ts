/** Complaints of customers and what was done about them. */
import { type Kysely, type RawBuilder, type Selectable, sql, type Transaction } from 'kysely';
import type { ComplaintEntryTable, ComplaintState, ComplaintTable, DB } from '../schema.ts';
import type { Scope } from './scope.ts';

export interface OpenComplaintRow {
  readonly id: number;
  readonly customer_id: number;
  readonly what: string;
  readonly severity: number;
  readonly state: ComplaintState;
  readonly opened_at: Date;
}

/** Of those that are named, however the caller may see them: a rule asks, and tells nobody. The gravest first. */
export async function listOpenComplaintsOf(
  db: Kysely<DB>,
  customerIds: readonly number[],
): Promise<OpenComplaintRow[]> {
  const { rows } = await sql<OpenComplaintRow>`
    select id, customer_id, what, severity, state, opened_at from complaint
    where customer_id = any(${[...customerIds]}::bigint[]) and closed_at is null
    order by customer_id, severity desc, id`.execute(db);
  return rows;
}

/** On `k`: what is to be done next should have been done before this day. */
const isOverdue = (today: string): RawBuilder<boolean> =>
  sql`(k.closed_at is null and ${today}::date > case when k.state in ('opened', 'assigned') then k.action_due_on else k.close_due_on end)`;

export type ComplaintRow = Selectable<ComplaintTable> & {
  readonly customer_name: string;
  readonly country: string | null;
  readonly owner_id: number | null;
  readonly owner_name: string | null;
  readonly assignee_name: string | null;
  readonly overdue: boolean;
};

export type ComplaintPageRow = Pick<
  ComplaintRow,
  | 'id'
  | 'customer_id'
  | 'customer_name'
  | 'country'
  | 'owner_id'
  | 'owner_name'
  | 'sort'
  | 'severity'
  | 'what'
  | 'product'
  | 'order_ref'
  | 'state'
  | 'complained_at'
  | 'opened_at'
  | 'assignee_id'
  | 'assignee_name'
  | 'action_due_on'
  | 'close_due_on'
  | 'overdue'
  | 'action'
  | 'cause'
  | 'verification'
  | 'closed_at'
>;

export interface ComplaintQuery {
  /** `open`: neither closed nor withdrawn; null: all. */
  readonly state: ComplaintState | 'open' | null;
  readonly customerId: number | null;
  readonly ownerId: number | null;
  readonly assigneeId: number | null;
  readonly severity: number | null;
  readonly overdue: boolean;
  readonly olderThanDays: number | null;
}

export interface ComplaintPage {
  readonly order: 'newest' | 'oldest';
  readonly after: number | null;
  readonly limit: number;
}

const CLOSED: readonly string[] = ['closed', 'withdrawn'];

function conditionsOf(which: ComplaintQuery, today: string): RawBuilder<unknown>[] {
  const { state } = which;
  const open = state === 'open' || (state !== null && !CLOSED.includes(state));
  return [
    ...(open ? [sql`k.closed_at is null`] : []),
    ...(state === null || state === 'open' ? [] : [sql`k.state = ${state}`]),
    ...(which.customerId === null ? [] : [sql`k.customer_id = ${which.customerId}`]),
    ...(which.ownerId === null ? [] : [sql`c.owner_id = ${which.ownerId}`]),
    ...(which.assigneeId === null ? [] : [sql`k.assignee_id = ${which.assigneeId}`]),
    ...(which.severity === null ? [] : [sql`k.severity = ${which.severity}`]),
    ...(which.overdue ? [isOverdue(today)] : []),
    ...(which.olderThanDays === null
      ? []
      : [sql`k.complained_at <= now() - make_interval(days => ${which.olderThanDays}::int)`]),
  ];
}

/** @param today the company's day: what was due before it is overdue. */
export async function listComplaints(
  db: Kysely<DB>,
  scope: Scope,
  which: ComplaintQuery,
  { order, after, limit }: ComplaintPage,
  today: string,
): Promise<ComplaintPageRow[]> {
  const newest = order === 'newest';
  const conditions = [
    sql`${scope.customer('c')}`,
    ...conditionsOf(which, today),
    ...(after === null ? [] : [newest ? sql`k.id < ${after}` : sql`k.id > ${after}`]),
  ];
  const { rows } = await sql<ComplaintPageRow>`
    select k.id, k.customer_id, c.name as customer_name, c.country, c.owner_id, o.name as owner_name, k.sort, k.severity,
      k.what, k.product, k.order_ref, k.state, k.complained_at, k.opened_at, k.assignee_id, a.name as assignee_name,
      k.action_due_on::text as action_due_on, k.close_due_on::text as close_due_on, ${isOverdue(today)} as overdue,
      k.action, k.cause, k.verification, k.closed_at
    from complaint k join customer c on c.id = k.customer_id
    left join app_user o on o.id = c.owner_id left join app_user a on a.id = k.assignee_id
    where ${sql.join(conditions, sql` and `)}
    order by k.id ${newest ? sql`desc` : sql`asc`} limit ${limit}`.execute(db);
  return rows;
}

export type ComplaintDetailRow = ComplaintRow & {
  readonly contact_name: string | null;
  /** Null where the asker may not read the mail. */
  readonly readable_message_id: number | null;
  readonly message_subject: string | null;
  readonly opened_by_name: string | null;
  readonly acted_by_name: string | null;
  readonly verified_by_name: string | null;
  readonly closed_by_name: string | null;
  readonly may_change: boolean;
};

export async function findComplaint(
  db: Kysely<DB>,
  scope: Scope,
  id: number,
  today: string,
): Promise<ComplaintDetailRow | undefined> {
  const person = (column: string) => sql`(select name from app_user where id = k.${sql.ref(column)})`;
  const { rows } = await sql<ComplaintDetailRow>`
    select k.*, k.action_due_on::text as action_due_on, k.close_due_on::text as close_due_on, c.name as customer_name,
      c.country, c.owner_id, o.name as owner_name, ${isOverdue(today)} as overdue, ${person('assignee_id')} as assignee_name,
      (select name from contact where id = k.contact_id) as contact_name, m.id as readable_message_id,
      m.subject as message_subject, ${person('opened_by')} as opened_by_name, ${person('acted_by')} as acted_by_name,
      ${person('verified_by')} as verified_by_name, ${person('closed_by')} as closed_by_name,
      coalesce(${scope.changes('c')}, false) as may_change
    from complaint k join customer c on c.id = k.customer_id
    left join app_user o on o.id = c.owner_id
    left join message m on m.id = k.message_id and ${scope.message('m')}
    where k.id = ${id} and ${scope.customer('c')}`.execute(db);
  return rows[0];
}

export type LockedComplaint = Selectable<ComplaintTable> & {
  readonly customer_name: string;
  readonly owner_id: number | null;
  readonly may_change: boolean;
  readonly merged_into_id: number | null;
};

/** The customer first, as everything that changes one; both locked until the end of the transaction. */
export async function lockComplaint(
  tx: Transaction<DB>,
  scope: Scope,
  id: number,
): Promise<LockedComplaint | undefined> {
  const { rows } = await sql<LockedComplaint>`
    select k.*, k.action_due_on::text as action_due_on, k.close_due_on::text as close_due_on, c.name as customer_name,
      c.owner_id, c.merged_into_id, coalesce(${scope.changes('c')}, false) as may_change
    from customer c join complaint k on k.customer_id = c.id
    where k.id = ${id} and ${scope.customer('c')} for no key update of c, k`.execute(tx);
  return rows[0];
}

export type ComplaintEntryRow = Selectable<ComplaintEntryTable> & { readonly by_name: string | null };

/** Most steps of one complaint that are shown: the newest. */
const MOST_ENTRIES = 500;

/** The oldest first. The caller has proved that the complaint may be seen. */
export async function listComplaintEntries(db: Kysely<DB>, id: number): Promise<ComplaintEntryRow[]> {
  const { rows } = await sql<ComplaintEntryRow>`
    select e.*, u.name as by_name from complaint_entry e left join app_user u on u.id = e.by_id
    where e.complaint_id = ${id} order by e.id desc limit ${MOST_ENTRIES}`.execute(db);
  return rows.reverse();
}
