/** When a customer was last heard of: kept true by the database, whoever writes, undoes or writes at once. */
import type { DB } from '@tradepost/db';
import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makePerson, type Person, startTestApp, type TestApp } from './api-app.ts';
import { connectAccount, deliver, makeCustomer, type TestAccount, textMail, unique } from './api-mail.ts';

let test: TestApp;
let db: Kysely<DB>;
let anna: Person;
let account: TestAccount;
const at = (day: number) => new Date(Date.UTC(2026, 0, day, 12));

beforeAll(async () => {
  test = await startTestApp();
  ({ db } = test.deps);
  anna = await makePerson(test, 'salesperson', 'Anna');
  account = await connectAccount(test, anna.user.id);
});
afterAll(() => test.close());

async function make() {
  const address = `${unique('buyer')}@${unique('firm')}.example`;
  const { id } = await makeCustomer(test, anna.user.id, { addresses: [address] });
  const from = (day: number, headers: string[] = []) =>
    deliver(test, account, textMail({ from: address, to: account.address, date: at(day), headers }));
  const to = (day: number, headers: string[] = []) =>
    deliver(test, account, textMail({ from: account.address, to: address, date: at(day), headers }));
  return { id, from, to };
}

const times = async (id: number) => {
  const row = await db.selectFrom('customer').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const {
    last_inbound_at: inbound,
    last_outbound_at: outbound,
    last_contact_at: contact,
    last_mail_at: mail,
  } = row;
  return { inbound, outbound, contact, mail };
};

it('mail in and out moves them forward, never back, whatever comes first', async () => {
  const { id, from, to } = await make();
  await from(10);
  await to(8);
  await from(5);
  expect(await times(id)).toEqual({ inbound: at(10), outbound: at(8), contact: at(8), mail: at(10) });
});

it('what a machine sends is no contact', async () => {
  const { id, from, to } = await make();
  await to(3);
  await from(20, ['Auto-Submitted: auto-replied']);
  await to(21, ['Auto-Submitted: auto-generated']);
  expect(await times(id)).toEqual({ inbound: null, outbound: at(3), contact: at(3), mail: at(3) });
});

it('a filing that is undone takes its time with it', async () => {
  const { id, from, to } = await make();
  await to(2);
  const last = await to(9);
  await from(4);
  const filing = await db
    .selectFrom('filing')
    .select('id')
    .where('message_id', '=', last)
    .executeTakeFirstOrThrow();
  expect((await anna.call('DELETE', `/api/v1/filings/${filing.id}`)).statusCode).toBe(200);
  expect(await times(id)).toEqual({ inbound: at(4), outbound: at(2), contact: at(2), mail: at(4) });
});

it('an activity counts when it was done, a note does not', async () => {
  const { id } = await make();
  const enter = async (kind: 'call' | 'note', day: number, state: 'done' | 'planned') => {
    const activity = await db
      .insertInto('activity')
      .values({
        customer_id: id,
        kind,
        state,
        planned_at: at(day),
        done_at: state === 'done' ? at(day) : null,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await db
      .insertInto('timeline_entry')
      .values({ customer_id: id, kind: 'activity', activity_id: activity.id, occurred_at: at(day) })
      .execute();
    return activity.id;
  };
  await enter('call', 6, 'done');
  await enter('note', 12, 'done');
  const planned = await enter('call', 15, 'planned');
  expect((await times(id)).contact).toEqual(at(6));
  await db
    .updateTable('activity')
    .set({ state: 'done', done_at: at(15) })
    .where('id', '=', planned)
    .execute();
  expect((await times(id)).contact).toEqual(at(15));
});

it('an entry that is being written while another is taken away is not forgotten', async () => {
  const { id, to } = await make();
  await to(2);
  const last = await to(9);
  const older = await deliver(
    test,
    account,
    textMail({ from: account.address, to: 'x@else.example', date: at(5) }),
  );
  let wrote = () => {};
  const written = new Promise<void>((resolve) => {
    wrote = resolve;
  });
  let finish = () => {};
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const writer = db.transaction().execute(async (tx) => {
    // Older than the newest: it moves no time now, and is the newest once the other is gone.
    await tx
      .insertInto('timeline_entry')
      .values({ customer_id: id, kind: 'mail', direction: 'outbound', message_id: older, occurred_at: at(5) })
      .execute();
    wrote();
    await finished;
  });
  await written;
  const eraser = db.deleteFrom('timeline_entry').where('message_id', '=', last).execute();
  // The eraser stands at the lock before the writer ends.
  for (;;) {
    const { rows } = await sql<{ n: number }>`
      select count(*) as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
      db,
    );
    if ((rows[0]?.n ?? 0) > 0) break;
  }
  finish();
  await Promise.all([writer, eraser]);
  expect((await times(id)).contact).toEqual(at(5));
});
