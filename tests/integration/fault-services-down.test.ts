/** Postgres and Redis are away, slow, or come and go: nothing is lost, and work goes on when they are back. */
import { Redis } from 'ioredis';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Company, startCompany } from '../helpers/company.ts';
import type { MailUser } from '../helpers/dovecot.ts';
import { mail } from '../helpers/mails.ts';
import { addAccount, expectWhole, fillInbox, inArchive, placesOf, tryNow } from '../helpers/oracle.ts';
import { type OwnPostgres, startOwnPostgres } from '../helpers/own-postgres.ts';
import { type RunningProcess, startProcess } from '../helpers/process.ts';
import { startTcpProxy } from '../helpers/tcp-proxy.ts';
import { waitFor } from '../helpers/wait-for.ts';

let postgres: OwnPostgres;
let company: Company;
let user: MailUser;
let accountId: number;
const processes: RunningProcess[] = [];
beforeAll(async () => {
  postgres = await startOwnPostgres();
});
afterAll(() => postgres.stop());
beforeEach(async () => {
  company = await startCompany({ database: await postgres.createDatabase() });
  user = await company.dovecot.createUser();
  accountId = await addAccount(company, { ...user, port: company.dovecot.port });
});
afterEach(async () => {
  for (const one of processes.splice(0)) await one.kill();
  await company.stop();
});

const run = (app: 'ingest' | 'scheduler', env: Record<string, string> = {}) => {
  const one = startProcess(`apps/${app}/src/main.ts`, { ...company.env, LOG_LEVEL: 'info', ...env });
  processes.push(one);
  return one;
};
const says = (one: RunningProcess, words: string) => waitFor(() => one.output().includes(words));
const deliver = (subject: string) =>
  company.dovecot.deliver(user, mail({ from: 'a@acme.example', to: user.address, subject }));
const archived = (count: number) =>
  waitFor(
    async () => {
      // The leases of dead processes and the clock of the back-off are not what is tested.
      await tryNow(company, accountId).catch(() => undefined);
      return (await inArchive(company, accountId)).size === count;
    },
    { intervalMs: 300 },
  );

describe('at the start of the processes', () => {
  it('Postgres is away: they say so, wait, and work when it is there', async () => {
    await deliver('waiting');
    await postgres.kill();
    const started = [run('ingest'), run('scheduler')];
    for (const one of started) await says(one, 'The database does not answer');
    expect(started.map((one) => one.exitCode())).toEqual([null, null]);
    await postgres.restart();
    await archived(1);
    expect(await expectWhole(company, accountId, user)).toBe(1);
  });

  it('Redis is away: they say so, wait, and work when it is there', async () => {
    await deliver('waiting');
    await company.redis.kill();
    const started = [run('ingest'), run('scheduler')];
    for (const one of started) await says(one, 'Redis does not answer');
    expect(started.map((one) => one.exitCode())).toEqual([null, null]);
    // One sentence, not one for each try.
    expect(started[0]?.output().match(/does not answer/g)?.length).toBe(1);
    await company.redis.restart();
    await archived(1);
  });

  it('Redis may throw out jobs: they say what to set', async () => {
    const redis = new Redis(company.redis.url);
    try {
      await redis.config('SET', 'maxmemory-policy', 'allkeys-lru');
      await says(run('scheduler'), 'Set its maxmemory-policy to noeviction');
    } finally {
      await redis.config('SET', 'maxmemory-policy', 'noeviction');
      redis.disconnect();
    }
  });

  it('the settings are at fault: every fault is said at once, and the code is not zero', async () => {
    const one = run('ingest', { DATABASE_URL: 'mysql://x', REDIS_URL: '', PARSE_THREADS: 'many' });
    expect(await one.ended).toBe(1);
    expect(one.output()).toMatch(/3 fault\(s\)[^]*DATABASE_URL[^]*REDIS_URL[^]*PARSE_THREADS/);
    expect(one.output()).not.toContain('    at ');
  });
});

describe('in the middle of a backfill', () => {
  it('Postgres is killed and recovers, again and again: no process ends, nothing is lost or doubled', async () => {
    const count = await fillInbox(company, user, 1_500, { octets: 4_000 });
    const started = [run('ingest'), run('scheduler')];
    for (let round = 1; round <= 3; round++) {
      await waitFor(async () => (await placesOf(company, accountId)) >= (count * round) / 5, {
        intervalMs: 10,
      });
      await postgres.kill();
      await postgres.restart();
      await tryNow(company, accountId);
    }
    await archived(count);
    expect(await expectWhole(company, accountId, user)).toBe(count);
    expect(started.map((one) => one.exitCode())).toEqual([null, null]);
  });

  it('connections to Postgres end at any octet, a COMMIT’s answer too: nothing is lost or doubled', async () => {
    const count = await fillInbox(company, user, 1_500, { octets: 2_000 });
    const proxy = await startTcpProxy({ port: postgres.port });
    const through = new URL(company.env.DATABASE_URL as string);
    through.port = String(proxy.port);
    run('scheduler');
    const ingest = run('ingest', { DATABASE_URL: through.href });
    try {
      for (let round = 1; round <= 12; round++) {
        const from = proxy.received;
        await waitFor(
          async () => {
            await tryNow(company, accountId);
            return proxy.received > from + round * 1_500 || (await placesOf(company, accountId)) === count;
          },
          { intervalMs: 25 },
        );
        proxy.resetAll();
      }
      await archived(count);
      expect(await expectWhole(company, accountId, user)).toBe(count);
      expect(ingest.exitCode()).toBeNull();
    } finally {
      await proxy.stop();
    }
  });

  it('somebody locks a table: the sync waits and goes on', async () => {
    const count = await fillInbox(company, user, 400);
    run('scheduler');
    run('ingest');
    await waitFor(async () => (await placesOf(company, accountId)) > 0);
    await company.db.transaction().execute(async (tx) => {
      await sql`lock table mailbox in share row exclusive mode`.execute(tx);
      await waitFor(async () => {
        const { rows } = await sql<{ n: number }>`
          select count(*) as n from pg_stat_activity where wait_event_type = 'Lock' and application_name = 'tradepost-ingest'`.execute(
          company.db,
        );
        return (rows[0]?.n ?? 0) > 0;
      });
    });
    await archived(count);
    expect(await expectWhole(company, accountId, user)).toBe(count);
  });

  it('Redis takes no writes for a while: what arrived meanwhile is archived afterwards', async () => {
    run('scheduler');
    run('ingest');
    await deliver('before');
    await archived(1);
    const redis = new Redis(company.redis.url);
    try {
      await redis.config('SET', 'maxmemory', '1');
      await deliver('meanwhile');
      await redis.config('SET', 'maxmemory', '0');
    } finally {
      redis.disconnect();
    }
    await archived(2);
  });
});
