import { open, rm, type FileHandle } from 'node:fs/promises';
import type { FetchMessageObject } from 'imapflow';
import { ImapFault } from './faults.ts';
import { internalDateOf } from './fetch-rows.ts';
import { CallerError, type Session } from './session.ts';
import type { StallTimer } from './stall-timer.ts';
import type { FetchToFileOutcome } from './types.ts';

/** Octets asked for at once (RFC 3501 6.4.5, BODY[]<origin.count>): what one large message takes of memory. */
const CHUNK_OCTETS = 1024 * 1024;

/**
 * Streams one message to a new file. The end is proven by the length being RFC822.SIZE, or else by the
 * server having nothing more to give at that place.
 * @param maxBytes a message with more octets is given up as 'too-large', whatever size was claimed
 */
export async function fetchToFile(
  session: Session,
  timer: StallTimer,
  { uid, path, maxBytes }: { uid: number; path: string; maxBytes: number },
): Promise<FetchToFileOutcome> {
  const file = await onDisk(() => open(path, 'w', 0o600));
  let outcome: FetchToFileOutcome | null = null;
  try {
    outcome = await copy(session, timer, { uid, file, maxBytes });
    return outcome;
  } finally {
    await file.close();
    if (outcome?.status !== 'complete') await rm(path, { force: true });
  }
}

async function copy(
  session: Session,
  timer: StallTimer,
  { uid, file, maxBytes }: { uid: number; file: FileHandle; maxBytes: number },
): Promise<FetchToFileOutcome> {
  let written = 0;
  let claimed: number | undefined;
  let internalDate: Date | null = null;
  const outcome = (status: FetchToFileOutcome['status']): FetchToFileOutcome => ({
    status,
    uid,
    size: status === 'too-large' ? Math.max(written, claimed ?? 0) : written,
    lyingSize: status === 'complete' && written !== claimed,
    internalDate,
  });
  for (;;) {
    const row = await fetchChunk(session, uid, written);
    timer.progress();
    const chunk = row && Buffer.isBuffer(row.source) ? row.source : null;
    if (!row || !chunk) return outcome('incomplete');
    claimed = row.size ?? claimed;
    internalDate ??= internalDateOf(row);
    // A server that does not know partial fetches sends it all: fine once, at the start.
    const whole = chunk.length > CHUNK_OCTETS;
    if (whole && written > 0) return outcome('incomplete');
    if (written + chunk.length > maxBytes) return outcome('too-large');
    if (chunk.length === 0) return outcome(written > 0 || claimed === 0 ? 'complete' : 'incomplete');
    await timer.hold(() => onDisk(() => file.write(chunk, 0, chunk.length, written)));
    written += chunk.length;
    if (whole) return outcome(written === claimed ? 'complete' : 'incomplete');
    if (chunk.length < CHUNK_OCTETS && written === claimed) return outcome('complete');
  }
}

async function fetchChunk(session: Session, uid: number, start: number): Promise<FetchMessageObject | null> {
  const query = { uid: true, size: true, internalDate: true, source: { start, maxLength: CHUNK_OCTETS } };
  const row = await session.client.fetchOne(String(uid), query, { uid: true });
  return row && row.uid === uid ? row : null;
}

async function onDisk<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const full = ['ENOSPC', 'EDQUOT', 'EFBIG'].includes((error as NodeJS.ErrnoException).code ?? '');
    throw new CallerError(
      new ImapFault(full ? 'storage-full' : 'internal', (error as NodeJS.ErrnoException).code ?? null, {
        cause: error,
      }),
    );
  }
}
