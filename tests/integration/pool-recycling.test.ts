/** Recycling: off until switched on, warnings 7, 3 and 1 days before, what a contact changes, and the way back. */
import { recyclePool } from '@tradepost/core/pool/recycle';
import { updatePoolRules } from '@tradepost/core/pool/rules';
import type { DB } from '@tradepost/db';
import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../helpers/postgres.ts';

let database: TestDatabase;
let db: Kysely<DB>;
let anna: number;
beforeAll(async () => {
  database = await createTestDatabase();
  ({ db } = database);
  const row = await db
    .insertInto('app_user')
    .values({ email: 'anna@lindqvist.test', name: 'Anna', role: 'salesperson', locale: 'zh-CN' })
    .returning('id')
    .executeTakeFirstOrThrow();
  anna = row.id;
});
afterAll(() => database.drop());
beforeEach(async () => {
  await sql`truncate pool_warning, notice, outbox_mail, timeline_entry, customer_change, customer restart identity cascade`.execute(
    db,
  );
  await db.deleteFrom('setting').execute();
});

const DAY = 86_400_000;
/** Noon in Shanghai, so that a day is a day. */
const START = Date.parse('2026-03-02T04:00:00Z');
const at = (day: number) => new Date(START + day * DAY);

async function customer(
  values: Partial<{ name: string; grade: 'A' | 'C'; stage: 'contract'; key_account: boolean }> = {},
) {
  const { id } = await db
    .insertInto('customer')
    .values({ name: 'Acme', owner_id: anna, owned_since: at(0), ...values })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** As if it had been on since before the beginning. */
async function switchOn(changes: object = {}) {
  await updatePoolRules(db, null, { recycling: true, noOrderDays: null, ...changes });
  await sql`update setting set value = value || jsonb_build_object('recyclingSince', ${at(-100).toISOString()}::text)
    where key = 'pool'`.execute(db);
}

async function run(from: number, to: number) {
  for (let day = from; day <= to; day++) await recyclePool(db, at(day));
}

const warnings = async () =>
  (await db.selectFrom('notice').select(['detail', 'kind']).orderBy('id').execute()).map(
    ({ kind, detail }) => (kind === 'pool-warning' ? Number(detail['days']) : kind),
  );
const isPooled = async (id: number) =>
  (await db.selectFrom('customer').select('pooled_at').where('id', '=', id).executeTakeFirstOrThrow())
    .pooled_at !== null;

describe('recycling', () => {
  it('is off until it is switched on', async () => {
    const id = await customer();
    await run(29, 60);
    expect(await isPooled(id)).toBe(false);
    expect(await warnings()).toEqual([]);
  });

  it('warns 7, 3 and 1 days before, once each, in the product and, without a morning mail, by mail, then takes the customer', async () => {
    await switchOn();
    await sql`insert into reminder_choice (user_id, off) values (${anna}, '{daily}')`.execute(db);
    const id = await customer();
    await run(20, 29);
    await run(29, 29);
    expect(await warnings()).toEqual([7, 3, 1]);
    const mails = await db.selectFrom('outbox_mail').select(['subject', 'period']).orderBy('id').execute();
    expect(mails.map(({ subject }) => subject)).toEqual([
      '1 位客户将在 7 天后退回公海',
      '1 位客户将在 3 天后退回公海',
      '1 位客户将在 1 天后退回公海',
    ]);
    expect(await isPooled(id)).toBe(false);
    await run(30, 31);
    expect(await isPooled(id)).toBe(true);
    expect(await warnings()).toEqual([7, 3, 1, 'pool-recycled']);
    const row = await db.selectFrom('customer').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    expect(row).toMatchObject({ owner_id: null, pool_reason: 'not-followed-up', former_owner_id: anna });
    await sql`delete from reminder_choice`.execute(db);
  });

  it('leaves the mail of a warning to the morning mail of who gets one', async () => {
    await switchOn();
    await customer();
    await run(20, 29);
    expect(await warnings()).toEqual([7, 3, 1]);
    expect(await db.selectFrom('outbox_mail').select('subject').execute()).toEqual([]);
  });

  it('begins anew after a contact', async () => {
    await switchOn();
    const id = await customer();
    await run(20, 29);
    await sql`update customer set last_contact_at = ${at(29)} where id = ${id}`.execute(db);
    await run(30, 58);
    expect(await isPooled(id)).toBe(false);
    expect(await warnings()).toEqual([7, 3, 1, 7, 3, 1]);
    await run(59, 59);
    expect(await isPooled(id)).toBe(true);
  });

  it('spares A customers, key accounts and those that ordered', async () => {
    await switchOn({ noOrderDays: 40 });
    const ids = [
      await customer({ grade: 'A' }),
      await customer({ key_account: true }),
      await customer({ stage: 'contract' }),
    ];
    await run(20, 60);
    expect(await Promise.all(ids.map(isPooled))).toEqual([false, false, false]);
    expect(await warnings()).toEqual([]);
  });

  it('takes one that never ordered by the other clock, though it was written to', async () => {
    await switchOn({ noOrderDays: 90 });
    const id = await customer();
    await sql`update customer set last_contact_at = ${at(85)} where id = ${id}`.execute(db);
    await run(80, 90);
    expect(await isPooled(id)).toBe(true);
    const row = await db
      .selectFrom('customer')
      .select('pool_reason')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    expect(row.pool_reason).toBe('no-order');
  });

  it('gives a week after it was switched on, and a day after a warning that came late', async () => {
    await updatePoolRules(db, null, { recycling: true, noOrderDays: null });
    await sql`update setting set value = value || jsonb_build_object('recyclingSince', ${at(100).toISOString()}::text)
      where key = 'pool'`.execute(db);
    const id = await customer();
    await run(100, 107);
    expect(await isPooled(id)).toBe(false);
    expect(await warnings()).toEqual([7, 3, 1]);

    const late = await customer({ name: 'Late' });
    await sql`update customer set owned_since = ${at(50)} where id = ${late}`.execute(db);
    await run(120, 120);
    expect(await isPooled(late)).toBe(false);
    await run(121, 121);
    expect(await isPooled(late)).toBe(true);
  });

  it('finds what is near by index, however many customers there are', async () => {
    await switchOn();
    await sql`insert into customer (name, owner_id, owned_since)
      select 'C' || n, ${anna}, ${at(0)}::timestamptz + n * interval '1 hour' from generate_series(1, 2000) n`.execute(
      db,
    );
    await sql`analyze customer`.execute(db);
    const { rows } = await sql<{ 'QUERY PLAN': string }>`explain
      select id from customer c where c.owner_id is not null and c.archived_at is null and c.merged_into_id is null
        and greatest(c.owned_since, c.last_contact_at) < ${at(1)}::timestamptz`.execute(db);
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('customer_recycle_contact');
  });
});
