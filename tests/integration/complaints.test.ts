/** Complaints: from a customer's mail to a corrective action that another person verified. */
import type { ComplaintDetail } from '@tradepost/contract';
import { openComplaints } from '@tradepost/core/complaint/open-complaints';
import { escalateTasks } from '@tradepost/core/task/escalate';
import { loadViewer } from '@tradepost/core/users/load-viewer';
import { scopeOf } from '@tradepost/core/visibility/scope';
import { newAndOpenComplaints } from '@tradepost/db/queries/complaint-counts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePerson, type Person, startTestApp, type TestApp } from './api-app.ts';
import { connectAccount, deliver, makeCustomer, textMail, type TestAccount, unique } from './api-mail.ts';

let test: TestApp;
let anna: Person;
let ben: Person;
let manager: Person;
let account: TestAccount;
beforeAll(async () => {
  test = await startTestApp();
  anna = await makePerson(test, 'salesperson', 'Anna');
  ben = await makePerson(test, 'merchandiser', 'Ben');
  manager = await makePerson(test, 'manager', 'Marta');
  account = await connectAccount(test, anna.user.id);
});
afterAll(() => test.close());

/** A customer of Anna's that Ben works on beside her. */
async function customerOf() {
  const buyer = `${unique('buyer')}@${unique('acme')}.example`;
  const customer = await makeCustomer(test, anna.user.id, { name: unique('Acme '), addresses: [buyer] });
  await test.deps.db
    .insertInto('customer_collaborator')
    .values({ customer_id: customer.id, user_id: ben.user.id, can_edit: false, added_by: anna.user.id })
    .execute();
  return { id: customer.id, buyer };
}

async function open(customerId: number, more: object = {}): Promise<ComplaintDetail> {
  const reply = await anna.call('POST', '/api/v1/complaints', {
    customerId,
    sort: 'quality',
    severity: 2,
    what: 'The hinges rust after a week',
    ...more,
  });
  expect(reply.statusCode, reply.body).toBe(200);
  return reply.json();
}

const step = async (person: Person, id: number, name: string, body: object = {}) =>
  person.call('POST', `/api/v1/complaints/${id}/${name}`, body);

async function taskOf(id: number) {
  return test.deps.db
    .selectFrom('task')
    .select(['assignee_id', 'state', 'outcome', sql<string>`due_on::text`.as('due_on')])
    .where('kind', '=', 'complaint')
    .where('subject_key', '=', String(id))
    .orderBy('id')
    .execute();
}

const noticesOf = async (person: Person, id: number) =>
  test.deps.db
    .selectFrom('notice')
    .select(sql<string>`detail ->> 'step'`.as('step'))
    .where('user_id', '=', person.user.id)
    .where('kind', '=', 'complaint')
    .where('subject_id', '=', id)
    .orderBy('id')
    .execute()
    .then((rows) => rows.map(({ step: name }) => name));

it('S3-06 a complaint of a mail goes opened, assigned, corrected, verified, closed, with due days and a full log', async () => {
  const { id: customerId, buyer } = await customerOf();
  const sent = new Date(Date.now() - 3 * 86_400_000);
  const messageId = await deliver(
    test,
    account,
    textMail({ from: buyer, to: account.address, text: 'Your hinges rust!', date: sent }),
  );
  const opened = await open(customerId, { messageId, product: 'Hinge YF-3021', orderRef: 'PO-2024/118' });
  expect(opened).toMatchObject({
    state: 'opened',
    messageId,
    ownerName: 'Anna',
    orderRef: 'PO-2024/118',
    complainedAt: new Date(Math.floor(sent.getTime() / 1000) * 1000).toISOString(),
    overdue: false,
  });
  expect(opened.actionDueOn < opened.closeDueOn).toBe(true);
  expect(await taskOf(opened.id)).toMatchObject([{ assignee_id: anna.user.id, state: 'open' }]);

  const assigned = await step(anna, opened.id, 'assign', {
    assigneeId: ben.user.id,
    note: 'Ask the plating shop',
  });
  expect(assigned.json()).toMatchObject({ state: 'assigned', assigneeName: 'Ben' });
  expect(await noticesOf(ben, opened.id)).toEqual(['assigned']);
  expect(await taskOf(opened.id)).toMatchObject([{ assignee_id: ben.user.id, due_on: opened.actionDueOn }]);

  const corrected = await step(ben, opened.id, 'correct', {
    action: 'Zinc layer 12 µm',
    cause: 'Bath too old',
  });
  expect(corrected.json()).toMatchObject({ state: 'corrected', actedByName: 'Ben', cause: 'Bath too old' });
  // Now it is another one's turn than his who acted.
  expect(await taskOf(opened.id)).toMatchObject([{ assignee_id: anna.user.id, due_on: opened.closeDueOn }]);

  const verified = await step(anna, opened.id, 'verify', { effective: true, text: 'Salt spray 72 h passed' });
  expect(verified.json()).toMatchObject({ state: 'verified', verifiedByName: 'Anna' });
  const closed = await step(anna, opened.id, 'close', { note: 'Customer content' });
  expect(closed.json<ComplaintDetail>()).toMatchObject({ state: 'closed', closedByName: 'Anna' });
  expect(closed.json<ComplaintDetail>().log.map(({ step: name, byName }) => [name, byName])).toEqual([
    ['opened', 'Anna'],
    ['assigned', 'Anna'],
    ['corrected', 'Ben'],
    ['verified', 'Anna'],
    ['closed', 'Anna'],
  ]);
  expect(await taskOf(opened.id)).toMatchObject([{ state: 'closed', outcome: 'done' }]);
  const timeline = (await anna.call('GET', `/api/v1/customers/${customerId}/timeline`)).json();
  const steps = timeline.items.flatMap((entry: { event?: string; detail?: { step: string } }) =>
    entry.event === 'complaint' ? [entry.detail?.step] : [],
  );
  expect(steps.sort()).toEqual(['assigned', 'closed', 'corrected', 'opened', 'verified']);
});

