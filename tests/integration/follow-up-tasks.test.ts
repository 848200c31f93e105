/** What closes a task, moves it, and hands it on; what a person does with it; the list of today. */
import { putHoliday } from '@tradepost/db/queries/calendar';
import type { Customer, Task, TaskWithHistory, TodayCounts, TodayItem } from '@tradepost/contract';
import { raiseInvalidAddresses } from '@tradepost/core/bounce/raise-invalid';
import { answerMoments } from '@tradepost/core/answers/answer-clock';
import { loadCompanyCalendar } from '@tradepost/core/calendar/company-calendar';
import { addDays, dayIn, weekdayOf } from '@tradepost/core/calendar/days';
import { sweepFollowUps } from '@tradepost/core/follow-up/sweep';
import { JOB_KINDS } from '@tradepost/core/jobs/kinds';
import { runJob } from '@tradepost/core/jobs/run-job';
import { escalateTasks } from '@tradepost/core/task/escalate';
import { raiseTasks } from '@tradepost/core/task/raise-task';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { worksEveryDay } from '../helpers/follow-up.ts';
import { makePerson, type Person, startTestApp, type TestApp } from './api-app.ts';
import { connectAccount, deliver, makeCustomer, type TestAccount, textMail, unique } from './api-mail.ts';

let test: TestApp;
let anna: Person;
let bo: Person;
let manager: Person;
let owner: Person;
let account: TestAccount;
beforeAll(async () => {
  test = await startTestApp();
  anna = await makePerson(test, 'salesperson', 'Anna');
  bo = await makePerson(test, 'salesperson', 'Bo');
  manager = await makePerson(test, 'manager', 'Mia');
  owner = await makePerson(test, 'owner', 'Olga');
  account = await connectAccount(test, anna.user.id);
  await worksEveryDay(test.deps.db);
});
afterAll(() => test.close());
beforeEach(() => sql`delete from task`.execute(test.deps.db));

const today = () => dayIn('Asia/Shanghai', new Date());
const ago = (days: number) => new Date(Date.now() - days * 86_400_000);

/** A customer of Anna's who was last written to so many days ago, and is due: its follow-up is raised. */
async function due(days = 40, more: { grade?: string; ownerId?: number; keyAccount?: boolean } = {}) {
  const buyer = `${unique('buyer')}@${unique('acme')}.example`;
  const { id, contactId } = await makeCustomer(test, more.ownerId ?? anna.user.id, { addresses: [buyer] });
  await sql`
    update customer set owned_since = ${ago(days + 100)}, created_at = ${ago(days + 100)},
      grade = ${more.grade ?? 'B'}, key_account = ${more.keyAccount ?? false} where id = ${id}`.execute(
    test.deps.db,
  );
  const written = textMail({
    from: account.address,
    to: buyer,
    date: ago(days),
    subject: 'Offer',
    text: 'Our offer',
  });
  await deliver(test, account, written);
  await sweepFollowUps(test.deps.db, new Date());
  const [task] = await tasks(id);
  return { id, contactId, buyer, task: task as Task };
}

async function tasks(customerId: number, state = 'open', who = owner): Promise<Task[]> {
  const reply = await who.call('GET', `/api/v1/customers/${customerId}/tasks?state=${state}`);
  return reply.json<{ items: Task[] }>().items;
}
const post = async (who: Person, url: string, body: object = {}) =>
  who.call('POST', `/api/v1/tasks/${url}`, body);
const read = async (id: number, who = anna) =>
  (await who.call('GET', `/api/v1/tasks/${id}`)).json<TaskWithHistory>();
const customerOf = async (id: number, who = anna) =>
  (await who.call('GET', `/api/v1/customers/${id}`)).json<Customer>();
const sent = (to: string, headers: string[] = [], date = new Date()) =>
  deliver(test, account, textMail({ from: account.address, to, headers, date }));

