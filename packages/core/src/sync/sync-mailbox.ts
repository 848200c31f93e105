/** Brings one mailbox's coverage forward: newest window first, in batches, each committed with its coverage. */
import type { ImapConnection } from '@tradepost/mail/imap';
import { sql } from 'kysely';
import type { ArchivedBatch } from '../ingest/archive-batch.ts';
import { BatchRunner } from './batch-runner.ts';
import type { SyncDeps } from './deps.ts';
import { type Generation, missingUids, openGeneration } from './generation.ts';
import { planBatches, type SizedUid } from './plan-batches.ts';
import { parseMultirange } from './uid-ranges.ts';

const BATCH_BOUNDS = { mails: 250, octets: 6 * 1024 * 1024 };
/** UIDs asked about at once; grows where the mailbox is sparse. */
const LEAST_WINDOW = 500;
const MOST_WINDOW = 64_000;

export interface MailboxRef {
  readonly id: number;
  readonly accountId: number;
  readonly path: string;
}

export interface SyncOptions {
  /** 'new': only above what is covered already; 'all': everything that is missing. */
  readonly scope: 'new' | 'all';
  /** Asked before each batch; true ends the call with `stopped`. */
  readonly shouldStop: () => Promise<boolean>;
  readonly onArchived?: (result: ArchivedBatch) => void;
}

export interface SyncOutcome {
  /** Ended by `shouldStop`, with work left. */
  readonly stopped: boolean;
  readonly generationBegun: boolean;
  /** UIDs that the server lists and does not give. */
  readonly stuck: readonly number[];
  /** The server's numbers do not fit what is archived: only a reconciliation tells why. */
  readonly doubtful: boolean;
}

/** @throws ImapFault, BlobError, StaleGenerationError; what was committed until then stays. */
export async function syncMailbox(
  deps: SyncDeps,
  connection: ImapConnection,
  mailbox: MailboxRef,
  options: SyncOptions,
): Promise<SyncOutcome> {
  const seen = await connection.examine(mailbox.path);
  const generation = await openGeneration(deps.db, mailbox.id, seen);
  const runner = new BatchRunner(deps, connection, mailbox, generation.uidValidity, options);
  const suspects = new Set(deps.suspects.of(mailbox.id, generation.uidValidity));
  const setAside = new Map<number, SizedUid>();
  const floor = options.scope === 'all' ? 1 : await firstNewUid(deps, mailbox, generation);
  // The plan is made once: the mailbox lock in archiveBatch, not this list, is what keeps coverage right.
  const missing = parseMultirange(await missingUids(deps.db, mailbox.id)).filter(
    (range) => range.last >= floor,
  );
  const outcome = async (stopped: boolean): Promise<SyncOutcome> => ({
    stopped,
    generationBegun: generation.begun,
    stuck: [...runner.stuck],
    doubtful: generation.fell || (!stopped && (await hasFewerThan(deps, mailbox.id, seen.exists))),
  });
  try {
    let width = LEAST_WINDOW;
    for (let range = missing.pop(); range !== undefined; range = missing.pop()) {
      const first = Math.max(range.first, floor, range.last - width + 1);
      if (first > Math.max(range.first, floor)) missing.push({ first: range.first, last: first - 1 });
      const listed = await connection.fetchSizes([{ first, last: range.last }]);
      for (const mail of listed) if (suspects.has(mail.uid)) setAside.set(mail.uid, mail);
      const trusted = listed.filter((mail) => !setAside.has(mail.uid));
      const batches = planBatches({ from: first, to: range.last }, trusted, BATCH_BOUNDS);
      for (const batch of batches) {
        const isLast = missing.length === 0 && batch === batches.at(-1);
        if (!(await runner.run(batch, setAside, isLast))) return await outcome(true);
      }
      width = listed.length < LEAST_WINDOW / 4 ? Math.min(width * 2, MOST_WINDOW) : LEAST_WINDOW;
    }
    for (const uid of suspects) {
      const mail = setAside.get(uid);
      if (mail === undefined) continue;
      if (options.scope === 'new') runner.stuck.add(uid);
      else if (!(await runner.runSuspect(mail))) return await outcome(true);
    }
    await runner.drain();
  } catch (error) {
    // What is on its way to the database is brought home first, whatever went wrong on the wire.
    await runner.settle();
    throw error;
  }
  return outcome(false);
}

/**
 * For 'new': above the highest covered UID. Where nothing is covered yet, the newest window; while a slice is at it,
 * which brings that itself, only what came since.
 */
async function firstNewUid(deps: SyncDeps, mailbox: MailboxRef, generation: Generation): Promise<number> {
  const { rows } = await sql<{ next: number | null; sliced: boolean }>`
    select upper(b.covered) as next, coalesce(a.sync_lease_until > now(), false) as sliced
    from mailbox b join mail_account a on a.id = b.account_id where b.id = ${mailbox.id}`.execute(deps.db);
  const newest = Math.max(1, generation.uidNext - LEAST_WINDOW);
  return rows[0]?.next ?? (rows[0]?.sliced ? generation.uidNextBefore : null) ?? newest;
}

/** Everything is covered, and yet the server counted more mails than there are places. */
async function hasFewerThan(deps: SyncDeps, mailboxId: number, exists: number): Promise<boolean> {
  const { rows } = await sql<{ fewer: boolean }>`
    select place_count < ${exists} and covered @> int8multirange(int8range(1, greatest(uid_next, 1))) as fewer
    from mailbox where id = ${mailboxId}`.execute(deps.db);
  return rows[0]?.fewer ?? false;
}
