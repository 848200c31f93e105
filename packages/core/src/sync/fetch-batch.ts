/** Fetches one planned batch and has it parsed while it is on the wire. */
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type ImapConnection, toRanges } from '@tradepost/mail/imap';
import { giveBack } from '@tradepost/mail/parse';
import type { BatchItem } from '../ingest/archive-batch.ts';
import type { SyncDeps } from './deps.ts';
import type { PlannedBatch, SizedUid } from './plan-batches.ts';

/** Mails of more octets than this never stand in memory whole on the main thread. */
export const LARGE_OCTETS = 8 * 1024 * 1024;
/** A mail of more octets is not fetched at all; it is counted as skipped, with this reason. */
export const MOST_MAIL_OCTETS = 256 * 1024 * 1024;

export interface FetchedBatch {
  /** Parsing goes on when the fetch is over. Settles for all; rejects only when the pool is closed. */
  readonly items: Promise<BatchItem[]>;
  /** UIDs of the items and of what is too large. */
  readonly settled: ReadonlySet<number>;
  /** UIDs that the server has but did not give: they stay uncovered. */
  readonly unproven: readonly number[];
  /** UIDs that are too large to be fetched. */
  readonly tooLarge: readonly SizedUid[];
  /** What ended the fetch before its end, and the mail that was to come next. What came until then counts. */
  readonly failure: { readonly error: unknown; readonly nextUid: number | null } | null;
}

export interface FetchChoices {
  readonly priority: 'new' | 'backfill';
  /** In pieces to a file, whatever its size: for a mail that is not to be trusted. */
  readonly toFile?: boolean;
}

/**
 * The server's mails are far larger than it claims. What came is kept; the rest comes in later batches, so that memory
 * stays within bounds whatever a server says.
 */
export class SizesLieError extends Error {
  override name = 'SizesLieError';
  readonly code = 'sizes-lie';
}

/** Octets beyond those claimed that one batch may bring. */
const MOST_UNCLAIMED_OCTETS = 8 * 1024 * 1024;

/** Never rejects: see `failure`. */
export async function fetchBatch(
  deps: SyncDeps,
  connection: ImapConnection,
  batch: PlannedBatch,
  { priority, toFile = false }: FetchChoices,
): Promise<FetchedBatch> {
  const running: Promise<BatchItem>[] = [];
  const settled = new Set<number>();
  const unproven = new Set<number>();
  const tooLarge: SizedUid[] = [];
  const start = (uid: number, internalDate: Date | null, input: Buffer | { path: string; size: number }) => {
    settled.add(uid);
    const task = deps.pool.process(input, { priority }).then((processed): BatchItem => {
      if (Buffer.isBuffer(input)) giveBack(input);
      return { uid, internalDate: internalDate?.getTime() ?? null, processed };
    });
    // Awaited together below; until then a rejection must not count as unhandled.
    task.catch(() => undefined);
    return task;
  };
  const claimed = batch.mails.reduce((sum, mail) => sum + mail.size, 0);
  let received = 0;
  const small = toFile ? [] : ascending(batch.mails.filter((mail) => mail.size <= LARGE_OCTETS));
  const large = ascending(batch.mails.filter((mail) => toFile || mail.size > LARGE_OCTETS));
  const failed = (error: unknown): FetchedBatch => ({
    items: Promise.all(running),
    settled,
    unproven: [...unproven],
    tooLarge,
    // Servers answer in ascending order, and the large ones are asked for after the small ones.
    failure: { error, nextUid: [...small, ...large].find((mail) => !settled.has(mail.uid))?.uid ?? null },
  });
  try {
    if (small.length > 0) {
      const outcome = await connection.fetchSources(toRanges(small.map((mail) => mail.uid)), {
        onMessage: async (message) => {
          received += message.source.length;
          if (running.length > 0 && received > claimed + MOST_UNCLAIMED_OCTETS) throw new SizesLieError();
          running.push(start(message.uid, message.internalDate, message.source));
        },
      });
      for (const uid of outcome.incomplete) if (!settled.has(uid)) unproven.add(uid);
    }
    for (const mail of large) {
      const path = join(deps.spoolDir, `${randomUUID()}.eml`);
      const outcome = await connection.fetchToFile(mail.uid, path, MOST_MAIL_OCTETS);
      if (outcome.status === 'too-large') {
        settled.add(mail.uid);
        tooLarge.push({ ...mail, size: outcome.size });
      } else if (outcome.status === 'complete') {
        running.push(cleanedUp(start(mail.uid, outcome.internalDate, { path, size: outcome.size }), path));
      }
    }
    // What was listed a moment ago and is in no answer now is gone, or the server hides it: ask once more.
    const silent = new Set(batch.mails.map((mail) => mail.uid).filter((uid) => !settled.has(uid)));
    if (silent.size > 0) {
      const there = await connection.fetchSizes(toRanges([...silent].sort((a, b) => a - b)));
      unproven.clear();
      for (const { uid } of there) if (silent.has(uid)) unproven.add(uid);
    }
  } catch (error) {
    return failed(error);
  }
  return { items: Promise.all(running), settled, unproven: [...unproven], tooLarge, failure: null };
}

/** The same, with the file gone when it is over. */
function cleanedUp<T>(task: Promise<T>, path: string): Promise<T> {
  const cleaned = (async () => {
    try {
      return await task;
    } finally {
      await rm(path, { force: true });
    }
  })();
  cleaned.catch(() => undefined);
  return cleaned;
}

const ascending = (mails: readonly SizedUid[]) => [...mails].sort((a, b) => a.uid - b.uid);