describe('a follow-up is closed', () => {
  it('by a mail that a person sends, with the mail, and the next date is set', async () => {
    const { id, buyer, task } = await due();
    expect(task).toMatchObject({ kind: 'follow-up', assigneeName: 'Anna' });
    const messageId = await sent(buyer);
    expect(await tasks(id)).toEqual([]);
    const [closed] = await tasks(id, 'closed');
    expect(closed).toMatchObject({ id: task.id, outcome: 'contacted', closedByName: 'Anna' });
    const row = await test.deps.db
      .selectFrom('task')
      .selectAll()
      .where('id', '=', task.id)
      .executeTakeFirst();
    expect(row?.closing_message_id).toBe(messageId);
    expect(await customerOf(id)).toMatchObject({ nextContactOn: addDays(today(), 7) });
  });

  it.each([
    ['an automatic reply', ['Auto-Submitted: auto-replied']],
    ['a mass mail', ['Precedence: bulk', 'List-Unsubscribe: <https://lindqvist.test/u>']],
    ['a bounce', ['Content-Type: multipart/report; report-type=delivery-status; boundary=b']],
  ])('not by %s', async (_, headers) => {
    const { id, buyer, task } = await due();
    await sent(buyer, headers);
    expect((await tasks(id)).map((one) => one.id)).toEqual([task.id]);
  });

  it('not by a mail that the customer sends, nor by a note', async () => {
    const { id, buyer, task } = await due();
    await deliver(test, account, textMail({ from: buyer, to: account.address }));
    await anna.call('POST', `/api/v1/customers/${id}/activities`, {
      kind: 'note',
      state: 'done',
      content: 'x',
    });
    expect((await tasks(id)).map((one) => one.id)).toContain(task.id);
  });

  it('not by an old mail that comes into the archive late; by a newer one than was known, and raised anew where that is long ago, too', async () => {
    const { id, buyer, task } = await due(40);
    await sent(buyer, [], ago(300));
    expect((await tasks(id)).map((one) => one.id)).toEqual([task.id]);
    await sent(buyer, [], ago(20));
    expect(await tasks(id, 'closed')).toMatchObject([{ id: task.id, outcome: 'contacted' }]);
    await sweepFollowUps(test.deps.db, new Date());
    const [next] = await tasks(id);
    expect(next).toMatchObject({ dueOn: addDays(today(), -13) });
    // Between the two: it was known better already.
    await sent(buyer, [], ago(30));
    expect((await tasks(id)).map((one) => one.id)).toEqual([next?.id]);
    await sent(buyer, [], ago(2));
    expect(await tasks(id)).toEqual([]);
  });

  it('S4-B12 by a contact that is recorded, with the day that was agreed', async () => {
    const { id } = await due();
    const next = addDays(today(), 5);
    await anna.call('POST', `/api/v1/customers/${id}/activities`, {
      kind: 'visit',
      state: 'done',
      content: 'Shown the new valves',
      nextDate: next,
    });
    expect(await tasks(id)).toEqual([]);
    expect(await customerOf(id)).toMatchObject({ nextContactOn: next, nextContactManual: true });
  });

  it('and raised again where the mail that closed it turns out not to be the customer’s', async () => {
    const { id, buyer } = await due();
    const messageId = await sent(buyer);
    const filing = await test.deps.db
      .selectFrom('filing')
      .select('id')
      .where('message_id', '=', messageId)
      .executeTakeFirstOrThrow();
    await anna.call('DELETE', `/api/v1/filings/${filing.id}`);
    await sweepFollowUps(test.deps.db, new Date());
    expect(await tasks(id)).toHaveLength(1);
  });

  it('is open again when the mail is marked private', async () => {
    const { id, buyer } = await due();
    const messageId = await sent(buyer);
    await anna.call('POST', `/api/v1/messages/${messageId}/private`, { private: true });
    await sweepFollowUps(test.deps.db, new Date());
    expect(await tasks(id)).toHaveLength(1);
  });
});

describe('a person', () => {
  it('S0-09 does it without a mail: a contact is recorded, and the next date that he sets wins and is seen by the manager', async () => {
    const { id, task } = await due();
    const next = addDays(today(), 12);
    const reply = await post(anna, `${task.id}/done`, {
      note: 'Called, wants samples',
      way: 'call',
      nextDate: next,
    });
    expect(reply.json()).toMatchObject({
      state: 'closed',
      outcome: 'done',
      closeNote: 'Called, wants samples',
    });
    const timeline = (await anna.call('GET', `/api/v1/customers/${id}/timeline`)).json();
    expect(timeline.items[0]).toMatchObject({
      kind: 'activity',
      activity: { kind: 'call', content: 'Called, wants samples', nextDate: next },
    });
    expect(await customerOf(id, manager)).toMatchObject({ nextContactOn: next, nextContactManual: true });
    const again = await post(anna, `${task.id}/done`);
    expect([again.statusCode, again.json().error.details.outcome]).toEqual([409, 'done']);
  });

  it('S0-09 who sets a date later than twice the interval is shown to the manager', async () => {
    const { id, task } = await due(40, { grade: 'A' });
    const near = addDays(today(), 3);
    await post(anna, `${task.id}/put-off`, { until: near });
    const far = async () =>
      (await manager.call('GET', '/api/v1/follow-up/far-dates?limit=200'))
        .json<{ items: { customerId: number; nextContactOn: string; everyDays: number }[] }>()
        .items.filter(({ customerId }) => customerId === id);
    // Forty days of silence: any day is later than six days after the last contact.
    expect(await far()).toMatchObject([{ nextContactOn: near, everyDays: 3 }]);
    const notices = (await manager.call('GET', '/api/v1/notices')).json();
    expect(notices.items[0]).toMatchObject({ kind: 'next-date-far', customerId: id, detail: { day: near } });
    const fresh = await makeCustomer(test, anna.user.id);
    await anna.call('POST', `/api/v1/customers/${fresh.id}/next-contact`, { on: addDays(today(), 20) });
    expect((await manager.call('GET', '/api/v1/notices')).json().items[0].customerId).toBe(id);
    await anna.call('POST', `/api/v1/customers/${fresh.id}/next-contact`, { on: addDays(today(), 60) });
    expect((await manager.call('GET', '/api/v1/notices')).json().items[0].customerId).toBe(fresh.id);
  });

  it('puts it off: the same task waits for the day, the customer’s next date moves, and it is not raised again', async () => {
    const { id, buyer, task } = await due();
    expect((await post(anna, `${task.id}/put-off`, { until: 'tomorrow' })).json()).toMatchObject({
      dueOn: addDays(today(), 1),
      firstDueOn: task.firstDueOn,
      timesMoved: 1,
      state: 'open',
    });
    await sweepFollowUps(test.deps.db, new Date());
    await post(anna, `${task.id}/put-off`, { until: addDays(today(), 9) });
    expect(await customerOf(id)).toMatchObject({ nextContactOn: addDays(today(), 9) });
    const after = await read(task.id);
    expect(after).toMatchObject({ timesMoved: 2 });
    expect(after.history.map(({ event }) => event)).toEqual(['put-off', 'put-off']);
    expect(await tasks(id)).toHaveLength(1);
    expect((await post(anna, `${task.id}/put-off`, { until: today() })).statusCode).toBe(400);
    expect((await post(anna, `${task.id}/put-off`, { until: '2026-02-30' })).statusCode).toBe(400);
    // Written to before that day: it is done, and comes again on that day.
    await sent(buyer);
    expect(await tasks(id)).toEqual([]);
    await sweepFollowUps(test.deps.db, new Date(Date.now() + 9 * 86_400_000));
    expect(await tasks(id)).toMatchObject([{ dueOn: addDays(today(), 9) }]);
  });

  it('says with a reason that nothing is to be done; the customer is due again after its interval', async () => {
    const { id, task } = await due();
    expect((await post(anna, `${task.id}/dismiss`, { reason: '   ' })).statusCode).toBe(400);
    const reply = await post(anna, `${task.id}/dismiss`, { reason: 'On holiday until March' });
    expect(reply.json()).toMatchObject({ outcome: 'dismissed', closeNote: 'On holiday until March' });
    await sweepFollowUps(test.deps.db, new Date());
    expect(await tasks(id)).toEqual([]);
    expect(await customerOf(id)).toMatchObject({ nextContactOn: addDays(today(), 7) });
  });

  it('writes a note on it, and what was there before is in its story', async () => {
    const { task } = await due();
    await post(anna, `${task.id}/note`, { note: 'Ask for Maria' });
    await post(anna, `${task.id}/note`, { note: 'Ask for Joao' });
    const after = await read(task.id);
    expect(after.note).toBe('Ask for Joao');
    expect(after.history[0]).toMatchObject({
      event: 'noted',
      actorName: 'Anna',
      detail: { before: 'Ask for Maria' },
    });
  });
});

