/** Runs the batches of one mailbox: fetch, then commit in line, while the next batch is fetched. */
import { ImapFault, type ImapConnection, toRanges } from '@tradepost/mail/imap';
import { giveBack } from '@tradepost/mail/parse';
import { archivePastRefusals } from '../ingest/archive-past-refusals.ts';
import {
  type Batch,
  type BatchItem,
  StaleGenerationError,
  storeOctets,
  UidReusedError,
} from '../ingest/archive-batch.ts';
import type { StoredOctets } from '../ingest/batch-octets.ts';
import { indexWaiting } from '../search/index-waiting.ts';
import { CommitLine } from './commit-line.ts';
import type { SyncDeps } from './deps.ts';
import { type FetchedBatch, fetchBatch, LARGE_OCTETS } from './fetch-batch.ts';
import { abandonGeneration } from './generation.ts';
import type { PlannedBatch, SizedUid } from './plan-batches.ts';
import type { MailboxRef, SyncOptions } from './sync-mailbox.ts';
import { formatMultirange, withoutUids } from './uid-ranges.ts';

/** Batches fetched ahead of the one being committed. */
const AHEAD = 3;
/** Batches that are archived, and wait until the one before them is in the index. */
const INDEXED_BEHIND = 2;
/** What a mail that goes through a file holds of the memory while it is on the wire. */
const FILE_CHUNK_OCTETS = 1024 * 1024;
/** A server that is slower than this over a whole batch is left, so that its account does not hold a worker. */
const LEAST_OCTETS_PER_SECOND = 20_000;
const LEAST_PATIENCE_MS = 60_000;

function octetsInMemory(batch: PlannedBatch, toFile: boolean): number {
  return batch.mails.reduce(
    (sum, mail) => sum + (toFile || mail.size > LARGE_OCTETS ? FILE_CHUNK_OCTETS : mail.size),
    0,
  );
}

/** Milliseconds. What came until then is kept, and the rest is asked for again later. */
function patience(batch: PlannedBatch): number {
  const octets = batch.mails.reduce((sum, mail) => sum + mail.size, 0);
  return LEAST_PATIENCE_MS + (octets / LEAST_OCTETS_PER_SECOND) * 1000;
}

/** A mail ends every session in which it is fetched; everything else of the mailbox was tried before it. */
export class PoisonedMailError extends Error {
  override name = 'PoisonedMailError';
  readonly code = 'poisoned-mail';
  readonly uid: number;
  constructor(uid: number, cause: unknown) {
    super(`The server ends the session whenever the mail with UID ${uid} is fetched.`, { cause });
    this.uid = uid;
  }
}

interface BatchChoices {
  readonly toFile?: boolean;
  /** UIDs in its range that are dealt with elsewhere. */
  readonly uncovered?: readonly number[];
  readonly found?: NonNullable<Batch['found']>;
}

export class BatchRunner {
  /** UIDs that the server lists and does not give. */
  readonly stuck = new Set<number>();
  readonly #deps: SyncDeps;
  readonly #connection: ImapConnection;
  readonly #mailbox: MailboxRef;
  readonly #uidValidity: number;
  readonly #options: SyncOptions;
  readonly #commits = new CommitLine(AHEAD);
  readonly #indexing = new CommitLine(INDEXED_BEHIND);

  constructor(
    deps: SyncDeps,
    connection: ImapConnection,
    mailbox: MailboxRef,
    uidValidity: number,
    options: SyncOptions,
  ) {
    this.#deps = deps;
    this.#connection = connection;
    this.#mailbox = mailbox;
    this.#uidValidity = uidValidity;
    this.#options = options;
  }

  /**
   * @param uncovered UIDs in the batch's range that are dealt with elsewhere.
   * @param isLast none follows it: what is covered then is found as well.
   * @returns false, with everything committed, where it is time to stop.
   */
  async run(batch: PlannedBatch, uncovered: ReadonlyMap<number, unknown>, isLast: boolean): Promise<boolean> {
    if (!(await this.#mayGoOn())) return false;
    const fetched = await this.#fetchAndCommit(batch, {
      uncovered: [...uncovered.keys()],
      found: isLast || this.#options.scope === 'new' ? 'with' : 'behind',
    });
    if (fetched.failure !== null) {
      const { error, nextUid } = fetched.failure;
      // Whoever was at fault, the mails behind it shall not wait for it the next time.
      if (nextUid !== null && error instanceof ImapFault)
        this.#deps.suspects.blame(this.#mailbox.id, this.#uidValidity, nextUid);
      throw error;
    }
    return true;
  }

