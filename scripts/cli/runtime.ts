/** Reaches the data of the running product: its settings come from the file that `npm start` leaves. */
import { resolve } from 'node:path';
import { openPackStore } from '@tradepost/core/blobs/pack-store';
import type { BlobStore } from '@tradepost/core/blobs/blob-store';
import { type Config, loadConfig } from '@tradepost/core/config/config';
import { describeError } from '@tradepost/core/errors';
import { Notifier } from '@tradepost/core/events/notifier';
import { type Logger, makeLogger } from '@tradepost/core/log';
import { openRedis } from '@tradepost/core/queues/redis';
import { Queues } from '@tradepost/core/queues/queues';
import { openSecretBox, type SecretBox } from '@tradepost/core/secrets';
import { connect, type DB } from '@tradepost/db';
import { type Kysely, sql } from 'kysely';
import { MACHINE } from '@tradepost/core/users/viewer';
import { scopeOf } from '@tradepost/core/visibility/scope';
import { readRunFile } from '../launch/run-file.ts';

export class NotRunningError extends Error {
  override name = 'NotRunningError';
}

export interface Runtime {
  readonly config: Config;
  readonly db: Kysely<DB>;
  readonly log: Logger;
  readonly notifier: Notifier;
  readonly secrets: SecretBox;
  readonly blobs: BlobStore;
}

/** The machine's administrator: nobody's user, sees all. */
export const ADMINISTRATOR = { viewer: null, scope: scopeOf(MACHINE) };

/** The environment of the running product, where there is one; explicit variables outrank it. */
async function readEnvironment(): Promise<NodeJS.ProcessEnv> {
  if (process.env.DATABASE_URL !== undefined && process.env.REDIS_URL !== undefined) return process.env;
  const dataDir = resolve(process.env.TRADEPOST_DATA ?? './data');
  const running = await readRunFile(dataDir).catch((error: unknown) => {
    throw new NotRunningError(
      `The run file in ${dataDir} cannot be read (${describeError(error)}). Run this command as the user that runs Tradepost.`,
    );
  });
  if (running === undefined)
    throw new NotRunningError(
      `Tradepost does not run on ${dataDir}. Start it with "npm start", or name its folder with TRADEPOST_DATA.`,
    );
  if (running.keyFromEnvironment && process.env.TRADEPOST_KEY === undefined)
    throw new NotRunningError(
      'Tradepost runs with a key from its environment. Give this command the same TRADEPOST_KEY.',
    );
  return { ...running.env, ...process.env, TRADEPOST_DATA: dataDir };
}

/** Runs with everything open and closes it after; a service that does not answer is said in one sentence. */
export async function withRuntime<T>(run: (runtime: Runtime) => Promise<T>): Promise<T> {
  const config = loadConfig(await readEnvironment());
  const log = makeLogger('cli', process.env.LOG_LEVEL ?? 'silent');
  const db = connect({
    url: config.databaseUrl,
    applicationName: 'tradepost-cli',
    max: 6,
    statementTimeoutMs: 600_000,
  });
  const redis = openRedis(config.redisUrl, (error) => log.warn({ err: error }, 'redis'));
  const queues = new Queues(redis, (error) => log.warn({ err: error }, 'queue'));
  const blobs = await openPackStore(config.dataDir);
  try {
    await sql`select 1`.execute(db).catch((error: unknown) => {
      throw new NotRunningError(
        `The database does not answer: ${describeError(error)}. Is Tradepost running?`,
      );
    });
    return await run({
      config,
      db,
      log,
      notifier: new Notifier(queues, redis, log),
      secrets: await openSecretBox(config),
      blobs,
    });
  } finally {
    await blobs.close();
    await Promise.race([queues.close(), new Promise((done) => setTimeout(done, 500).unref())]);
    redis.disconnect();
    await db.destroy();
  }
}