describe('S4-B10 to-dos', () => {
  it('are given by a manager, told to the assignee, tracked with their history, beside the customer’s stage', async () => {
    const { id } = await makeCustomer(test, anna.user.id);
    await anna.call('PATCH', `/api/v1/customers/${id}`, { stage: 'negotiation' });
    const body = {
      title: 'Send samples of DN50',
      customerId: id,
      assigneeId: anna.user.id,
      dueOn: addDays(today(), 2),
    };
    const made = (await manager.call('POST', '/api/v1/tasks', body)).json<Task>();
    expect(made).toMatchObject({
      kind: 'todo',
      title: 'Send samples of DN50',
      assigneeName: 'Anna',
      createdByName: 'Mia',
      customer: { stage: 'negotiation' },
    });
    const told = (await anna.call('GET', '/api/v1/notices')).json();
    expect(told.items[0]).toMatchObject({
      kind: 'task-assigned',
      subjectId: made.id,
      detail: { actorName: 'Mia' },
    });
    await anna.call('POST', `/api/v1/customers/${id}/collaborators`, { userId: bo.user.id, canEdit: true });
    expect((await post(bo, `${made.id}/assign`, { userId: bo.user.id })).json()).toMatchObject({
      assigneeName: 'Bo',
    });
    await post(bo, `${made.id}/done`, { note: 'Sent by DHL' });
    const after = await read(made.id, manager);
    expect(after.history.map(({ event, actorName }) => [event, actorName])).toEqual([
      ['closed', 'Bo'],
      ['assigned', 'Bo'],
    ]);
    const team = (await manager.call('GET', '/api/v1/tasks?of=team&state=closed&kind=todo')).json();
    expect(team.items.map((one: Task) => one.id)).toContain(made.id);
  });

  it('go to nobody who does not see the customer, and without a customer only to whom one leads', async () => {
    const { id } = await makeCustomer(test, anna.user.id);
    const give = (who: Person, body: object) =>
      who.call('POST', '/api/v1/tasks', { title: 'x', dueOn: today(), ...body });
    expect((await give(anna, { customerId: id, assigneeId: bo.user.id })).statusCode).toBe(400);
    expect((await give(anna, { assigneeId: bo.user.id })).statusCode).toBe(400);
    expect((await give(manager, { assigneeId: bo.user.id })).statusCode).toBe(200);
    expect((await give(bo, { customerId: id })).statusCode).toBe(404);
    expect((await give(anna, {})).json()).toMatchObject({ customer: null, assigneeName: 'Anna' });
  });
});

