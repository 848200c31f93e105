/** The index of searches filled anew through a kill -9, a lost lease and what happens meanwhile. */
import type { SearchFacets, SearchPage } from '@tradepost/contract';
import { archiveBatch } from '@tradepost/core/ingest/archive-batch';
import { JOB_KINDS } from '@tradepost/core/jobs/kinds';
import { runJob } from '@tradepost/core/jobs/run-job';
import { refreshSearch } from '@tradepost/core/search/refresh-docs';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { closeGate } from '../helpers/gate.ts';
import { type RunningProcess, startProcess } from '../helpers/process.ts';
import { makePerson, type Person, startTestApp, type TestApp } from './api-app.ts';
import { connectAccount, deliver, makeCustomer, type TestAccount, textMail } from './api-mail.ts';

let test: TestApp;
let owner: Person;
let account: TestAccount;
const processes: RunningProcess[] = [];
beforeAll(async () => {
  test = await startTestApp();
  owner = await makePerson(test, 'owner');
  account = await connectAccount(test, owner.user.id);
});
afterAll(async () => {
  for (const one of processes) await one.kill();
  await test.close();
});

const COUNT = 260;
/** Of `fillStep`. */
const STEP = 100;
const HOUR = 3_600_000;
const NEWEST = Date.UTC(2026, 5, 1);
/** The newest is the first. */
const dateOf = (i: number) => new Date(NEWEST - i * HOUR);

async function archive(): Promise<void> {
  const { address, mailboxId } = account;
  const items = await Promise.all(
    Array.from({ length: COUNT }, async (_, i) => ({
      uid: i + 1,
      internalDate: Date.now(),
      processed: await test.deps.pool.process(
        Buffer.from(
          textMail({
            from: 'a@b.example',
            to: address,
            subject: `No. ${i}`,
            date: dateOf(i),
            text: 'loquat',
          }),
        ),
      ),
    })),
  );
  await archiveBatch(test.deps, { mailboxId, uidValidity: 1, items, covered: `{[1,${COUNT + 1})}` });
  await sql`update mailbox set uid_next = ${COUNT + 1}, server_count = ${COUNT} where id = ${mailboxId}`.execute(
    test.deps.db,
  );
}

async function found(q = 'loquat'): Promise<{ page: SearchPage; count: number }> {
  const ask = async (what: string) => {
    const reply = await owner.call('GET', `/api/v1/search${what}?q=${encodeURIComponent(q)}`);
    expect(reply.statusCode, reply.body).toBe(200);
    return reply;
  };
  const [page, facets] = [await ask(''), await ask('/facets')];
  return { page: page.json<SearchPage>(), count: facets.json<SearchFacets>().total.count };
}

it('goes on where it was when its process is killed, ends complete, and says meanwhile since when mail is found', async () => {
  const { db, notifier } = test.deps;
  await archive();
  // As on the day on which an archive gets its index.
  await sql`delete from search_doc`.execute(db);
  await sql`delete from search_week`.execute(db);
  const { id: jobId } = await db
    .insertInto('background_job')
    .values({ kind: 'index-search', payload: '{}', created_by: null })
    .returning('id')
    .executeTakeFirstOrThrow();
  const job = () =>
    db.selectFrom('background_job').selectAll().where('id', '=', jobId).executeTakeFirstOrThrow();
  expect(await found()).toMatchObject({ count: 0, page: { index: { state: 'building', since: null } } });

  // It dies in the middle of its second step.
  const gate = await closeGate(test.database, 'search_doc', STEP + STEP / 2);
  const worker = startProcess('apps/ingest/src/main.ts', {
    DATABASE_URL: test.database.url,
    REDIS_URL: test.redisServer.url,
    TRADEPOST_DATA: test.dataDir,
    LOG_LEVEL: 'silent',
  });
  processes.push(worker);
  await notifier.enqueue('background-job', { jobId });
  await gate.reached();
  const halfway = {
    count: STEP,
    page: {
      state: 'complete',
      index: { state: 'building', percent: 38, since: dateOf(STEP - 1).toISOString() },
    },
  };
  expect(await found()).toMatchObject(halfway);
  await worker.kill();
  await gate.passUntil(Infinity);
  expect(await job()).toMatchObject({ state: 'running', done: STEP });
  expect(await found()).toMatchObject(halfway);

  // What comes is found at once, and what changes among those that have no row yet is not lost.
  await deliver(test, account, textMail({ from: 'a@b.example', to: account.address, text: 'loquat' }));
  expect((await found()).count).toBe(STEP + 1);
  const customer = await makeCustomer(test, owner.user.id, { name: 'Late Filing' });
  const { id: oldest } = await db
    .selectFrom('message')
    .select('id')
    .where('subject', '=', `No. ${COUNT - 1}`)
    .executeTakeFirstOrThrow();
  const filed = await owner.call('POST', `/api/v1/messages/${oldest}/filings`, { customerId: customer.id });
  expect(filed.statusCode, filed.body).toBe(200);

  // Its lease runs out by itself; the test does not wait for the clock. Two take it up.
  await sql`update background_job set lease_until = now() - interval '1 second' where id = ${jobId}`.execute(
    db,
  );
  const run = () => runJob(db, JOB_KINDS, jobId, new AbortController().signal, () => {});
  expect((await Promise.all([run(), run()])).sort()).toEqual([false, true]);
  expect(await job()).toMatchObject({ state: 'done', error: null });
  expect(await found()).toMatchObject({
    count: COUNT + 1,
    page: { index: { state: 'ready', percent: null, since: null } },
  });
  while ((await refreshSearch(db)) > 0);
  expect((await found('customer:"late filing" kind:mail')).count).toBe(1);
  const { rows } = await sql<{ docs: number; mails: number }>`
    select count(*) as docs, count(distinct message_id) as mails from search_doc where kind = 'mail'`.execute(
    db,
  );
  expect(rows).toEqual([{ docs: COUNT + 1, mails: COUNT + 1 }]);

  // Made anew, nothing is missing for a moment.
  expect((await owner.call('POST', '/api/v1/search/index/rebuild', {})).statusCode).toBe(200);
  expect(await found()).toMatchObject({
    count: COUNT + 1,
    page: { index: { state: 'building', since: null } },
  });
}, 180_000);
