/** One whole ingest by the real processes, over a fresh database, data folder and Redis. */
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { addMailAccount } from '@tradepost/core/accounts/add';
import type { AccountDeps } from '@tradepost/core/accounts/deps';
import { Notifier } from '@tradepost/core/events/notifier';
import { makeLogger } from '@tradepost/core/log';
import { Queues } from '@tradepost/core/queues/queues';
import { openRedis } from '@tradepost/core/queues/redis';
import { openSecretBox } from '@tradepost/core/secrets';
import { connect, type DB, migrate } from '@tradepost/db';
import { type Kysely, sql } from 'kysely';
import type { Dovecot, MailUser } from '../launch/dovecot.ts';
import { type GuardedProcess, startGuarded } from '../launch/guarded-process.ts';
import { findProgram, hostEnv } from '../launch/host-env.ts';
import { NODE_FLAGS } from '../launch/node-flags.ts';
import { startPostgres } from '../launch/postgres.ts';
import { startRedis } from '../launch/redis.ts';
import { waitUntil } from '../launch/wait-until.ts';
import { type Cost, startMeter } from './process-meter.ts';

const READY_MS = 30_000;
const POLL_MS = 100;

export interface IngestRun {
  readonly seconds: number;
  readonly messages: number;
  readonly quarantined: number;
  readonly ingest: Cost;
  readonly postgres: Cost;
  readonly dovecot: Cost;
}

/** The host was named by the machine's administrator, who runs this. */
const PROBE = {
  providers: [],
  providerOf: () => null,
  assertHostAllowed: async () => {},
} as unknown as AccountDeps['probe'];

async function startApp(
  name: 'ingest' | 'scheduler',
  env: NodeJS.ProcessEnv,
): Promise<{ process: GuardedProcess; log: () => string }> {
  let log = '';
  const process_ = await startGuarded({
    name,
    command: process.execPath,
    args: [...NODE_FLAGS, fileURLToPath(new URL(`../../apps/${name}/src/main.ts`, import.meta.url))],
    env,
    cwd: '/',
    stopSignal: 'SIGTERM',
    graceSeconds: 10,
    output: (chunk) => {
      log = (log + chunk.toString()).slice(-8_000);
    },
  });
  return { process: process_, log: () => log };
}

/** Archived messages once every mailbox that is kept is covered up to its end; null before that. */
async function archivedWhenComplete(
  db: Kysely<DB>,
  wanted: number,
): Promise<{ messages: number; quarantined: number } | null> {
  const { rows } = await sql<{ open: number; places: number }>`
    select count(*) filter (where uid_next is null or (uid_next > 1 and not covered @> int8range(1, uid_next)))::int as open,
           coalesce(sum(place_count), 0)::int as places
    from mailbox where skip_reason is null and vanished_at is null`.execute(db);
  const state = rows[0];
  if (state === undefined || state.open > 0 || state.places < wanted) return null;
  const counted = await sql<{ messages: number; quarantined: number }>`
    select count(*)::int as messages, count(quarantine_reason)::int as quarantined from message`.execute(db);
  return counted.rows[0] ?? null;
}

/**
 * From "add account" until every message is archived, searchable and on its way to a timeline.
 * @throws Error with the end of the log where it does not finish in time.
 */
export async function runTradepost(
  dovecot: Dovecot,
  user: MailUser,
  dir: string,
  wanted: number,
  timeoutMs: number,
): Promise<IngestRun> {
  await rm(dir, { recursive: true, force: true });
  await mkdir(dir, { recursive: true });
  const closers: (() => Promise<unknown>)[] = [];
  try {
    const postgres = await startPostgres({ dir: path.join(dir, 'postgres'), output: () => {} });
    closers.push(() => postgres.stop());
    const redisProgram = findProgram('redis-server');
    if (redisProgram === undefined)
      throw new Error('redis-server is not installed (on Debian: apt-get install redis-server).');
    const redis = await startRedis({ program: redisProgram, dir: path.join(dir, 'redis'), output: () => {} });
    closers.push(() => redis.stop());
    const dataDir = path.join(dir, 'data');
    await mkdir(dataDir, { recursive: true });
    const db = connect({ url: postgres.url, applicationName: 'tradepost-bench', max: 2 });
    closers.push(() => db.destroy());
    await migrate(postgres.url);
    const env = {
      ...hostEnv(),
      DATABASE_URL: postgres.url,
      REDIS_URL: redis.url,
      TRADEPOST_DATA: dataDir,
      LOG_LEVEL: 'info',
    };
    // The key file is made before the processes start, so that all open the same.
    const secrets = await openSecretBox({ key: null, keyFile: path.join(dataDir, 'keys.json') });
    const ingest = await startApp('ingest', env);
    closers.push(() => ingest.process.stop());
    const scheduler = await startApp('scheduler', env);
    closers.push(() => scheduler.process.stop());
    await waitUntil(() => ingest.log().includes('ingest runs'), {
      timeoutMs: READY_MS,
      what: `ingest:\n${ingest.log()}`,
    });

    const log = makeLogger('bench', 'warn');
    const client = openRedis(redis.url, (error) => log.warn({ err: error }, 'redis'));
    closers.push(async () => client.disconnect());
    const queues = new Queues(client, (error) => log.warn({ err: error }, 'queue'));
    closers.push(() => queues.close());
    const meters = [
      startMeter({ roots: [ingest.process.pid] }),
      startMeter({ roots: [postgres.pid], anonymousOnly: true }),
      startMeter({ roots: [dovecot.pid], anonymousOnly: true }),
    ] as const;
    const begun = performance.now();
    await addMailAccount(
      { db, secrets, notifier: new Notifier(queues, client, log), probe: PROBE },
      {
        address: user.address,
        password: user.password,
        imap: { host: dovecot.host, port: dovecot.port, security: 'none', user: user.user },
      },
      { viewer: null, privateHostAllowed: true },
    );
    const done = await waitUntil(() => archivedWhenComplete(db, wanted), {
      timeoutMs,
      intervalMs: POLL_MS,
    }).catch((error: unknown) => {
      throw new Error(
        `The ingest did not finish within ${timeoutMs / 1000} s. Its log ends:\n${ingest.log()}`,
        { cause: error },
      );
    });
    const seconds = (performance.now() - begun) / 1000;
    const [ingestCost, postgresCost, dovecotCost] = [meters[0].stop(), meters[1].stop(), meters[2].stop()];
    return { seconds, ...done, ingest: ingestCost, postgres: postgresCost, dovecot: dovecotCost };
  } finally {
    for (const close of closers.reverse()) await close();
    await rm(dir, { recursive: true, force: true });
  }
}
