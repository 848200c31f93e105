/** Mail that waits for an answer: what starts the clock, what stops it, and whose it is. */
import { touchNextContact } from '@tradepost/core/follow-up/touch-next-contact';
import { markPrivate } from '@tradepost/core/filing/private-mark';
import { keepAnswers } from '@tradepost/core/answers/keep-answers';
import { scopeOf } from '@tradepost/core/visibility/scope';
import { loadViewer } from '@tradepost/core/users/load-viewer';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answersOf, type Case, countedAccount, look, makeCase, send, type TaskRow } from './answers.ts';
import { makePerson, type Person, startTestApp, type TestApp } from './api-app.ts';
import { connectAccount, type TestAccount, unique } from './api-mail.ts';

let test: TestApp;
let anna: Person;
let ben: Person;
let annas: TestAccount;
let bens: TestAccount;
beforeAll(async () => {
  test = await startTestApp();
  await makePerson(test, 'owner', 'Boss');
  anna = await makePerson(test, 'salesperson', 'Anna');
  ben = await makePerson(test, 'salesperson', 'Ben');
  annas = await countedAccount(test, anna.user.id);
  bens = await countedAccount(test, ben.user.id);
});
afterAll(() => test.close());

const newCase = (): Promise<Case> => makeCase(test, anna, annas);
const states = (tasks: readonly TaskRow[]) => tasks.map(({ state, outcome }) => outcome ?? state);
const waitsOf = (customerId: number) =>
  test.deps.db
    .selectFrom('answer_wait')
    .selectAll()
    .where('customer_id', '=', customerId)
    .orderBy('since')
    .execute();

