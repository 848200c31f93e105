/** The board of those who lead, and what a person says of a mail that waits. */
import type { Board, BoardItem, Task } from '@tradepost/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Case, countedAccount, look, makeCase, send } from './answers.ts';
import { makePerson, type Person, startTestApp, type TestApp } from './api-app.ts';
import { deliver, type TestAccount, unique } from './api-mail.ts';
import { rawMail } from '../helpers/inquiry-mails.ts';

let test: TestApp;
let boss: Person;
let manager: Person;
let anna: Person;
let ben: Person;
beforeAll(async () => {
  test = await startTestApp();
  boss = await makePerson(test, 'owner', 'Boss');
  anna = await makePerson(test, 'salesperson', 'Anna');
  ben = await makePerson(test, 'salesperson', 'Ben');
  manager = await makePerson(test, 'manager', 'Mo');
  const { id } = await test.deps.db
    .insertInto('department')
    .values({ name: 'Europe', parent_id: null })
    .returning('id')
    .executeTakeFirstOrThrow();
  const people = [manager.user.id, anna.user.id];
  await test.deps.db.updateTable('app_user').set({ department_id: id }).where('id', 'in', people).execute();
  // The company works on every day: what waits for long enough is late whenever this runs.
  await boss.call('POST', '/api/v1/countries/CN/weekend', { weekend: [] });
  await sql`delete from holiday where country = 'CN'`.execute(test.deps.db);
});
afterAll(() => test.close());

const board = async (who: Person, query = '') =>
  (await who.call('GET', `/api/v1/board${query}`)).json<Board>();
const items = async (who: Person, query: string) =>
  (await who.call('GET', `/api/v1/board/items?limit=200&${query}`)).json<{ items: BoardItem[] }>().items;
const newCase = async (person = anna): Promise<Case> =>
  makeCase(test, person, await countedAccount(test, person.user.id));

it('S1-02 a mail that nobody answers is on the salesperson’s list, then late on the manager’s, until it is answered or dismissed with a reason', async () => {
  const one = await newCase();
  const mail = await one.asks({ at: -2 });
  await look(test);
  const mine = (await anna.call('GET', '/api/v1/tasks?kind=answer&limit=200')).json<{ items: Task[] }>()
    .items;
  expect(mine).toContainEqual(expect.objectContaining({ messageId: mail.id, kind: 'answer' }));
  expect(await items(manager, 'column=mails')).toContainEqual(
    expect.objectContaining({ messageId: mail.id, late: false }),
  );
  expect(await items(manager, 'column=late')).toEqual([]);
  // A day later.
  await sql`update timeline_entry set occurred_at = now() - interval '26 hours' where message_id = ${mail.id}`.execute(
    test.deps.db,
  );
  await look(test);
  const [late] = await items(manager, 'column=late');
  expect(late).toMatchObject({ messageId: mail.id, assigneeName: 'Anna', late: true, red: false });
  expect(late?.waitingSeconds).toBeGreaterThan(0);
  // The moment on which the leader is told is over, as the sweep of escalations reads it.
  const due = await sql<{
    due: boolean;
  }>`select escalates_at[2] <= now() as due from task where id = ${late?.id}`.execute(test.deps.db);
  expect(due.rows).toEqual([{ due: true }]);
  expect((await anna.call('POST', `/api/v1/tasks/${late?.id}/dismiss`, { reason: '' })).statusCode).toBe(400);
  const said = await anna.call('POST', `/api/v1/tasks/${late?.id}/dismiss`, { reason: 'A greeting' });
  expect(said.statusCode).toBe(200);
  await look(test);
  expect(await items(manager, 'column=mails')).toEqual([]);
  // And back, for it was a question after all.
  expect((await anna.call('POST', `/api/v1/tasks/${late?.id}/reopen`)).json()).toMatchObject({
    state: 'open',
  });
  await look(test);
  expect(await items(manager, 'column=late')).toMatchObject([{ id: late?.id }]);
  await one.writes({ answers: mail, at: -0.1 });
  await look(test);
  expect(await board(manager)).toMatchObject({ total: { mails: 0, late: 0 } });
});

