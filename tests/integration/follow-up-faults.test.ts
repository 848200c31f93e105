/** Two schedulers, one killed, Redis emptied, Postgres killed: what is due is raised once, and nothing is left out; nor a reminder. */
import { setOutgoingServer } from '@tradepost/core/outbox/server';
import { planReminders } from '@tradepost/core/reminder/plan';
import { openSecretBox } from '@tradepost/core/secrets';
import { Redis } from 'ioredis';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Company, startCompany } from '../helpers/company.ts';
import type { MailUser } from '../helpers/dovecot.ts';
import { person, worksEveryDay } from '../helpers/follow-up.ts';
import { mail } from '../helpers/mails.ts';
import { type OwnPostgres, startOwnPostgres } from '../helpers/own-postgres.ts';
import { type RunningProcess, startProcess } from '../helpers/process.ts';
import { addCustomer, addPerson, addTask } from '../helpers/reminders.ts';
import { type ScriptedSmtp, startScriptedSmtp } from '../helpers/scripted-smtp.ts';
import { waitFor } from '../helpers/wait-for.ts';

let postgres: OwnPostgres;
let company: Company;
let user: MailUser;
let smtp: ScriptedSmtp;
let sellerId: number;
const processes: RunningProcess[] = [];
const run = (app: 'ingest' | 'scheduler') => {
  const one = startProcess(`apps/${app}/src/main.ts`, company.env);
  processes.push(one);
  return one;
};
beforeAll(async () => {
  [postgres, smtp] = await Promise.all([startOwnPostgres(), startScriptedSmtp()]);
  company = await startCompany({ database: await postgres.createDatabase() });
  const { db } = company;
  await worksEveryDay(db);
  await sql`update setting set value = value || '{"hours": {"from": "00:00", "until": "00:00", "break": null}}'
    where key = 'calendar'`.execute(db);
  await person(db, 'owner', 'Olga');
  sellerId = (await person(db, 'salesperson', 'Sam')).id;
  const account = await company.connect();
  user = account.user;
  // It has been read for a month: what comes is news.
  await sql`update mail_account set answers_since = now() - interval '30 days' where id = ${account.accountId}`.execute(
    db,
  );
});
afterAll(async () => {
  for (const one of processes) await one.kill();
  await company.stop();
  await smtp.stop();
  await postgres.stop();
});

async function emptyRedis(): Promise<void> {
  const redis = new Redis(company.redis.url);
  await redis.flushall();
  redis.disconnect();
}

const HOUR_MS = 3_600_000;
let rounds = 0;

/** So many customers are due, and another one has written. */
async function makeDue(count: number): Promise<void> {
  const { db } = company;
  const name = `Round ${++rounds}`;
  await sql`
    insert into customer (name, owner_id, grade, owned_since, created_at, last_contact_at, next_contact_on, verified_at)
    select ${name} || ' ' || n, ${sellerId}, 'B', '2026-01-01', '2026-01-01', '2026-02-01', '2026-02-08', now()
    from generate_series(1, ${count}::int) n`.execute(db);
  const buyer = `buyer@round-${rounds}.example`;
  await company.customer(`${name} writes`, { addresses: [buyer], ownerId: sellerId });
  await company.dovecot.deliver(
    user,
    mail({ from: buyer, to: user.address, subject: name, date: new Date(Date.now() - 5 * 24 * HOUR_MS) }),
  );
}

const counts = async () => {
  // The next look at the mailboxes is now rather than in two minutes.
  await sql`update mail_account set next_attempt_at = now() where state = 'active'`.execute(company.db);
  const { rows } = await sql<{ due: number; followed: number; answers: number }>`
    select (select count(*)::int from customer where name ~ '^Round [0-9]+ [0-9]+$') as due,
      (select count(*)::int from task t join customer c on c.id = t.customer_id
        where t.kind = 'follow-up' and c.name ~ '^Round [0-9]+ [0-9]+$') as followed,
      (select count(*)::int from task where kind = 'answer') as answers`.execute(company.db);
  return rows[0] as { due: number; followed: number; answers: number };
};
const settled = (what: string) =>
  waitFor(
    async () => {
      const { due, followed, answers } = await counts();
      return followed >= due && answers >= rounds;
    },
    { timeoutMs: 180_000, intervalMs: 500, what },
  );

