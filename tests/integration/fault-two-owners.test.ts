/** A process that slept past its leases wakes up while another has taken its work. */
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Company, startCompany } from '../helpers/company.ts';
import type { MailUser } from '../helpers/dovecot.ts';
import { holdMailsUpTo } from '../helpers/hold-mails.ts';
import { addAccount, expectWhole, fillInbox, healthOf, look, placesOf } from '../helpers/oracle.ts';
import { type RunningProcess, startProcess } from '../helpers/process.ts';
import { startTcpProxy, type TcpProxy } from '../helpers/tcp-proxy.ts';
import { waitFor } from '../helpers/wait-for.ts';

let company: Company;
let user: MailUser;
let accountId: number;
let proxy: TcpProxy;
const processes: RunningProcess[] = [];
beforeEach(async () => {
  company = await startCompany();
  user = await company.dovecot.createUser();
  proxy = await startTcpProxy({ port: company.dovecot.port });
});
afterEach(async () => {
  for (const one of processes.splice(0)) await one.kill();
  await proxy.stop();
  await company.stop();
});

const run = (app: 'ingest' | 'scheduler') => {
  const one = startProcess(`apps/${app}/src/main.ts`, company.env);
  processes.push(one);
  return one;
};
const leasesRunOut = () =>
  sql`update mail_account set sync_lease_until = now() - interval '1 second', watch_lease_until = now() - interval '1 second',
    next_attempt_at = now() where id = ${accountId}`.execute(company.db);

/** Mails of which the first batch of a backfill is made, newest first, and more. */
const FIRST = 240;

/** An account and a process that sleeps in the middle of its backfill, half a batch in its hands and no transaction open. */
async function putToSleep(count: number): Promise<RunningProcess> {
  proxy.set({ hold: holdMailsUpTo(count - FIRST, 500_000) });
  // A watcher would fetch the newest mails, too, as long as none of them is there.
  accountId = await addAccount(company, { ...user, port: proxy.port }, { watched: false });
  run('scheduler');
  const sleeper = run('ingest');
  await waitFor(() => proxy.held === 1);
  await waitFor(async () => {
    const { rows } = await sql<{ busy: number }>`
      select count(*) as busy from pg_stat_activity
      where application_name = 'tradepost-ingest' and datname = current_database() and state <> 'idle'`.execute(
      company.db,
    );
    return rows[0]?.busy === 0 && (await placesOf(company, accountId)) > 0;
  });
  sleeper.stop();
  expect(await placesOf(company, accountId)).toBeLessThan(count);
  expect((await healthOf(company, accountId)).sync_owner).not.toBeNull();
  return sleeper;
}

/** Another process finishes the work by a way of its own, and ends. */
async function takeOver(): Promise<void> {
  await sql`update mail_account set imap_port = ${company.dovecot.port} where id = ${accountId}`.execute(
    company.db,
  );
  await leasesRunOut();
  const heir = run('ingest');
  await look(company, accountId);
  await heir.kill();
  await leasesRunOut();
}

async function expectAwakeAndHarmless(sleeper: RunningProcess, count: number): Promise<void> {
  proxy.set({});
  sleeper.resume();
  // Nobody else is there: this look is its own, after it has done with what it had in its hands.
  await look(company, accountId);
  expect(sleeper.exitCode()).toBeNull();
  expect(await expectWhole(company, accountId, user)).toBe(count);
  const { rows } = await sql<{ messages: number; wrong: number }>`
    select (select count(*) from message) as messages,
      (select count(*) from mailbox b where b.account_id = ${accountId} and b.place_count <> (
        select count(*) from mailbox_message p where p.mailbox_id = b.id and p.uid_validity = b.uid_validity and p.vanished_at is null)) as wrong`.execute(
    company.db,
  );
  expect(rows[0]).toEqual({ messages: count, wrong: 0 });
  expect(await healthOf(company, accountId)).toMatchObject({ error_code: null });
}

describe('a process that sleeps in the middle of a batch and wakes after another has done its work', () => {
  it('writes nothing twice and loses nothing', async () => {
    const count = await fillInbox(company, user, 1_200, { octets: 5_000 });
    const sleeper = await putToSleep(count);
    await takeOver();
    expect(await placesOf(company, accountId)).toBe(count);
    await expectAwakeAndHarmless(sleeper, count);
  });

  it('writes nothing into a generation of UIDs that it does not know', async () => {
    const count = await fillInbox(company, user, 1_200, { octets: 5_000 });
    const sleeper = await putToSleep(count);
    await company.dovecot.doveadm([
      'mailbox',
      'update',
      '-u',
      user.user,
      '--uid-validity',
      '777777',
      'INBOX',
    ]);
    // The first mails go, so that the sleeper's UIDs are none of this generation's.
    await company.dovecot.doveadm(['expunge', '-u', user.user, 'mailbox', 'INBOX', 'uid', '1:50']);
    await takeOver();
    const { rows } = await sql<{ n: number }>`
      select count(*) as n from mailbox where account_id = ${accountId} and uid_validity = 777777`.execute(
      company.db,
    );
    expect(rows[0]?.n).toBe(1);
    proxy.set({});
    sleeper.resume();
    await look(company, accountId);
    await company.verify(accountId);
    expect(await expectWhole(company, accountId, user)).toBe(count - 50);
    const { rows: doubles } = await sql<{ n: number }>`
      select count(*) as n from (select 1 from message group by subject having count(*) > 1) twice`.execute(
      company.db,
    );
    expect(doubles[0]?.n).toBe(0);
  });
});
