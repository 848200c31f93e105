/** Hand-overs and their customers, to be read. */
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { DB, HandoverItemState, HandoverState, HandoverWay } from '../schema.ts';
import type { Condition, Scope } from './scope.ts';

export interface HandoverRow {
  readonly id: number;
  readonly from_id: number;
  readonly from_name: string;
  readonly way: HandoverWay;
  readonly reason: string | null;
  readonly note: string | null;
  readonly keep_access: boolean;
  readonly state: HandoverState;
  readonly created_by_name: string | null;
  readonly created_at: Date;
  readonly done_at: Date | null;
  readonly undone_at: Date | null;
  readonly undo_until: Date | null;
  readonly counts: Record<HandoverItemState, number>;
  readonly successors: { userId: number; name: string; customers: number; unread: number }[];
  readonly accounts: {
    accountId: number;
    address: string;
    toName: string | null;
    state: 'done' | 'undone' | 'kept';
  }[];
}

/** @param seen which hand-overs the asker may see, as a condition on `h`. */
export interface HandoverQuery {
  readonly seen: Condition;
  readonly undoHours: number;
  readonly id?: number;
  readonly before?: number | null;
  readonly limit: number;
}

export async function listHandovers(
  db: Kysely<DB>,
  { seen, undoHours, id, before, limit }: HandoverQuery,
): Promise<HandoverRow[]> {
  const which = [
    seen,
    ...(id === undefined ? [] : [sql`h.id = ${id}`]),
    ...(before === undefined || before === null ? [] : [sql`h.id < ${before}`]),
  ];
  const { rows } = await sql<HandoverRow>`
    select h.id, h.from_id, leaver.name as from_name, h.way, h.reason, h.note, h.keep_access, h.state,
      maker.name as created_by_name, h.created_at, h.done_at, h.undone_at,
      case when h.state = 'running' then h.created_at + ${undoHours} * interval '1 hour'
           when h.state = 'done' and h.done_at > now() - ${undoHours} * interval '1 hour'
           then h.done_at + ${undoHours} * interval '1 hour' end as undo_until,
      items.counts, items.successors, coalesce(acc.list, '[]') as accounts
    from handover h
    join app_user leaver on leaver.id = h.from_id
    left join app_user maker on maker.id = h.created_by
    cross join lateral (
      select jsonb_build_object('waiting', coalesce(sum(waiting), 0), 'done', coalesce(sum(done), 0),
          'skipped', coalesce(sum(skipped), 0), 'undone', coalesce(sum(undone), 0), 'kept', coalesce(sum(kept), 0)) as counts,
        coalesce(jsonb_agg(jsonb_build_object('userId', per.to_id, 'name', u.name, 'customers', per.customers,
          'unread', per.unread) order by u.name, u.id), '[]') as successors
      from (
        select i.to_id, count(*) as customers,
          count(*) filter (where i.state = 'waiting') as waiting, count(*) filter (where i.state = 'done') as done,
          count(*) filter (where i.state = 'skipped') as skipped, count(*) filter (where i.state = 'undone') as undone,
          count(*) filter (where i.state = 'kept') as kept,
          count(*) filter (where i.state = 'done' and i.read_at is null) as unread
        from handover_item i where i.handover_id = h.id group by i.to_id
      ) per join app_user u on u.id = per.to_id
    ) items
    left join lateral (
      select jsonb_agg(jsonb_build_object('accountId', a.id, 'address', a.address, 'toName', u.name, 'state', ha.state)
        order by a.address) as list
      from handover_account ha join mail_account a on a.id = ha.account_id left join app_user u on u.id = ha.to_id
      where ha.handover_id = h.id
    ) acc on true
    where ${sql.join(which, sql` and `)}
    order by h.id desc limit ${limit}`.execute(db);
  return rows;
}

export interface HandoverItemRow {
  readonly handover_id: number;
  /** By which the list goes on. */
  readonly handed_id: number;
  /** The same, or the one into which it was merged since. */
  readonly customer_id: number;
  readonly customer_name: string;
  readonly country: string | null;
  readonly grade: 'A' | 'B' | 'C' | 'D' | null;
  readonly from_name: string;
  readonly to_name: string;
  readonly state: HandoverItemState;
  readonly handed_at: Date | null;
  readonly read_at: Date | null;
}

const itemColumns = sql`
  i.handover_id, i.customer_id as handed_id, c.id as customer_id, c.name as customer_name, c.country, c.grade, leaver.name as from_name,
  heir.name as to_name, i.state, i.handed_at, i.read_at`;
/** A customer that was merged since lives on in `c`. */
const itemTables = sql`
  handover_item i join handover h on h.id = i.handover_id join customer handed on handed.id = i.customer_id
  join customer c on c.id = coalesce(handed.merged_into_id, handed.id)
  join app_user leaver on leaver.id = h.from_id join app_user heir on heir.id = i.to_id`;

/** Customers of one hand-over that may be seen, by id. The caller has proved that the hand-over may be seen. */
export async function listHandoverItems(
  db: Kysely<DB>,
  scope: Scope,
  handoverId: number,
  {
    state,
    unread,
    after,
    limit,
  }: { state: HandoverItemState | null; unread: boolean; after: number | null; limit: number },
): Promise<HandoverItemRow[]> {
  const which = [
    sql`i.handover_id = ${handoverId}`,
    scope.customer('c'),
    ...(state === null ? [] : [sql`i.state = ${state}`]),
    ...(unread ? [UNREAD] : []),
    ...(after === null ? [] : [sql`i.customer_id > ${after}`]),
  ];
  return listItems(db, which, sql`i.customer_id`, limit);
}

const UNREAD: RawBuilder<unknown> = sql`i.state = 'done' and i.read_at is null`;

/** What was handed to this user and is his still, the latest hand-over first. */
export async function listReceived(
  db: Kysely<DB>,
  scope: Scope,
  {
    unread,
    after,
    limit,
  }: { unread: boolean; after: { handoverId: number; customerId: number } | null; limit: number },
): Promise<HandoverItemRow[]> {
  const which = [
    sql`i.to_id = ${scope.userId} and i.state = 'done' and c.owner_id = ${scope.userId}`,
    ...(unread ? [UNREAD] : []),
    ...(after === null
      ? []
      : [
          sql`(i.handover_id <= ${after.handoverId}
            and (i.handover_id < ${after.handoverId} or i.customer_id > ${after.customerId}))`,
        ]),
  ];
  return listItems(db, which, sql`i.handover_id desc, i.customer_id`, limit);
}

async function listItems(
  db: Kysely<DB>,
  which: readonly RawBuilder<unknown>[],
  order: RawBuilder<unknown>,
  limit: number,
): Promise<HandoverItemRow[]> {
  const { rows } = await sql<HandoverItemRow>`
    select ${itemColumns} from ${itemTables} where ${sql.join([...which], sql` and `)}
    order by ${order} limit ${limit}`.execute(db);
  return rows;
}