describe('an answer that is promised', () => {
  it('stops the clock and is a task for that day, which the next mail keeps, not the one that says so', async () => {
    const one = await newCase();
    const mail = await one.asks({ at: -3 });
    const [task] = await one.answers();
    const promise = (by: string) => anna.call('POST', `/api/v1/tasks/${task?.id}/promise`, { by });
    expect((await promise('2026-02-30')).statusCode).toBe(400);
    expect((await promise('2020-01-02')).statusCode).toBe(400);
    const made = (await promise('2099-01-05')).json<Task>();
    expect(made).toMatchObject({
      kind: 'promise',
      dueOn: '2099-01-05',
      customer: { id: one.customerId },
      assigneeId: anna.user.id,
    });
    await look(test);
    expect(await one.answers()).toMatchObject([{ outcome: 'done', detail: { promisedBy: '2099-01-05' } }]);
    await one.writes({ answers: mail, at: 0.1 });
    await look(test);
    expect((await anna.call('GET', `/api/v1/tasks/${made.id}`)).json()).toMatchObject({ state: 'open' });
    // It was promised yesterday, and today they hear.
    await sql`update task set created_at = now() - interval '1 day' where id = ${made.id}`.execute(
      test.deps.db,
    );
    await one.writes({ at: 0.2, subject: 'Our offer' });
    await look(test);
    expect((await anna.call('GET', `/api/v1/tasks/${made.id}`)).json()).toMatchObject({
      state: 'closed',
      outcome: 'kept',
    });
  });

  it('is recorded after the mail that said so, promised again for another day, and taken back', async () => {
    const one = await newCase();
    const mail = await one.asks({ at: -3 });
    await one.answers();
    await one.writes({ answers: mail, at: -1 });
    const [answered] = await one.answers();
    expect(answered).toMatchObject({ outcome: 'replied' });
    const promise = async (by: string) =>
      (await anna.call('POST', `/api/v1/tasks/${answered?.id}/promise`, { by })).json<Task>();
    const first = await promise('2099-01-05');
    expect(await promise('2099-02-05')).toMatchObject({ id: first.id, dueOn: '2099-02-05', timesMoved: 1 });
    const two = await newCase();
    await two.asks();
    const [waiting] = await two.answers();
    const held = (
      await anna.call('POST', `/api/v1/tasks/${waiting?.id}/promise`, { by: '2099-01-05' })
    ).json<Task>();
    expect((await anna.call('POST', `/api/v1/tasks/${waiting?.id}/reopen`)).statusCode).toBe(200);
    expect((await anna.call('GET', `/api/v1/tasks/${held.id}`)).json()).toMatchObject({
      outcome: 'withdrawn',
    });
    expect(await two.answers()).toMatchObject([{ id: waiting?.id, state: 'open' }]);
    expect((await anna.call('POST', `/api/v1/tasks/${answered?.id}/reopen`)).statusCode).toBe(409);
  });
});

/** An inquiry that waits for a person to say whose it is. */
async function queued(account: TestAccount): Promise<number> {
  const mail = {
    from: 'inquiry@made-in-china.com',
    replyTo: `${unique('relay-')}@made-in-china.com`,
    subject: unique('New inquiry for your product '),
    text: 'Sender: Mr. Ivan Petrov\nCountry/Region: Bulgaria\nProduct: Bearings\nQuantity: 500',
    auth: 'mx.lindqvist.test; dkim=pass header.d=made-in-china.com',
  };
  const messageId = await deliver(test, account, rawMail(mail, account.address, unique('queued')));
  await sql`update message set occurred_at = now() - interval '3 hours' where id = ${messageId}`.execute(
    test.deps.db,
  );
  await sql`update inquiry set state = 'queued' where message_id = ${messageId}`.execute(test.deps.db);
  await look(test);
  return messageId;
}