describe('a mail of a customer', () => {
  it('waits for its salesperson until it is answered, and says by whom and after how long', async () => {
    const one = await newCase();
    const mail = await one.asks({ at: -30 });
    const [open] = await one.answers();
    expect(open).toMatchObject({
      state: 'open',
      assignee_id: anna.user.id,
      message_id: mail.id,
      due_at: expect.any(Date),
      escalates_at: [expect.any(Date), expect.any(Date), expect.any(Date)],
      detail: { inquiry: false, since: expect.any(String) },
    });
    const reply = await one.writes({ answers: mail });
    const closed = await one.answers();
    expect(closed).toHaveLength(1);
    expect(closed[0]).toMatchObject({ id: open?.id, outcome: 'replied', closing_message_id: reply.id });
    expect(await waitsOf(one.customerId)).toMatchObject([
      {
        message_id: mail.id,
        reply_id: reply.id,
        replied_by: anna.user.id,
        user_id: anna.user.id,
        counted: true,
      },
    ]);
    expect((await waitsOf(one.customerId))[0]?.working_seconds).toBe(closed[0]?.working_seconds);
  });

  it('waits from the oldest of several on, also when that one comes into the archive last', async () => {
    const one = await newCase();
    const newer = await one.asks({ at: -3 });
    expect(await one.answers()).toMatchObject([{ message_id: newer.id }]);
    const older = await one.asks({
      at: -20,
      subject: 'Re: Order',
      headers: [`References: <${newer.rfcId}>`],
    });
    const moved = await one.answers();
    expect(moved).toHaveLength(1);
    expect(moved[0]).toMatchObject({ state: 'open', message_id: older.id });
  });

  it('is answered whichever of the two is archived first', async () => {
    const sentFirst = await newCase();
    const mail = { from: sentFirst.buyer, to: annas.address, at: -5 };
    const asked = await send(test, annas, mail);
    await sentFirst.writes({ answers: asked });
    expect(await sentFirst.answers()).toEqual([]);
    expect(await waitsOf(sentFirst.customerId)).toHaveLength(1);
  });

  it.each<[string, (one: Case) => Promise<unknown>]>([
    ['an automatic reply of ours', (one) => one.writes({ headers: ['Auto-Submitted: auto-replied'] })],
    [
      'a mailing of ours',
      (one) => one.writes({ headers: ['List-Unsubscribe: <mailto:off@lindqvist.test>'] }),
    ],
    [
      'a mail passed on to a third party',
      async (one) => {
        const [task] = await one.answers();
        const asked = await test.deps.db
          .selectFrom('message')
          .select(['id', 'rfc_message_id'])
          .where('id', '=', task?.message_id as number)
          .executeTakeFirstOrThrow();
        await send(test, annas, {
          from: annas.address,
          to: 'desk@forwarder.example',
          at: -1,
          answers: { id: asked.id, rfcId: asked.rfc_message_id as string },
        });
      },
    ],
    ['a fresh mail to a colleague there', (one) => one.writes({ to: `boss@${one.buyer.split('@')[1]}` })],
    ['what we sent before', (one) => one.writes({ at: -9 })],
    [
      'a logged call',
      async (one) => {
        const call = {
          kind: 'call',
          state: 'done',
          doneAt: new Date().toISOString(),
          direction: 'outbound',
          content: 'Rang them',
        };
        expect(
          (await anna.call('POST', `/api/v1/customers/${one.customerId}/activities`, call)).statusCode,
        ).toBeLessThan(300);
      },
    ],
  ])('waits on after %s', async (_, happens) => {
    const one = await newCase();
    await one.asks();
    expect(states(await one.answers())).toEqual(['open']);
    await happens(one);
    expect(states(await one.answers())).toEqual(['open']);
  });

  it('of a customer of the pool, or of one who has left, waits for somebody who sees the customer', async () => {
    const gone = await makePerson(test, 'salesperson', 'Gone');
    for (const change of [sql`owner_id = null, pooled_at = now()`, sql`owner_id = ${gone.user.id}`]) {
      const one = await newCase();
      await sql`update customer set ${change} where id = ${one.customerId}`.execute(test.deps.db);
      await sql`update app_user set disabled_at = now() where id = ${gone.user.id}`.execute(test.deps.db);
      await one.asks({ at: -6 });
      const [task] = await one.answers();
      expect(task?.assignee_id).not.toBe(anna.user.id);
      const { rows } = await sql<{ role: string }>`
        select role from app_user where id = ${task?.assignee_id ?? null} and disabled_at is null`.execute(
        test.deps.db,
      );
      expect(rows).toEqual([{ role: 'owner' }]);
    }
  });

  it('of a customer off the lists whose salesperson has left is told to who leads him', async () => {
    const gone = await makePerson(test, 'salesperson', 'Gone');
    const one = await makeCase(test, gone, annas);
    await sql`update customer set archived_at = now() where id = ${one.customerId}`.execute(test.deps.db);
    await sql`update app_user set disabled_at = now() where id = ${gone.user.id}`.execute(test.deps.db);
    await one.asks({ at: -6 });
    await one.answers();
    const told = await test.deps.db
      .selectFrom('notice')
      .select('user_id')
      .where('kind', '=', 'off-list-mail')
      .where('customer_id', '=', one.customerId)
      .execute();
    expect(told).toEqual([{ user_id: expect.any(Number) }]);
    expect(told[0]?.user_id).not.toBe(gone.user.id);
  });

  it.each<[string, (one: Case) => Promise<unknown>]>([
    ['a fresh mail to who asked', (one) => one.writes({ subject: 'Our offer' })],
    [
      'a colleague’s mail from his own account',
      async (one) => {
        await send(test, bens, { from: bens.address, to: one.buyer, at: -1, subject: 'Hello' });
      },
    ],
  ])('is answered by %s', async (_, happens) => {
    const one = await newCase();
    await one.asks();
    expect(states(await one.answers())).toEqual(['open']);
    await happens(one);
    expect(states(await one.answers())).toEqual(['replied']);
  });

  it.each<[string, Partial<Parameters<Case['asks']>[0]>]>([
    ['an absence note', { headers: ['Auto-Submitted: auto-replied'] }],
    ['a newsletter', { headers: ['List-Id: <news.mueller.example>'] }],
    ['mail from before the account was counted', { at: -24 * 31 }],
  ])('starts no clock: %s', async (_, mail) => {
    const one = await newCase();
    await one.asks(mail);
    expect(await one.answers()).toEqual([]);
  });

  it('of an account that was connected just now starts a clock only if it came since', async () => {
    const fresh = await connectAccount(test, anna.user.id);
    await sql`update mail_account set last_success_at = now() + interval '1 day' where id = ${fresh.id}`.execute(
      test.deps.db,
    );
    const one = await makeCase(test, anna, fresh);
    await one.asks({ at: -48 });
    await one.asks({ at: -3, subject: 'Another' });
    expect(await one.answers()).toEqual([]);
    const now = await one.asks({ at: 1, subject: 'A third' });
    expect(await one.answers()).toMatchObject([{ message_id: now.id }]);
  });

  it('that a later contact brings onto a timeline waits if it is new, and not if it is history', async () => {
    const stranger = `${unique('stranger')}@${unique('new')}.example`;
    const old = await send(test, annas, { from: stranger, to: annas.address, at: -24 * 20 });
    await sql`update message set created_at = now() - interval '20 days' where id = ${old.id}`.execute(
      test.deps.db,
    );
    const recent = await send(test, annas, { from: stranger, to: annas.address, at: -6, subject: 'Second' });
    const made = await anna.call('POST', '/api/v1/customers', {
      name: unique('New '),
      contacts: [{ addresses: [stranger] }],
    });
    const { id } = made.json<{ id: number }>();
    await refile(id);
    expect(await answersOf(test, id)).toMatchObject([{ message_id: recent.id }]);
  });
});

