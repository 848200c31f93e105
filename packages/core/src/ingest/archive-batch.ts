/**
 * The one way into the archive: raw octets durable first, then rows, filings, timeline entries and the
 * mailbox's coverage in one transaction (I1). Safe to repeat: the same place, message or blob is not made
 * twice (I2), by constraints.
 */
import type { ProcessedMessage } from '@tradepost/mail/parse';
import type { DB } from '@tradepost/db';
import { keptPlan, planForBatches } from '@tradepost/db/kept-plans';
import { enqueueUnified } from '@tradepost/db/queries/unified-work';
import { type Selectable, sql, type Transaction } from 'kysely';
import { noteCommands } from '../act/note-commands.ts';
import { noteBounces } from '../bounce/note-bounces.ts';
import { fileMessages } from '../filing/file-messages.ts';
import { holdFiling } from '../filing/filing-lock.ts';
import { noteInquiries } from '../intake/note-inquiries.ts';
import { insertBlobs, NOTHING, storeBlobs, type StoredOctets } from './batch-octets.ts';
import type { ArchiveDeps } from './deps.ts';
import { findLeftOut } from './leave-out.ts';
import { type NewMessage, insertMessages } from './message-rows.ts';
import { insertLeftOut, insertPlaces } from './places.ts';
import { type DocToIndex, indexDocs, leadSearches } from '../search/index-docs.ts';
import { letWait, type WaitingMails } from '../search/index-waiting.ts';
import { withRetry } from './retry.ts';

export { UidReusedError } from './places.ts';

export interface BatchItem {
  readonly uid: number;
  /** Milliseconds since 1970; null where the server gave none. */
  readonly internalDate: number | null;
  readonly processed: ProcessedMessage;
}

export interface Batch {
  readonly mailboxId: number;
  /** The generation the items were fetched in; another one in the table means they prove nothing. */
  readonly uidValidity: number;
  readonly items: readonly BatchItem[];
  /** UID ranges that this batch covers, as an int8multirange: `{[1,501)}`. */
  readonly covered: string;
  /** Time of now in milliseconds; for mails that bear no usable date. */
  readonly now?: number;
  /**
   * When its mails are found: with the archive's commit, as where nothing is said, or a moment later, by whoever takes
   * `waiting` to the index. That spares the next batch the wait.
   */
  readonly found?: 'with' | 'behind';
}

export interface ArchivedBatch {
  /** Places recorded now (not known before). */
  readonly places: number;
  /** Messages that the archive did not have in any form. */
  readonly newMessages: number;
  /** Mails that the company does not want in its archive: of them only the place is kept. */
  readonly leftOut: number;
  readonly customerIds: readonly number[];
  /** Mails that are to go into the index; none where they are in it. */
  readonly waiting: readonly WaitingMails[];
}

/** The mailbox got a new UIDVALIDITY, or was removed, while the batch was on its way. */
export class StaleGenerationError extends Error {
  override name = 'StaleGenerationError';
  readonly code = 'stale-generation';
}

/**
 * Makes the octets of the mails that the company wants durable: before their rows, and while those of an earlier batch are
 * being written.
 * @throws BlobError when they cannot be made durable.
 */
export async function storeOctets(deps: ArchiveDeps, items: readonly BatchItem[]): Promise<StoredOctets> {
  return storeBlobs(deps, (await partWanted(deps, items)).wanted);
}

async function partWanted(deps: ArchiveDeps, items: readonly BatchItem[]) {
  const unwanted = await findLeftOut(
    deps.db,
    items.map((item) => item.processed.parsed),
  );
  const isWanted = (item: BatchItem) => !unwanted.has(item.processed.parsed.fingerprint);
  return { wanted: items.filter(isWanted), leftOut: items.filter((item) => !isWanted(item)) };
}

