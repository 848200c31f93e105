/** A whole look at one mailbox: what is missing is fetched, and where it is time the proof is made (I6). */
import type { ImapConnection } from '@tradepost/mail/imap';
import type { SyncDeps } from './deps.ts';
import { type Reconciliation, reconcileMailbox } from './reconcile.ts';
import { type MailboxRef, type SyncOptions, syncMailbox } from './sync-mailbox.ts';

/** A proof that found something wanting is made again after it was fetched. */
const ROUNDS = 3;
const MOST_NAMED = 10;

export interface Look {
  /** Ended by `shouldStop`, with work left. */
  readonly stopped: boolean;
  /** What the server does not hand out, in words; null where nothing is wanting. */
  readonly wanting: string | null;
  /** The server had given the mailbox another UIDVALIDITY. */
  readonly generationBegun: boolean;
}

/** @throws as syncMailbox does. */
export async function syncAndProve(
  deps: SyncDeps,
  connection: ImapConnection,
  mailbox: MailboxRef,
  options: SyncOptions,
  proofDue: boolean,
): Promise<Look> {
  let outcome = await syncMailbox(deps, connection, mailbox, options);
  const { generationBegun } = outcome;
  const stopped: Look = { stopped: true, wanting: null, generationBegun };
  if (outcome.stopped) return stopped;
  let proof: Reconciliation | null = null;
  if (proofDue || outcome.doubtful || outcome.generationBegun)
    for (let round = 0; round < ROUNDS; round++) {
      proof = await reconcileMailbox(deps.db, connection, mailbox);
      if (!proof.restarted && (proof.lost.length === 0 || round === ROUNDS - 1)) break;
      outcome = await syncMailbox(deps, connection, mailbox, options);
      if (outcome.stopped) return stopped;
    }
  const withheld = [...new Set([...outcome.stuck, ...(proof?.lost ?? [])])].sort((a, b) => a - b);
  const wanting =
    withheld.length > 0
      ? `The server lists ${withheld.length} mail(s) that it does not hand out (UID ${withheld.slice(0, MOST_NAMED).join(', ')}).`
      : proof !== null && !proof.proven && !proof.restarted
        ? `The server counts ${proof.counted} mails and lists ${proof.server}.`
        : null;
  return { stopped: false, wanting, generationBegun };
}