it('raises what is due once, for follow-ups and for mail that waits, whatever dies meanwhile', async () => {
  const first = run('scheduler');
  run('scheduler');
  run('ingest');
  await makeDue(50);
  await first.kill();
  await emptyRedis();
  await makeDue(50);
  await settled('what was due when one scheduler died, and when Redis was emptied');

  await postgres.kill();
  const again = run('scheduler');
  await postgres.restart();
  await makeDue(50);
  await settled('what came due while Postgres was away');

  await makeDue(2_000);
  await Promise.all(processes.map((one) => one.kill()));
  expect(again.exitCode()).toBeNull();
  run('scheduler');
  run('scheduler');
  run('ingest');
  await settled('what came due when everything was killed');

  const { db } = company;
  const { due, followed, answers } = await counts();
  expect(followed).toBe(due);
  expect(answers).toBe(rounds);
  // Five days without an answer are beyond the last step: each was told once, of each mail.
  await waitFor(
    async () => {
      const { rows } = await sql<{ n: number }>`
        select count(*)::int as n from task where kind = 'answer' and escalation_level = 3`.execute(db);
      return rows[0]?.n === rounds;
    },
    { timeoutMs: 120_000, what: 'the steps of the unanswered mails' },
  );
  const { rows: twice } = await sql`
    select task_id, detail ->> 'level' from task_event where event = 'escalated' group by 1, 2 having count(*) > 1`.execute(
    db,
  );
  expect(twice).toEqual([]);
});

/** A zone in which it is between noon and one o'clock, at whatever hour this runs: the morning's mail is of use still. */
function zoneAtNoon(): string {
  const east = 12 - new Date().getUTCHours();
  return `Etc/GMT${east > 0 ? '-' : '+'}${Math.abs(east)}`;
}

it('sends each reminder that is due once, though Redis is emptied before its turn and while the mails go out', async () => {
  const { db, config } = company;
  const timeZone = zoneAtNoon();
  const people: number[] = [];
  for (let n = 0; n < 60; n++) {
    const one = await addPerson(db, { timeZone });
    await addTask(db, one.id, await addCustomer(db, one.id), { dueOn: '2026-01-05' });
    people.push(one.id);
  }
  await planReminders(db, new Date());
  let emptied = 0;
  smtp.act = {
    END: async () => {
      if (smtp.mails.length % 15 === 1) await emptyRedis().then(() => emptied++);
      return '250 taken';
    },
  };
  await setOutgoingServer(
    { db, secrets: await openSecretBox(config), allowedMailHosts: [`127.0.0.1:${smtp.port}`] },
    {
      host: '127.0.0.1',
      port: smtp.port,
      security: 'none',
      user: null,
      fromAddress: 'office@lindqvist.test',
      fromName: 'Lindqvist Tools',
    },
    { actorId: null, privateHostAllowed: true },
  );
  await sql`update reminder_schedule set next_at = now() where kind = 'daily' and user_id = any(${people}::bigint[])`.execute(
    db,
  );
  await emptyRedis();

  const reminders = () =>
    db
      .selectFrom('outbox_mail')
      .select(['rfc_message_id', 'state'])
      .where('kind', '=', 'reminder-daily')
      .where('recipient_id', 'in', people)
      .execute();
  const sent = await waitFor(
    async () => {
      const rows = await reminders();
      return rows.length >= people.length && rows.every(({ state }) => state === 'sent') && rows;
    },
    { timeoutMs: 120_000, what: 'the reminders, with a Redis that forgets' },
  );
  expect(sent).toHaveLength(people.length);
  expect(emptied).toBeGreaterThan(2);
  const taken = smtp.mails.map(({ raw }) => /^Message-ID: <(.+)>/im.exec(raw)?.[1]);
  expect(new Set(taken).size).toBe(taken.length);
  expect(taken).toEqual(expect.arrayContaining(sent.map(({ rfc_message_id: id }) => id)));
  // What was due once is due no more.
  const { rows: again } = await sql`
    select 1 from reminder_schedule where next_at <= now() and user_id = any(${people}::bigint[])`.execute(
    db,
  );
  expect(again).toEqual([]);
});
