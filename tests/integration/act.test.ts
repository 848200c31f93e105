/** Acting on tasks from a mail: by its links, and by an answer; and one's tasks in one's own calendar. */
import { actionLinks, noteMailTasks } from '@tradepost/core/act/mail-tasks';
import { runCommands } from '@tradepost/core/act/run-commands';
import { dayIn } from '@tradepost/core/calendar/days';
import { queueMail } from '@tradepost/core/outbox/queue-mail';
import { raiseTasks } from '@tradepost/core/task/raise-task';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePerson, type Person, PUBLIC_URL, startTestApp, type TestApp } from './api-app.ts';
import { connectAccount, deliver, makeCustomer, type TestAccount, textMail, unique } from './api-mail.ts';

let test: TestApp;
let anna: Person;
let bo: Person;
let inbox: TestAccount;
beforeAll(async () => {
  test = await startTestApp();
  anna = await makePerson(test, 'salesperson', 'Anna');
  bo = await makePerson(test, 'salesperson', 'Bo');
  inbox = await connectAccount(test, null, 'crm@lindqvist.test');
});
afterAll(() => test.close());

/** The company's day. */
const today = () => dayIn('Asia/Shanghai', new Date());

async function raise(person: Person, count = 1, kind: 'follow-up' | 'answer' = 'follow-up') {
  const customers = await Promise.all(
    Array.from({ length: count }, () => makeCustomer(test, person.user.id, { name: unique('Acme ') })),
  );
  // As tasks are made: whichever of them was made first.
  customers.sort((a, b) => a.id - b.id);
  const ids = await test.deps.db.transaction().execute((tx) =>
    raiseTasks(
      tx,
      customers.map(({ id }) => ({
        kind,
        customerId: id,
        assigneeId: person.user.id,
        dueOn: today(),
        dueAt: kind === 'answer' ? new Date() : null,
      })),
    ),
  );
  return customers.map((customer, i) => ({ taskId: ids[i] as number, customerId: customer.id }));
}

const taskRow = (id: number) =>
  test.deps.db.selectFrom('task').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const linksOf = (task: { taskId: number; customerId: number }, person: Person) =>
  actionLinks(
    { secrets: test.deps.secrets, publicUrl: PUBLIC_URL },
    { id: task.taskId, customerId: task.customerId },
    person.user.id,
    new Date(),
  );
const apiOf = (link: string) => `/api/v1${new URL(link).pathname}`;
const stranger = (method: 'GET' | 'POST', url: string, payload?: object) =>
  test.app.inject({ method, url, ...(payload === undefined ? {} : { payload }) });

