/** Filing the past again: in the background, through kills, and never against what a person has decided. */
import { addContact } from '@tradepost/core/customers/contacts';
import { fileByHand, undoFiling } from '@tradepost/core/filing/by-hand';
import { requestRefile } from '@tradepost/core/filing/refile';
import { JOB_KINDS } from '@tradepost/core/jobs/kinds';
import { runJob } from '@tradepost/core/jobs/run-job';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ADMINISTRATOR, openRules, type Rules } from '../helpers/actors.ts';
import { type Company, startCompany } from '../helpers/company.ts';
import { closeGate } from '../helpers/gate.ts';
import { mail } from '../helpers/mails.ts';
import { fillInbox, look } from '../helpers/oracle.ts';
import { type RunningProcess, startProcess } from '../helpers/process.ts';
import { waitFor } from '../helpers/wait-for.ts';

let company: Company;
let rules: Rules;
const processes: RunningProcess[] = [];
beforeEach(async () => {
  company = await startCompany();
  rules = await openRules(company);
});
afterEach(async () => {
  for (const one of processes.splice(0)) await one.kill();
  await rules.close();
  await company.stop();
});

const timelineOf = async (customerId: number) =>
  (
    await sql<{ subject: string; direction: string; rule: string }>`
      select m.subject, t.direction, f.rule from timeline_entry t join message m on m.id = t.message_id
      join filing f on f.message_id = m.id and f.customer_id = t.customer_id and f.undone_at is null
      where t.customer_id = ${customerId} order by m.subject`.execute(company.db)
  ).rows;
const job = async (id: number) =>
  company.db.selectFrom('background_job').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const run = (id: number) => runJob(company.db, JOB_KINDS, id, new AbortController().signal, () => undefined);
const never = { viewer: null, scope: ADMINISTRATOR.scope };

