/** A company in the database with customers that are to be followed up, and what is raised for them. */
import type { Grade, TaskKind } from '@tradepost/db';
import type { DB } from '@tradepost/db';
import type { UserRow } from '@tradepost/db/queries/users';
import { insertUser } from '@tradepost/core/users/create';
import { touchNextContact } from '@tradepost/core/follow-up/touch-next-contact';
import { type Kysely, sql } from 'kysely';

let count = 0;

export const person = (
  db: Kysely<DB>,
  role: UserRow['role'] = 'salesperson',
  name = `Person ${++count}`,
): Promise<UserRow> => insertUser(db, { email: `p${++count}@lindqvist.test`, name, role }, 'no password');

/** The company works on every day, so that a day is the interval alone. */
export async function worksEveryDay(db: Kysely<DB>, timeZone = 'Asia/Shanghai'): Promise<void> {
  await sql`
    insert into setting (key, value) values ('calendar',
      jsonb_build_object('country', 'CN', 'timeZone', ${timeZone}::text, 'weekend', '[]'::jsonb))
    on conflict (key) do update set value = excluded.value`.execute(db);
  await sql`delete from holiday where country = 'CN'`.execute(db);
}

export interface TestCustomer {
  readonly ownerId: number;
  readonly grade?: Grade | null;
  readonly keyAccount?: boolean;
  /** RFC 3339. */
  readonly since?: string;
  readonly lastContact?: string | null;
  readonly name?: string;
}

/** As it stands after it was entered and contacted at those times. */
export async function customer(db: Kysely<DB>, given: TestCustomer, now: Date): Promise<number> {
  const since = given.since ?? now.toISOString();
  return db.transaction().execute(async (tx) => {
    const { id } = await tx
      .insertInto('customer')
      .values({
        name: given.name ?? `Customer ${++count}`,
        owner_id: given.ownerId,
        grade: given.grade ?? null,
        key_account: given.keyAccount ?? false,
        owned_since: since,
        created_at: since,
        verified_at: now,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    if (given.lastContact) await contact(tx, id, given.lastContact, now);
    else await touchNextContact(tx, [id], now);
    return id;
  });
}

/** A call that was made with the customer, as the timeline keeps it. @returns the activity's id. */
export async function contact(
  tx: Kysely<DB>,
  customerId: number,
  at: string | Date,
  now: Date,
): Promise<number> {
  const { id } = await tx
    .insertInto('activity')
    .values({ customer_id: customerId, kind: 'call', state: 'done', done_at: at })
    .returning('id')
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('timeline_entry')
    .values({
      customer_id: customerId,
      occurred_at: at,
      kind: 'activity',
      direction: 'outbound',
      activity_id: id,
    })
    .execute();
  await touchNextContact(tx as Parameters<typeof touchNextContact>[0], [customerId], now);
  return id;
}

export async function tasksOf(db: Kysely<DB>, customerId: number, kind?: TaskKind) {
  let query = db.selectFrom('task').selectAll().where('customer_id', '=', customerId).orderBy('id');
  if (kind !== undefined) query = query.where('kind', '=', kind);
  return query.execute();
}
