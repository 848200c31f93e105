/** Postgres and Redis: the ones given from outside, or our own. */
import path from 'node:path';
import { findRedis } from './find-redis.ts';
import { type Kept, KeptService } from './kept-service.ts';
import { LogFile } from './log-file.ts';
import { type PostgresServer, startPostgres } from './postgres.ts';
import { type RedisServer, startRedis } from './redis.ts';
import type { LaunchSettings } from './settings.ts';

export interface ServiceOptions {
  settings: LaunchSettings;
  logDir: string;
  say: (line: string) => void;
  changed: () => void;
}

export interface Service {
  url: string;
  /** The superuser's, of a Postgres of ours. */
  adminUrl?: string;
  /** Undefined: not ours to start or stop. */
  kept: Kept | undefined;
}

/** @throws Error when it does not start. */
export async function openPostgres({ settings, logDir, say, changed }: ServiceOptions): Promise<Service> {
  if (settings.databaseUrl !== undefined) return { url: settings.databaseUrl, kept: undefined };
  const log = new LogFile(path.join(logDir, 'postgres.log'));
  const kept = new KeptService({
    name: 'Postgres',
    say,
    changed,
    start: (previous: PostgresServer | undefined) =>
      startPostgres({
        dir: path.join(settings.config.dataDir, 'postgres'),
        // The processes know the old one's address.
        port: previous?.port ?? settings.postgresPort,
        output: (chunk) => log.write(chunk),
      }),
  });
  const { url, adminUrl } = await kept.start();
  return { url, adminUrl, kept };
}

/** @throws Error of one sentence when there is no Redis and none can be installed. */
export async function openRedisServer({ settings, logDir, say, changed }: ServiceOptions): Promise<Service> {
  if (settings.redisUrl !== undefined) return { url: settings.redisUrl, kept: undefined };
  const program = await findRedis(say);
  const log = new LogFile(path.join(logDir, 'redis.log'));
  const kept = new KeptService({
    name: 'Redis',
    say,
    changed,
    start: (previous: RedisServer | undefined) =>
      startRedis({
        program,
        dir: path.join(settings.config.dataDir, 'redis'),
        port: previous?.port ?? settings.redisPort,
        password: previous && new URL(previous.url).password,
        output: (chunk) => log.write(chunk),
      }),
  });
  return { url: (await kept.start()).url, kept };
}