/**
 * @param stored what `storeOctets` gave for the same mails; without it they are stored now.
 * @throws StaleGenerationError when the mailbox is in another generation: nothing is written.
 * @throws UidReusedError when a place is taken by another mail: nothing is written.
 * @throws BlobError when the octets cannot be made durable: nothing is written.
 */
export async function archiveBatch(
  deps: ArchiveDeps,
  batch: Batch,
  stored: StoredOctets = NOTHING,
): Promise<ArchivedBatch> {
  // Asked again: the list of what is never archived may have grown since the octets were stored.
  const { wanted: items, leftOut } = await partWanted(deps, batch.items);
  const octets = await storeBlobs(deps, items, stored);
  return withRetry(() =>
    deps.db.transaction().execute(async (tx) => {
      await planForBatches(tx);
      const mailbox = await holdMailbox(tx, batch.mailboxId);
      if (mailbox === undefined || mailbox.uid_validity !== batch.uidValidity)
        throw new StaleGenerationError(
          `Mailbox ${batch.mailboxId} is no longer in generation ${batch.uidValidity}.`,
        );

      await holdFiling(tx);
      const blobIds = await insertBlobs(tx, items, octets);
      const messages: NewMessage[] = items.map((item) => ({
        parsed: item.processed.parsed,
        blobId: blobIds.get(item.processed.sha256) as number,
        size: item.processed.size,
        internalDate: item.internalDate,
      }));
      const { ids, created } = await insertMessages(tx, messages, batch.now ?? Date.now());
      const archived = await insertPlaces(tx, batch, items, (item) => ({
        messageId: ids.get(item.processed.parsed.fingerprint) as number,
        blobId: blobIds.get(item.processed.sha256) as number,
      }));
      // A file has no place on a server to account for.
      const places = archived + (mailbox.kind === 'imap' ? await insertLeftOut(tx, batch, leftOut) : 0);
      const filed = await fileMessages(tx, created);
      const isNew = new Set(created);
      const fresh = messages
        .map(({ parsed }) => ({ id: ids.get(parsed.fingerprint) as number, parsed }))
        .filter(({ id }) => isNew.has(id));
      const docs = await docsOf(tx, items, ids, isNew);
      if (batch.found !== 'behind') await indexDocs(tx, docs);
      await noteInquiries(tx, fresh);
      await noteCommands(tx, fresh);
      await noteBounces(tx, fresh);
      const uids = batch.items.map(({ uid }) => uid);
      await enqueueUnified(tx, batch.mailboxId, batch.uidValidity, uids);
      await keptPlan(sql`
        update mailbox set covered = covered + ${batch.covered}::int8multirange, place_count = place_count + ${places}
        where id = ${batch.mailboxId}`).execute(tx);
      const waiting = batch.found === 'behind' ? await letWait(tx, docs) : [];
      return {
        places,
        newMessages: created.length,
        leftOut: leftOut.length,
        customerIds: [...new Set(filed.map((one) => one.customerId))],
        waiting,
      };
    }),
  );
}

/** A batch that is written at the same time waits here. */
async function holdMailbox(tx: Transaction<DB>, id: number) {
  const { rows } = await keptPlan(
    sql<Pick<Selectable<DB['mailbox']>, 'kind' | 'uid_validity'>>`
      select kind, uid_validity from mailbox where id = ${id} for update`,
  ).execute(tx);
  return rows[0];
}

/** What new mails are found by; of those that were there, where they lie may be another thing to be found by. */
async function docsOf(
  tx: Transaction<DB>,
  items: readonly BatchItem[],
  ids: ReadonlyMap<string, number>,
  isNew: ReadonlySet<number>,
): Promise<DocToIndex[]> {
  const byId = new Map(
    items.map(({ processed }) => [ids.get(processed.parsed.fingerprint) as number, processed]),
  );
  await leadSearches(
    tx,
    [...byId.keys()].filter((id) => !isNew.has(id)),
  );
  return [...byId].filter(([id]) => isNew.has(id)).map(([messageId, { words }]) => ({ messageId, words }));
}
