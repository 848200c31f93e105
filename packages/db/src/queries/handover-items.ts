/** A hand-over and its customers, locked for a step of its job. */
import { sql, type Transaction } from 'kysely';
import type { DB, HandoverItemState, HandoverState } from '../schema.ts';

export interface HandoverFacts {
  readonly id: number;
  readonly from_id: number;
  readonly from_name: string;
  readonly reason: string | null;
  readonly keep_access: boolean;
  readonly state: HandoverState;
  readonly created_by: number | null;
  readonly undone_by: number | null;
}

/** Held until the commit: a step and an undoing come one after the other. */
export async function lockHandover(tx: Transaction<DB>, id: number): Promise<HandoverFacts | undefined> {
  const { rows } = await sql<HandoverFacts>`
    select h.id, h.from_id, u.name as from_name, h.reason, h.keep_access, h.state, h.created_by, h.undone_by
    from handover h join app_user u on u.id = h.from_id where h.id = ${id} for no key update of h`.execute(
    tx,
  );
  return rows[0];
}

export interface LockedItem {
  readonly customer_id: number;
  readonly to_id: number;
  readonly activity_ids: number[];
  readonly could_edit: boolean | null;
  /** Of the customer now. */
  readonly owner_id: number | null;
  /** The successor is active, and does not only read. */
  readonly heir_works: boolean;
  /** Nobody has changed its owner since it was handed over. */
  readonly untouched: boolean;
}

/** The next ones in this state with their customers locked, in the order of ids, so that two never wait in a ring. */
export async function lockItems(
  tx: Transaction<DB>,
  handoverId: number,
  state: HandoverItemState,
  limit: number,
): Promise<LockedItem[]> {
  const { rows } = await sql<LockedItem>`
    select i.customer_id, i.to_id, i.activity_ids, i.could_edit, c.owner_id,
      heir.disabled_at is null and heir.role <> 'reader' as heir_works,
      coalesce(c.owner_id = i.to_id and c.owned_since = i.handed_at, false) as untouched
    from handover_item i join customer c on c.id = i.customer_id join app_user heir on heir.id = i.to_id
    where i.handover_id = ${handoverId} and i.state = ${state}
    order by i.customer_id limit ${limit} for no key update of c`.execute(tx);
  return rows;
}
