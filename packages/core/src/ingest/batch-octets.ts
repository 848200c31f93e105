/** The octets of a batch's mails: on disk before any row names them, and each once. */
import type { DB } from '@tradepost/db';
import { keptPlan } from '@tradepost/db/kept-plans';
import type { ProcessedMessage } from '@tradepost/mail/parse';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { BlobLocation } from '../blobs/blob-store.ts';
import { TradepostError } from '../errors.ts';
import type { ArchiveDeps } from './deps.ts';
import { hexBytes, jsonRows } from './json-rows.ts';

interface Octets {
  readonly processed: ProcessedMessage;
}

/** Octets of mails that are durable, by their hash. */
export interface StoredOctets {
  /** Where those lie that no row had yet. */
  readonly fresh: ReadonlyMap<string, BlobLocation & { readonly storedSize: number }>;
  /** Those that a row had already. */
  readonly known: ReadonlySet<string>;
}
export const NOTHING: StoredOctets = { fresh: new Map(), known: new Set() };

/** Writes those octets that no row has yet. @param before those of which all this is known. */
export async function storeBlobs(
  deps: ArchiveDeps,
  items: readonly Octets[],
  before: StoredOctets = NOTHING,
): Promise<StoredOctets> {
  const byHash = new Map(items.map((item) => [item.processed.sha256, item.processed]));
  const open = [...byHash.keys()].filter((hash) => !before.fresh.has(hash) && !before.known.has(hash));
  const known = new Set((await knownBlobs(deps.db, open)).keys());
  const fresh = open.filter((hash) => !known.has(hash)).map((hash) => byHash.get(hash) as ProcessedMessage);
  const locations = await deps.blobs.write(
    fresh.map((processed) => ({
      sha256: processed.sha256,
      size: processed.size,
      storedSize: processed.stored.byteLength,
      codec: processed.codec,
      stored: processed.stored,
    })),
  );
  const written = fresh.map(({ sha256, stored: { byteLength } }, index) => {
    return [sha256, { ...(locations[index] as BlobLocation), storedSize: byteLength }] as const;
  });
  return {
    fresh: new Map([...[...before.fresh].filter(([hash]) => byHash.has(hash)), ...written]),
    known: new Set([...before.known, ...known]),
  };
}

async function knownBlobs(db: Kysely<DB>, hashes: readonly string[]): Promise<Map<string, number>> {
  if (hashes.length === 0) return new Map();
  const { rows } = await keptPlan(sql<{ sha256: string; id: number }>`
    select encode(sha256, 'hex') as sha256, id from blob
    where sha256 = any(${hashes.map(hexBytes)}::bytea[])`).execute(db);
  return new Map(rows.map((row) => [row.sha256, row.id]));
}

/** Rows for those that have none. @returns hash → id of all. @throws TradepostError 'internal' where one was removed meanwhile. */
export async function insertBlobs(
  tx: Transaction<DB>,
  items: readonly Octets[],
  { fresh }: StoredOctets,
): Promise<Map<string, number>> {
  const byHash = new Map(items.map((item) => [item.processed.sha256, item.processed]));
  const rows = [...fresh]
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
    await keptPlan(sql`
      insert into blob (sha256, size, stored_size, codec, pack, pack_offset)
      select sha256::bytea, size, stored_size, codec, pack, pack_offset
      from ${jsonRows(rows, { sha256: 'text', size: 'bigint', stored_size: 'bigint', codec: 'text', pack: 'text', pack_offset: 'bigint' })}
      on conflict (sha256) do nothing`).execute(tx);
  const ids = await knownBlobs(tx, [...byHash.keys()]);
  if (ids.size !== byHash.size)
    throw new TradepostError(
      'internal',
      'A blob row is missing after its insert; the batch will be tried again.',
    );
  return ids;
}
