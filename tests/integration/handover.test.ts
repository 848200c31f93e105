/** Handing customers over: who gets what, nothing lost, undone within a day. */
import { verifyAudit } from '@tradepost/core/audit/verify';
import { tellUnreadHandovers } from '@tradepost/core/handover/tell-unread';
import { JOB_KINDS } from '@tradepost/core/jobs/kinds';
import { runJob } from '@tradepost/core/jobs/run-job';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callCli } from '../helpers/cli.ts';
import { makePerson, type Person, PUBLIC_URL, startTestApp, type TestApp } from './api-app.ts';
import { connectAccount, deliver, makeCustomer, textMail, unique } from './api-mail.ts';

let test: TestApp;
let owner: Person;
beforeAll(async () => {
  test = await startTestApp();
  owner = await makePerson(test, 'owner', 'Lindqvist');
});
afterAll(() => test.close());

const salesperson = (name: string) => makePerson(test, 'salesperson', name);

/** The ways of the worker, to the end. */
async function runJobs(): Promise<void> {
  const jobs = await test.deps.db
    .selectFrom('background_job')
    .select('id')
    .where('kind', 'like', 'handover%')
    .where('state', 'in', ['queued', 'running'])
    .orderBy('id')
    .execute();
  for (const { id } of jobs)
    await runJob(test.deps.db, JOB_KINDS, id, new AbortController().signal, () => undefined);
}

async function handOver(by: Person, body: object) {
  const reply = await by.call('POST', '/api/v1/handovers', body);
  expect(reply.json()).toMatchObject({ state: 'running' });
  await runJobs();
  return (await by.call('GET', `/api/v1/handovers/${reply.json().id}`)).json();
}

/** A salesperson's customer with a contact, an account, and mail of three years. */
async function correspondence(of: Person) {
  const account = await connectAccount(test, of.user.id);
  const buyer = `${unique('buyer')}@${unique('acme')}.example`;
  const customer = await makeCustomer(test, of.user.id, { addresses: [buyer] });
  const messages: number[] = [];
  for (const [year, from, to] of [
    [2023, buyer, account.address],
    [2024, account.address, buyer],
    [2025, buyer, account.address],
  ] as const)
    messages.push(
      await deliver(
        test,
        account,
        textMail({ from, to, subject: `Of ${year}`, date: new Date(Date.UTC(year, 5)) }),
      ),
    );
  return { account, buyer, customer, messages };
}

const timelineOf = async (person: Person, customerId: number) =>
  (await person.call('GET', `/api/v1/customers/${customerId}/timeline?limit=200`)).json().items as {
    kind: string;
    messageId?: number;
    event?: string;
  }[];

