/**
 * Watchers: IDLE (or polling) on the inbox and Sent of every account this process holds the watch lease of.
 * What a watcher sees is a hint: it asks for a look at the mailbox, and the poll of every account stays.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { connectAccount } from '@tradepost/core/sync/connections';
import type { SyncDeps } from '@tradepost/core/sync/deps';
import { recordAccountFault, toFault } from '@tradepost/core/sync/health';
import {
  RENEW_EVERY_MS,
  releaseLease,
  renewLease,
  takeLease,
  unwatchedAccounts,
} from '@tradepost/core/sync/lease';
import { loadActiveAccount } from '@tradepost/core/sync/load-account';
import { mailboxesToWatch } from '@tradepost/core/sync/mailboxes-to-watch';

const LOOK_EVERY_MS = 1_000;
/** Accounts watched by one process; more processes take the rest. */
const MOST_ACCOUNTS = 2_000;
const CLAIMS_PER_LOOK = 50;
/** Mailboxes of one account with a connection of their own: providers allow few. */
const MOST_MAILBOXES = 2;
/** A server that allows fewer connections than that is believed for so long, in milliseconds. */
const CROWDED_MS = 6 * 3_600_000;

export function startWatchers(deps: SyncDeps, signal: AbortSignal): { close(): Promise<void> } {
  const watched = new Map<number, Promise<void>>();
  const room = new Room();
  const claim = async () => {
    const free = Math.min(MOST_ACCOUNTS - watched.size, CLAIMS_PER_LOOK);
    if (free <= 0) return;
    for (const accountId of await unwatchedAccounts(deps.db, free, room.none())) {
      if (watched.has(accountId)) continue;
      if (!(await takeLease(deps.db, 'watch', accountId, deps.workerId))) continue;
      watched.set(
        accountId,
        watchAccount(deps, accountId, room, signal)
          .catch((error: unknown) => deps.log.warn({ accountId, err: error }, 'watching failed'))
          .finally(() => watched.delete(accountId)),
      );
    }
  };
  const loop = (async () => {
    while (!signal.aborted) {
      await claim().catch((error: unknown) =>
        deps.log.warn({ err: error }, 'no accounts could be claimed for watching'),
      );
      await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
  })();
  return {
    async close() {
      await loop;
      await Promise.all(watched.values());
    },
  };
}

/**
 * How many mailboxes of an account may be watched, where its server refuses so many connections that the sync had none.
 * Kept in memory only: a new process learns it again.
 */
class Room {
  readonly #byAccount = new Map<number, { readonly mailboxes: number; readonly until: number }>();

  of(accountId: number): number {
    const known = this.#byAccount.get(accountId);
    if (known === undefined) return MOST_MAILBOXES;
    if (known.until > Date.now()) return known.mailboxes;
    this.#byAccount.delete(accountId);
    return MOST_MAILBOXES;
  }

  /** One connection fewer than now. */
  narrow(accountId: number): void {
    const mailboxes = Math.max(this.of(accountId) - 1, 0);
    this.#byAccount.set(accountId, { mailboxes, until: Date.now() + CROWDED_MS });
  }

  /** Accounts that have no room for watching: the poll finds their mail. */
  none(): number[] {
    return [...this.#byAccount.keys()].filter((accountId) => this.of(accountId) === 0);
  }
}

/** Until the lease is lost, the account changes or a connection ends; then whoever claims it begins anew. */
async function watchAccount(deps: SyncDeps, accountId: number, room: Room, stop: AbortSignal): Promise<void> {
  const ended = new AbortController();
  const signal = AbortSignal.any([stop, ended.signal]);
  const renewal = setInterval(() => {
    renewLease(deps.db, 'watch', accountId, deps.workerId).then(
      (renewed) => {
        if (renewed === 'held' || signal.aborted) return;
        // The archive goes first: what holds its connection is given up.
        if (renewed === 'crowded') room.narrow(accountId);
        ended.abort();
      },
      (error: unknown) => deps.log.warn({ accountId, err: error }, 'the watch lease could not be renewed'),
    );
  }, RENEW_EVERY_MS);
  try {
    const mailboxes = await mailboxesToWatch(deps.db, accountId, room.of(accountId));
    // Not listed yet: the first slice lists, and the account is claimed again then.
    if (mailboxes.length === 0)
      return await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
    await Promise.all(
      mailboxes.map((mailbox) =>
        watchMailbox(deps, accountId, mailbox, signal).finally(() => {
          // One connection gone: all are, so that the account is opened again as a whole.
          ended.abort();
        }),
      ),
    );
  } catch (error) {
    const fault = toFault(error);
    if (fault.code === 'too-many-connections') room.narrow(accountId);
    if (!stop.aborted) await recordAccountFault(deps.db, accountId, fault);
  } finally {
    clearInterval(renewal);
    ended.abort();
    await releaseLease(deps.db, 'watch', accountId, deps.workerId);
  }
}

async function watchMailbox(
  deps: SyncDeps,
  accountId: number,
  mailbox: { id: number; path: string },
  signal: AbortSignal,
): Promise<void> {
  const account = await loadActiveAccount(deps.db, accountId);
  if (account === null) return;
  const connection = await connectAccount(deps, account);
  const look = () => {
    deps.queues
      .add('new-mail', { mailboxId: mailbox.id })
      .catch((error: unknown) => deps.log.warn({ err: error }, 'a look for new mail could not be asked for'));
  };
  try {
    // What came between the last look and this session is seen at once.
    look();
    await connection.watch(mailbox.path, look, signal);
  } finally {
    await connection.close();
  }
}
