/** One whole ingest by the real processes, over a fresh database, data folder and Redis. */
import { rm } from 'node:fs/promises';
import { addMailAccount } from '@tradepost/core/accounts/add';
import type { AccountDeps } from '@tradepost/core/accounts/deps';
import type { DB } from '@tradepost/db';
import { type Kysely, sql } from 'kysely';
import type { Dovecot, MailUser } from '../launch/dovecot.ts';
import { waitUntil } from '../launch/wait-until.ts';
import { type OwnServices, startOwnServices } from './own-services.ts';
import { type Cost, startMeter } from './process-meter.ts';

const POLL_MS = 200;

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
  const services = await startOwnServices(dir);
  try {
    return await ingestMailbox(services, dovecot, user, wanted, timeoutMs);
  } finally {
    await services.stop();
    await rm(dir, { recursive: true, force: true });
  }
}

/** The same with services that stay; ingest and scheduler go on running, too. */
export async function ingestMailbox(
  services: OwnServices,
  dovecot: Dovecot,
  user: MailUser,
  wanted: number,
  timeoutMs: number,
): Promise<IngestRun> {
  const { db, deps, postgresPid } = services;
  const ingest = await services.start('ingest', 'ingest runs');
  await services.start('scheduler', 'scheduler runs');
  const meters = [
    startMeter({ roots: [ingest.process.pid] }),
    startMeter({ roots: [postgresPid], anonymousOnly: true }),
    startMeter({ roots: [dovecot.pid], anonymousOnly: true }),
  ] as const;
  const begun = performance.now();
  await addMailAccount(
    { ...deps, probe: PROBE },
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
}
