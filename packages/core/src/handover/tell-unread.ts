/** Customers that were handed over a week ago and whose hand-over page the successor has not opened. */
import type { DB } from '@tradepost/db';
import { listManagersOf, listOwners } from '@tradepost/db/queries/departments';
import { type Kysely, sql } from 'kysely';
import { raiseNotice } from '../notices/raise-notice.ts';

const UNREAD_DAYS = 7;
/** Customers in one round; the next round takes the rest. */
const MOST_AT_ONCE = 5_000;

/**
 * Tells the successor's managers and who handed over, once per hand-over and successor, how many are unread. One
 * statement over an index of what is due marks them; of two schedulers at once each row is one's.
 */
export async function tellUnreadHandovers(db: Kysely<DB>): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { rows } = await sql<{
      handover_id: number;
      to_id: number;
      to_name: string;
      from_name: string;
      created_by: number | null;
      customers: number;
    }>`
      with due as (
        select i.handover_id, i.customer_id from handover_item i
        where i.state = 'done' and i.read_at is null and i.unread_told_at is null
          and i.handed_at < now() - ${UNREAD_DAYS} * interval '1 day'
        order by i.handed_at limit ${MOST_AT_ONCE} for update skip locked
      ), told as (
        update handover_item i set unread_told_at = now() from due
        where i.handover_id = due.handover_id and i.customer_id = due.customer_id
        returning i.handover_id, i.customer_id, i.to_id)
      select told.handover_id, told.to_id, heir.name as to_name, leaver.name as from_name, h.created_by,
        count(*)::int as customers
      from told
      -- What changed hands since is no longer his to read; what was merged lives on.
      join customer handed on handed.id = told.customer_id
      join customer c on c.id = coalesce(handed.merged_into_id, handed.id) and c.owner_id = told.to_id
      join handover h on h.id = told.handover_id
      join app_user heir on heir.id = told.to_id join app_user leaver on leaver.id = h.from_id
      group by told.handover_id, told.to_id, heir.name, leaver.name, h.created_by
      order by told.handover_id, told.to_id`.execute(tx);
    for (const row of rows) {
      const managers = await listManagersOf(tx, row.to_id);
      const told = managers.length > 0 ? managers : await listOwners(tx);
      await raiseNotice(tx, {
        userIds: row.created_by === null ? told : [...told, row.created_by],
        kind: 'handover-unread',
        key: `${row.handover_id}:${row.to_id}`,
        subject: { kind: 'handover', id: row.handover_id },
        detail: { count: row.customers, personName: row.to_name, actorName: row.from_name },
      });
    }
  });
}
