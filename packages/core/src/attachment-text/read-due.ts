/**
 * Reads the files that wait, one after another: what arrives before what the archive held already. Postgres knows what is
 * due; a process that is killed in the middle leaves a claim that ends, and has counted its attempt before it began, so that
 * a file that ends its readers is tried a bounded number of times and then says why.
 */
import type { DB } from '@tradepost/db';
import {
  type ClaimedText,
  claimAttachmentText,
  findTextSource,
  postponeAttachmentText,
  recordAttachmentText,
  takeAttachmentLeads,
  type TextOutcome,
} from '@tradepost/db/queries/attachment-text';
import { MOST_FILE_OCTETS } from '@tradepost/mail/office/bounds';
import type { Kysely } from 'kysely';
import { BlobError, type BlobStore } from '../blobs/blob-store.ts';
import { withRetry } from '../ingest/retry.ts';
import type { FileReader } from './file-reader.ts';

export interface AttachmentTextDeps {
  readonly db: Kysely<DB>;
  readonly blobs: BlobStore;
  readonly files: FileReader;
}

const LEADS_AT_ONCE = 2_000;
/** After so long the next tick goes on. */
const MOST_MS = 5_000;
/** Longer than the start of a reader and the reading of a file together. */
const LEASE_SECONDS = 180;
const MOST_ATTEMPTS = 3;
/** Between attempts: a machine that was too busy may have calmed down. */
const AGAIN_SECONDS = 60;
/** A mail is handed to the reader whole: the largest file that is read, in base64, and what came with it. */
const MOST_MAIL_OCTETS = 1.5 * MOST_FILE_OCTETS;

const unread = (reason: TextOutcome['reason']): TextOutcome => ({
  state: 'unread',
  reason,
  text: null,
  language: null,
});

/** @returns the files that were read, or given up. */
export async function readAttachments(deps: AttachmentTextDeps, signal: AbortSignal): Promise<number> {
  const end = Date.now() + MOST_MS;
  let read = 0;
  while (!signal.aborted && Date.now() < end) {
    const leads = await deps.db.transaction().execute((tx) => takeAttachmentLeads(tx, LEADS_AT_ONCE));
    const claimed = await claimAttachmentText(deps.db, LEASE_SECONDS);
    if (claimed === undefined && leads.length === 0) break;
    if (claimed !== undefined && (await readOne(deps, claimed, signal))) read++;
  }
  return read;
}

async function readOne(
  deps: AttachmentTextDeps,
  claimed: ClaimedText,
  signal: AbortSignal,
): Promise<boolean> {
  const outcome = await outcomeOf(deps, claimed, signal);
  if (outcome === 'later') return false;
  await withRetry(() => deps.db.transaction().execute((tx) => recordAttachmentText(tx, claimed, outcome)));
  return true;
}

async function outcomeOf(
  { db, blobs, files }: AttachmentTextDeps,
  claimed: ClaimedText,
  signal: AbortSignal,
): Promise<TextOutcome | 'later'> {
  const again = async (reason: TextOutcome['reason']) => {
    if (claimed.attempts >= MOST_ATTEMPTS) return unread(reason);
    await postponeAttachmentText(db, claimed, AGAIN_SECONDS * claimed.attempts, false);
    return 'later' as const;
  };
  // Every attempt so far ended with its process.
  if (claimed.attempts > MOST_ATTEMPTS) return unread('reader-ended');
  if (claimed.size > MOST_FILE_OCTETS) return unread('too-large');
  const source = await findTextSource(db, claimed.sha256);
  if (source === undefined) return unread('octets-missing');
  if (source.size > MOST_MAIL_OCTETS) return unread('too-large');
  let octets: Buffer;
  try {
    octets = await blobs.read({
      sha256: source.sha256.toString('hex'),
      size: source.size,
      storedSize: source.stored_size,
      codec: source.codec,
      pack: source.pack,
      packOffset: source.pack_offset,
    });
  } catch (error) {
    if (!(error instanceof BlobError)) throw error;
    return again('octets-missing');
  }
  const answer = await files.read({
    octets,
    partPath: source.part_path,
    fileName: source.file_name,
    contentType: source.content_type,
  });
  if (answer === null) return unread('octets-missing');
  if ('fault' in answer) {
    // Ended from outside, or it could not even be started: that says nothing of the file.
    if (!signal.aborted && answer.fault !== 'not-started') return again(answer.fault);
    await postponeAttachmentText(db, claimed, signal.aborted ? 0 : AGAIN_SECONDS, true);
    return 'later';
  }
  const { text, left, language } = answer;
  if (text === '') return unread(left ?? 'no-text');
  return { state: left === null ? 'read' : 'part', reason: left, text, language };
}