describe('S3-07 a complaint', () => {
  it('is not closed before anybody verified the corrective action', async () => {
    const { id: customerId } = await customerOf();
    const { id } = await open(customerId, { assigneeId: ben.user.id });
    expect((await step(anna, id, 'close')).json().error.code).toBe('conflict');
    await step(ben, id, 'correct', { action: 'Sent new ones' });
    const refused = await step(anna, id, 'close');
    expect(refused.statusCode).toBe(409);
    expect(refused.json().error.message).toMatch(/verified/);
    // Whatever goes past the rules does not either.
    const forced = test.deps.db
      .updateTable('complaint')
      .set({ state: 'closed', closed_by: anna.user.id, closed_at: new Date() })
      .where('id', '=', id)
      .execute();
    await expect(forced).rejects.toThrow(/check/);
  });

  it('is not verified by who acted, but by a colleague or a leader', async () => {
    const { id: customerId } = await customerOf();
    const { id } = await open(customerId, { assigneeId: ben.user.id });
    await step(ben, id, 'correct', { action: 'Sent new ones' });
    expect((await step(ben, id, 'verify', { effective: true, text: 'Fine' })).statusCode).toBe(403);
    expect((await step(manager, id, 'verify', { effective: true, text: 'Fine' })).statusCode).toBe(200);
    const own = await open(customerId);
    await step(manager, own.id, 'correct', { action: 'Discount agreed' });
    expect(
      (await step(manager, own.id, 'verify', { effective: true, text: 'Agreed in writing' })).json(),
    ).toMatchObject({
      state: 'verified',
      assigneeName: 'Marta',
    });
  });

  it('goes back to who acted where the action is not enough, and its leaders hear of it', async () => {
    const { id: customerId } = await customerOf();
    const { id } = await open(customerId, { assigneeId: ben.user.id });
    await step(ben, id, 'correct', { action: 'Wrote to them' });
    const refused = await step(anna, id, 'verify', { effective: false, text: 'They still rust' });
    expect(refused.json<ComplaintDetail>()).toMatchObject({
      state: 'assigned',
      assigneeName: 'Ben',
      action: null,
    });
    expect(refused.json<ComplaintDetail>().log.map(({ step: name }) => name)).toEqual([
      'opened',
      'assigned',
      'corrected',
      'refused',
    ]);
    expect(await noticesOf(ben, id)).toEqual(['assigned', 'refused']);
    expect(await noticesOf(manager, id)).toContain('refused');
    expect(await taskOf(id)).toMatchObject([{ assignee_id: ben.user.id, state: 'open' }]);
  });

  it('is withdrawn only by who leads, and opened again with new days', async () => {
    const { id: customerId } = await customerOf();
    const { id } = await open(customerId);
    const reason = { reason: 'Another supplier’s goods' };
    expect((await step(anna, id, 'withdraw', reason)).statusCode).toBe(403);
    expect((await step(manager, id, 'withdraw', reason)).json()).toMatchObject({
      state: 'withdrawn',
      ...reason,
    });
    expect(await taskOf(id)).toMatchObject([{ state: 'closed', outcome: 'withdrawn' }]);
    expect((await openComplaints(test.deps.db, [customerId])).size).toBe(0);
    expect((await step(manager, id, 'reopen', { reason: 'It was ours' })).json()).toMatchObject({
      state: 'opened',
    });
    expect(await taskOf(id)).toMatchObject([
      { state: 'closed' },
      { state: 'open', assignee_id: anna.user.id },
    ]);
    expect((await openComplaints(test.deps.db, [customerId])).get(customerId)).toMatchObject([{ id }]);
  });

  it('is verified once of two who press at the same time', async () => {
    const { id: customerId } = await customerOf();
    const { id } = await open(customerId, { assigneeId: ben.user.id });
    await step(ben, id, 'correct', { action: 'Sent new ones' });
    const both = await Promise.all([
      step(anna, id, 'verify', { effective: true, text: 'Yes' }),
      step(manager, id, 'verify', { effective: false, text: 'No' }),
    ]);
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
  });
});