describe('a customer that changes hands takes its tasks along', () => {
  it('to the new salesperson, also what a colleague had of it by rule', async () => {
    const { id, task } = await due();
    const own = (
      await anna.call('POST', '/api/v1/tasks', { title: 'Own', customerId: id, dueOn: today() })
    ).json<Task>();
    await manager.call('PATCH', `/api/v1/customers/${id}`, { ownerId: bo.user.id });
    expect((await read(task.id, bo)).assigneeName).toBe('Bo');
    expect((await read(own.id, bo)).assigneeName).toBe('Bo');
    expect((await anna.call('GET', `/api/v1/tasks/${task.id}`)).statusCode).toBe(404);
  });

  it('and what was given to a third person stays his', async () => {
    const { id, task } = await due();
    const merchandiser = await makePerson(test, 'merchandiser', 'Kai');
    await anna.call('POST', `/api/v1/customers/${id}/collaborators`, {
      userId: merchandiser.user.id,
      canEdit: true,
    });
    const body = {
      title: 'Check the packing list',
      customerId: id,
      assigneeId: merchandiser.user.id,
      dueOn: today(),
    };
    const given = (await anna.call('POST', '/api/v1/tasks', body)).json<Task>();
    await post(anna, `${task.id}/assign`, { userId: merchandiser.user.id });
    await sent((await customerOf(id)).contacts[0]?.addresses[0] as string);
    await manager.call('PATCH', `/api/v1/customers/${id}`, { ownerId: bo.user.id });
    expect((await read(given.id, manager)).assigneeName).toBe('Kai');
  });

  it('and into the pool, off the lists or into another customer: there is nothing left to follow up', async () => {
    const pooled = await due();
    const reply = await anna.call('POST', '/api/v1/pool/release', {
      customerIds: [pooled.id],
      reason: 'no-reply',
    });
    expect(reply.json().items[0].outcome).toBe('done');
    expect(await tasks(pooled.id)).toEqual([]);
    const archived = await due();
    await anna.call('DELETE', `/api/v1/customers/${archived.id}`);
    expect(await tasks(archived.id)).toEqual([]);
    const [source, target] = [await due(), await due()];
    const both = { sourceId: source.id, targetId: target.id };
    await anna.call('POST', '/api/v1/merges', { kind: 'customer', ...both });
    for (const { id } of [pooled, archived])
      expect(await tasks(id, 'closed')).toMatchObject([{ outcome: 'over' }]);
  });

  it('and into the pool a complaint waits with who looks after the pool, and goes to who claims it', async () => {
    const { id } = await makeCustomer(test, anna.user.id);
    const complaint = { customerId: id, sort: 'quality', severity: 2, what: 'Rust' };
    await anna.call('POST', '/api/v1/complaints', complaint);
    // One's own note to oneself is nobody else's.
    await anna.call('POST', '/api/v1/tasks', { title: 'Think', customerId: id, dueOn: today() });
    await anna.call('POST', '/api/v1/pool/release', { customerIds: [id], reason: 'no-reply' });
    const doers = async () => (await tasks(id)).map(({ kind, assigneeName }) => [kind, assigneeName]).sort();
    expect(await doers()).toEqual([
      ['complaint', 'Mia'],
      ['todo', 'Anna'],
    ]);
    await bo.call('POST', '/api/v1/pool/claim', { customerIds: [id] });
    expect(await doers()).toEqual([
      ['complaint', 'Bo'],
      ['todo', 'Bo'],
    ]);
  });

  it('and who sees it no more keeps nothing of it: by another department, or as no collaborator', async () => {
    const { db } = test.deps;
    const { id } = await makeCustomer(test, anna.user.id);
    const [leader, mate] = [
      await makePerson(test, 'manager', 'Leo'),
      await makePerson(test, 'salesperson', 'Mate'),
    ];
    await anna.call('POST', `/api/v1/customers/${id}/collaborators`, { userId: mate.user.id, canEdit: true });
    const todo = { title: 'Check', customerId: id, dueOn: today() };
    const plan = { kind: 'call', state: 'planned', plannedAt: new Date(Date.now() + 86_400_000) };
    const give = async (to: Person) => {
      const own = { assigneeId: to.user.id };
      const task = (await owner.call('POST', '/api/v1/tasks', { ...todo, ...own })).json<Task>();
      const { id: planId } = (
        await owner.call('POST', `/api/v1/customers/${id}/activities`, { ...plan, ...own })
      ).json();
      return { taskId: task.id, planId };
    };
    const [leaders, mates] = [await give(leader), await give(mate)];
    const doers = async ({ taskId, planId }: { taskId: number; planId: number }) => {
      const plans = db.selectFrom('activity').select('assignee_id').where('id', '=', planId);
      return [(await read(taskId, owner)).assigneeId, (await plans.executeTakeFirstOrThrow()).assignee_id];
    };
    const elsewhere = await db
      .insertInto('department')
      .values({ name: unique('Elsewhere') })
      .returning('id')
      .executeTakeFirstOrThrow();
    await owner.call('PATCH', `/api/v1/users/${leader.user.id}`, { departmentId: elsewhere.id });
    expect(await doers(leaders)).toEqual([anna.user.id, anna.user.id]);
    expect(await doers(mates)).toEqual([mate.user.id, mate.user.id]);
    // However it came about, the next day finds it.
    await sql`delete from customer_collaborator where customer_id = ${id}`.execute(db);
    await db.deleteFrom('sweep_day').execute();
    await sweepFollowUps(db, new Date());
    expect(await doers(mates)).toEqual([anna.user.id, anna.user.id]);
  });

  it('and of one who has left nothing stays with him, nor comes to him', async () => {
    const leaver = await makePerson(test, 'salesperson', 'Leaver');
    const one = await due(40, { ownerId: leaver.user.id });
    expect((await read(one.task.id, owner)).assigneeName).toBe('Leaver');
    await owner.call('PATCH', `/api/v1/users/${leaver.user.id}`, { disabled: true });
    expect((await read(one.task.id, owner)).assigneeName).toBe('Mia');
    const two = await due(40, { ownerId: leaver.user.id });
    expect(two.task.assigneeName).toBe('Mia');
    await manager.call('PATCH', `/api/v1/customers/${two.id}`, { ownerId: bo.user.id });
    expect((await read(two.task.id, bo)).assigneeName).toBe('Bo');
    // Who only reads can do nothing, either.
    const reads = await makePerson(test, 'salesperson', 'Reads');
    const three = await due(40, { ownerId: reads.user.id });
    await owner.call('PATCH', `/api/v1/users/${reads.user.id}`, { role: 'reader' });
    expect((await read(three.task.id, owner)).assigneeName).toBe('Mia');
    expect((await due(40, { ownerId: reads.user.id })).task.assigneeName).toBe('Mia');
    // Who comes back has again what only passed on; what was given on since stays there.
    const four = await due(40, { ownerId: reads.user.id });
    await post(owner, `${four.task.id}/assign`, { userId: owner.user.id });
    await owner.call('PATCH', `/api/v1/users/${reads.user.id}`, { role: 'salesperson' });
    expect((await read(three.task.id, owner)).assigneeName).toBe('Reads');
    expect((await read(four.task.id, owner)).assigneeName).toBe('Olga');
  });
});

