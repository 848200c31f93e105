/**
 * `scripts/tradepost bench follow-up`: the sweep that raises what is due, and one that finds nothing, at sizes that show
 * whether they grow with the number of customers, beside a primary-key lookup in the same run.
 */
import { mkdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { sweepFollowUps } from '@tradepost/core/follow-up/sweep';
import { connect, type DB, migrate } from '@tradepost/db';
import { type Kysely, sql } from 'kysely';
import { startPostgres } from '../launch/postgres.ts';
import { describeMachine } from './machine.ts';

export interface FollowUpBenchOptions {
  readonly sizes?: readonly number[];
  /** Customers that are due. */
  readonly due?: number;
  readonly workDir?: string;
  readonly progress?: (line: string) => void;
}

export interface SweepMeasured {
  readonly customers: number;
  readonly raised: number;
  /** Milliseconds. */
  readonly sweep: number;
  /** Median and the slowest of 20. */
  readonly idle: number;
  readonly slowestIdle: number;
  readonly lookup: number;
}

export interface FollowUpBenchResult {
  readonly sweeps: readonly SweepMeasured[];
  readonly machine: Readonly<Record<string, string>>;
  readonly postgres: string;
}

const TODAY = '2026-11-25';
const NOW = new Date(`${TODAY}T02:00:00Z`);
const OWNERS = 100;
const ROUNDS = 20;

export async function benchFollowUp(options: FollowUpBenchOptions = {}): Promise<FollowUpBenchResult> {
  const { sizes = [100_000, 1_000_000], due = 10_000, progress = () => {} } = options;
  const dir = path.join(options.workDir ?? path.join(os.tmpdir(), 'tradepost-bench'), 'follow-up');
  await rm(dir, { recursive: true, force: true });
  await mkdir(dir, { recursive: true });
  const server = await startPostgres({ dir, output: () => {} });
  const db = connect({ url: server.url, applicationName: 'bench', max: 4 });
  try {
    await migrate(server.url);
    const sweeps: SweepMeasured[] = [];
    for (const customers of sizes) {
      progress(`${customers}: building`);
      await build(db, customers, due);
      progress(`${customers}: sweeping`);
      sweeps.push(await measure(db, customers));
    }
    const { rows } = await sql<{ version: string }>`select version()`.execute(db);
    return { sweeps, machine: describeMachine(), postgres: rows[0]?.version ?? 'unknown' };
  } finally {
    await db.destroy();
    await server.stop();
    await rm(dir, { recursive: true, force: true });
  }
}

async function build(db: Kysely<DB>, customers: number, due: number): Promise<void> {
  await sql`truncate task_event, task, follow_up_due, customer, sweep_day restart identity cascade`.execute(
    db,
  );
  await sql`
    insert into app_user (email, name, role)
    select 'p' || n || '@bench.test', 'Person ' || n, 'salesperson' from generate_series(1, ${OWNERS}::int) n
    on conflict do nothing`.execute(db);
  // In steps, each one transaction with its triggers: a statement has a minute, also on a busy machine.
  for (let from = 0; from < customers; from += 10_000)
    await sql`
      insert into customer (name, owner_id, grade, owned_since, last_contact_at, next_contact_on, verified_at)
      select 'Customer ' || n, 1 + n % ${OWNERS}, (array['A', 'B', 'C', 'D', null])[1 + n % 5], '2026-01-01',
        '2026-11-01', case when n % ${Math.floor(customers / due)} = 0 then ${TODAY}::date
          else ${TODAY}::date + 1 + (n % 60)::int end, '2026-11-01'
      from generate_series(${from + 1}::int, (${Math.min(from + 10_000, customers)})::int) n`.execute(db);
  await sql`vacuum analyze customer`.execute(db);
  await sql`vacuum analyze follow_up_due`.execute(db);
}

async function measure(db: Kysely<DB>, customers: number): Promise<SweepMeasured> {
  // The day's own work is done once; it is no part of a sweep.
  await sql`insert into sweep_day (kind, done_on) values ('daily', ${TODAY})`.execute(db);
  const start = performance.now();
  const { followUps } = await sweepFollowUps(db, NOW);
  const sweep = performance.now() - start;
  const idle = await times(() => sweepFollowUps(db, NOW));
  const lookup = await times(() =>
    sql`select * from customer where id = ${1 + Math.floor(Math.random() * customers)}`.execute(db),
  );
  return {
    customers,
    raised: followUps,
    sweep,
    idle: middle(idle),
    slowestIdle: Math.max(...idle),
    lookup: middle(lookup),
  };
}

async function times(work: () => Promise<unknown>): Promise<number[]> {
  const found: number[] = [];
  for (let n = 0; n < ROUNDS; n++) {
    const start = performance.now();
    await work();
    found.push(performance.now() - start);
  }
  return found;
}

const middle = (of: readonly number[]) => [...of].sort((a, b) => a - b)[Math.floor(of.length / 2)] ?? 0;

export function followUpReport({ sweeps, machine, postgres }: FollowUpBenchResult): string {
  const ms = (value: number) => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
  return [
    '| customers | raised | sweep | idle, median | idle, slowest of 20 | primary-key lookup |',
    '|---:|---:|---:|---:|---:|---:|',
    ...sweeps.map(
      (one) =>
        `| ${one.customers} | ${one.raised} | ${ms(one.sweep)} | ${ms(one.idle)} | ${ms(one.slowestIdle)} | ${ms(one.lookup)} |`,
    ),
    '',
    `${Object.values(machine).join(', ')}; ${postgres.split(' on ')[0]}; Node ${process.version}`,
  ].join('\n');
}
