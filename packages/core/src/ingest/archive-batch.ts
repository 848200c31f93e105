/**
 * The one way into the archive: raw octets durable first, then rows, filings, timeline entries and the
 * mailbox's coverage in one transaction (I1). Safe to repeat: the same place, message or blob is not made
 * twice (I2), by constraints.
 */
import type { ProcessedMessage } from '@tradepost/mail/parse';
import type { DB } from '@tradepost/db';
import { enqueueUnified } from '@tradepost/db/queries/unified-work';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { BlobLocation } from '../blobs/blob-store.ts';
import { TradepostError } from '../errors.ts';
import { noteCommands } from '../act/note-commands.ts';
import { noteBounces } from '../bounce/note-bounces.ts';
import { fileMessages } from '../filing/file-messages.ts';
import { holdFiling } from '../filing/filing-lock.ts';
import { noteInquiries } from '../intake/note-inquiries.ts';
import type { ArchiveDeps } from './deps.ts';
import { hexBytes, jsonRows } from './json-rows.ts';
import { findLeftOut } from './leave-out.ts';
import { type NewMessage, insertMessages } from './message-rows.ts';
import { insertLeftOut, insertPlaces } from './places.ts';
import { indexDocs, leadSearches } from '../search/index-docs.ts';
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
}

export interface ArchivedBatch {
  /** Places recorded now (not known before). */
  readonly places: number;
  /** Messages that the archive did not have in any form. */
  readonly newMessages: number;
  /** Mails that the company does not want in its archive: of them only the place is kept. */
  readonly leftOut: number;
  readonly customerIds: readonly number[];
}

/** The mailbox got a new UIDVALIDITY, or was removed, while the batch was on its way. */
export class StaleGenerationError extends Error {
  override name = 'StaleGenerationError';
  readonly code = 'stale-generation';
}

/** Where the octets of mails lie that no row had yet, by their hash. */
export type StoredOctets = ReadonlyMap<string, BlobLocation & { readonly storedSize: number }>;

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
  stored: StoredOctets = new Map(),
): Promise<ArchivedBatch> {
  // Asked again: the list of what is never archived may have grown since the octets were stored.
  const { wanted: items, leftOut } = await partWanted(deps, batch.items);
  const locations = await storeBlobs(deps, items, stored);
  return withRetry(() =>
    deps.db.transaction().execute(async (tx) => {
      const mailbox = await tx
        .selectFrom('mailbox')
        .select(['id', 'kind', 'uid_validity'])
        .where('id', '=', batch.mailboxId)
        .forUpdate()
        .executeTakeFirst();
      if (mailbox === undefined || mailbox.uid_validity !== batch.uidValidity)
        throw new StaleGenerationError(
          `Mailbox ${batch.mailboxId} is no longer in generation ${batch.uidValidity}.`,
        );

      await holdFiling(tx);
      const blobIds = await insertBlobs(tx, items, locations);
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
      await indexMails(tx, items, ids, isNew);
      await noteInquiries(tx, fresh);
      await noteCommands(tx, fresh);
      await noteBounces(tx, fresh);
      const uids = batch.items.map(({ uid }) => uid);
      await enqueueUnified(tx, batch.mailboxId, batch.uidValidity, uids);
      await sql`
        update mailbox set covered = covered + ${batch.covered}::int8multirange, place_count = place_count + ${places}
        where id = ${batch.mailboxId}`.execute(tx);
      return {
        places,
        newMessages: created.length,
        leftOut: leftOut.length,
        customerIds: [...new Set(filed.map((one) => one.customerId))],
      };
    }),
  );
}

/** New mails are found from now on; of those that were there, where they lie may be another thing to be found by. */
async function indexMails(
  tx: Transaction<DB>,
  items: readonly BatchItem[],
  ids: ReadonlyMap<string, number>,
  isNew: ReadonlySet<number>,
): Promise<void> {
  const byId = new Map(
    items.map(({ processed }) => [ids.get(processed.parsed.fingerprint) as number, processed]),
  );
  await leadSearches(
    tx,
    [...byId.keys()].filter((id) => !isNew.has(id)),
  );
  await indexDocs(
    tx,
    [...byId].filter(([id]) => isNew.has(id)).map(([messageId, { words }]) => ({ messageId, words })),
  );
}

/** Writes those octets that no row has yet. @returns where they lie, those stored before among them. */
async function storeBlobs(
  deps: ArchiveDeps,
  items: readonly BatchItem[],
  stored: StoredOctets = new Map(),
): Promise<StoredOctets> {
  const byHash = new Map(items.map((item) => [item.processed.sha256, item.processed]));
  const known = await knownBlobs(deps.db, [...byHash.keys()]);
  const unknown = [...byHash.values()].filter((processed) => !known.has(processed.sha256));
  const before = unknown.filter(({ sha256 }) => stored.has(sha256));
  const fresh = unknown.filter(({ sha256 }) => !stored.has(sha256));
  const locations = await deps.blobs.write(
    fresh.map((processed) => ({
      sha256: processed.sha256,
      size: processed.size,
      storedSize: processed.stored.byteLength,
      codec: processed.codec,
      stored: processed.stored,
    })),
  );
  return new Map([
    ...before.flatMap(({ sha256 }) => {
      const location = stored.get(sha256);
      return location === undefined ? [] : [[sha256, location] as const];
    }),
    ...fresh.map(
      ({ sha256, stored: { byteLength } }, index) =>
        [sha256, { ...(locations[index] as BlobLocation), storedSize: byteLength }] as const,
    ),
  ]);
}

async function knownBlobs(db: Kysely<DB>, hashes: readonly string[]): Promise<Map<string, number>> {
  if (hashes.length === 0) return new Map();
  const { rows } = await sql<{ sha256: string; id: number }>`
    select encode(sha256, 'hex') as sha256, id from blob
    where sha256 = any(${hashes.map(hexBytes)}::bytea[])`.execute(db);
  return new Map(rows.map((row) => [row.sha256, row.id]));
}

async function insertBlobs(
  tx: Transaction<DB>,
  items: readonly BatchItem[],
  locations: StoredOctets,
): Promise<Map<string, number>> {
  const byHash = new Map(items.map((item) => [item.processed.sha256, item.processed]));
  const rows = [...locations]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([sha256, location]) => {
      const processed = byHash.get(sha256) as ProcessedMessage;
      return {
        sha256: hexBytes(sha256),
        size: processed.size,
        stored_size: location.storedSize,
        codec: processed.codec,
        pack: location.pack,
        pack_offset: location.packOffset,
      };
    });
  if (rows.length > 0)
    await sql`
      insert into blob (sha256, size, stored_size, codec, pack, pack_offset)
      select sha256::bytea, size, stored_size, codec, pack, pack_offset
      from ${jsonRows(rows, { sha256: 'text', size: 'bigint', stored_size: 'bigint', codec: 'text', pack: 'text', pack_offset: 'bigint' })}
      on conflict (sha256) do nothing`.execute(tx);
  const ids = await knownBlobs(tx, [...byHash.keys()]);
  if (ids.size !== byHash.size)
    throw new TradepostError(
      'internal',
      'A blob row is missing after its insert; the batch will be tried again.',
    );
  return ids;
}
