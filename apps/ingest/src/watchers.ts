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
import { WatchRoom } from './watch-room.ts';

const LOOK_EVERY_MS = 1_000;
/** Accounts watched by one process; more processes take the rest. */
const MOST_ACCOUNTS = 2_000;
const CLAIMS_PER_LOOK = 50;

export function startWatchers(deps: SyncDeps, signal: AbortSignal): { close(): Promise<void> } {
  const watched = new Map<number, Promise<void>>();
  const room = new WatchRoom();
  const claim = async () => {
    const free = Math.min(MOST_ACCOUNTS - watched.size, CLAIMS_PER_LOOK);
    if (free <= 0) return;
    for (const accountId of await unwatchedAccounts(deps.db, free, room.none())) {
      if (watched.has(accountId)) continue;
      if ((await takeLease(deps.db, 'watch', accountId, deps.workerId)) === null) continue;
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

/** Until the lease is lost, the account changes or a connection ends; then whoever claims it begins anew. */
async function watchAccount(
  deps: SyncDeps,
  accountId: number,
  room: WatchRoom,
  stop: AbortSignal,
): Promise<void> {
  /** When the first of its sessions was signed in, in milliseconds since 1970. */
  let begun: number | null = null;
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
    const watching: Promise<void>[] = [];
    for (const mailbox of mailboxes) {
      const signedIn = Promise.withResolvers<void>();
      const one = watchMailbox(deps, accountId, mailbox, signal, signedIn.resolve).finally(() => {
        // One connection gone: all are, so that the account is opened again as a whole.
        ended.abort();
        signedIn.resolve();
      });
      one.catch(() => undefined);
      watching.push(one);
      // One after another: a password that is not taken is tried once.
      await signedIn.promise;
      if (signal.aborted) break;
      begun ??= Date.now();
    }
    await Promise.all(watching);
  } catch (error) {
    const fault = toFault(error);
    if (fault.code === 'too-many-connections') room.narrow(accountId);
    // That a session was ended is no fault of the account; whether the server is there, its sync tells.
    if (begun !== null && fault.code === 'connection-lost') room.ended(accountId, Date.now() - begun);
    else if (!stop.aborted) await recordAccountFault(deps.db, accountId, fault);
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
  onBegun: () => void,
): Promise<void> {
  const account = await loadActiveAccount(deps.db, accountId);
  if (account === null) return;
  const connection = await connectAccount(deps, account);
  onBegun();
  const look = () => {
    deps.queues
      .add('new-mail', { mailboxId: mailbox.id })
      .catch((error: unknown) => deps.log.warn({ err: error }, 'a look for new mail could not be asked for'));
  };
  try {
    // What came between the last look and this session is seen at once.
    look();
    const hint = () => {
      // Where the session has ended, whoever opens the next one looks first.
      if (connection.usable) look();
    };
    await connection.watch(mailbox.path, hint, signal);
  } finally {
    await connection.close();
  }
}