describe('filing the past', () => {
  it('goes on where it was when its process is killed half-way', async () => {
    const { user } = await company.connect();
    const count = await fillInbox(company, user, 1_400, {
      from: (index) => `p${index % 7}@acme.example`,
      octets: 200,
    });
    await company.startServices();
    await company.synced();
    await company.stopServices();
    const customer = await company.customer('Acme', { domains: ['acme.example'] });
    // In the middle of the second of its steps.
    const gate = await closeGate(company.database, 'filing', 700);
    const id = await requestRefile(company.db, { customerId: customer }, null);
    processes.push(startProcess('apps/scheduler/src/main.ts', company.env));
    const first = startProcess('apps/ingest/src/main.ts', company.env);
    processes.push(first);
    await gate.reached();
    await first.kill();
    expect(await job(id)).toMatchObject({ state: 'running', done: 500 });
    await gate.passUntil(Infinity);
    await company.redis.flushAll();
    // Its lease runs out by itself; the test does not wait for the clock.
    await sql`update background_job set lease_until = now() - interval '1 second' where id = ${id}`.execute(
      company.db,
    );
    processes.push(startProcess('apps/ingest/src/main.ts', company.env));
    await waitFor(async () => (await job(id)).state === 'done');
    // Each mail once: what was done before the kill was not done again.
    expect(await job(id)).toMatchObject({ done: count - 1, total: count - 1, error: null });
    expect((await timelineOf(customer)).length).toBe(count - 1);
  });

  it('is done by one process at a time, however often it is asked for', async () => {
    const { user } = await company.connect();
    await fillInbox(company, user, 700, { from: () => 'p@acme.example', octets: 200 });
    await company.startServices();
    await company.synced();
    await company.stopServices();
    const customer = await company.customer('Acme', { domains: ['acme.example'] });
    const id = await requestRefile(company.db, { customerId: customer }, null);
    expect(await requestRefile(company.db, { customerId: customer }, null)).toBe(id);
    const claims = await Promise.all([run(id), run(id), run(id)]);
    expect(claims.filter(Boolean).length).toBe(1);
    expect(await job(id)).toMatchObject({ state: 'done', done: 700 });
    expect(await run(id)).toBe(false);
  });

  it('that waits already is not begun before the change that asks for it again is committed', async () => {
    const { user } = await company.connect();
    for (const name of ['one', 'two'])
      await company.dovecot.deliver(
        user,
        mail({ from: `${name}@acme.example`, to: user.address, subject: name }),
      );
    await company.startServices();
    await company.synced();
    await company.stopServices();
    const customer = await company.customer('Acme', { addresses: ['one@acme.example'] });
    const waiting = await requestRefile(company.db, { customerId: customer }, null);
    const running: Promise<boolean>[] = [];
    await company.db.transaction().execute(async (tx) => {
      const { id: contact } = await tx
        .insertInto('contact')
        .values({ customer_id: customer, name: 'Two' })
        .returning('id')
        .executeTakeFirstOrThrow();
      await tx
        .insertInto('contact_address')
        .values({ address: 'two@acme.example', contact_id: contact, customer_id: customer })
        .execute();
      expect(await requestRefile(tx, { customerId: customer }, null)).toBe(waiting);
      running.push(run(waiting));
      await waitFor(async () => {
        const { rows } = await sql<{ n: number }>`
          select count(*) as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
          company.db,
        );
        return (rows[0]?.n ?? 0) > 0 || (await job(waiting)).state === 'done';
      });
    });
    await Promise.all(running);
    expect((await timelineOf(customer)).map((row) => row.subject)).toEqual(['one', 'two']);
  });

  it('happens by itself when a contact is added', async () => {
    const { user } = await company.connect();
    await company.dovecot.deliver(
      user,
      mail({ from: 'neu@stahl.example', to: user.address, subject: 'Past' }),
    );
    const customer = await company.customer('Stahl', {});
    await company.startServices();
    await company.synced();
    expect(await timelineOf(customer)).toEqual([]);
    await addContact(rules, never, customer, { name: 'Neu', addresses: ['neu@stahl.example'] });
    const entries = await waitFor(async () => {
      const rows = await timelineOf(customer);
      return rows.length > 0 && rows;
    });
    expect(entries).toEqual([{ subject: 'Past', direction: 'inbound', rule: 'contact' }]);
  });

  it('does not repeat what a person has undone, nor undo what a person has filed', async () => {
    const { user, accountId } = await company.connect();
    const customer = await company.customer('Acme', { addresses: ['a@acme.example'] });
    for (const [subject, from] of [
      ['Undone', 'a@acme.example'],
      ['By rule', 'a@acme.example'],
      ['By hand', 'someone@else.example'],
    ] as const)
      await company.dovecot.deliver(user, mail({ from, to: user.address, subject }));
    await company.startServices();
    await company.synced();
    const idOf = async (subject: string) =>
      (
        await company.db
          .selectFrom('message')
          .select('id')
          .where('subject', '=', subject)
          .executeTakeFirstOrThrow()
      ).id;
    const filing = await company.db
      .selectFrom('filing')
      .select('id')
      .where('message_id', '=', await idOf('Undone'))
      .executeTakeFirstOrThrow();
    await undoFiling(rules, ADMINISTRATOR, filing.id);
    await fileByHand(rules, ADMINISTRATOR, await idOf('By hand'), customer);
    await run(await requestRefile(company.db, { customerId: customer }, null));
    // Nor by another way: fetched again, as after a change of UIDVALIDITY.
    await company.dovecot.doveadm(['mailbox', 'update', '-u', user.user, '--uid-validity', '99', 'INBOX']);
    await look(company, accountId);
    expect(await timelineOf(customer)).toEqual([
      { subject: 'By hand', direction: 'inbound', rule: 'manual' },
      { subject: 'By rule', direction: 'inbound', rule: 'contact' },
    ]);
    const undone = await company.db
      .selectFrom('filing')
      .select(['rule', 'undone_at'])
      .where('message_id', '=', await idOf('Undone'))
      .execute();
    expect(undone).toMatchObject([{ rule: 'contact', undone_at: expect.any(Date) }]);
  });
});
