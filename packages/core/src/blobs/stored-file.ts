/** Octets that people give: they become a blob like a mail's, and a file of a name. */
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { zstdCompress } from 'node:zlib';
import type { DB } from '@tradepost/db';
import { type Kysely, sql, type Transaction } from 'kysely';
import { cleanText } from '../customers/normalise.ts';
import { TradepostError } from '../errors.ts';
import type { BlobLocation, BlobStore, StoredBlob } from './blob-store.ts';

const compress = promisify(zstdCompress);

/** RFC 6838 4.2; anything else is octets. */
const mediaType = (type: string | null) =>
  type !== null && /^[a-z0-9][a-z0-9!#$&^_.+-]{0,60}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,60}$/i.test(type)
    ? type.toLowerCase()
    : 'application/octet-stream';

export type KeptOctets = StoredBlob & { readonly location: BlobLocation | null };

/** Makes the octets durable unless they are there: before any row names them (I1). @throws BlobError. */
export async function storeOctets(
  { db, blobs }: { readonly db: Kysely<DB>; readonly blobs: BlobStore },
  octets: Buffer,
): Promise<KeptOctets> {
  const sha256 = createHash('sha256').update(octets).digest('hex');
  const size = octets.length;
  if ((await findBlob(db, sha256)) !== null)
    return { sha256, size, storedSize: size, codec: 'raw', location: null };
  const frame = await compress(octets);
  const stored = frame.length < size ? frame : octets;
  const blob = { sha256, size, storedSize: stored.length, codec: stored === frame ? 'zstd' : 'raw' } as const;
  const [location] = await blobs.write([{ ...blob, stored }]);
  return { ...blob, location: location as BlobLocation };
}

/** The row of octets that are durable. @returns its id. */
export async function keepBlob(tx: Transaction<DB>, blob: KeptOctets): Promise<number> {
  if (blob.location !== null)
    await sql`
      insert into blob (sha256, size, stored_size, codec, pack, pack_offset)
      values (decode(${blob.sha256}, 'hex'), ${blob.size}, ${blob.storedSize}, ${blob.codec}, ${blob.location.pack},
        ${blob.location.packOffset})
      on conflict (sha256) do nothing`.execute(tx);
  const id = await findBlob(tx, blob.sha256);
  if (id === null) throw new TradepostError('unavailable', 'The file could not be kept. Send it again.');
  return id;
}

async function findBlob(db: Kysely<DB>, sha256: string): Promise<number | null> {
  const { rows } = await sql<{ id: number }>`
    select id from blob where sha256 = decode(${sha256}, 'hex')`.execute(db);
  return rows[0]?.id ?? null;
}

/** @param file `type` as the browser says; never believed. @returns the file's id. */
export async function keepFile(
  tx: Transaction<DB>,
  octets: KeptOctets,
  file: { readonly name: string; readonly type: string | null; readonly uploadedBy: number | null },
): Promise<number> {
  const { id } = await tx
    .insertInto('stored_file')
    .values({
      blob_id: await keepBlob(tx, octets),
      file_name: cleanText(file.name)?.slice(0, 255) ?? 'file',
      content_type: mediaType(file.type),
      size: octets.size,
      uploaded_by: file.uploadedBy,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}