it('goes over to the successor with its task where the salesperson had it, and stays with whom else it was given to', async () => {
  const { id: customerId } = await customerOf();
  const own = await open(customerId, { assigneeId: anna.user.id });
  const bens = await open(customerId, { assigneeId: ben.user.id });
  const opened = await open(customerId);
  const cora = await makePerson(test, 'salesperson', 'Cora');
  const moved = await manager.call('PATCH', `/api/v1/customers/${customerId}`, { ownerId: cora.user.id });
  expect(moved.statusCode, moved.body).toBe(200);
  const who = async (id: number) => [
    (await manager.call('GET', `/api/v1/complaints/${id}`)).json().assigneeName,
    ...(await taskOf(id)).map((task) => task.assignee_id),
  ];
  expect(await who(own.id)).toEqual(['Cora', cora.user.id]);
  expect(await who(bens.id)).toEqual(['Ben', ben.user.id]);
  expect(await who(opened.id)).toEqual([null, cora.user.id]);
});

describe('its task', () => {
  it('S3-07 reaches the manager a working day after it was due, and is not closed, put off or given away by itself', async () => {
    const { id: customerId } = await customerOf();
    const { id } = await open(customerId, {
      assigneeId: ben.user.id,
      actionDueOn: '2024-01-02',
      closeDueOn: '2024-02-02',
    });
    const task = await test.deps.db
      .selectFrom('task')
      .select(['id', 'escalates_at', 'next_escalation_at', 'title'])
      .where('kind', '=', 'complaint')
      .where('subject_key', '=', String(id))
      .executeTakeFirstOrThrow();
    const [again, leader, owner] = task.escalates_at;
    expect(again).toBeNull();
    expect(leader).toEqual(task.next_escalation_at);
    expect((owner as Date) > (leader as Date)).toBe(true);
    expect(task.title).toBe('The hinges rust after a week');
    await escalateTasks(test.deps.db, leader as Date);
    const told = await test.deps.db
      .selectFrom('notice')
      .select(sql<string>`detail ->> 'taskKind'`.as('task_kind'))
      .where('user_id', '=', manager.user.id)
      .where('kind', '=', 'task-escalated')
      .where('subject_id', '=', task.id)
      .execute();
    expect(told).toEqual([{ task_kind: 'complaint' }]);
    expect((await manager.call('GET', '/api/v1/complaints?overdue=true')).json().items).toContainEqual(
      expect.objectContaining({ id, overdue: true }),
    );
    const paths = {
      done: {},
      'put-off': { until: 'tomorrow' },
      dismiss: { reason: 'x' },
      assign: { userId: anna.user.id },
    };
    for (const [path, body] of Object.entries(paths)) {
      const reply = await ben.call('POST', `/api/v1/tasks/${task.id}/${path}`, body);
      expect([path, reply.statusCode]).toEqual([path, 409]);
    }
    expect(await taskOf(id)).toMatchObject([{ state: 'open', assignee_id: ben.user.id }]);
  });
});

it('of a customer that nobody has is the turn of who leads', async () => {
  const customer = await makeCustomer(test, null, { name: unique('Nobody’s ') });
  const reply = await manager.call('POST', '/api/v1/complaints', {
    customerId: customer.id,
    sort: 'delivery',
    severity: 3,
    what: 'Nothing came',
  });
  expect(await taskOf(reply.json().id)).toMatchObject([{ assignee_id: manager.user.id }]);
});

it('refuses a mail that is on another customer’s timeline, days out of order, and who does not see the customer', async () => {
  const { id: customerId } = await customerOf();
  const other = await customerOf();
  const messageId = await deliver(test, account, textMail({ from: other.buyer, to: account.address }));
  const draft = { customerId, sort: 'other', severity: 1, what: 'x' };
  const post = async (more: object) =>
    (await anna.call('POST', '/api/v1/complaints', { ...draft, ...more })).json().error?.code;
  expect(await post({ messageId })).toBe('unprocessable');
  expect(await post({ actionDueOn: '2030-05-02', closeDueOn: '2030-05-01' })).toBe('invalid-request');
  const stranger = await makePerson(test, 'salesperson');
  expect(await post({ assigneeId: stranger.user.id })).toBe('invalid-request');
  expect(await post({ what: '  ' })).toBe('invalid-request');
});