  /** A mail that ended a session before: alone, in pieces. @throws PoisonedMailError when that is its habit. */
  async runSuspect(mail: SizedUid): Promise<boolean> {
    if (!(await this.#mayGoOn())) return false;
    const { suspects } = this.#deps;
    const fetched = await this.#fetchAndCommit(
      { mails: [mail], from: mail.uid, to: mail.uid },
      { toFile: true },
    );
    if (fetched.failure === null) {
      suspects.acquit(this.#mailbox.id, this.#uidValidity, mail.uid);
      return true;
    }
    const { error } = fetched.failure;
    if (isServers(error) && suspects.blame(this.#mailbox.id, this.#uidValidity, mail.uid))
      throw new PoisonedMailError(mail.uid, error);
    throw error;
  }

  async drain(): Promise<void> {
    await this.#commits.drain();
    await this.#indexing.drain();
  }

  async settle(): Promise<void> {
    await this.#commits.settle();
    await this.#indexing.settle();
  }

  async #mayGoOn(): Promise<boolean> {
    if (!(await this.#options.shouldStop())) return true;
    await this.drain();
    return false;
  }

  async #fetchAndCommit(
    batch: PlannedBatch,
    { toFile = false, uncovered = [], found = 'with' }: BatchChoices,
  ): Promise<FetchedBatch> {
    const deps = this.#deps;
    const priority = this.#options.scope === 'new' ? 'new' : 'backfill';
    await this.#commits.room();
    const release = await deps.budget.take(octetsInMemory(batch, toFile), priority === 'new');
    const tooSlow = setTimeout(() => void this.#connection.close(), patience(batch));
    const fetched = await fetchBatch(deps, this.#connection, batch, { priority, toFile });
    clearTimeout(tooSlow);
    for (const uid of fetched.unproven) this.stuck.add(uid);
    // Of a fetch that broke off, only what came is covered.
    const covered =
      fetched.failure === null
        ? withoutUids({ first: batch.from, last: batch.to }, [...fetched.unproven, ...uncovered])
        : toRanges([...fetched.settled].sort((a, b) => a - b));
    if (covered.length === 0) release();
    else {
      const stored = fetched.items.then((items) => storeAndGiveBack(deps, items));
      // Whoever commits hears of it.
      stored.catch(() => {});
      this.#commits.add(async () => {
        try {
          await this.#commit(fetched, { covered: formatMultirange(covered), found, stored });
        } finally {
          release();
        }
      });
    }
    return fetched;
  }

  async #commit(
    fetched: FetchedBatch,
    {
      covered,
      found,
      stored,
    }: Required<Pick<Batch, 'covered' | 'found'>> & { stored: Promise<StoredOctets> },
  ): Promise<void> {
    const { id: mailboxId } = this.#mailbox;
    const uidValidity = this.#uidValidity;
    const items = await fetched.items;
    if (fetched.tooLarge.length > 0)
      await recordTooLarge(this.#deps, mailboxId, uidValidity, fetched.tooLarge);
    try {
      if (found === 'with') await this.#indexing.drain();
      const batch = { mailboxId, uidValidity, items, covered, found };
      const archived = await archivePastRefusals(this.#deps, batch, await stored);
      for (const { sha256, code } of archived.refused)
        this.#deps.log.warn({ mailboxId, sha256, code }, 'a mail is archived unread: its rows are refused');
      this.#options.onArchived?.(archived);
      for (const waiting of archived.waiting) {
        await this.#indexing.room();
        this.#indexing.add(() => indexWaiting(this.#deps, waiting));
      }
    } catch (error) {
      if (!(error instanceof UidReusedError)) throw error;
      this.#deps.log.warn({ mailboxId }, 'the server gave UIDs to other mails than before');
      await abandonGeneration(this.#deps.db, mailboxId, uidValidity);
      throw new StaleGenerationError(error.message);
    }
  }
}

/** What lies on disk needs no place in memory while its rows are written. */
async function storeAndGiveBack(deps: SyncDeps, items: readonly BatchItem[]): Promise<StoredOctets> {
  const stored = await storeOctets(deps, items);
  for (const { processed } of items)
    if (stored.fresh.has(processed.sha256)) giveBack(processed.stored.buffer as ArrayBuffer);
  return stored;
}

/** Of the server's making or the network's, not of our disk or our own. */
function isServers(error: unknown): boolean {
  return error instanceof ImapFault && error.code !== 'storage-full' && error.code !== 'internal';
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
