/** An import through kill -9: every line once, and no line lost. */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { startImport } from '@tradepost/core/intake/import-runs';
import { takeUpload } from '@tradepost/core/intake/upload';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openRules, type Rules } from '../helpers/actors.ts';
import { type Company, startCompany } from '../helpers/company.ts';
import { closeGate } from '../helpers/gate.ts';
import { type RunningProcess, startProcess } from '../helpers/process.ts';
import { waitFor } from '../helpers/wait-for.ts';

let company: Company;
let rules: Rules;
const processes: RunningProcess[] = [];
beforeAll(async () => {
  company = await startCompany();
  rules = await openRules(company);
});
afterAll(async () => {
  for (const one of processes.splice(0)) await one.kill();
  await rules.close();
  await company.stop();
});

const COUNT = 120;

it('an import goes on where it was when its process is killed, and makes nobody twice', async () => {
  const lines = Array.from(
    { length: COUNT },
    (_, i) =>
      `${createHash('sha256').update(String(i)).digest('hex').slice(0, 16)} Ltd,a${i}@killed-${i}.example`,
  );
  const file = Buffer.from(`name,email\n${lines.join('\n')}\n`);
  const runId = await takeUpload(company.db, null, 'list.csv', Readable.from([file]));
  // The kills fall into the middle of a line.
  const gate = await closeGate(company.database, 'contact_address', 5);
  const jobId = await startImport(rules, null, runId, false);
  const job = () =>
    company.db.selectFrom('background_job').selectAll().where('id', '=', jobId).executeTakeFirstOrThrow();
  processes.push(startProcess('apps/scheduler/src/main.ts', company.env));
  for (const next of [30, 60, Infinity]) {
    const worker = startProcess('apps/ingest/src/main.ts', company.env);
    processes.push(worker);
    await gate.reached();
    await worker.kill();
    const killed = await job();
    expect(killed.state).toBe('running');
    expect(killed.done).toBeLessThan(COUNT);
    await gate.passUntil(next);
    // Neither is the queue's lock of a dead worker waited for.
    await company.redis.flushAll();
    // Its lease runs out by itself; the test does not wait for the clock.
    await sql`update background_job set lease_until = now() - interval '1 second' where id = ${jobId}`.execute(
      company.db,
    );
  }
  processes.push(startProcess('apps/ingest/src/main.ts', company.env));
  await waitFor(async () => (await job()).state === 'done');
  expect(await job()).toMatchObject({ done: COUNT, total: COUNT, error: null });
  const names = await company.db.selectFrom('customer').select('name').execute();
  expect(new Set(names.map(({ name }) => name)).size).toBe(COUNT);
  expect(names).toHaveLength(COUNT);
  const outcomes = await company.db
    .selectFrom('import_row')
    .select(['outcome', (eb) => eb.fn.countAll<number>().as('n')])
    .where('run_id', '=', runId)
    .groupBy('outcome')
    .execute();
  expect(outcomes).toEqual([{ outcome: 'created', n: COUNT }]);
});