describe('a hand-over', () => {
  it('S0-12 splits a leaver’s customers among two: all history is seen, new mail follows, and it is on record', async () => {
    const [xu, yang, zhou] = [await salesperson('Xu'), await salesperson('Yang'), await salesperson('Zhou')];
    const files = [await correspondence(xu), await correspondence(xu), await correspondence(xu)];
    const [first, second] = files as [(typeof files)[0], (typeof files)[0]];
    const plan = {
      fromId: xu.user.id,
      way: 'even',
      to: [{ userId: yang.user.id }, { userId: zhou.user.id }],
      accounts: [{ accountId: first.account.id, toId: yang.user.id }],
    };
    const preview = (await owner.call('POST', '/api/v1/handovers/preview', plan)).json();
    expect(preview).toMatchObject({ customers: 3, left: 0, mayGiveAccounts: true });
    expect(preview.successors.map((heir: { customers: number }) => heir.customers)).toEqual([2, 1]);
    expect(preview.accounts).toHaveLength(3);

    const done = await handOver(owner, { ...plan, reason: 'Xu leaves' });
    expect(done).toMatchObject({ state: 'done', counts: { done: 3, waiting: 0 } });

    const owners = await test.deps.db
      .selectFrom('customer')
      .select(['id', 'owner_id'])
      .where(
        'id',
        'in',
        files.map(({ customer }) => customer.id),
      )
      .orderBy('id')
      .execute();
    expect(owners.map(({ owner_id }) => owner_id)).toEqual([yang.user.id, zhou.user.id, yang.user.id]);
    // All of the history, none of it copied; and no longer the leaver's to see.
    expect(
      (await timelineOf(yang, first.customer.id))
        .filter(({ kind }) => kind === 'mail')
        .map((e) => e.messageId),
    ).toEqual(first.messages.toReversed());
    expect((await yang.call('GET', `/api/v1/messages/${first.messages[0]}`)).statusCode).toBe(200);
    expect((await xu.call('GET', `/api/v1/customers/${first.customer.id}`)).statusCode).toBe(404);
    // New mail to the leaver's address stands before the successor's eyes, whoever has the account.
    for (const [file, heir] of [
      [first, yang],
      [second, zhou],
    ] as const) {
      const next = await deliver(
        test,
        file.account,
        textMail({ from: file.buyer, to: file.account.address }),
      );
      expect((await timelineOf(heir, file.customer.id)).map((entry) => entry.messageId)).toContain(next);
      expect((await heir.call('GET', `/api/v1/messages/${next}`)).statusCode).toBe(200);
    }
    const audit = await test.deps.db
      .selectFrom('audit_log')
      .select(['actor_id', 'action', 'detail'])
      .where('subject_kind', '=', 'handover')
      .where('subject_id', '=', String(done.id))
      .execute();
    expect(audit).toMatchObject([
      {
        actor_id: owner.user.id,
        action: 'handover.started',
        detail: { from: xu.user.id, customers: 3, accounts: [{ id: first.account.id, to: yang.user.id }] },
      },
    ]);
    expect(await verifyAudit(test.deps.db)).toMatchObject({ brokenAt: null });
    const notices = await test.deps.db
      .selectFrom('notice')
      .select(['user_id', 'detail'])
      .where('kind', '=', 'customers-handed-over')
      .where('subject_id', '=', done.id)
      .orderBy('user_id')
      .execute();
    expect(notices).toEqual([
      { user_id: yang.user.id, detail: { count: 2, actorName: 'Xu' } },
      { user_id: zhou.user.id, detail: { count: 1, actorName: 'Xu' } },
    ]);
  });

  it('S1-06 shows who is given a customer today all mail since the first contact, in one timeline', async () => {
    const [old, heir] = [await salesperson('Old'), await salesperson('Heir')];
    const { customer, account, buyer, messages } = await correspondence(old);
    await old.call('POST', '/api/v1/marks', {
      messageId: messages[1],
      kind: 'promise',
      sort: 'price',
      text: 'We keep the price until June',
    });
    await handOver(owner, {
      fromId: old.user.id,
      way: 'even',
      to: [{ userId: heir.user.id }],
      note: 'Call them soon',
    });
    const mails = (await timelineOf(heir, customer.id)).filter(({ kind }) => kind === 'mail');
    expect(mails.map(({ messageId }) => messageId)).toEqual(messages.toReversed());
    for (const id of messages)
      expect((await heir.call('GET', `/api/v1/messages/${id}`)).statusCode).toBe(200);

    const received = (await heir.call('GET', '/api/v1/handovers/received?unread=true')).json().items;
    expect(received).toMatchObject([{ customerId: customer.id, fromName: 'Old', readAt: null }]);
    const page = (await heir.call('GET', `/api/v1/customers/${customer.id}/handover`)).json();
    expect(page).toMatchObject({
      fromName: 'Old',
      toName: 'Heir',
      note: 'Call them soon',
      firstMailAt: '2023-06-01T00:00:00.000Z',
      lastInbound: { messageId: messages[2], from: { address: buyer } },
      lastOutbound: { messageId: messages[1], from: { address: account.address } },
      marks: [{ text: 'We keep the price until June', authorName: 'Old' }],
      people: [{ name: 'Old', mails: 1, isOwner: false }],
    });
    expect((await heir.call('GET', '/api/v1/handovers/received?unread=true')).json().items).toEqual([]);
    // Whose mail it was stays so when the account has another owner.
    await sql`update mail_account set owner_id = ${heir.user.id} where id = ${account.id}`.execute(
      test.deps.db,
    );
    // The date of a mail has no parts of a second.
    await sql`update mail_account_past_owner set until = now() - interval '1 minute'`.execute(test.deps.db);
    await deliver(test, account, textMail({ from: account.address, to: buyer }));
    const { items } = (await heir.call('GET', `/api/v1/customers/${customer.id}/correspondents`)).json();
    expect(items.map(({ name, mails }: { name: string; mails: number }) => [name, mails])).toEqual([
      ['Heir', 1],
      ['Old', 1],
    ]);
  });

  it('S0-12 of who was disabled before takes along what passed to his manager meanwhile, and what he had not sent', async () => {
    const { db } = test.deps;
    const [from, heir, mate] = [await salesperson('F'), await salesperson('H'), await salesperson('M')];
    const { id: customerId } = await makeCustomer(test, from.user.id);
    const todo = { title: 'Send the samples', customerId, dueOn: '2026-03-02' };
    const { id: taskId } = (await from.call('POST', '/api/v1/tasks', todo)).json();
    const letter = (await from.call('POST', '/api/v1/letters', { kind: 'new', customerId })).json();
    await sql`
      update letter set state = 'scheduled', schedule = 'at', due_at = now() + interval '1 hour', submitted_at = now(),
        next_step_at = now() + interval '1 hour', version = 2, content_sha256 = sha256('x'),
        rfc_message_id = 'tomorrow@example.com' where id = ${letter.id}`.execute(db);
    // With a colleague's customer, too, he had something to do.
    const { id: matesId } = await makeCustomer(test, mate.user.id);
    const share = { userId: from.user.id, canEdit: true };
    await mate.call('POST', `/api/v1/customers/${matesId}/collaborators`, share);
    const visit = { kind: 'visit', state: 'planned', plannedAt: new Date(Date.now() + 86_400_000) };
    const planOf = async (id: number) =>
      (await from.call('POST', `/api/v1/customers/${id}/activities`, visit)).json().id as number;
    const [own, mates] = [await planOf(customerId), await planOf(matesId)];
    const assigneeOf = async (id: number) =>
      (await db.selectFrom('activity').select('assignee_id').where('id', '=', id).executeTakeFirst())
        ?.assignee_id;

    const doer = async () =>
      (await db.selectFrom('task').select('assignee_id').where('id', '=', taskId).executeTakeFirst())
        ?.assignee_id;
    await owner.call('PATCH', `/api/v1/users/${from.user.id}`, { disabled: true });
    const deputy = await doer();
    expect(await assigneeOf(mates)).toBe(mate.user.id);
    const stateOf = () =>
      db.selectFrom('letter').select(['state', 'next_step_at']).where('id', '=', letter.id);
    expect(await stateOf().executeTakeFirst()).toEqual({ state: 'draft', next_step_at: null });
    const plan = { fromId: from.user.id, way: 'even', to: [{ userId: heir.user.id }] };
    const preview = (await owner.call('POST', '/api/v1/handovers/preview', plan)).json();
    expect(preview).toMatchObject({ customers: 1, tasks: 1, letters: 1, activities: 1 });
    const { id } = await handOver(owner, plan);
    const page = (await heir.call('GET', `/api/v1/customers/${customerId}/handover`)).json();
    expect(page.drafts).toHaveLength(1);
    expect(await doer()).toBe(heir.user.id);
    expect(await assigneeOf(own)).toBe(heir.user.id);

    // Back with who cannot do it, it is not left with one who sees it no more.
    await owner.call('POST', `/api/v1/handovers/${id}/undo`);
    await runJobs();
    expect(await doer()).toBe(deputy);
  });

  it('goes by region, then country, then to who gets the rest; planned activities go along', async () => {
    const [from, anna, bo] = [await salesperson('F'), await salesperson('Anna'), await salesperson('Bo')];
    const make = async (country: string | null, region: string | null = null) => {
      const { id } = await makeCustomer(test, from.user.id);
      await test.deps.db.updateTable('customer').set({ country, region }).where('id', '=', id).execute();
      return id;
    };
    const customers = [await make('DE'), await make('FR'), await make('DE', ' Bavaria '), await make(null)];
    await test.deps.db
      .insertInto('activity')
      .values({
        customer_id: customers[0] as number,
        kind: 'call',
        state: 'planned',
        planned_at: new Date(),
        assignee_id: from.user.id,
      })
      .execute();
    const to = [
      { userId: anna.user.id, countries: ['DE'] },
      { userId: bo.user.id, regions: ['bavaria'], countries: ['FR'] },
    ];
    const plan = { fromId: from.user.id, way: 'country', to };
    expect((await owner.call('POST', '/api/v1/handovers/preview', plan)).json()).toMatchObject({
      customers: 3,
      left: 1,
      activities: 1,
    });
    await handOver(owner, { ...plan, restTo: anna.user.id });
    const rows = await test.deps.db
      .selectFrom('customer')
      .select('owner_id')
      .where('id', 'in', customers)
      .orderBy('id')
      .execute();
    expect(rows.map(({ owner_id }) => owner_id)).toEqual([anna, bo, bo, anna].map(({ user }) => user.id));
    const planned = await test.deps.db
      .selectFrom('activity')
      .select('assignee_id')
      .where('customer_id', '=', customers[0] as number)
      .executeTakeFirstOrThrow();
    expect(planned.assignee_id).toBe(anna.user.id);
  });

  it('S0-12 takes open tasks and letters along, says so before, shows them to the successor, and brings them back', async () => {
    const { db } = test.deps;
    const [from, heir, third] = [await salesperson('F'), await salesperson('H'), await salesperson('T')];
    await connectAccount(test, from.user.id);
    const { id: customerId } = await makeCustomer(test, from.user.id);
    const todo = { title: 'Send the samples', customerId, dueOn: '2026-03-02' };
    expect((await from.call('POST', '/api/v1/tasks', todo)).statusCode).toBe(200);
    // A third person's stays his.
    const share = { userId: third.user.id, canEdit: true };
    await owner.call('POST', `/api/v1/customers/${customerId}/collaborators`, share);
    const other = { ...todo, title: 'Check the credit', assigneeId: third.user.id };
    expect((await owner.call('POST', '/api/v1/tasks', other)).statusCode).toBe(200);
    const begin = async (subject?: string) => {
      const letter = (await from.call('POST', '/api/v1/letters', { kind: 'new', customerId })).json();
      const change = { version: letter.version, subject };
      if (subject !== undefined)
        expect((await from.call('PATCH', `/api/v1/letters/${letter.id}`, change)).statusCode).toBe(200);
      return letter.id as number;
    };
    const [draft, waits, refused] = [
      await begin('Our offer'),
      await begin('Good morning'),
      await begin('To an address that is none'),
    ];
    // Nobody got it, so it is still to be said.
    await sql`
      update letter set state = 'failed', attempts = 1, schedule = 'now', due_at = now(), submitted_at = now(),
        content_sha256 = sha256('y'), rfc_message_id = 'refused@example.com'
      where id = ${refused}`.execute(db);
    // Opened and left alone: nobody would miss it.
    await begin();
    await sql`
      update letter set state = 'scheduled', schedule = 'at', due_at = now() + interval '1 hour', submitted_at = now(),
        content_sha256 = sha256('x'), rfc_message_id = 'waits@example.com'
      where id = ${waits}`.execute(db);
    const plan = { fromId: from.user.id, way: 'even', to: [{ userId: heir.user.id }] };
    expect((await owner.call('POST', '/api/v1/handovers/preview', plan)).json()).toMatchObject({
      customers: 1,
      tasks: 1,
      letters: 3,
    });

    const { id } = await handOver(owner, plan);
    const page = (await heir.call('GET', `/api/v1/customers/${customerId}/handover`)).json();
    expect(page.tasks.map(({ title }: { title: string }) => title)).toEqual([
      'Send the samples',
      'Check the credit',
    ]);
    // What waited for its hour does not go out in the name of who has left.
    expect(page.drafts.map((letter: { id: number; state: string }) => [letter.id, letter.state])).toEqual([
      [refused, 'draft'],
      [waits, 'draft'],
      [draft, 'draft'],
    ]);
    // Only one's own drafts: a leader who reads the page has none here.
    expect((await owner.call('GET', `/api/v1/customers/${customerId}/handover`)).json().drafts).toEqual([]);

    await owner.call('POST', `/api/v1/handovers/${id}/undo`);
    await runJobs();
    const back = (await from.call('GET', '/api/v1/letters?box=drafts')).json().items;
    expect(back.map((letter: { id: number }) => letter.id)).toEqual([refused, waits, draft]);
  });

  it('survives being broken off: what was not moved is moved later, each once', async () => {
    const [from, heir] = [await salesperson('F'), await salesperson('H')];
    await sql`insert into customer (name, owner_id)
      select 'Many ' || n, ${from.user.id} from generate_series(1, 250) n`.execute(test.deps.db);
    const started = await owner.call('POST', '/api/v1/handovers', {
      fromId: from.user.id,
      way: 'even',
      to: [{ userId: heir.user.id }],
    });
    const again = await owner.call('POST', '/api/v1/handovers', {
      fromId: from.user.id,
      way: 'even',
      to: [{ userId: heir.user.id }],
    });
    expect([again.statusCode, again.json().error.code]).toEqual([409, 'conflict']);
    const { id } = started.json();
    const { job_id: jobId } = await test.deps.db
      .selectFrom('handover')
      .select('job_id')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const stop = new AbortController();
    await runJob(test.deps.db, JOB_KINDS, jobId as number, stop.signal, () => stop.abort());
    expect((await owner.call('GET', `/api/v1/handovers/${id}`)).json()).toMatchObject({
      state: 'running',
      counts: { done: 100, waiting: 150 },
    });
    await runJobs();
    expect((await owner.call('GET', `/api/v1/handovers/${id}`)).json()).toMatchObject({
      state: 'done',
      counts: { done: 250, waiting: 0 },
    });
    const { rows } = await sql<{ changes: number }>`
      select count(*)::int as changes from customer_change x join customer c on c.id = x.customer_id
      where c.owner_id = ${heir.user.id} and x.field = 'owner'`.execute(test.deps.db);
    expect(rows[0]?.changes).toBe(250);
  });
});

