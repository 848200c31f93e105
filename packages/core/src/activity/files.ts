/** Files of activities: the octets become a blob like a mail's, durable before any row names it (I1). */
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { zstdCompress } from 'node:zlib';
import type { DB } from '@tradepost/db';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { BlobLocation, BlobStore, StoredBlob } from '../blobs/blob-store.ts';
import type { Actor } from '../customers/create.ts';
import type { CustomerDeps } from '../customers/deps.ts';
import { cleanText } from '../customers/normalise.ts';
import { notFound, TradepostError } from '../errors.ts';
import { change } from './change.ts';

const compress = promisify(zstdCompress);

/** Octets of one file: what mail servers take as an attachment. */
export const MOST_FILE_OCTETS = 25 * 1024 * 1024;
/** More belong into a folder of their own. */
const MOST_FILES = 50;

export interface FileDeps extends CustomerDeps {
  readonly blobs: BlobStore;
}

export interface NewFile {
  readonly name: string;
  /** As the browser says; never believed. */
  readonly type: string | null;
  readonly octets: Buffer;
}

/** @throws TradepostError 'too-large' as soon as there is more than is taken; 'invalid-request' for nothing. */
export async function readUpload(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_FILE_OCTETS) throw tooLarge();
    chunks.push(chunk);
  }
  if (size === 0) throw new TradepostError('invalid-request', 'The file is empty.');
  return Buffer.concat(chunks, size);
}

export const tooLarge = () =>
  new TradepostError('too-large', 'A file may have 25 MB. Send a larger one by a link, and note it here.');

/** @throws TradepostError 'not-found', 'forbidden', 'conflict'. */
export async function addActivityFile(
  deps: FileDeps,
  actor: Actor,
  activityId: number,
  file: NewFile,
): Promise<void> {
  // Asked before the octets are written, and again, for good, with the row locked.
  await change(deps, actor, activityId, async () => null);
  const blob = await storeBlob(deps, file.octets);
  await change(deps, actor, activityId, async (tx, before) => {
    if (before.files.length >= MOST_FILES)
      throw new TradepostError('conflict', `An activity takes ${MOST_FILES} files. Add another activity.`);
    const blobId = await keepBlob(tx, blob);
    const stored = await tx
      .insertInto('stored_file')
      .values({
        blob_id: blobId,
        file_name: cleanText(file.name)?.slice(0, 255) ?? 'file',
        content_type: mediaType(file.type),
        size: file.octets.length,
        uploaded_by: actor.viewer?.id ?? null,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await tx.insertInto('activity_file').values({ activity_id: activityId, file_id: stored.id }).execute();
    return null;
  });
}

/** The octets stay in the archive. @throws TradepostError 'not-found', 'forbidden'. */
export async function removeActivityFile(
  deps: CustomerDeps,
  actor: Actor,
  activityId: number,
  fileId: number,
): Promise<void> {
  await change(deps, actor, activityId, async (tx, before) => {
    const file = before.files.find(({ id }) => id === fileId);
    if (file === undefined) throw notFound('The file');
    await tx
      .deleteFrom('activity_file')
      .where('activity_id', '=', activityId)
      .where('file_id', '=', fileId)
      .execute();
    return { action: 'activity.file-removed', detail: { fileId, fileName: file.fileName } };
  });
}

/** RFC 6838 4.2; anything else is octets. */
const mediaType = (type: string | null) =>
  type !== null && /^[a-z0-9][a-z0-9!#$&^_.+-]{0,60}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,60}$/i.test(type)
    ? type.toLowerCase()
    : 'application/octet-stream';

type Kept = StoredBlob & { readonly location: BlobLocation | null };

/** Writes the octets unless they are there. */
async function storeBlob({ db, blobs }: FileDeps, octets: Buffer): Promise<Kept> {
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

async function keepBlob(tx: Transaction<DB>, blob: Kept): Promise<number> {
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
