/** Opening collisions: one per customer and other person while it is open (I2), and telling of it once. */
import type { DB, EvidenceKind } from '@tradepost/db';
import { listManagersOf, listOwners } from '@tradepost/db/queries/departments';
import { sql, type Transaction } from 'kysely';
import { raiseNotice } from '../notices/raise-notice.ts';
import { addEvent } from '../timeline/add-event.ts';

/** A person touched a customer that is another one's. */
export interface Touch {
  readonly customerId: number;
  readonly ownerId: number;
  readonly userId: number;
  readonly kind: EvidenceKind;
  readonly messageId: number | null;
  /** Of a new customer: the address or domain that was entered. */
  readonly value: string | null;
  readonly at: Date;
}

/** Adds to the open ones, opens the others. @returns the ids of those opened now. */
export async function openCollisions(tx: Transaction<DB>, touches: readonly Touch[]): Promise<number[]> {
  if (touches.length === 0) return [];
  const list = sql`unnest(${touches.map((touch) => touch.customerId)}::bigint[], ${touches.map((touch) => touch.ownerId)}::bigint[],
    ${touches.map((touch) => touch.userId)}::bigint[], ${touches.map((touch) => touch.kind)}::text[],
    ${touches.map((touch) => touch.messageId)}::bigint[], ${touches.map((touch) => touch.value)}::text[],
    ${touches.map((touch) => touch.at.toISOString())}::timestamptz[])
    as touch(customer_id, owner_id, user_id, kind, message_id, value, at)`;
  const { rows } = await sql<{ id: number; opened: boolean }>`
    insert into collision (customer_id, owner_id, user_id, touched_at)
    select customer_id, min(owner_id), user_id, max(at) from ${list} group by customer_id, user_id
    order by customer_id, user_id
    on conflict (customer_id, user_id) where state = 'open'
      do update set touched_at = greatest(collision.touched_at, excluded.touched_at)
    returning id, xmax = 0 as opened`.execute(tx);
  await sql`
    insert into collision_evidence (collision_id, kind, message_id, value, at)
    select k.id, touch.kind, touch.message_id, touch.value, touch.at
    from ${list} join collision k on k.customer_id = touch.customer_id and k.user_id = touch.user_id and k.state = 'open'
    order by k.id, touch.at
    on conflict do nothing`.execute(tx);
  const opened = rows.filter((row) => row.opened).map(({ id }) => id);
  for (const id of opened) await tell(tx, id);
  return opened;
}

interface Parties {
  readonly customer_id: number;
  readonly customer_name: string;
  readonly owner_id: number;
  readonly owner_name: string;
  readonly user_id: number;
  readonly user_name: string;
}

export async function readParties(tx: Transaction<DB>, collisionId: number): Promise<Parties> {
  const { rows } = await sql<Parties>`
    select k.customer_id, c.name as customer_name, k.owner_id, o.name as owner_name, k.user_id, u.name as user_name
    from collision k join customer c on c.id = k.customer_id
    join app_user o on o.id = k.owner_id join app_user u on u.id = k.user_id where k.id = ${collisionId}`.execute(
    tx,
  );
  return rows[0] as Parties;
}

/** The managers of both; where neither has one, the company's owners. */
export async function whoDecides(
  tx: Transaction<DB>,
  parties: Pick<Parties, 'owner_id' | 'user_id'>,
): Promise<number[]> {
  const managers = [
    ...(await listManagersOf(tx, parties.owner_id)),
    ...(await listManagersOf(tx, parties.user_id)),
  ];
  return managers.length > 0 ? managers : listOwners(tx);
}

async function tell(tx: Transaction<DB>, id: number): Promise<void> {
  const parties = await readParties(tx, id);
  await addEvent(tx, {
    customerId: parties.customer_id,
    event: 'collision',
    detail: { from: parties.owner_name, to: parties.user_name, collisionId: id },
    actorId: null,
  });
  // No link to the customer's page: the other party may not open it. The case has one for those who may.
  await raiseNotice(tx, {
    userIds: [parties.owner_id, parties.user_id, ...(await whoDecides(tx, parties))],
    kind: 'collision',
    key: String(id),
    subject: { kind: 'collision', id },
    detail: {
      customerName: parties.customer_name,
      ownerName: parties.owner_name,
      personName: parties.user_name,
    },
  });
}