describe('the list', () => {
  it('is by state, age, severity, salesperson and what is overdue, and counts', async () => {
    const dora = await makePerson(test, 'salesperson', 'Dora');
    const customer = await makeCustomer(test, dora.user.id, { name: unique('Dora’s ') });
    const make = async (more: object) =>
      (
        await dora.call('POST', '/api/v1/complaints', {
          customerId: customer.id,
          sort: 'packing',
          severity: 1,
          what: 'Boxes crushed',
          ...more,
        })
      ).json<ComplaintDetail>().id;
    const late = await make({
      actionDueOn: '2024-01-02',
      closeDueOn: '2024-02-02',
      complainedAt: new Date(Date.now() - 40 * 86_400_000).toISOString(),
    });
    const fresh = await make({ severity: 3 });
    const ids = async (query: string) =>
      (await dora.call('GET', `/api/v1/complaints?${query}`))
        .json()
        .items.map(({ id }: { id: number }) => id);
    expect(await ids('state=open')).toEqual([fresh, late]);
    expect(await ids('state=open&order=oldest&limit=1')).toEqual([late]);
    expect(await ids('overdue=true')).toEqual([late]);
    expect(await ids('severity=3')).toEqual([fresh]);
    expect(await ids('olderThanDays=30')).toEqual([late]);
    expect(await ids('state=closed')).toEqual([]);
    expect(await ids(`ownerId=${anna.user.id}`)).toEqual([]);
    const counts = (await dora.call('GET', '/api/v1/complaints/counts')).json();
    expect(counts).toMatchObject({ open: 2, overdue: 1, states: [{ state: 'opened', count: 2 }] });
    expect(counts.ages.find(({ fromDays }: { fromDays: number }) => fromDays === 31)).toMatchObject({
      count: 1,
    });
    expect(counts.people).toEqual([{ userId: dora.user.id, name: 'Dora', open: 2, overdue: 1 }]);
  });

  it('is exported by leaders, with harmless cells, on record', async () => {
    const { id: customerId } = await customerOf();
    await open(customerId, { what: '=HYPERLINK("x")' });
    const file = await manager.call('GET', '/api/v1/complaints/export?format=csv&language=zh-CN&state=open');
    expect(file.body).toContain('投诉内容');
    expect(file.body).toContain(`"'=HYPERLINK(""x"")"`);
    expect((await anna.call('GET', '/api/v1/complaints/export?format=csv')).statusCode).toBe(403);
    const record = await test.deps.db
      .selectFrom('audit_log')
      .select('detail')
      .where('action', '=', 'complaints.exported')
      .execute();
    expect(record.length).toBeGreaterThan(0);
  });
});

it('S3-13 the week’s complaints and the open ones by age, with noted market problems, of whom one leads', async () => {
  const { id: customerId } = await customerOf();
  const { id } = await open(customerId, { severity: 3, what: 'Whole container wet' });
  await anna.call('POST', `/api/v1/customers/${customerId}/activities`, {
    kind: 'note',
    state: 'done',
    content: 'Price war in Chile',
    channel: 'market-problem',
    marketProblem: { difficulty: 'price', severity: 3 },
  });
  const week = {
    from: new Date(Date.now() - 7 * 86_400_000),
    to: new Date(Date.now() + 60_000),
    today: '2030-01-01',
  };
  const leader = scopeOf(
    await loadViewer(test.deps.db, { ...manager.user, role: 'manager', department_id: null }),
  );
  const report = await newAndOpenComplaints(test.deps.db, leader, week);
  expect(report.newest[0]).toMatchObject({ severity: 3 });
  expect(report.newest.map((one) => one.id)).toContain(id);
  expect(report.open).toBe(report.ages.reduce((sum, { count }) => sum + count, 0));
  expect(report.overdue).toBe(report.open);
  expect(report.feedback).toContainEqual(
    expect.objectContaining({ difficulty: 'price', content: 'Price war in Chile' }),
  );
  const stranger = await makePerson(test, 'salesperson');
  const his = scopeOf(
    await loadViewer(test.deps.db, { ...stranger.user, role: 'salesperson', department_id: null }),
  );
  expect(await newAndOpenComplaints(test.deps.db, his, week)).toMatchObject({
    opened: 0,
    open: 0,
    newest: [],
    feedback: [],
  });
});