describe('an inquiry by a platform', () => {
  it('waits from the moment it came, also while it is no customer’s, and goes along as the same task', async () => {
    const account = await countedAccount(test, anna.user.id);
    const messageId = await queued(account);
    const open = () =>
      test.deps.db
        .selectFrom('task')
        .selectAll()
        .where('kind', '=', 'answer')
        .where('message_id', '=', messageId)
        .execute();
    const [task] = await open();
    expect(task).toMatchObject({ customer_id: null, assignee_id: anna.user.id, detail: { inquiry: true } });
    expect(await items(manager, 'column=inquiries')).toContainEqual(
      expect.objectContaining({ id: task?.id, customer: null }),
    );
    const inquiry = await test.deps.db
      .selectFrom('inquiry')
      .select('id')
      .where('message_id', '=', messageId)
      .executeTakeFirstOrThrow();
    const done = await anna.call('POST', `/api/v1/inquiries/${inquiry.id}/complete`, {
      company: unique('Buyer '),
      product: 'Bearings',
    });
    expect(done.statusCode, done.body).toBeLessThan(300);
    await look(test);
    expect(await open()).toMatchObject([{ id: task?.id, state: 'open', customer_id: expect.any(Number) }]);
  });

  it('that is dismissed waits no more; one that was answered before it was settled is answered', async () => {
    const account = await countedAccount(test, anna.user.id);
    const outcome = async (messageId: number) => {
      await look(test);
      return (
        await test.deps.db
          .selectFrom('task')
          .select('outcome')
          .where('kind', '=', 'answer')
          .where('message_id', '=', messageId)
          .executeTakeFirst()
      )?.outcome;
    };
    const [none, answered] = [await queued(account), await queued(account)];
    await sql`update inquiry set state = 'dismissed' where message_id = ${none}`.execute(test.deps.db);
    expect(await outcome(none)).toBe('over');
    const mail = await test.deps.db
      .selectFrom('message')
      .select(['id', 'rfc_message_id'])
      .where('id', '=', answered)
      .executeTakeFirstOrThrow();
    const relay = await sql<{ address: string }>`
      select a.address from message_address ma join address a on a.id = ma.address_id
      where ma.message_id = ${mail.id} and ma.role = 'reply-to'`.execute(test.deps.db);
    await send(test, account, {
      from: account.address,
      to: relay.rows[0]?.address as string,
      at: 1,
      answers: { id: mail.id, rfcId: mail.rfc_message_id as string },
    });
    expect(await outcome(answered)).toBe('replied');
  });
});

describe('the board', () => {
  it('counts by person, grade and country what the lists open with, for one’s own people only', async () => {
    const annas = [await newCase(), await newCase()];
    const bens = await newCase(ben);
    for (const [one, at] of [
      [annas[0], -100],
      [annas[1], -30],
      [bens, -30],
    ] as const)
      await one?.asks({ at });
    await sql`update customer set grade = 'A', country = 'DE' where id = ${annas[0]?.customerId}`.execute(
      test.deps.db,
    );
    await sql`insert into task (kind, customer_id, assignee_id, due_on, first_due_on)
      values ('follow-up', ${annas[1]?.customerId}, ${anna.user.id}, now()::date - 9, now()::date - 9)`.execute(
      test.deps.db,
    );
    await look(test);
    for (const who of [manager, boss]) {
      const all = await board(who);
      expect(all.people.some(({ userName }) => userName === 'Ben')).toBe(who === boss);
      for (const column of ['inquiries', 'mails', 'late', 'red', 'overdue'] as const) {
        expect(await items(who, `column=${column}`)).toHaveLength(all.total[column]);
        for (const list of [all.people, all.grades, all.countries] as Board['people'][])
          expect(list.reduce((sum, row) => sum + row[column], 0)).toBe(all.total[column]);
        for (const { userId, ...row } of all.people)
          expect(await items(who, `column=${column}&userId=${userId}`)).toHaveLength(row[column]);
        for (const { grade, ...row } of all.grades)
          expect(await items(who, `column=${column}&grade=${grade ?? 'none'}`)).toHaveLength(row[column]);
        for (const { country, ...row } of all.countries)
          expect(await items(who, `column=${column}&country=${country ?? 'none'}`)).toHaveLength(row[column]);
      }
    }
    const german = await board(boss, '?country=DE&grade=A');
    expect(german.total).toMatchObject({ mails: 1, late: 1, red: 1, overdue: 0 });
    expect(german.total.oldestSeconds).toBeGreaterThan(0);
    expect((await board(boss)).total).toMatchObject({ overdue: 1, oldestDueOn: expect.any(String) });
    expect((await items(boss, 'column=overdue'))[0]).toMatchObject({
      lateDays: expect.any(Number),
      late: true,
      waitingSeconds: null,
    });
    expect((await anna.call('GET', '/api/v1/board')).statusCode).toBe(403);
  });

  it('S1-10 says until when the mail was read, and how many accounts cannot be read', async () => {
    await sql`update mail_account set last_success_at = now() - interval '1 minute', error_code = null`.execute(
      test.deps.db,
    );
    const { mail } = await board(boss);
    expect(mail).toMatchObject({ failing: 0, readUntil: expect.any(String) });
    await sql`update mail_account set error_code = 'wrong-password' where id = (select min(id) from mail_account)`.execute(
      test.deps.db,
    );
    expect((await board(boss)).mail).toMatchObject({ failing: 1 });
    await sql`update mail_account set last_success_at = null where id = (select min(id) from mail_account)`.execute(
      test.deps.db,
    );
    expect((await board(boss)).mail).toMatchObject({ readUntil: null, accounts: mail.accounts });
  });
});