describe('undoing a hand-over', () => {
  it('brings back what its successor still has, with account and plans, and says what it left', async () => {
    const [from, heir, third] = [await salesperson('F'), await salesperson('H'), await salesperson('T')];
    const back = await correspondence(from);
    const gone = await makeCustomer(test, from.user.id);
    await test.deps.db
      .insertInto('customer_collaborator')
      .values({ customer_id: back.customer.id, user_id: heir.user.id, can_edit: true })
      .execute();
    const { id } = await handOver(owner, {
      fromId: from.user.id,
      way: 'even',
      to: [{ userId: heir.user.id }],
      accounts: [{ accountId: back.account.id, toId: null }],
    });
    // Away and back again is a change too.
    for (const ownerId of [third.user.id, heir.user.id])
      await owner.call('PATCH', `/api/v1/customers/${gone.id}`, { ownerId });
    expect((await owner.call('POST', `/api/v1/handovers/${id}/undo`)).json()).toMatchObject({
      state: 'undoing',
    });
    await runJobs();
    expect((await owner.call('GET', `/api/v1/handovers/${id}`)).json()).toMatchObject({
      state: 'undone',
      undoUntil: null,
      counts: { undone: 1, kept: 1 },
      accounts: [{ state: 'undone' }],
    });
    const kept = (await owner.call('GET', `/api/v1/handovers/${id}/customers?state=kept`)).json().items;
    expect(kept).toMatchObject([{ customerId: gone.id }]);
    expect((await from.call('GET', `/api/v1/customers/${back.customer.id}`)).json().ownerId).toBe(
      from.user.id,
    );
    expect((await heir.call('GET', `/api/v1/customers/${back.customer.id}`)).json().mayChange).toBe(true);
    const account = await test.deps.db
      .selectFrom('mail_account')
      .select('owner_id')
      .where('id', '=', back.account.id)
      .executeTakeFirstOrThrow();
    expect(account.owner_id).toBe(from.user.id);
    expect((await owner.call('POST', `/api/v1/handovers/${id}/undo`)).statusCode).toBe(409);
  });

  it('is refused after a day', async () => {
    const [from, heir] = [await salesperson('F'), await salesperson('H')];
    await makeCustomer(test, from.user.id);
    const { id } = await handOver(owner, {
      fromId: from.user.id,
      way: 'even',
      to: [{ userId: heir.user.id }],
    });
    await sql`update handover set done_at = now() - interval '25 hours' where id = ${id}`.execute(
      test.deps.db,
    );
    expect((await owner.call('GET', `/api/v1/handovers/${id}`)).json().undoUntil).toBeNull();
    expect((await owner.call('POST', `/api/v1/handovers/${id}/undo`)).json().error.code).toBe('conflict');
  });
});

