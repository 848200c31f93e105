/** The api process: settings → dependencies → listen → close. */
import { flushCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';
import { makeMailProbe } from '@tradepost/core/accounts/make-probe';
import { openPackStore } from '@tradepost/core/blobs/pack-store';
import { ConfigError, loadConfig } from '@tradepost/core/config/config';
import { describeError } from '@tradepost/core/errors';
import { Notifier } from '@tradepost/core/events/notifier';
import { openParsePool } from '@tradepost/core/ingest/open-pool';
import { makeLogger } from '@tradepost/core/log';
import { Queues } from '@tradepost/core/queues/queues';
import { openMailReader } from '@tradepost/core/reader/open-reader';
import { openSecretBox } from '@tradepost/core/secrets';
import { connect } from '@tradepost/db';
import { Redis } from 'ioredis';
import { buildApp } from './app.ts';

const WEB_ROOT = fileURLToPath(new URL('../../web/dist', import.meta.url));
/** Search and lists end within it; a page that waits longer helps nobody. */
const STATEMENT_TIMEOUT_MS = 30_000;

async function main(): Promise<void> {
  const config = loadConfig(process.env);
  const log = makeLogger('api', config.logLevel);
  const onError = (error: Error) => log.warn({ fault: describeError(error) }, 'connection lost');
  const db = connect({
    url: config.databaseUrl,
    applicationName: 'tradepost-api',
    statementTimeoutMs: STATEMENT_TIMEOUT_MS,
    onError,
  });
  // No queue of commands for a Redis that is away: what is given to it is a hint, see Notifier.
  const redis = new Redis(config.redisUrl, {
    maxRetriesPerRequest: null,
    enableOfflineQueue: false,
    retryStrategy: (attempt) => Math.min(attempt * 200, 5_000),
  });
  redis.on('error', onError);
  const queues = new Queues(redis, onError);
  const reader = openMailReader();
  const pool = openParsePool({ parseThreads: 1 });
  const blobs = await openPackStore(config.dataDir);
  const app = await buildApp({
    config,
    db,
    redis,
    secrets: await openSecretBox(config),
    notifier: new Notifier(queues, redis, log),
    probe: makeMailProbe(config),
    blobs,
    reader,
    pool,
    log,
    webRoot: WEB_ROOT,
  });
  let closing = false;
  const close = async (signal: NodeJS.Signals) => {
    if (closing) return;
    closing = true;
    log.info({ signal }, 'closing');
    await app.close();
    await Promise.allSettled([queues.close(), reader.close(), pool.close(), blobs.close()]);
    redis.disconnect();
    await db.destroy();
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.on(signal, () => {
      close(signal).catch((error: unknown) => {
        log.error({ err: error }, 'closing failed');
        process.exitCode = 1;
      });
    });
  await app.listen({ host: config.host, port: config.port });
  log.info({ url: config.publicUrl }, 'listening');
  // Kept now: a process that is killed writes nothing at its end, and the next one would compile all again.
  flushCompileCache();
}

main().catch((error: unknown) => {
  // The settings' faults are for the person who starts it, not for the log.
  process.stderr.write(`${error instanceof ConfigError ? error.message : describeError(error)}\n`);
  process.exit(1);
});