/** The job that files the past. */
async function refile(customerId: number): Promise<void> {
  const { runJob } = await import('@tradepost/core/jobs/run-job');
  const { JOB_KINDS } = await import('@tradepost/core/jobs/kinds');
  const jobs = await test.deps.db
    .selectFrom('background_job')
    .select('id')
    .where('state', '=', 'queued')
    .execute();
  for (const { id } of jobs)
    await runJob(test.deps.db, JOB_KINDS, id, new AbortController().signal, () => {});
  expect(customerId).toBeGreaterThan(0);
}

describe('sent mail that is archived later', () => {
  const sentBox = async (accountId: number) =>
    test.deps.db
      .insertInto('mailbox')
      .values({ account_id: accountId, path: 'Sent', special_use: '\\Sent', uid_validity: 1, uid_next: 5 })
      .returning('id')
      .executeTakeFirstOrThrow();

  it('is waited for: nobody is alarmed by a first backfill or by an account that was away', async () => {
    const account = await countedAccount(test, anna.user.id);
    const sent = await sentBox(account.id);
    const one = await makeCase(test, anna, account);
    const asked = await one.asks({ at: -70 });
    expect(await one.answers()).toEqual([]);
    // The sent mail was looked at, but the newest of it is not here.
    await sql`update mailbox set server_count_at = now() where id = ${sent.id}`.execute(test.deps.db);
    await dueAgain();
    expect(await one.answers()).toEqual([]);
    await one.writes({ answers: asked, at: -69 });
    await sql`update mailbox set covered = '{[4,5)}', server_count_at = now() where id = ${sent.id}`.execute(
      test.deps.db,
    );
    await dueAgain();
    expect(await one.answers()).toEqual([]);
    expect(await waitsOf(one.customerId)).toMatchObject([{ replied_by: anna.user.id }]);
  });

  it('is not waited for any longer than some hours, and not once it is known', async () => {
    const account = await countedAccount(test, anna.user.id);
    const sent = await sentBox(account.id);
    const one = await makeCase(test, anna, account);
    const asked = await one.asks({ at: -7 });
    expect(await one.answers()).toEqual([]);
    await sql`update message set created_at = now() - interval '7 hours' where id = ${asked.id}`.execute(
      test.deps.db,
    );
    await dueAgain();
    expect(states(await one.answers())).toEqual(['open']);
    const two = await makeCase(test, anna, account);
    await two.asks({ at: -1 });
    expect(await two.answers()).toEqual([]);
    await sql`update mailbox set covered = '{[4,5)}', server_count_at = now() where id = ${sent.id}`.execute(
      test.deps.db,
    );
    await dueAgain();
    expect(states(await two.answers())).toEqual(['open']);
  });

  it('is not waited for in the letters that were written here: no server is ever asked for them', async () => {
    const account = await countedAccount(test, anna.user.id);
    const sent = await sentBox(account.id);
    // As a first letter that went out makes it.
    await sql`
      insert into mailbox (account_id, path, special_use, kind, uid_validity, uid_next, covered)
      values (${account.id}, 'letters://sent', '\\Sent', 'letters', 1, 2, '{[1,2)}')`.execute(test.deps.db);
    const one = await makeCase(test, anna, account);
    await one.asks({ at: -1 });
    await sql`update mailbox set covered = '{[4,5)}', server_count_at = now() where id = ${sent.id}`.execute(
      test.deps.db,
    );
    expect(states(await one.answers())).toEqual(['open']);
  });

  const dueAgain = () => sql`update answer_lead set look_at = now()`.execute(test.deps.db);
});