describe('what is not read', () => {
  it('is told after a week to who handed over and the managers, once, with the number of customers', async () => {
    const [from, heir] = [await salesperson('F'), await salesperson('Slow')];
    const files = [await makeCustomer(test, from.user.id), await makeCustomer(test, from.user.id)];
    const { id } = await handOver(owner, {
      fromId: from.user.id,
      way: 'even',
      to: [{ userId: heir.user.id }],
    });
    await heir.call('GET', `/api/v1/customers/${files[0]?.id}/handover`);
    const told = () =>
      test.deps.db
        .selectFrom('notice')
        .select(['user_id', 'detail'])
        .where('kind', '=', 'handover-unread')
        .where('subject_id', '=', id)
        .execute();
    await tellUnreadHandovers(test.deps.db);
    expect(await told()).toEqual([]);
    await sql`update handover_item set handed_at = now() - interval '8 days' where handover_id = ${id}`.execute(
      test.deps.db,
    );
    await Promise.all([tellUnreadHandovers(test.deps.db), tellUnreadHandovers(test.deps.db)]);
    await tellUnreadHandovers(test.deps.db);
    expect(await told()).toEqual([
      { user_id: owner.user.id, detail: { count: 1, personName: 'Slow', actorName: 'F' } },
    ]);
    const unread = await owner.call('GET', `/api/v1/handovers/${id}/customers?unread=true`);
    expect(unread.json().items).toMatchObject([{ customerId: files[1]?.id, toName: 'Slow' }]);
  });
});

