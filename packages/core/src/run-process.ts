/** The frame of a process: settings, services, start, and an end by signal. */
import { flushCompileCache } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DB } from '@tradepost/db';
import { type Kysely, sql } from 'kysely';
import { type Config, loadConfig } from './config/config.ts';
import { describeError } from './errors.ts';
import type { Logger } from './log.ts';

const LOOK_EVERY_MS = 500;

/** Starts it, and ends it at SIGTERM or SIGINT. What keeps it from starting is said in one sentence, with code 1. */
export async function runProcess(
  env: NodeJS.ProcessEnv,
  start: (config: Config) => Promise<{ close(): Promise<void> }>,
): Promise<void> {
  let running: { close(): Promise<void> };
  try {
    running = await start(loadConfig(env));
  } catch (error) {
    // Settings at fault have a line each.
    process.stderr.write(`${error instanceof Error ? error.message : describeError(error)}\n`);
    process.exit(1);
  }
  // Kept now: a process that is killed writes nothing at its end, and the next one would compile all again.
  flushCompileCache();
  const stop = () => {
    running.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

/** Returns when the database answers and has its tables; what it waits for is told once. */
export async function waitForDatabase(db: Kysely<DB>, log: Logger): Promise<void> {
  for (let waited = false; ; waited = true) {
    try {
      await sql`select 1 from mail_account limit 1`.execute(db);
      if (waited) log.info('The database answers.');
      return;
    } catch (error) {
      if (!waited) log.error(`The database does not answer (${describeError(error)}). It is waited for.`);
      await sleep(LOOK_EVERY_MS);
    }
  }
}
