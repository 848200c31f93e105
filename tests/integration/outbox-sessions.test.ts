/** I8 with many mails over a few connections: each goes out once, whatever ends a connection, a process or Postgres. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { queueMail } from '@tradepost/core/outbox/queue-mail';
import { sendDueMail } from '@tradepost/core/outbox/send-due';
import { type ServerDeps, setOutgoingServer } from '@tradepost/core/outbox/server';
import { SecretBox } from '@tradepost/core/secrets';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type OwnPostgres, startOwnPostgres } from '../helpers/own-postgres.ts';
import type { TestDatabase } from '../helpers/postgres.ts';
import { startProcess } from '../helpers/process.ts';
import { startTestRedis } from '../helpers/redis.ts';
import { type ScriptedSmtp, type SmtpStage, startScriptedSmtp } from '../helpers/scripted-smtp.ts';
import { waitFor } from '../helpers/wait-for.ts';

const KEY = randomBytes(32);
let postgres: OwnPostgres;
let database: TestDatabase;
let smtp: ScriptedSmtp;
let deps: ServerDeps;
let count = 0;

beforeAll(async () => {
  postgres = await startOwnPostgres();
  database = await postgres.createDatabase();
  smtp = await startScriptedSmtp();
  const secrets = new SecretBox(new Map([['env', KEY]]), 'env');
  deps = { db: database.db, secrets, allowedMailHosts: ['127.0.0.1'] };
});
afterEach(async () => {
  smtp.act = {};
  smtp.mails.length = 0;
  smtp.said.length = 0;
  await sql`truncate outbox_mail, outgoing_server cascade`.execute(deps.db);
});
afterAll(async () => {
  await smtp.stop();
  await database.drop();
  await postgres.stop();
});

const setServer = () =>
  setOutgoingServer(
    deps,
    {
      host: '127.0.0.1',
      port: smtp.port,
      security: 'none',
      user: null,
      fromAddress: 'office@lindqvist.test',
      fromName: 'Lindqvist Tools',
    },
    { actorId: null, privateHostAllowed: false },
  );

async function queueMany(howMany: number): Promise<void> {
  await deps.db.transaction().execute(async (tx) => {
    for (let i = 0; i < howMany; i++)
      await queueMail(tx, {
        recipientId: null,
        to: `an${++count}@lindqvist.test`,
        kind: 'reminder-daily',
        period: '2026-12-01',
        subject: 'Today 今天',
        text: 'Three customers\n.\n..two dots\n',
      });
  });
}

const send = (patienceMs = 60_000) => sendDueMail(deps, { patienceMs });
const recipients = () => smtp.mails.map(({ to }) => to).sort();
const states = async (): Promise<Record<string, number>> => {
  const { rows } = await sql<{ state: string; count: number }>`
    select state, count(*)::int as count from outbox_mail group by state`.execute(deps.db);
  return Object.fromEntries(rows.map(({ state, count: n }) => [state, n]));
};
const expectEachOnce = (howMany: number) => {
  expect(new Set(recipients()).size).toBe(howMany);
  expect(smtp.mails).toHaveLength(howMany);
};
const makeDue = () =>
  sql`with mail as (update outbox_mail set next_attempt_at = now()) update outgoing_server set next_attempt_at = now()`.execute(
    deps.db,
  );
const endLeases = () =>
  sql`update outbox_mail set lease_until = now() - interval '1 second' where state = 'sending'`.execute(
    deps.db,
  );

describe('many mails', () => {
  it('go over a few connections, each once, and the server is told goodbye', async () => {
    await setServer();
    await queueMany(120);
    const before = smtp.connections();
    expect(await send()).toBe(120);
    expectEachOnce(120);
    expect(smtp.connections() - before).toBeLessThanOrEqual(4);
    expect(smtp.said.filter((line) => line === 'QUIT')).toHaveLength(smtp.connections() - before);
    expect(await states()).toEqual({ sent: 120 });
  });

  it('go over one connection where the server lets each sender have one', async () => {
    await setServer();
    await queueMany(60);
    const first = smtp.connections() + 1;
    smtp.act = { GREETING: (_, { connection }) => (connection === first ? '220 yes' : '421 one is enough') };
    expect(await send()).toBe(60);
    expectEachOnce(60);
    const server = await deps.db.selectFrom('outgoing_server').selectAll().executeTakeFirstOrThrow();
    expect(server.error_code).toBeNull();
  });

  it('are sent once by several senders at once', async () => {
    await setServer();
    await queueMany(200);
    const sent = await Promise.all([send(), send(), send()]);
    expect(sent.reduce((sum, one) => sum + one, 0)).toBe(200);
    expectEachOnce(200);
  });
});

describe('a server that ends a connection after some mails', () => {
  it.each([
    ['MAIL', '421 too many mails, come again'],
    ['MAIL', '451 4.7.0 limit of this session'],
    ['MAIL', 'drop'],
    ['RCPT', 'drop'],
    ['DATA', 'drop'],
    ['RSET', 'drop'],
  ] as const)('(%s: %s) gets the rest over new ones, and no fault is recorded', async (stage, answer) => {
    await setServer();
    await queueMany(40);
    const USUAL = { MAIL: '250 fine', RCPT: '250 fine', DATA: '354 go on', RSET: '250 fine' };
    smtp.act = {
      [stage as SmtpStage]: (_: string, on: { mails: number }) => (on.mails >= 5 ? answer : USUAL[stage]),
    };
    expect(await send()).toBe(40);
    expectEachOnce(40);
    expect(await states()).toEqual({ sent: 40 });
  });
});

describe('a mail among others', () => {
  it.each([
    ['RCPT', '450 greylisted', 'queued'],
    ['RCPT', '451 later', 'queued'],
    ['RCPT', '550 no such person', 'failed'],
    ['DATA', '451 later', 'queued'],
    ['DATA', '554 not that', 'failed'],
    ['END', '451 later', 'queued'],
    ['END', '550 spam', 'failed'],
    ['END', 'drop', 'unknown'],
    ['END', 'hang', 'unknown'],
  ] as const)('that is refused (%s: %s) is %s, and those behind it go out', async (stage, answer, state) => {
    await setServer();
    await queueMany(30);
    const bad = `an${count - 20}@lindqvist.test`;
    let to = '';
    const usual = { RCPT: '250 fine', DATA: '354 go on', END: '250 taken' };
    // One lane: what is said is of one mail at a time.
    const first = smtp.connections() + 1;
    const refused = new Set<number>();
    smtp.act = {
      GREETING: (_, { connection }) =>
        connection === first || refused.size > 0 ? '220 yes' : '421 one is enough',
      RCPT: (line) => {
        to = /<(.*)>/.exec(line)?.[1] ?? '';
        return stage === 'RCPT' && to === bad ? answer : usual.RCPT;
      },
      DATA: () => (stage === 'DATA' && to === bad ? answer : usual.DATA),
      END: (_, { connection }) => {
        if (stage !== 'END' || to !== bad) return usual.END;
        refused.add(connection);
        return answer;
      },
    };
    expect(await send(answer === 'hang' ? 3_000 : undefined)).toBe(29);
    expect(await states()).toEqual({ sent: 29, [state]: 1 });
    smtp.act = {};
    // By itself it is sent again only where that is certain to be right.
    if (state !== 'queued') await makeDue();
    expect(await send()).toBe(0);
  });
});

describe('a scheduler that is stopped among many mails', () => {
  const start = async () => {
    const redis = await startTestRedis();
    const dataDir = await mkdtemp(path.join(tmpdir(), 'tradepost-outbox-'));
    const scheduler = startProcess('apps/scheduler/src/main.ts', {
      DATABASE_URL: database.url,
      REDIS_URL: redis.url,
      TRADEPOST_DATA: dataDir,
      TRADEPOST_KEY: KEY.toString('base64'),
      ALLOWED_MAIL_HOSTS: '127.0.0.1',
    });
    const clean = async () => {
      await redis.stop();
      await rm(dataDir, { recursive: true, force: true });
    };
    return { scheduler, clean };
  };

  it('by kill -9 has sent none twice: those it had claimed and not begun come back', async () => {
    await setServer();
    await queueMany(60);
    let reached = false;
    smtp.act = {
      RCPT: () => {
        if (smtp.mails.length >= 20) reached = true;
        return reached ? 'hang' : '250 fine';
      },
    };
    const { scheduler, clean } = await start();
    try {
      await waitFor(async () => reached, { timeoutMs: 60_000, what: 'twenty mails' });
    } finally {
      await scheduler.kill();
      await clean();
    }
    smtp.act = {};
    const before = await states();
    // A lane that got its answer may not have come to record it: that mail's fate is unknown to the database.
    expect(before['sent'] ?? 0).toBeGreaterThanOrEqual(16);
    await endLeases();
    await send();
    const after = await states();
    expect((after['sent'] ?? 0) + (after['unknown'] ?? 0)).toBe(60);
    expect(new Set(recipients()).size).toBe(smtp.mails.length);
  });

  it('in order gives back at once what it has claimed, and waits for the answer about what it has handed over', async () => {
    await setServer();
    await queueMany(60);
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    let waiting = false;
    smtp.act = {
      END: async () => {
        waiting = true;
        await released;
        return '250 taken';
      },
    };
    const stop = new AbortController();
    const sending = sendDueMail(deps, { signal: stop.signal });
    await waitFor(() => waiting, { what: 'the end of the first mail' });
    stop.abort();
    release();
    await sending;
    expect(await states()).toEqual({ sent: 1, queued: 59 });
    smtp.act = {};
    expect(await send()).toBe(59);
    expectEachOnce(60);
  });
});

describe('Postgres that is restarted while mails go out', () => {
  it('delays them: each goes out once, and what was handed over is known to be sent', async () => {
    await setServer();
    await queueMany(80);
    const restarts: Promise<void>[] = [];
    smtp.act = {
      END: async () => {
        if (smtp.mails.length < 10 || restarts.length > 0) return '250 taken';
        const killed = postgres.kill();
        restarts.push(killed.then(() => postgres.restart()));
        await killed;
        return '250 taken';
      },
    };
    await send().catch(() => undefined);
    expect(restarts).toHaveLength(1);
    await Promise.all(restarts);
    smtp.act = {};
    await endLeases();
    await makeDue();
    await send();
    expectEachOnce(80);
    expect(await states()).toEqual({ sent: 80 });
  });
});