describe('a bounce', () => {
  const bounce = (to: string, status = '5.1.1') =>
    [
      'From: Mail Delivery Subsystem <mailer-daemon@mx.example>',
      `To: ${account.address}`,
      'Subject: Undelivered Mail',
      `Date: ${new Date().toUTCString()}`,
      `Message-ID: <${unique('b')}@mx.example>`,
      'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
      '',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.example',
      '',
      `Final-Recipient: rfc822; ${to}`,
      'Action: failed',
      `Status: ${status}`,
      'Diagnostic-Code: smtp; 550 5.1.1 user unknown',
      '--b--',
      '',
    ].join('\r\n');
  const raise = () => raiseInvalidAddresses(test.deps.db, new Date());
  const ofKind = async (id: number) => (await tasks(id)).filter(({ kind }) => kind === 'address-invalid');

  it('raises a task for the contact whose address failed, once; done marks the address invalid', async () => {
    const { id, buyer } = await due(2);
    await deliver(test, account, bounce(buyer));
    await Promise.all([raise(), raise()]);
    await deliver(test, account, bounce(buyer));
    await raise();
    const [task, ...others] = await ofKind(id);
    expect(others).toEqual([]);
    expect(task).toMatchObject({
      contactName: 'Maria',
      assigneeName: 'Anna',
      detail: { address: buyer, status: '5.1.1', diagnostic: '550 5.1.1 user unknown' },
      messageSubject: 'Undelivered Mail',
    });
    await post(anna, `${task!.id}/done`);
    expect((await customerOf(id)).contacts[0]).toMatchObject({ addresses: [], invalidAddresses: [buyer] });
  });

  it('is dealt with when the address is corrected', async () => {
    const { id, contactId, buyer } = await due(2);
    await deliver(test, account, bounce(buyer));
    await raise();
    expect(await ofKind(id)).toHaveLength(1);
    await anna.call('PATCH', `/api/v1/contacts/${contactId}`, { addresses: [`right.${buyer}`] });
    expect(await ofKind(id)).toEqual([]);
    expect((await tasks(id, 'closed'))[0]).toMatchObject({ kind: 'address-invalid', outcome: 'done' });
  });

  it('of a full mailbox, of an address that we never wrote to, or that has written since, raises none', async () => {
    const full = await due(2);
    await deliver(test, account, bounce(full.buyer, '4.2.2'));
    const alive = await due(2);
    await deliver(test, account, bounce(alive.buyer));
    await deliver(
      test,
      account,
      textMail({ from: alive.buyer, to: account.address, date: new Date(Date.now() + 60_000) }),
    );
    const address = `${unique('never')}@${unique('acme')}.example`;
    const { id: never } = await makeCustomer(test, anna.user.id, { addresses: [address] });
    await deliver(test, account, bounce(address));
    await raise();
    for (const id of [full.id, alive.id, never]) expect(await ofKind(id)).toEqual([]);
  });
});

describe('a late task', () => {
  it('is told of one level after the other, each once, by two schedulers', async () => {
    const { task } = await due(40, { grade: 'A' });
    const level = async () => (await read(task.id)).escalationLevel;
    const run = (days: number) => {
      const now = new Date(Date.now() + days * 86_400_000);
      return Promise.all([escalateTasks(test.deps.db, now), escalateTasks(test.deps.db, now)]);
    };
    const told = async (who: Person) =>
      (await who.call('GET', '/api/v1/notices'))
        .json<{
          items: { kind: string; subjectId: number; detail: object }[];
        }>()
        .items.filter((one) => one.kind === 'task-escalated' && one.subjectId === task.id);
    await run(0);
    expect(await level()).toBe(0);
    await run(2);
    await run(2);
    expect(await level()).toBe(2);
    expect(await told(manager)).toMatchObject([
      { detail: { taskKind: 'follow-up', userName: 'Anna', level: 2 } },
    ]);
    expect(await told(owner)).toEqual([]);
    await run(4);
    await run(400);
    expect(await level()).toBe(3);
    expect(await told(owner)).toHaveLength(1);
    expect(await told(manager)).toHaveLength(1);
    expect((await read(task.id)).history.map(({ event }) => event)).toEqual(['escalated', 'escalated']);
    // Put off and late again: another time.
    await post(anna, `${task.id}/put-off`, { until: 'tomorrow' });
    expect(await level()).toBe(0);
    await run(3);
    expect(await told(manager)).toHaveLength(2);
  });
});