describe('what changes later', () => {
  it('the filing is undone or the mail marked private: nothing waits; put back, it waits again', async () => {
    const one = await newCase();
    const mail = await one.asks();
    await one.answers();
    const scope = scopeOf(await loadViewer(test.deps.db, { ...anna.user, department_id: null }));
    await markPrivate(test.deps, scope, mail.id, true);
    expect(states(await one.answers())).toEqual(['over']);
    await markPrivate(test.deps, scope, mail.id, false);
    expect(states(await one.answers())).toEqual(['over', 'open']);
  });

  it('another salesperson gets the customer: the mail waits for him, as the same task', async () => {
    const one = await newCase();
    await one.asks();
    const [before] = await one.answers();
    await sql`update customer set owner_id = ${ben.user.id} where id = ${one.customerId}`.execute(
      test.deps.db,
    );
    expect(await one.answers()).toMatchObject([{ id: before?.id, state: 'open', assignee_id: ben.user.id }]);
    await sql`update customer set owner_id = null where id = ${one.customerId}`.execute(test.deps.db);
    await test.deps.db.transaction().execute((tx) => touchNextContact(tx, [one.customerId]));
    const [pooled] = await one.answers();
    expect(pooled).toMatchObject({ id: before?.id, state: 'open' });
    expect([anna.user.id, ben.user.id]).not.toContain(pooled?.assignee_id);
    await sql`update customer set archived_at = now() where id = ${one.customerId}`.execute(test.deps.db);
    expect(states(await one.answers())).toEqual(['over']);
  });

  it('of a customer off the lists starts no clock, and its salesperson is told once until it is answered', async () => {
    const one = await newCase();
    await sql`update customer set archived_at = now() where id = ${one.customerId}`.execute(test.deps.db);
    const first = await one.asks({ at: -6 });
    await one.asks({ at: -5, answers: first });
    expect(await one.answers()).toEqual([]);
    const told = () =>
      test.deps.db
        .selectFrom('notice')
        .select(['user_id', 'mail_at'])
        .where('kind', '=', 'off-list-mail')
        .where('customer_id', '=', one.customerId)
        .execute();
    expect(await told()).toEqual([{ user_id: anna.user.id, mail_at: expect.any(Date) }]);
    await one.writes({ at: -4, answers: first });
    await one.asks({ at: -2, answers: first });
    await one.answers();
    expect(await told()).toHaveLength(2);
    // Back on the lists, it waits as any other does.
    expect((await anna.call('POST', `/api/v1/customers/${one.customerId}/restore`)).statusCode).toBe(200);
    await sql`insert into answer_lead (customer_id, thread_id) select ${one.customerId}, thread_id from message
      where id = ${first.id}`.execute(test.deps.db);
    expect(states(await one.answers())).toEqual(['open']);
  });

  it('is seen on the mail itself: that it waits, that it needs no answer, and that it waits again', async () => {
    const one = await newCase();
    const asked = await one.asks();
    const [task] = await one.answers();
    const onMail = async () =>
      (await anna.call('GET', `/api/v1/messages/${asked.id}/tasks`)).json<{
        items: { id: number; state: string; outcome: string | null }[];
      }>().items;
    expect(await onMail()).toMatchObject([{ id: task?.id, state: 'open' }]);
    await anna.call('POST', `/api/v1/tasks/${task?.id}/dismiss`, { reason: 'Only thanks' });
    expect(await onMail()).toMatchObject([{ id: task?.id, state: 'closed', outcome: 'dismissed' }]);
    await anna.call('POST', `/api/v1/tasks/${task?.id}/reopen`);
    await anna.call('POST', `/api/v1/tasks/${task?.id}/promise`, { by: '2099-01-05' });
    expect((await onMail()).filter(({ state }) => state === 'open')).toMatchObject([{ kind: 'promise' }]);
  });

  it('a colleague who was given it keeps it, until the customer is another’s', async () => {
    const one = await newCase();
    const mail = await one.asks({ at: -3 });
    const [task] = await one.answers();
    await test.deps.db
      .insertInto('customer_collaborator')
      .values({ customer_id: one.customerId, user_id: ben.user.id, can_edit: true })
      .execute();
    expect(
      (await anna.call('POST', `/api/v1/tasks/${task?.id}/assign`, { userId: ben.user.id })).statusCode,
    ).toBe(200);
    await one.asks({ at: -1, answers: mail });
    expect(await one.answers()).toMatchObject([
      { id: task?.id, assignee_id: ben.user.id, message_id: mail.id },
    ]);
    await sql`update customer set owner_id = ${anna.user.id}, owned_since = now() + interval '1 second' where id = ${one.customerId}`.execute(
      test.deps.db,
    );
    await sql`insert into answer_lead (customer_id) values (${one.customerId})`.execute(test.deps.db);
    expect(await one.answers()).toMatchObject([{ id: task?.id, assignee_id: anna.user.id }]);
  });

  it('two threads turn out to be one: one task, from the older mail on; what was dismissed stays dismissed', async () => {
    const one = await newCase();
    const first = await one.asks({ at: -8, subject: 'First' });
    const second = await one.asks({ at: -6, subject: 'Second' });
    const both = await one.answers();
    expect(states(both)).toEqual(['open', 'open']);
    await sql`update task set state = 'closed', outcome = 'dismissed', close_note = 'A greeting', closed_at = now()
      where id = ${both.find(({ message_id: id }) => id === first.id)?.id}`.execute(test.deps.db);
    await one.asks({ at: -3, subject: 'Third', headers: [`References: <${first.rfcId}> <${second.rfcId}>`] });
    const joined = await one.answers();
    expect(states(joined).sort()).toEqual(['dismissed', 'open']);
    expect(joined.find(({ state }) => state === 'open')).toMatchObject({ message_id: second.id });
    const third = await one.writes({ answers: second });
    expect(third.id).toBeGreaterThan(0);
    expect(states(await one.answers()).sort()).toEqual(['dismissed', 'replied']);
  });

  it('what a person settled waits no more, and a later mail waits anew', async () => {
    const one = await newCase();
    const mail = await one.asks();
    const [task] = await one.answers();
    await sql`update task set state = 'closed', outcome = 'dismissed', close_note = 'No answer needed', closed_at = now()
      where id = ${task?.id}`.execute(test.deps.db);
    expect(states(await one.answers())).toEqual(['dismissed']);
    const later = await one.asks({ at: -0.5, answers: mail });
    expect(await one.answers()).toMatchObject([
      { outcome: 'dismissed' },
      { state: 'open', message_id: later.id },
    ]);
  });
});

