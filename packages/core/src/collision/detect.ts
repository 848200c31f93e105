/**
 * Finding collisions (撞单), in the background: filing notes in `collision_lead` what may be one, in its own
 * transaction, so that nothing is lost with Redis or with a process (I5), and filing waits for nothing.
 *
 * A touch is a mail that a person sent to a customer of someone else, or a platform's inquiry of such a customer
 * that came to him and not to its salesperson. Mail that he merely received is none: anyone may be written to, and
 * when he answers, that is a mail that he sent.
 *
 * It is no collision
 *   - when he works on the customer as a collaborator, leads its salesperson, or is an owner or administrator;
 *   - when it is an automatic mail, a private one, or one whose filing was undone;
 *   - when it was sent before the customer was its salesperson's: what the predecessors wrote is history. A customer
 *     that never changed hands may have been entered late, so there 30 days before count as well;
 *   - when the former salesperson says farewell, within 7 days;
 *   - when a manager has decided after it was sent, or has said of the two that it is no collision.
 */
import type { DB, EvidenceKind, Role } from '@tradepost/db';
import { listTeam } from '@tradepost/db/queries/departments';
import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import { openCollisions } from './open.ts';

/** Leads looked at in one round. */
const ROUND = 500;
const ENTERED_LATE_DAYS = 30;
const FAREWELL_DAYS = 7;

/** One round; of several schedulers at once each lead is one's. @returns the leads looked at. */
export async function detectCollisions(db: Kysely<DB>): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const taken = await sql<{ customer_id: number; message_id: number; user_id: number; kind: EvidenceKind }>`
      delete from collision_lead where id in (
        select id from collision_lead order by id limit ${ROUND} for update skip locked)
      returning customer_id, message_id, user_id, kind`.execute(tx);
    if (taken.rows.length === 0) return 0;
    const { rows } = await sql<Suspect>`
      select distinct c.id as customer_id, c.owner_id, u.id as user_id, u.role, u.department_id, lead.kind, m.id as message_id,
        m.occurred_at as at
      from unnest(${taken.rows.map((row) => row.customer_id)}::bigint[], ${taken.rows.map((row) => row.message_id)}::bigint[],
        ${taken.rows.map((row) => row.user_id)}::bigint[], ${taken.rows.map((row) => row.kind)}::text[])
        as lead(customer_id, message_id, user_id, kind)
      join customer entered on entered.id = lead.customer_id
      join customer c on c.id = coalesce(entered.merged_into_id, entered.id)
      join message m on m.id = lead.message_id
      join app_user u on u.id = lead.user_id
      where ${isSomeoneElse()} and m.private_at is null and (lead.kind <> 'mail' or m.automatic is null)
        and exists (select 1 from filing f
          where f.message_id = m.id and f.customer_id in (c.id, entered.id) and f.undone_at is null)
        and m.occurred_at >= c.owned_since
          - case when c.former_owner_id is null then ${ENTERED_LATE_DAYS} else 0 end * interval '1 day'
        and not (c.former_owner_id is not distinct from u.id
          and m.occurred_at < c.owned_since + ${FAREWELL_DAYS} * interval '1 day')
        and not exists (select 1 from collision said where said.customer_id = c.id and said.user_id = u.id
          and said.state = 'decided'
          and (said.decided_at >= m.occurred_at or (said.decision = 'no-collision' and said.owner_id = c.owner_id)))
      order by at, message_id`.execute(tx);
    const touches = await leaveOutLeaders(tx, rows);
    await openCollisions(
      tx,
      touches.map((row) => ({
        customerId: row.customer_id,
        ownerId: row.owner_id,
        userId: row.user_id,
        kind: row.kind,
        messageId: row.message_id,
        value: null,
        at: row.at,
      })),
    );
    return taken.rows.length;
  });
}

interface Suspect {
  readonly customer_id: number;
  readonly owner_id: number;
  readonly user_id: number;
  readonly role: Role;
  readonly department_id: number | null;
  readonly kind: EvidenceKind;
  readonly message_id: number;
  readonly at: Date;
}

/** On `c` and `u`: a customer that has a salesperson, and a person who is neither he nor works with him. */
export function isSomeoneElse(): RawBuilder<unknown> {
  return sql`c.owner_id is not null and c.owner_id <> u.id and c.archived_at is null
    and u.role not in ('owner', 'admin', 'reader')
    and not exists (select 1 from customer_collaborator co where co.customer_id = c.id and co.user_id = u.id)`;
}

/** Managers at the top of the company lead everyone; the others are asked for once each. */
export async function leaveOutLeaders<
  T extends Pick<Suspect, 'user_id' | 'owner_id' | 'role' | 'department_id'>,
>(tx: Transaction<DB>, rows: readonly T[]): Promise<T[]> {
  const teams = new Map<number, ReadonlySet<number>>();
  for (const { user_id: userId, role } of rows)
    if (role === 'manager' && !teams.has(userId)) teams.set(userId, new Set(await listTeam(tx, userId)));
  return rows.filter(
    (row) =>
      row.role !== 'manager' ||
      (row.department_id !== null && teams.get(row.user_id)?.has(row.owner_id) !== true),
  );
}