describe('a link in a mail', () => {
  it('changes nothing when it is fetched, however often', async () => {
    const [task] = await raise(anna);
    const before = await taskRow(task!.taskId);
    for (const link of Object.values(linksOf(task!, anna)))
      for (let i = 0; i < 3; i++) await stranger('GET', new URL(link).pathname);
    const read = await stranger('GET', apiOf(linksOf(task!, anna).done));
    expect(read.json()).toMatchObject({ state: 'open', yours: true, userName: 'Anna', kind: 'follow-up' });
    expect(await taskRow(task!.taskId)).toEqual(before);
  });

  it('acts on a press without a sign-in, once, and logs the contact with its note', async () => {
    const [task] = await raise(anna);
    const url = apiOf(linksOf(task!, anna).done);
    const reply = await stranger('POST', url, { does: 'done', note: 'Sent the new price list' });
    expect(reply.json()).toMatchObject({ state: 'closed', outcome: 'done', closedByName: 'Anna' });
    expect((await stranger('POST', url, { does: 'done', note: 'again' })).json()).toMatchObject({
      state: 'closed',
    });
    const logged = await test.deps.db
      .selectFrom('activity')
      .select(['content', 'created_by'])
      .where('customer_id', '=', task!.customerId)
      .execute();
    expect(logged).toEqual([{ content: 'Sent the new price list', created_by: anna.user.id }]);
  });

  it('puts off to a working day, and not into the past', async () => {
    const [task] = await raise(anna);
    const url = apiOf(linksOf(task!, anna).tomorrow);
    const { tomorrow } = (await stranger('GET', url)).json<{ tomorrow: string }>();
    expect((await stranger('POST', url, { does: 'put-off', on: '2020-01-01' })).statusCode).toBe(400);
    expect((await stranger('POST', url, { does: 'put-off', on: tomorrow })).json()).toMatchObject({
      state: 'open',
      dueOn: tomorrow,
    });
  });

  it('does not put off a mail that waits for an answer', async () => {
    const [task] = await raise(anna, 1, 'answer');
    const url = apiOf(linksOf(task!, anna).tomorrow);
    expect((await stranger('GET', url)).json()).toMatchObject({ canWait: false });
    expect((await stranger('POST', url, { does: 'put-off' })).statusCode).toBe(409);
  });

  it('ends where the customer is somebody else’s, and tells no more of it', async () => {
    const [task] = await raise(anna);
    const url = apiOf(linksOf(task!, anna).done);
    await test.deps.db
      .updateTable('customer')
      .set({ owner_id: bo.user.id, name: 'Secret Steel' })
      .where('id', '=', task!.customerId)
      .execute();
    await test.deps.db
      .updateTable('task')
      .set({ assignee_id: bo.user.id })
      .where('id', '=', task!.taskId)
      .execute();
    const reply = await stranger('GET', url);
    expect(reply.json()).toMatchObject({ yours: false, customerName: null });
    await stranger('POST', url, { does: 'done' });
    expect((await taskRow(task!.taskId)).state).toBe('open');
  });

  it('is nothing when it is made up, altered, or its person has left', async () => {
    const leaver = await makePerson(test, 'salesperson', 'Leaver');
    const [task] = await raise(leaver);
    const url = apiOf(linksOf(task!, leaver).done);
    for (const other of [`${url}x`, url.replace('.', '.A'), '/api/v1/act/..%2F..', '/api/v1/act/a.b'])
      expect((await stranger('GET', other)).statusCode).toBe(404);
    await test.deps.db
      .updateTable('app_user')
      .set({ disabled_at: new Date() })
      .where('id', '=', leaver.user.id)
      .execute();
    expect((await stranger('GET', url)).statusCode).toBe(404);
    expect((await stranger('POST', url, { does: 'done' })).statusCode).toBe(404);
    expect((await taskRow(task!.taskId)).state).toBe('open');
  });
});

/** A digest of ours with these tasks. @returns its Message-ID. */
async function digest(person: Person, taskIds: readonly number[]): Promise<string> {
  return test.deps.db.transaction().execute(async (tx) => {
    const id = await queueMail(tx, {
      recipientId: person.user.id,
      to: person.user.email,
      kind: 'reminder-daily',
      period: unique('day'),
      subject: 'Today: 3 customers',
      text: '1. …',
    });
    await noteMailTasks(tx, id as number, taskIds);
    const row = await tx
      .selectFrom('outbox_mail')
      .select('rfc_message_id')
      .where('id', '=', id as number)
      .executeTakeFirstOrThrow();
    return row.rfc_message_id;
  });
}

const answerTo = (messageId: string, from: string, text: string, headers: readonly string[] = []) =>
  textMail({
    from,
    to: 'crm@lindqvist.test',
    subject: 'Re: Today: 3 customers',
    text: `${text}\r\n\r\nOn Sun, 29 Nov 2026 at 08:30, Tradepost wrote:\r\n> 1. Acme: done or not\r\n> 2. …`,
    headers: [`In-Reply-To: <${messageId}>`, `References: <older@example.test> <${messageId}>`, ...headers],
  });
const run = () => runCommands(test.deps);
const answersOf = (person: Person) =>
  test.deps.db
    .selectFrom('outbox_mail')
    .select(['subject', 'body_text', 'in_reply_to'])
    .where('to_address', '=', person.user.email)
    .where('kind', '=', 'command-answer')
    .orderBy('id')
    .execute();