it('what was handed over and merged since is read where it lives on', async () => {
  const [xu, yang] = [await salesperson('Xu'), await salesperson('Yang')];
  const { customer, buyer, account } = await correspondence(xu);
  await handOver(owner, { fromId: xu.user.id, way: 'even', to: [{ userId: yang.user.id }] });
  const target = await makeCustomer(test, yang.user.id);
  await yang.call('POST', `/api/v1/customers/${target.id}/merge`, { sourceId: customer.id });
  await deliver(test, account, textMail({ from: buyer, to: account.address, subject: 'After all' }));
  const unread = async () => (await yang.call('GET', '/api/v1/handovers/received?unread=true')).json().items;
  expect(await unread()).toMatchObject([{ customerId: target.id, readAt: null }]);
  const page = (await yang.call('GET', `/api/v1/customers/${target.id}/handover`)).json();
  expect(page).toMatchObject({ customer: { id: target.id }, lastInbound: { subject: 'After all' } });
  expect(await unread()).toEqual([]);
});

describe('who may hand over', () => {
  it('is a manager, from and to people of his department; mail accounts an administrator', async () => {
    const { db } = test.deps;
    const department = await db
      .insertInto('department')
      .values({ name: unique('Europe '), parent_id: null })
      .returning('id')
      .executeTakeFirstOrThrow();
    const [manager, mine, heir, foreign] = [
      await makePerson(test, 'manager'),
      await salesperson('Mine'),
      await salesperson('Heir'),
      await salesperson('Foreign'),
    ];
    await db
      .updateTable('app_user')
      .set({ department_id: department.id })
      .where('id', 'in', [manager.user.id, mine.user.id, heir.user.id])
      .execute();
    const account = await connectAccount(test, mine.user.id);
    await makeCustomer(test, mine.user.id);
    const preview = (fromId: number, userId: number, more: object = {}) =>
      manager
        .call('POST', '/api/v1/handovers/preview', { fromId, way: 'even', to: [{ userId }], ...more })
        .then((reply) => reply.statusCode);
    expect(await preview(mine.user.id, heir.user.id)).toBe(200);
    expect(await preview(mine.user.id, foreign.user.id)).toBe(404);
    expect(await preview(foreign.user.id, heir.user.id)).toBe(404);
    expect(
      await preview(mine.user.id, heir.user.id, {
        accounts: [{ accountId: account.id, toId: heir.user.id }],
      }),
    ).toBe(403);
  });

  it('says what is wrong with a plan', async () => {
    const [from, heir] = [await salesperson('F'), await salesperson('H')];
    const reader = await makePerson(test, 'reader');
    const gone = await salesperson('Gone');
    await test.deps.db
      .updateTable('app_user')
      .set({ disabled_at: new Date() })
      .where('id', '=', gone.user.id)
      .execute();
    const start = (body: object) =>
      owner.call('POST', '/api/v1/handovers', { fromId: from.user.id, way: 'even', ...body });
    const id = heir.user.id;
    for (const body of [
      { to: [{ userId: id }, { userId: id }] },
      { to: [{ userId: from.user.id }] },
      { to: [{ userId: reader.user.id }] },
      { to: [{ userId: gone.user.id }] },
      { to: [] },
      { to: [{ userId: id }], way: 'chosen' },
      { to: [{ userId: id }], way: 'country' },
      { to: [{ userId: id, share: 0.5 }] },
    ])
      expect((await start(body)).statusCode).toBe(400);
    expect((await start({ to: [{ userId: id }] })).json().error.code).toBe('unprocessable');
  });
});