describe('today', () => {
  const list = async (who: Person, query = '') =>
    (await who.call('GET', `/api/v1/today?${query}`)).json<{
      items: TodayItem[];
      nextCursor: string | null;
    }>();

  it('S0-16 is in order: key accounts, what is breached, late by grade, of today, to-dos; with who, why now, the last words, the time there', async () => {
    const cleo = await makePerson(test, 'salesperson', 'Cleo');
    const { db } = test.deps;
    const late = async (grade: string, days: number, keyAccount = false) =>
      (await due(days, { grade, ownerId: cleo.user.id, keyAccount })).id;
    const d = await late('D', 60);
    const a = await late('A', 10);
    const aLonger = await late('A', 20);
    const key = await late('C', 30, true);
    const todayId = await late('B', 7);
    const todo = (
      await cleo.call('POST', '/api/v1/tasks', { title: 'Order cards', dueOn: addDays(today(), -9) })
    ).json<Task>();
    await cleo.call('POST', '/api/v1/tasks', { title: 'Next week', dueOn: addDays(today(), 5) });
    const waits = await makeCustomer(test, cleo.user.id);
    await sql`
      insert into task (kind, customer_id, assignee_id, due_on, first_due_on, due_at, subject_key)
      values ('answer', ${waits.id}, ${cleo.user.id}, ${today()}, ${today()}, ${ago(1)}, '77')`.execute(db);
    const { items } = await list(cleo);
    expect(items.map((one) => [one.group, one.customer?.id ?? one.id])).toEqual([
      ['overdue', key],
      ['breached', waits.id],
      ['overdue', aLonger],
      ['overdue', a],
      ['overdue', d],
      ['today', todayId],
      ['todo', todo.id],
    ]);
    expect((await cleo.call('GET', '/api/v1/today/counts')).json<TodayCounts>()).toEqual({
      breached: 1,
      overdue: 4,
      today: 1,
      todo: 1,
      done: 0,
    });

    // Page by page the same list.
    const seen: number[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: Awaited<ReturnType<typeof list>> = await list(
        cleo,
        `limit=2${cursor && `&cursor=${cursor}`}`,
      );
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(items.map(({ id }) => id));

    await sql`
      update customer set country = 'BR', time_zone = 'America/Sao_Paulo', preferred_channel = 'whatsapp', stage = 'negotiation'
      where id = ${aLonger}`.execute(db);
    await sql`
      insert into contact_channel (contact_id, customer_id, kind, value, normal)
      select id, customer_id, 'whatsapp', '+55 11 90000', '+551190000' from contact where customer_id = ${aLonger}`.execute(
      db,
    );
    await sql`update contact set is_main = true where customer_id = ${aLonger}`.execute(db);
    await sql`update customer set country = 'US', time_zone = null where id in (${a}, ${d})`.execute(db);
    await sql`update customer set region = 'Ohio' where id = ${d}`.execute(db);
    const placed = (await list(cleo)).items;
    const zonesAt = (id: number) => placed.find((one) => one.customer?.id === id)?.customer?.localZones;
    expect(zonesAt(d)).toEqual({ zones: ['America/New_York'], known: true });
    expect(zonesAt(a)).toMatchObject({ known: false });
    expect(zonesAt(a)?.zones).toEqual(expect.arrayContaining(['America/New_York', 'America/Los_Angeles']));
    const item = placed.find((one) => one.customer?.id === aLonger);
    expect(item).toMatchObject({
      silentDays: 20,
      everyDays: 3,
      lateDays: 17,
      weSaid: { subject: 'Offer', preview: 'Our offer', by: 'Anna' },
      theySaid: null,
      preferredChannel: 'whatsapp',
      person: { name: 'Maria', channel: '+55 11 90000' },
      there: { day: dayIn('America/Sao_Paulo', new Date()) },
      suggests: 'quotation',
      customer: { timeZone: 'America/Sao_Paulo' },
    });
  });

  it('tells of no mail that the person may not read', async () => {
    const { id, buyer } = await due();
    const closed = await deliver(
      test,
      account,
      textMail({ from: buyer, to: account.address, text: 'Between us' }),
    );
    await anna.call('POST', `/api/v1/messages/${closed}/private`, { private: true });
    await manager.call('PATCH', `/api/v1/customers/${id}`, { ownerId: bo.user.id });
    const item = (await list(bo)).items.find((one) => one.customer?.id === id);
    expect(item).toMatchObject({ weSaid: { preview: 'Our offer' }, theySaid: null });
    expect(JSON.stringify(item)).not.toContain('Between us');
  });

  it('knows no cursor of another list', async () => {
    for (const parts of [[1, 2, 'x', 3], [1e300, 2, '2026-01-01', 3], [1, 1e9, '2026-01-01', 3], ['a']])
      expect(
        (
          await anna.call(
            'GET',
            `/api/v1/today?cursor=${Buffer.from(JSON.stringify(parts)).toString('base64url')}`,
          )
        ).statusCode,
      ).toBe(400);
  });
});

describe('the policy', () => {
  interface State {
    policy: { contactDays: Record<string, number> };
    presets: Record<string, State['policy']>;
    versionId: number | null;
  }
  const state = async () => (await owner.call('GET', '/api/v1/follow-up-policy')).json<State>();

  it('is kept with who and when, and an earlier one is put in force again', async () => {
    const { policy, presets } = await state();
    const set = await owner.call('POST', '/api/v1/follow-up-policy', {
      policy: presets['relaxed'],
      basedOn: null,
    });
    expect(set.json()).toMatchObject({
      policy: { contactDays: { A: 7, B: 14, C: 30, D: 90 } },
      changedByName: 'Olga',
      refresh: { done: 0 },
    });
    const stale = await owner.call('POST', '/api/v1/follow-up-policy', { policy, basedOn: null });
    expect(stale.statusCode).toBe(409);
    const versions = (await owner.call('GET', '/api/v1/follow-up-policy/versions')).json();
    expect(versions.items).toMatchObject([
      { policy: presets['relaxed'], changedByName: 'Olga' },
      { policy, changedByName: null },
    ]);
    await owner.call('POST', `/api/v1/follow-up-policy/versions/${versions.items[1].id}/restore`);
    expect((await state()).policy).toEqual(policy);
    expect((await owner.call('POST', '/api/v1/follow-up-policy/versions/999999/restore')).statusCode).toBe(
      404,
    );
  });

  it.each([
    ['days of a new customer that do not rise', { newCustomerDays: [7, 1] }],
    [
      'an owner told before the manager',
      {
        late: {
          leader: { A: 3, B: 2, C: 5, D: 10, none: 5 },
          owner: { A: 2, B: 5, C: 10, D: null, none: null },
        },
      },
    ],
    ['no days', { contactDays: { A: 0, B: 7, C: 15, D: 30, none: 15 } }],
    ['an unknown field', { surprise: true }],
  ])('does not take %s', async (_, change) => {
    const { policy } = await state();
    const reply = await owner.call('POST', '/api/v1/follow-up-policy', { policy: { ...policy, ...change } });
    expect(reply.statusCode).toBe(400);
  });

  it('shows before it is changed what it would make due tomorrow, by salesperson and grade, exactly', async () => {
    await sql`update customer set archived_at = now()`.execute(test.deps.db);
    const dora = await makePerson(test, 'salesperson', 'Dora');
    for (const days of [1, 3, 5, 6, 7]) await due(days, { grade: 'B', ownerId: dora.user.id });
    const put = await due(2, { grade: 'B', ownerId: dora.user.id });
    await dora.call('POST', `/api/v1/customers/${put.id}/next-contact`, { on: addDays(today(), 1) });
    const { policy } = await state();
    const preview = async (B: number, who = owner) =>
      (
        await who.call('POST', '/api/v1/follow-up-policy/preview', {
          policy: { ...policy, contactDays: { ...policy.contactDays, B } },
        })
      ).json();
    const expected = { now: 3, after: 5 };
    expect(await preview(4)).toMatchObject({
      on: addDays(today(), 1),
      ...expected,
      byGrade: [{ grade: 'B', ...expected }],
      bySalesperson: [{ userName: 'Dora', ...expected }],
      more: 0,
    });
    expect(await preview(30)).toMatchObject({ now: 3, after: 1 });
    // Came two days ago, and was written to by nobody.
    await sql`
      insert into customer (name, owner_id, owned_since) values ('New', ${dora.user.id}, now() - interval '2 days')`.execute(
      test.deps.db,
    );
    await sql`update follow_up_due d set check_on = ${addDays(today(), 5)}, checks = 0
      from customer c where c.id = d.customer_id and c.name = 'New'`.execute(test.deps.db);
    const looks = async (newCustomerDays: readonly number[], who = owner) =>
      (
        await who.call('POST', '/api/v1/follow-up-policy/preview', { policy: { ...policy, newCustomerDays } })
      ).json<{ newCustomers: unknown }>().newCustomers;
    expect(await looks([3])).toEqual({ now: 0, after: 1 });
    expect(await looks([4])).toEqual({ now: 0, after: 0 });
    expect(await looks([])).toEqual({ now: 0, after: 0 });
    await sql`delete from customer where name = 'New'`.execute(test.deps.db);
    // What it says is what the change then does.
    for (const B of [4, 30, 7]) {
      const { after } = await preview(B);
      await sql`delete from task`.execute(test.deps.db);
      await owner.call('PATCH', '/api/v1/record-settings', { contactDays: { ...policy.contactDays, B } });
      for (const job of await test.deps.db
        .selectFrom('background_job')
        .select('id')
        .where('state', '=', 'queued')
        .execute())
        await runJob(test.deps.db, JOB_KINDS, job.id, new AbortController().signal, () => {});
      await sweepFollowUps(test.deps.db, new Date(Date.now() + 86_400_000));
      const { rows } = await sql<{
        n: number;
      }>`select count(*)::int as n from task where kind = 'follow-up' and state = 'open'`.execute(
        test.deps.db,
      );
      expect(rows[0]?.n).toBe(after);
    }
  });

  it('shows before it is changed what other terms of answers, or another calendar, would change tomorrow', async () => {
    await sql`update customer set archived_at = now()`.execute(test.deps.db);
    const eva = await makePerson(test, 'salesperson', 'Eva');
    for (const days of [4, 6, 6, 7]) await due(days, { grade: 'B', ownerId: eva.user.id });
    const { policy } = await state();
    const { id: customerId } = await due(1, { grade: 'B', ownerId: eva.user.id });
    const since = new Date();
    const terms = {
      nudgeMinutes: null,
      leaderMinutes: 1440,
      ownerMinutes: null,
      clock: 'working-days',
    } as const;
    const { escalatesAt, lateAt } = answerMoments(since, terms, await loadCompanyCalendar(test.deps.db));
    await test.deps.db.transaction().execute((tx) =>
      raiseTasks(tx, [
        {
          kind: 'answer',
          customerId,
          assigneeId: eva.user.id,
          subjectKey: '1',
          detail: { since: since.toISOString(), inquiry: false },
          dueOn: today(),
          dueAt: lateAt,
          escalatesAt,
        },
      ]),
    );
    const preview = (url: string, body: object) => owner.call('POST', url, body);
    const answers = async (answer: object) =>
      (
        await preview('/api/v1/follow-up-policy/preview', {
          policy: { ...policy, answer: { ...terms, ...answer } },
        })
      ).json<{ answers: unknown }>().answers;
    const [one, none] = [
      { now: 1, after: 1 },
      { now: 1, after: 0 },
    ];
    const waiting = { waiting: 1, more: false };
    expect(await answers({})).toEqual({ ...waiting, earlier: 0, later: 0, late: one, told: one });
    expect(await answers({ leaderMinutes: 5 })).toEqual({
      ...waiting,
      earlier: 1,
      later: 0,
      late: one,
      told: one,
    });
    expect(await answers({ leaderMinutes: 9_000 })).toEqual({
      ...waiting,
      earlier: 0,
      later: 1,
      late: none,
      told: none,
    });

    await owner.call('POST', '/api/v1/follow-up-policy', { policy: { ...policy, answer: terms } });
    const calendar = async (change: object) => (await preview('/api/v1/calendar/preview', change)).json();
    const tomorrow = addDays(today(), 1);
    const off = { day: tomorrow, nameEn: 'Rest', nameZh: '休', kind: 'holiday' };
    const rested = {
      on: tomorrow,
      now: 3,
      after: 1,
      bySalesperson: [{ userName: 'Eva', now: 3, after: 1 }],
      moved: { earlier: 0, later: 2 },
      answers: { ...waiting, earlier: 0, later: 1, late: none, told: none },
    };
    // The same day off in four ways.
    expect(await calendar({ country: 'CN', add: [off] })).toMatchObject(rested);
    expect(await calendar({ country: 'CN', weekend: [] })).toMatchObject({ now: 3, after: 3 });
    expect(await calendar({ csv: `country,day,name_en\nCN,${tomorrow},Rest\n` })).toMatchObject(rested);
    expect(await calendar({ company: { weekend: [weekdayOf(tomorrow)] } })).toMatchObject(rested);
    // Days of a country that is not the company's move nothing.
    expect(await calendar({ country: 'DE', add: [off] })).toMatchObject({
      now: 3,
      after: 3,
      moved: { earlier: 0, later: 0 },
      answers: { earlier: 0, later: 0 },
    });
    expect((await preview('/api/v1/calendar/preview', { add: [off] })).statusCode).toBe(400);
    expect((await preview('/api/v1/calendar/preview', { company: { timeZone: 'Mars' } })).statusCode).toBe(
      400,
    );
    // What it says is what the change then does; and taken off again, it is as it was.
    const added = (await owner.call('POST', '/api/v1/countries/CN/holidays', off)).json<{ id: number }>();
    for (const { id } of await test.deps.db
      .selectFrom('background_job')
      .select('id')
      .where('state', '=', 'queued')
      .execute())
      await runJob(test.deps.db, JOB_KINDS, id, new AbortController().signal, () => {});
    await sweepFollowUps(test.deps.db, new Date(Date.now() + 86_400_000));
    const { rows } = await sql<{
      n: number;
    }>`select count(*)::int as n from task where kind = 'follow-up' and state = 'open'`.execute(test.deps.db);
    expect(rows[0]?.n).toBe(rested.after);
    expect(await calendar({ country: 'CN', remove: [added.id] })).toMatchObject({
      now: 1,
      after: 3,
      moved: { earlier: 2, later: 0 },
    });
    await owner.call('DELETE', `/api/v1/holidays/${added.id}`);
  });

  it('shows that nothing moves where nothing is changed, also of what fell on days off that are long over', async () => {
    await sql`update customer set archived_at = now()`.execute(test.deps.db);
    for (const days of [45, 44, 43])
      await putHoliday(test.deps.db, {
        country: 'CN',
        day: addDays(today(), -days),
        yearly: false,
        name_en: 'Rest',
        name_zh: '休',
        kind: 'holiday',
        source: 'person',
        changed_by: null,
      });
    const eva = await makePerson(test, 'salesperson', 'Eva');
    await due(52, { grade: 'B', ownerId: eva.user.id });
    const reply = await owner.call('POST', '/api/v1/calendar/preview', { company: {} });
    expect(reply.json()).toMatchObject({ now: 1, after: 1, moved: { earlier: 0, later: 0 } });
  });
});
