/** Fetches one planned batch and has it parsed while it is on the wire. */
import { randomUUID } from 'node:crypto';
import { unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { type ImapConnection, toRanges } from '@tradepost/mail/imap';
import type { BatchItem } from '../ingest/archive-batch.ts';
import type { SyncDeps } from './deps.ts';
import type { PlannedBatch, SizedUid } from './plan-batches.ts';

/** Mails of more octets than this never stand in memory whole on the main thread. */
const LARGE_OCTETS = 8 * 1024 * 1024;
/** A mail of more octets is not fetched at all; it is counted as skipped, with this reason. */
export const MOST_MAIL_OCTETS = 1024 * 1024 * 1024;

export interface FetchedBatch {
  /** Parsing goes on when the fetch is over. Settles for all; rejects only when the pool is closed. */
  readonly items: Promise<BatchItem[]>;
  /** UIDs that the server has but did not give: they stay uncovered. */
  readonly unproven: readonly number[];
  /** UIDs that are too large to be fetched. */
  readonly tooLarge: readonly SizedUid[];
}

export async function fetchBatch(
  deps: SyncDeps,
  connection: ImapConnection,
  batch: PlannedBatch,
  priority: 'new' | 'backfill',
): Promise<FetchedBatch> {
  const running: Promise<BatchItem>[] = [];
  const settled = new Set<number>();
  const unproven: number[] = [];
  const tooLarge: SizedUid[] = [];
  const start = (uid: number, internalDate: Date | null, input: Buffer | { path: string; size: number }) => {
    settled.add(uid);
    const task = deps.pool
      .process(input, { priority })
      .then((processed): BatchItem => ({ uid, internalDate: internalDate?.getTime() ?? null, processed }));
    // Awaited together below; until then a rejection must not count as unhandled.
    task.catch(() => undefined);
    running.push(task);
  };

  const small = batch.mails.filter((mail) => mail.size <= LARGE_OCTETS);
  if (small.length > 0) {
    const outcome = await connection.fetchSources(toRanges(ascending(small.map((mail) => mail.uid))), {
      onMessage: async (message) => start(message.uid, message.internalDate, message.source),
    });
    for (const uid of outcome.incomplete) if (!settled.has(uid)) unproven.push(uid);
  }
  for (const mail of batch.mails) {
    if (mail.size <= LARGE_OCTETS) continue;
    const path = join(deps.spoolDir, `${randomUUID()}.eml`);
    const outcome = await connection.fetchToFile(mail.uid, path, MOST_MAIL_OCTETS);
    if (outcome.status === 'too-large') {
      settled.add(mail.uid);
      tooLarge.push(mail);
    } else if (outcome.status === 'complete') {
      start(mail.uid, outcome.internalDate, { path, size: outcome.size });
      const task = running.pop() as Promise<BatchItem>;
      const cleaned = task.finally(() => unlink(path));
      cleaned.catch(() => undefined);
      running.push(cleaned);
    }
  }
  // What was listed a moment ago and is in no answer now is gone, or the server hides it: ask once more.
  const silent = batch.mails.map((mail) => mail.uid).filter((uid) => !settled.has(uid));
  if (silent.length > 0) {
    const there = await connection.fetchSizes(toRanges(ascending(silent)));
    const asked = new Set(silent);
    for (const { uid } of there) if (asked.has(uid) && !unproven.includes(uid)) unproven.push(uid);
    const gone = asked.difference(new Set(there.map(({ uid }) => uid)));
    for (const uid of gone) {
      const index = unproven.indexOf(uid);
      if (index !== -1) unproven.splice(index, 1);
    }
  }
  return { items: Promise.all(running), unproven, tooLarge };
}

const ascending = (uids: readonly number[]) => [...uids].sort((a, b) => a - b);