describe('scripts/tradepost handover', () => {
  it('shows what would move, moves it to the end, and brings it back', async () => {
    const [from, anna, bo] = [await salesperson('F'), await salesperson('Anna'), await salesperson('Bo')];
    const account = await connectAccount(test, from.user.id);
    for (const country of ['DE', 'FR', 'US'])
      await test.deps.db
        .insertInto('customer')
        .values({ name: `Of ${country}`, country, owner_id: from.user.id })
        .execute();
    const cli = (...args: string[]) =>
      callCli(
        {
          DATABASE_URL: test.database.url,
          REDIS_URL: test.redisServer.url,
          TRADEPOST_DATA: test.dataDir,
          PUBLIC_URL,
        },
        ['handover', ...args, '--json'],
      );
    const plan = ['--from', from.user.email, '--to', `${anna.user.email}=DE,${bo.user.email}=FR`];
    const preview = await cli(...plan, '--dry-run');
    expect(preview.json()).toMatchObject({ customers: 2, left: 1 });
    const done = await cli(...plan, '--rest', bo.user.email, '--accounts', 'nobody', '--reason', 'Leaves');
    expect(done).toMatchObject({ code: 0, stderr: '' });
    expect(done.json()).toMatchObject({ state: 'done', counts: { done: 3 } });
    const owner = async () =>
      (
        await test.deps.db
          .selectFrom('mail_account')
          .select('owner_id')
          .where('id', '=', account.id)
          .executeTakeFirstOrThrow()
      ).owner_id;
    expect(await owner()).toBeNull();
    const { id } = done.json<{ id: number }>();
    expect((await cli('undo', String(id))).json()).toMatchObject({ state: 'undone', counts: { undone: 3 } });
    expect(await owner()).toBe(from.user.id);
    expect((await cli('list')).json()).toMatchObject(
      expect.arrayContaining([expect.objectContaining({ id, from: 'F', state: 'undone' })]),
    );
    const wrong = await cli('--from', from.user.email, '--to', `${anna.user.email}=Germany`);
    expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('country codes')]);
  });
});
