/** The product's processes over a database, a data folder and a Redis of their own, for what is measured as a whole. */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AccountDeps } from '@tradepost/core/accounts/deps';
import { Notifier } from '@tradepost/core/events/notifier';
import { makeLogger } from '@tradepost/core/log';
import { Queues } from '@tradepost/core/queues/queues';
import { openRedis } from '@tradepost/core/queues/redis';
import { openSecretBox } from '@tradepost/core/secrets';
import { connect, type DB, migrate } from '@tradepost/db';
import type { Kysely } from 'kysely';
import { type GuardedProcess, startGuarded } from '../launch/guarded-process.ts';
import { findProgram, hostEnv } from '../launch/host-env.ts';
import { MEMORY_ENV, nodeFlags } from '../launch/node-flags.ts';
import { startPostgres } from '../launch/postgres.ts';
import { startRedis } from '../launch/redis.ts';
import { waitUntil } from '../launch/wait-until.ts';

/** On a machine that has much else to do. */
const READY_MS = 120_000;

export interface OwnServices {
  readonly db: Kysely<DB>;
  readonly postgresPid: number;
  /** What a command of the product works with. */
  readonly deps: Pick<AccountDeps, 'db' | 'secrets' | 'notifier'>;
  /** Starts a process of the product and waits until its log says `ready`. */
  start(
    name: 'api' | 'ingest' | 'scheduler',
    ready: string,
    env?: Readonly<Record<string, string>>,
  ): Promise<OwnProcess>;
  /** Everything that was started, the newest first. */
  stop(): Promise<void>;
}

export interface OwnProcess {
  readonly process: GuardedProcess;
  /** The end of its log. */
  readonly log: () => string;
}

/** @param dir its folder; what stands in it already is gone on with. @throws Error where Redis is not installed. */
export async function startOwnServices(dir: string): Promise<OwnServices> {
  await mkdir(dir, { recursive: true });
  const closers: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const close of closers.splice(0).reverse()) await close();
  };
  try {
    const postgres = await startPostgres({ dir: path.join(dir, 'postgres'), output: () => {} });
    closers.push(() => postgres.stop());
    const program = findProgram('redis-server');
    if (program === undefined)
      throw new Error('redis-server is not installed (on Debian: apt-get install redis-server).');
    const redis = await startRedis({ program, dir: path.join(dir, 'redis'), output: () => {} });
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
    const log = makeLogger('bench', 'warn');
    const client = openRedis(redis.url, (error) => log.warn({ err: error }, 'redis'));
    closers.push(async () => client.disconnect());
    const queues = new Queues(client, (error) => log.warn({ err: error }, 'queue'));
    closers.push(() => queues.close());
    return {
      db,
      postgresPid: postgres.pid,
      deps: { db, secrets, notifier: new Notifier(queues, client, log) },
      async start(name, ready, more = {}) {
        const app = await startApp(name, { ...env, ...more });
        closers.push(() => app.process.stop());
        await waitUntil(() => app.log().includes(ready), { timeoutMs: READY_MS }).catch((error: unknown) => {
          throw new Error(`${name} did not start. Its log:\n${app.log()}`, { cause: error });
        });
        return app;
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startApp(name: string, env: NodeJS.ProcessEnv): Promise<OwnProcess> {
  let log = '';
  const process_ = await startGuarded({
    name,
    command: process.execPath,
    args: [...nodeFlags(name), fileURLToPath(new URL(`../../apps/${name}/src/main.ts`, import.meta.url))],
    env: { ...MEMORY_ENV, ...env },
    cwd: '/',
    stopSignal: 'SIGTERM',
    graceSeconds: 10,
    output: (chunk) => {
      log = (log + chunk.toString()).slice(-8_000);
    },
  });
  return { process: process_, log: () => log };
}