describe('the look', () => {
  it('by many at once opens one task for each mail, and an idle one writes nothing', async () => {
    const cases = await Promise.all(Array.from({ length: 5 }, newCase));
    for (const one of cases) await one.asks();
    await Promise.all(Array.from({ length: 6 }, () => keepAnswers(test.deps.db)));
    await look(test);
    for (const one of cases) expect(states(await one.answers())).toEqual(['open']);
    expect(await keepAnswers(test.deps.db)).toBe(0);
  });

  it('that fails on one thread goes on with the others, and comes back to it', async () => {
    const [bad, good] = [await newCase(), await newCase()];
    await bad.asks();
    await good.asks();
    await sql`create function refuse_task() returns trigger language plpgsql as $$ begin
      if new.customer_id = ${sql.lit(bad.customerId)} then raise exception 'refused'; end if; return new; end $$`.execute(
      test.deps.db,
    );
    await sql`create trigger refuse before insert on task for each row execute function refuse_task()`.execute(
      test.deps.db,
    );
    await expect(keepAnswers(test.deps.db)).rejects.toThrow('refused');
    expect(states(await good.answers())).toEqual(['open']);
    await sql`drop trigger refuse on task`.execute(test.deps.db);
    await sql`update answer_lead set look_at = now()`.execute(test.deps.db);
    expect(states(await bad.answers())).toEqual(['open']);
  });
});