describe('an answer to a mail of ours', () => {
  it('acts line by line, logs contacts, and is told what was done', async () => {
    const person = await makePerson(test, 'salesperson', 'Cai');
    const tasks = await raise(person, 3);
    const messageId = await digest(
      person,
      tasks.map(({ taskId }) => taskId),
    );
    await deliver(
      test,
      inbox,
      answerTo(messageId, person.user.email, '1 done, sent samples\r\n2：明天\r\n3 what?\r\n9 done'),
    );
    expect(await run()).toBe(1);
    expect(await taskRow(tasks[0]!.taskId)).toMatchObject({
      state: 'closed',
      outcome: 'done',
      closed_by: person.user.id,
    });
    expect(await taskRow(tasks[1]!.taskId)).toMatchObject({ state: 'open', times_moved: 1 });
    const logged = await test.deps.db
      .selectFrom('activity')
      .select('content')
      .where('customer_id', '=', tasks[0]!.customerId)
      .execute();
    expect(logged).toEqual([{ content: 'sent samples' }]);
    const [answer] = await answersOf(person);
    expect(answer?.body_text).toMatch(/1\. .*: done/);
    expect(answer?.body_text).toMatch(/2\. .*: put off to \d+ \w+/);
    expect(answer?.body_text).toMatch(/“9 done”: the tasks in that mail go up to number \d+\n/);
    expect(answer?.body_text).toContain('“3 what?”: not understood');
    expect(await taskRow(tasks[2]!.taskId)).toMatchObject({ state: 'open', times_moved: 0 });
  });

  it('is carried out once, by however many schedulers and however often it arrives', async () => {
    const person = await makePerson(test, 'salesperson');
    const tasks = await raise(person);
    const messageId = await digest(person, [tasks[0]!.taskId]);
    const raw = answerTo(messageId, person.user.email, 'done, called him');
    await deliver(test, inbox, raw);
    await deliver(test, inbox, raw);
    await Promise.all([run(), run(), run()]);
    await run();
    const logged = await test.deps.db
      .selectFrom('activity')
      .select('content')
      .where('customer_id', '=', tasks[0]!.customerId)
      .execute();
    expect(logged).toEqual([{ content: 'called him' }]);
    expect(await answersOf(person)).toHaveLength(1);
  });

  it.each([
    ['from another address', (id: string, _own: string) => answerTo(id, 'mallory@evil.test', 'done')],
    ['from a colleague', (id: string, _own: string) => answerTo(id, bo.user.email, 'done')],
    [
      'that the receiving server found forged',
      (id: string, own: string) =>
        answerTo(id, own, 'done', [
          'Authentication-Results: mx.lindqvist.test; dmarc=fail header.from=lindqvist.test',
        ]),
    ],
    [
      'to a Message-ID that was never ours',
      (_id: string, own: string) => answerTo('made-up@tradepost.invalid', own, 'done'),
    ],
    [
      'that a machine sent',
      (id: string, own: string) => answerTo(id, own, 'done', ['Auto-Submitted: auto-replied']),
    ],
  ])('%s changes nothing', async (_, make) => {
    const person = await makePerson(test, 'salesperson');
    const tasks = await raise(person);
    const messageId = await digest(person, [tasks[0]!.taskId]);
    // The topmost field of the mail is the one that counts.
    const raw = make(messageId, person.user.email);
    const auth = /^Authentication-Results:.*\r\n/m.exec(raw)?.[0];
    await deliver(test, inbox, auth === undefined ? raw : auth + raw.replace(auth, ''));
    await run();
    expect((await taskRow(tasks[0]!.taskId)).state).toBe('open');
    expect(await answersOf(person)).toEqual([]);
  });

  it('acts with the rights of today: not on what was handed over since', async () => {
    const person = await makePerson(test, 'salesperson');
    const tasks = await raise(person);
    const messageId = await digest(person, [tasks[0]!.taskId]);
    await test.deps.db
      .updateTable('customer')
      .set({ owner_id: bo.user.id })
      .where('id', '=', tasks[0]!.customerId)
      .execute();
    await test.deps.db
      .updateTable('task')
      .set({ assignee_id: bo.user.id })
      .where('id', '=', tasks[0]!.taskId)
      .execute();
    await deliver(test, inbox, answerTo(messageId, person.user.email, 'done'));
    await run();
    expect((await taskRow(tasks[0]!.taskId)).state).toBe('open');
    expect((await answersOf(person))[0]?.body_text).toContain('1. is somebody else’s task now');
  });

  it('says how to ask where nothing was understood', async () => {
    const person = await makePerson(test, 'salesperson');
    const tasks = await raise(person, 2);
    const messageId = await digest(
      person,
      tasks.map(({ taskId }) => taskId),
    );
    await deliver(test, inbox, answerTo(messageId, person.user.email, 'Why do I get this?'));
    await run();
    const [answer] = await answersOf(person);
    expect(answer?.subject).toContain('Nothing was changed');
    expect(answer?.body_text).toContain('1 done');
  });
});

