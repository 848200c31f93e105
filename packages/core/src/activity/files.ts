/** Files of activities: the octets become a blob like a mail's, durable before any row names it (I1). */
import type { Readable } from 'node:stream';
import type { BlobStore } from '../blobs/blob-store.ts';
import { keepFile, storeOctets } from '../blobs/stored-file.ts';
import type { Actor } from '../customers/create.ts';
import type { CustomerDeps } from '../customers/deps.ts';
import { notFound, TradepostError } from '../errors.ts';
import { change } from './change.ts';

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
  const blob = await storeOctets(deps, file.octets);
  await change(deps, actor, activityId, async (tx, before) => {
    if (before.files.length >= MOST_FILES)
      throw new TradepostError('conflict', `An activity takes ${MOST_FILES} files. Add another activity.`);
    const fileId = await keepFile(tx, blob, { ...file, uploadedBy: actor.viewer?.id ?? null });
    await tx.insertInto('activity_file').values({ activity_id: activityId, file_id: fileId }).execute();
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
