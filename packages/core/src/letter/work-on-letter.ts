/** What is due for one letter: sending it, archiving it, its copy in Sent, or finding out what became of it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { claimLetter, type LetterRow, setRecipients, writeClaimed } from '@tradepost/db/queries/letter-work';
import { DEADLINE_MS } from '@tradepost/mail/smtp';
import { sql } from 'kysely';
import { archiveSent } from './archive-sent.ts';
import { attemptLetter } from './attempt.ts';
import { recordOutcome } from './record-outcome.ts';
import { copyDueAt, putSentCopy } from './sent-copy.ts';
import { isGivenUp, settleUnknown } from './settle-unknown.ts';
import { type Account, backOff, inSeconds, type WorkDeps, type WorkOptions } from './work-deps.ts';

/** All that is done under one claim, the copy in Sent included. */
const LEASE_SECONDS = DEADLINE_MS / 1_000 + 660;
/** A database that restarts is waited for so long: what the server said must not become an unknown fate. */
const RECORD_MS = 60_000;
const RECORD_AGAIN_MS = 500;
/** A server that was slow to be asked is asked again after that. */
const SOON_SECONDS = 2;

/** @returns false where nothing was due, or another worker has it. */
export async function workOnLetter(deps: WorkDeps, id: number, options: WorkOptions = {}): Promise<boolean> {
  const letter = await claimLetter(deps.db, id, options.leaseSeconds ?? LEASE_SECONDS);
  if (letter === undefined) return false;
  await settleLost(deps, letter);
  const faults: unknown[] = [];
  // What goes wrong with one holds up none of the others.
  for (const step of [send, archive, copy, settle])
    await again(deps, letter)
      .then((now) => (now === null ? undefined : step(deps, now, options)))
      .catch((error: unknown) => faults.push(error));
  await surely(() => release(deps, letter));
  if (faults.length > 0) throw faults[0];
  return true;
}

/** As it is now, if it is still this worker's. */
async function again(deps: WorkDeps, { id, claims }: LetterRow): Promise<LetterRow | null> {
  const row = await deps.db
    .selectFrom('letter')
    .selectAll()
    .where('id', '=', id)
    .where('claims', '=', claims)
    .executeTakeFirst();
  return row ?? null;
}

/**
 * An attempt whose worker is gone: before the end of the mail was on the wire nothing was delivered, and it is due
 * again; after it nobody knows.
 */
async function settleLost(deps: WorkDeps, letter: LetterRow): Promise<void> {
  if (letter.state !== 'sending') return;
  const unknown = letter.handed_over_at !== null;
  await deps.db.transaction().execute(async (tx) => {
    const mine = await writeClaimed(tx, letter, {
      state: unknown ? 'unknown' : 'queued',
      due_at: sql<Date>`now()`,
      error_code: 'connection-lost',
      error_detail: null,
    });
    if (mine && unknown) await setRecipients(tx, letter.id, 'waiting', 'unknown', null);
  });
}

const isDue = (at: Date | null) => at !== null && at.getTime() <= Date.now();

async function send(deps: WorkDeps, letter: LetterRow, options: WorkOptions): Promise<void> {
  if ((letter.state !== 'scheduled' && letter.state !== 'queued') || !isDue(letter.due_at)) return;
  const outcome = await attemptLetter(deps, letter, options);
  if (outcome.kind === 'lost') return;
  const now = (await surely(() => again(deps, letter))) ?? letter;
  await surely(() => recordOutcome(deps.db, now, outcome));
  if (outcome.kind === 'fault' && outcome.unexpected !== undefined) throw outcome.unexpected;
}

async function archive(deps: WorkDeps, letter: LetterRow): Promise<void> {
  if (letter.sent_at === null || letter.archived_at !== null) return;
  const { blob_id: blobId, account_id: accountId } = letter;
  if (blobId === null || accountId === null) return;
  try {
    const { messageId, customerIds } = await archiveSent(deps, {
      ...letter,
      blob_id: blobId,
      account_id: accountId,
    });
    await writeClaimed(deps.db, letter, { message_id: messageId, archived_at: sql<Date>`now()` });
    for (const customerId of customerIds) deps.publish({ type: 'timeline', customerId });
  } catch (error) {
    await writeClaimed(deps.db, letter, { archive_failures: letter.archive_failures + 1 });
    throw error;
  }
}

async function copy(deps: WorkDeps, letter: LetterRow): Promise<void> {
  if (letter.append_state !== 'due' || letter.sent_at === null) return;
  const account = await accountOf(deps, letter);
  if (account === null) {
    await writeClaimed(deps.db, letter, { append_state: 'failed', append_error: 'account-removed' });
    return;
  }
  if (copyDueAt(letter, account) > Date.now()) return;
  const outcome = await putSentCopy(deps, letter, account);
  await writeClaimed(deps.db, letter, {
    append_state: outcome.state,
    append_error: outcome.state === 'done' ? null : outcome.error,
    ...(outcome.state === 'due' ? { append_failures: letter.append_failures + 1 } : {}),
  });
}

async function settle(deps: WorkDeps, letter: LetterRow): Promise<void> {
  if (letter.state !== 'unknown' || !isDue(letter.due_at) || isGivenUp(letter)) return;
  await settleUnknown(deps, letter, await accountOf(deps, letter));
}

async function accountOf(deps: WorkDeps, letter: LetterRow): Promise<Account | null> {
  if (letter.account_id === null) return null;
  const row = await deps.db
    .selectFrom('mail_account')
    .selectAll()
    .where('id', '=', letter.account_id)
    .executeTakeFirst();
  return row ?? null;
}

/** Given back, with the moment of what is next. */
async function release(deps: WorkDeps, claimed: LetterRow): Promise<void> {
  const letter = await again(deps, claimed);
  if (letter === null) return;
  await writeClaimed(deps.db, letter, { lease_until: null, next_step_at: await nextStep(deps, letter) });
}

async function nextStep(deps: WorkDeps, letter: LetterRow): Promise<Date | null> {
  const times: number[] = [];
  const add = (at: Date | number | null) => {
    if (at !== null) times.push(typeof at === 'number' ? at : at.getTime());
  };
  if (letter.state === 'scheduled' || letter.state === 'queued') add(letter.due_at);
  if (letter.state === 'unknown' && !isGivenUp(letter)) add(letter.due_at);
  if (letter.sent_at !== null && letter.archived_at === null)
    add(inSeconds(letter.archive_failures === 0 ? 0 : backOff(letter.archive_failures)));
  if (letter.append_state === 'due') {
    const account = await accountOf(deps, letter);
    const first = account === null ? 0 : copyDueAt(letter, account);
    add(letter.append_failures === 0 ? first : inSeconds(backOff(letter.append_failures)));
  }
  if (times.length === 0) return null;
  return new Date(Math.max(Math.min(...times), Date.now() + SOON_SECONDS * 1_000));
}

async function surely<T>(work: () => Promise<T>): Promise<T> {
  const until = Date.now() + RECORD_MS;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (Date.now() > until) throw error;
      await sleep(RECORD_AGAIN_MS);
    }
  }
}