describe('one’s tasks as a calendar', () => {
  const make = async (person: Person) => {
    const { url } = (await person.call('POST', '/api/v1/me/calendar-feed')).json<{ url: string }>();
    return new URL(url).pathname;
  };

  it('is read by its address alone, and shows what is open in the person’s language', async () => {
    const person = await makePerson(test, 'salesperson');
    const tasks = await raise(person);
    await test.deps.db
      .updateTable('customer')
      .set({ name: 'Müller; Söhne, GmbH\nX' })
      .where('id', '=', tasks[0]!.customerId)
      .execute();
    const reply = await stranger('GET', await make(person));
    expect(reply.headers['content-type']).toContain('text/calendar');
    // RFC 5545 3.1: long lines are folded.
    const file = reply.body.replaceAll('\r\n ', '');
    expect(file).toContain(`UID:task-${tasks[0]!.taskId}@`);
    expect(file).toContain('SUMMARY:Follow up: Müller\\; Söhne\\, GmbH\\nX');
    expect(file).toContain(`DTSTART;VALUE=DATE:${today().replaceAll('-', '')}`);
    await test.deps.db
      .updateTable('app_user')
      .set({ locale: 'zh-CN' })
      .where('id', '=', person.user.id)
      .execute();
    expect((await stranger('GET', await make(person))).body).toContain('SUMMARY:跟进：Müller');
  });

  it('shows a colleague’s nothing, nor what is with a customer whom the person sees no more', async () => {
    const person = await makePerson(test, 'salesperson');
    await raise(bo);
    const [task] = await raise(person);
    const customerId = task?.customerId as number;
    const plan = { kind: 'visit', state: 'planned', plannedAt: new Date(Date.now() + 86_400_000) };
    await person.call('POST', `/api/v1/customers/${customerId}/activities`, plan);
    const own = { title: 'Renew the passport', dueOn: today() };
    await person.call('POST', '/api/v1/tasks', own);
    const feed = await make(person);
    const events = async () => (await stranger('GET', feed)).body.match(/^BEGIN:VEVENT/gm)?.length ?? 0;
    expect(await events()).toBe(3);
    await test.deps.db
      .updateTable('customer')
      .set({ owner_id: bo.user.id })
      .where('id', '=', customerId)
      .execute();
    expect(await events()).toBe(1);
  });

  it('ends with a new address, with its revocation, and with the person’s leaving', async () => {
    const person = await makePerson(test, 'salesperson');
    const first = await make(person);
    const second = await make(person);
    expect((await stranger('GET', first)).statusCode).toBe(404);
    expect((await stranger('GET', second)).statusCode).toBe(200);
    await person.call('DELETE', '/api/v1/me/calendar-feed');
    expect((await stranger('GET', second)).statusCode).toBe(404);
    const third = await make(person);
    const owner = await makePerson(test, 'owner');
    const disable = (disabled: boolean) =>
      owner.call('PATCH', `/api/v1/users/${person.user.id}`, { disabled });
    await disable(true);
    expect((await stranger('GET', third)).statusCode).toBe(404);
    // Nothing old opens again when he comes back.
    await disable(false);
    expect((await stranger('GET', third)).statusCode).toBe(404);
  });
});
