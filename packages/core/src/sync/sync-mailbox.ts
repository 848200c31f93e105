/** Brings one mailbox's coverage forward: newest window first, in batches, each committed with its coverage. */
import type { ImapConnection } from '@tradepost/mail/imap';
import { sql } from 'kysely';
import { archiveBatch, type ArchivedBatch } from '../ingest/archive-batch.ts';
import type { SyncDeps } from './deps.ts';
import { fetchBatch } from './fetch-batch.ts';
import { missingUids, openGeneration } from './generation.ts';
import { CommitLine } from './commit-line.ts';
import { planBatches, type PlannedBatch, type SizedUid } from './plan-batches.ts';
import { formatMultirange, parseMultirange, withoutUids } from './uid-ranges.ts';

const BATCH_BOUNDS = { mails: 250, octets: 6 * 1024 * 1024 };
/** UIDs asked about at once; grows where the mailbox is sparse. */
const LEAST_WINDOW = 500;
const MOST_WINDOW = 64_000;
/** Batches fetched ahead of the one being committed. */
const AHEAD = 2;

export interface MailboxRef {
  readonly id: number;
  readonly accountId: number;
  readonly path: string;
}

export interface SyncOptions {
  /** 'new': only above what is covered already; 'all': everything that is missing. */
  readonly scope: 'new' | 'all';
  /** Asked between batches; true ends the call with `complete: false`. */
  readonly shouldStop: () => boolean;
  readonly onArchived?: (result: ArchivedBatch) => void;
}

export interface SyncOutcome {
  /** Nothing is missing any more (or, for 'new', nothing new). */
  readonly complete: boolean;
  readonly generationBegun: boolean;
  /** UIDs that the server lists and does not give. */
  readonly stuck: readonly number[];
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
  const stuck = new Set<number>();
  const commits = new CommitLine(AHEAD);
  let width = LEAST_WINDOW;
  const floor = options.scope === 'all' ? 1 : await firstNewUid(deps, mailbox.id, generation.uidNext);
  // The plan is made once: the mailbox lock in archiveBatch, not this list, is what keeps coverage right.
  const missing = parseMultirange(await missingUids(deps.db, mailbox.id)).filter(
    (range) => range.last >= floor,
  );
  const outcome = (complete: boolean): SyncOutcome => ({
    complete,
    generationBegun: generation.begun,
    stuck: [...stuck],
  });
  try {
    for (let range = missing.pop(); range !== undefined; range = missing.pop()) {
      const first = Math.max(range.first, floor, range.last - width + 1);
      if (first > Math.max(range.first, floor)) missing.push({ first: range.first, last: first - 1 });
      const window = { from: first, to: range.last };
      const listed = await connection.fetchSizes([{ first, last: range.last }]);
      const batches = planBatches(window, listed, BATCH_BOUNDS);
      for (const batch of batches) {
        if (options.shouldStop()) {
          await commits.drain();
          return outcome(false);
        }
        await handleBatch(deps, connection, mailbox, generation.uidValidity, batch, options, commits, stuck);
      }
      width = listed.length < LEAST_WINDOW / 4 ? Math.min(width * 2, MOST_WINDOW) : LEAST_WINDOW;
    }
    await commits.drain();
  } catch (error) {
    // What is on its way to the database is brought home first, whatever went wrong on the wire.
    await commits.settle();
    throw error;
  }
  return outcome(stuck.size === 0);
}

async function handleBatch(
  deps: SyncDeps,
  connection: ImapConnection,
  mailbox: MailboxRef,
  uidValidity: number,
  batch: PlannedBatch,
  options: SyncOptions,
  commits: CommitLine,
  stuck: Set<number>,
): Promise<void> {
  const priority = options.scope === 'new' ? 'new' : 'backfill';
  const octets = batch.mails.reduce((sum, mail) => sum + mail.size, 0);
  await commits.room();
  const release = await deps.budget.take(octets, priority === 'new');
  try {
    const fetched = await fetchBatch(deps, connection, batch, priority);
    for (const uid of fetched.unproven) stuck.add(uid);
    const covered = formatMultirange(withoutUids({ first: batch.from, last: batch.to }, fetched.unproven));
    commits.add(async () => {
      try {
        const items = await fetched.items;
        if (fetched.tooLarge.length > 0)
          await recordTooLarge(deps, mailbox.id, uidValidity, fetched.tooLarge);
        options.onArchived?.(
          await archiveBatch(deps, { mailboxId: mailbox.id, uidValidity, items, covered }),
        );
      } finally {
        release();
      }
    });
  } catch (error) {
    release();
    throw error;
  }
}

/** For 'new': above the highest covered UID; where nothing is covered yet, the newest window. */
async function firstNewUid(deps: SyncDeps, mailboxId: number, uidNext: number): Promise<number> {
  const { rows } = await sql<{ next: number | null }>`
    select upper(covered) as next from mailbox where id = ${mailboxId}`.execute(deps.db);
  return rows[0]?.next ?? Math.max(1, uidNext - LEAST_WINDOW);
}

async function recordTooLarge(
  deps: SyncDeps,
  mailboxId: number,
  uidValidity: number,
  mails: readonly SizedUid[],
) {
  for (const mail of mails)
    await deps.db
      .insertInto('mailbox_message')
      .values({
        mailbox_id: mailboxId,
        uid_validity: uidValidity,
        uid: mail.uid,
        size: mail.size,
        internal_date: mail.internalDate,
        message_id: null,
        blob_id: null,
        skip_reason: 'too-large',
        vanished_at: null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}
