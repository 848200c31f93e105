/**
 * One slice of an account's work, so that no account starves another: list, bring mailboxes forward, and the
 * daily reconciliation. What is left goes back to the end of the queue.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ImapConnection } from '@tradepost/mail/imap';
import { ImapFault } from '@tradepost/mail/imap';
import { recordSignIn } from '../accounts/signed-in.ts';
import { StaleGenerationError } from '../ingest/archive-batch.ts';
import { PoisonedMailError } from './batch-runner.ts';
import { connectAccount } from './connections.ts';
import { SizesLieError } from './fetch-batch.ts';
import type { SyncDeps } from './deps.ts';
import { dueMailboxes } from './due-mailboxes.ts';
import {
  recordAccountFault,
  recordAccountSuccess,
  recordMailboxFault,
  recordMailboxProgress,
  recordMailboxSuccess,
  toFault,
} from './health.ts';
import { isRenumberedOften } from './generation.ts';
import { holdsLease, RENEW_EVERY_MS, releaseLease, renewLease, takeLease } from './lease.ts';
import { loadActiveAccount } from './load-account.ts';
import { refreshMailboxes } from './mailbox-list.ts';
import { RateMeter } from './rate-meter.ts';
import { syncAndProve } from './sync-and-prove.ts';
import type { MailboxRef } from './sync-mailbox.ts';
import { tellArchived } from './tell.ts';

/** An account is looked at again after this, watched or not: IDLE is a hint. */
export const POLL_EVERY_MS = 120_000;
const SLICE_MS = 20_000;
const RELEASE_PATIENCE_MS = 1_000;

export type SliceResult = 'done' | 'more' | 'failed' | 'not-mine';

interface Slice {
  readonly deps: SyncDeps;
  readonly accountId: number;
  readonly meter: RateMeter;
  readonly shouldStop: () => Promise<boolean>;
  /** A batch or a mailbox is done: no slice ends without one, however slow the server is. */
  readonly stepDone: () => void;
}

/** @param signal aborts between batches when the process is to end. */
export async function syncAccountSlice(
  deps: SyncDeps,
  accountId: number,
  signal: AbortSignal,
): Promise<SliceResult> {
  const account = await loadActiveAccount(deps.db, accountId);
  if (account === null) return 'not-mine';
  const owner = `${deps.workerId}/${randomUUID()}`;
  const since = await takeLease(deps.db, 'sync', accountId, owner);
  if (since === null) return 'not-mine';
  /** Signing in and listing take what they take: a slow server's mail is not the less for it. */
  let deadline = Infinity;
  let stepsDone = 0;
  let lost = false;
  const renewal = setInterval(() => {
    renewLease(deps.db, 'sync', accountId, owner).then(
      (renewed) => {
        lost ||= renewed === 'lost';
      },
      (error: unknown) => deps.log.warn({ accountId, err: error }, 'the lease could not be renewed'),
    );
  }, RENEW_EVERY_MS);
  const slice: Slice = {
    deps,
    accountId,
    meter: new RateMeter(deps.db, accountId),
    // Asked before each batch, so that an account which is paused or removed stops within one.
    shouldStop: async () => {
      lost ||= !(await holdsLease(deps.db, 'sync', accountId, owner));
      return lost || signal.aborted || (stepsDone > 0 && Date.now() > deadline);
    },
    stepDone: () => {
      stepsDone += 1;
    },
  };
  let connection: ImapConnection | null = null;
  try {
    connection = await connectAccount(deps, account);
    await recordSignIn(deps.db, accountId, connection.capabilities);
    await refreshMailboxes(deps.db, connection, accountId);
    deadline = Date.now() + (deps.sliceMs ?? SLICE_MS);
    const more = await runMailboxes(slice, connection);
    if (lost) return 'not-mine';
    await recordAccountSuccess(deps.db, accountId, since, more ? null : POLL_EVERY_MS);
    return more ? 'more' : 'done';
  } catch (error) {
    if (error instanceof StaleGenerationError || error instanceof SizesLieError) return 'more';
    // Whoever lost the account while it slept has nothing to say about it.
    if (!(await holdsLease(deps.db, 'sync', accountId, owner))) return 'not-mine';
    const fault = toFault(error);
    deps.log.warn(
      {
        accountId,
        code: fault.code,
        detail: fault.detail,
        err: fault.code === 'internal' ? error : undefined,
      },
      'sync failed',
    );
    await recordAccountFault(deps.db, accountId, fault);
    return 'failed';
  } finally {
    clearInterval(renewal);
    await connection?.close();
    // Not waited for: with the database away it takes as long as that lasts.
    const released = releaseLease(deps.db, 'sync', accountId, owner);
    await Promise.race([released, sleep(RELEASE_PATIENCE_MS, undefined, { ref: false })]);
    deps.publish({ type: 'account', accountId });
  }
}

/** @returns true where something is left to do at once. */
async function runMailboxes(slice: Slice, connection: ImapConnection): Promise<boolean> {
  for (const row of await dueMailboxes(slice.deps.db, slice.accountId)) {
    if (await slice.shouldStop()) return true;
    const mailbox: MailboxRef = { id: row.id, accountId: slice.accountId, path: row.path };
    if (await runMailbox(slice, connection, mailbox, row.proofDue)) return true;
    slice.stepDone();
  }
  return false;
}

/** One bad mailbox never stops the others; what ends the session ends the slice. */
async function runMailbox(
  slice: Slice,
  connection: ImapConnection,
  mailbox: MailboxRef,
  proofDue: boolean,
): Promise<boolean> {
  const { deps } = slice;
  let archived = 0;
  const options = {
    scope: 'all' as const,
    shouldStop: slice.shouldStop,
    onArchived: (result: Parameters<typeof tellArchived>[2]) => {
      archived += result.places;
      slice.stepDone();
      slice.meter.add(result.places);
      tellArchived(deps, slice.accountId, result);
    },
  };
  try {
    const { stopped, wanting, generationBegun } = await syncAndProve(
      deps,
      connection,
      mailbox,
      options,
      proofDue,
    );
    if (generationBegun && (await isRenumberedOften(deps.db, mailbox.id))) {
      await recordMailboxFault(deps.db, mailbox.id, unreadable(RENUMBERED));
      return stopped;
    }
    if (stopped) {
      if (archived > 0) await recordMailboxProgress(deps.db, mailbox.id);
      return true;
    }
    if (wanting === null) await recordMailboxSuccess(deps.db, mailbox.id);
    else await recordMailboxFault(deps.db, mailbox.id, unreadable(wanting));
    return false;
  } catch (error) {
    if (error instanceof PoisonedMailError) {
      // The session is gone with it; the other mailboxes get a new one.
      await recordMailboxFault(deps.db, mailbox.id, unreadable(error.message));
      return true;
    }
    // Mail came all the same: the wait before the next try begins anew.
    if (archived > 0 && error instanceof ImapFault) await recordMailboxProgress(deps.db, mailbox.id);
    if (!(error instanceof ImapFault) || !connection.usable) {
      if (error instanceof ImapFault) await recordMailboxFault(deps.db, mailbox.id, toFault(error));
      throw error;
    }
    deps.log.warn({ mailboxId: mailbox.id, code: error.code, detail: error.detail }, 'mailbox failed');
    await recordMailboxFault(deps.db, mailbox.id, toFault(error));
    return false;
  }
}

const RENUMBERED =
  'The server numbers this mailbox anew again and again (UIDVALIDITY): all its mail is fetched each time.';
const unreadable = (detail: string) => ({ code: 'mailbox-unreadable' as const, detail, retryAfterMs: 0 });
