import { hostname } from 'node:os';
import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { openPackStore } from '@tradepost/core/blobs/pack-store';
import type { Config } from '@tradepost/core/config/config';
import { publishEvent } from '@tradepost/core/events/events';
import { Notifier } from '@tradepost/core/events/notifier';
import { makeLogger } from '@tradepost/core/log';
import { openParsePool } from '@tradepost/core/ingest/open-pool';
import { openRedisFor } from '@tradepost/core/queues/redis';
import { openMailReader } from '@tradepost/core/reader/open-reader';
import { Queues } from '@tradepost/core/queues/queues';
import { waitForDatabase } from '@tradepost/core/run-process';
import { openSecretBox } from '@tradepost/core/secrets';
import { ByteBudget } from '@tradepost/core/sync/byte-budget';
import { ConnectionCache } from '@tradepost/core/sync/connections';
import type { SyncDeps } from '@tradepost/core/sync/deps';
import { Suspects } from '@tradepost/core/sync/suspects';
import { connect } from '@tradepost/db';
import { startWatchers } from './watchers.ts';
import { startWorkers } from './workers.ts';

/** Octets of mail on their way through this process at once, beside what the parse threads hold. */
const BYTES_IN_FLIGHT = 24 * 1024 * 1024;
/** Of these, what only new mail may hold. */
const BYTES_FOR_NEW_MAIL = 8 * 1024 * 1024;

/** No mail is on its way for longer, in milliseconds. */
const MOST_SPOOLED_MS = 3_600_000;

/** What differs from the usual, for tests. */
export interface IngestOptions {
  readonly imapDeadlineMs?: number;
  readonly sliceMs?: number;
}

export async function startIngest(
  config: Config,
  options: IngestOptions = {},
): Promise<{ close(): Promise<void> }> {
  const log = makeLogger('ingest', config.logLevel);
  const spoolDir = join(config.dataDir, 'spool');
  await mkdir(spoolDir, { recursive: true, mode: 0o700 });
  await emptyFolder(spoolDir);
  const db = connect({
    url: config.databaseUrl,
    applicationName: 'tradepost-ingest',
    max: 16,
    onError: (error) => log.warn({ err: error }, 'a database connection was lost'),
  });
  const redis = openRedisFor(log, config.redisUrl);
  const queues = new Queues(redis, (error) => log.warn({ err: error }, 'queue'));
  const pool = openParsePool(config);
  const deps: SyncDeps = {
    db,
    blobs: await openPackStore(config.dataDir),
    pool,
    secrets: await openSecretBox(config),
    queues,
    budget: new ByteBudget(BYTES_IN_FLIGHT, BYTES_FOR_NEW_MAIL),
    suspects: new Suspects(),
    log,
    publish: (event) => {
      publishEvent(redis, event).catch((error: unknown) => log.debug({ err: error }, 'event not sent'));
    },
    allowedMailHosts: config.allowedMailHosts,
    workerId: `${hostname()}-${process.pid}-${randomBytes(4).toString('hex')}`,
    spoolDir,
    ...options,
  };
  await waitForDatabase(db, log);
  const connections = new ConnectionCache(deps);
  const stopping = new AbortController();
  const reader = openMailReader();
  const notifier = new Notifier(queues, redis, log);
  const unified = { db, blobs: deps.blobs, reader, notifier, log, publicUrl: config.publicUrl };
  const workers = startWorkers(deps, connections, redis, unified, stopping.signal);
  const watchers = startWatchers(deps, stopping.signal);
  log.info({ workerId: deps.workerId }, 'ingest runs');
  return {
    async close() {
      stopping.abort();
      await Promise.allSettled([workers.close(), watchers.close()]);
      await connections.close();
      await queues.close();
      await reader.close();
      await pool.close();
      await deps.blobs.close();
      redis.disconnect();
      await db.destroy();
    },
  };
}

/** Large mails of a process that was killed: they are on the server still. Those of one that runs are younger. */
async function emptyFolder(path: string): Promise<void> {
  for (const name of await readdir(path)) {
    const file = join(path, name);
    const facts = await stat(file).catch(() => null);
    if (facts !== null && name.endsWith('.eml') && Date.now() - facts.mtimeMs > MOST_SPOOLED_MS)
      await rm(file, { force: true });
  }
}
