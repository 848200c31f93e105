/** Sending: what a draft says is fixed, and it goes on its way; and taking it back. */
import { randomUUID } from 'node:crypto';
import type { LetterCheck, LetterWhen, SendLetter } from '@tradepost/contract';
import { LETTER_LIMITS } from '@tradepost/contract/values';
import type { DB } from '@tradepost/db';
import { type LockedLetter, lockLetter } from '@tradepost/db/queries/letters';
import { type Kysely, sql, type Transaction } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import { TradepostError } from '../errors.ts';
import type { Author } from './actor.ts';
import { askForApproval, withdrawApproval } from './approval.ts';
import { letterNotFound, lockDraft, saveDraft, toDraft, UNTRIED } from './change.ts';
import { checkLetter } from './check.ts';
import { morningOfCustomer } from './morning.ts';
import { type Prepared, prepareLetter } from './prepare.ts';

/** A letter for later is for soon: a year ahead nobody knows what he wrote. */
const LATEST_MS = 366 * 86_400_000;

/**
 * Fixes what the letter says. It is then due when its author can take it back no more, at his moment, or in the
 * customer's morning; or waits for a leader, for ever if need be.
 * @throws TradepostError 'not-found', 'conflict'; 'unprocessable' with the check as its details, for what stands in the
 *   way, and for a blocking warning that he does not name.
 */
export async function sendLetter(
  db: Kysely<DB>,
  author: Author,
  id: number,
  input: SendLetter,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const letter = await lockDraft(tx, author, id, input.version);
    const prepared = await prepareLetter(tx, author, letter);
    const check = await checkLetter(tx, author, prepared);
    assertMayGo(check, input.confirmed ?? []);
    const when = await dueAt(tx, letter, input.when ?? { kind: 'now' });
    await fix(tx, letter, prepared, when);
    if (
      check.approval.length > 0 &&
      (await askForApproval(tx, author, letter, prepared.hash, check.approval))
    )
      return;
    await tx
      .updateTable('letter')
      .set({ state: when.kind === 'now' ? 'queued' : 'scheduled', next_step_at: when.at })
      .where('id', '=', id)
      .execute();
  });
}

function assertMayGo(check: LetterCheck, confirmed: readonly string[]): void {
  const details = { check };
  if (check.obstacles.length > 0)
    throw new TradepostError('unprocessable', 'This letter cannot go out as it is.', { details });
  const open = check.warnings.filter(({ code, blocking }) => blocking && !confirmed.includes(code));
  if (open.length > 0)
    throw new TradepostError('unprocessable', 'Read the warnings, and confirm them to send all the same.', {
      details,
    });
}

interface Due {
  readonly kind: 'now' | 'at' | 'morning';
  readonly at: Date;
}

async function dueAt(tx: Transaction<DB>, letter: LockedLetter, when: LetterWhen): Promise<Due> {
  // The database's clock, which the senders go by as well.
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(tx);
  const now = (rows[0] as { now: Date }).now;
  const undo = new Date(now.getTime() + LETTER_LIMITS.undoSeconds * 1_000);
  if (when.kind === 'now') return { kind: 'now', at: undo };
  if (when.kind === 'at') {
    const at = new Date(when.at);
    if (at.getTime() > now.getTime() + LATEST_MS)
      throw new TradepostError('invalid-request', 'A letter can be scheduled for a year at most.');
    return { kind: 'at', at: at > undo ? at : undo };
  }
  const morning = await morningOfCustomer(tx, letter.customer_id, undo);
  if (morning === null)
    throw new TradepostError(
      'unprocessable',
      'It is not known what time it is where this customer is. Set the time zone of the customer, or choose a moment.',
    );
  return { kind: 'morning', at: morning.at };
}

/** One Message-ID for this content, whatever becomes of it. */
async function fix(tx: Transaction<DB>, letter: LockedLetter, prepared: Prepared, due: Due): Promise<void> {
  const { from, content, hash, recipients } = prepared;
  // RFC 5322 3.6.4: the sender's domain, as other mail of his has it; the rest is nobody else's.
  const domain =
    (from ?? '').slice((from ?? '').lastIndexOf('@') + 1).replace(/[^\x21-\x7e]/g, '') || 'tradepost.invalid';
  await saveDraft(tx, letter, {
    from_address: from,
    schedule: due.kind,
    due_at: due.at,
    state: 'waiting-approval',
    next_step_at: null,
    final_html: content.html,
    final_text: content.text,
    content_sha256: hash,
    rfc_message_id: `${randomUUID()}@${domain}`,
    submitted_at: sql<Date>`now()`,
    ...UNTRIED,
  });
  await tx.deleteFrom('letter_recipient').where('letter_id', '=', letter.id).execute();
  await tx
    .insertInto('letter_recipient')
    .values(recipients.map(({ address, role }) => ({ letter_id: letter.id, address, role })))
    .execute();
}

/**
 * A draft again, with all that is in it: as long as no sender has taken it. The moment of that is one locked row, so
 * "taken back" is true whatever happens at the same time.
 * @throws TradepostError 'not-found'; 'conflict' where it is on the wire, or went.
 */
export async function undoLetter(db: Kysely<DB>, author: Author, id: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const letter = await lockLetter(tx, author.user.id, id);
    if (letter === undefined || letter.state === 'cancelled') throw letterNotFound();
    if (letter.state === 'draft') return;
    const untouched = letter.sent_at === null && letter.handed_over_at === null;
    if (!['waiting-approval', 'scheduled', 'queued'].includes(letter.state) || !untouched)
      throw new TradepostError('conflict', 'It is too late to take this letter back: it is on its way.', {
        details: { state: letter.state },
      });
    if (letter.state === 'waiting-approval') await withdrawApproval(tx, id);
    await toDraft(tx, letter);
  });
}

export type Decision = 'was-sent' | 'send-again' | 'to-draft';

/**
 * What a person says of a letter whose fate nobody knows, or that failed. 'send-again': the same octets with the same
 * Message-ID, to those who have not got it for sure.
 * @throws TradepostError 'not-found', 'conflict'.
 */
export async function settleLetter(
  db: Kysely<DB>,
  author: Author,
  id: number,
  decision: Decision,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const letter = await lockLetter(tx, author.user.id, id);
    if (letter === undefined || letter.state === 'cancelled') throw letterNotFound();
    const allowed: Record<Decision, boolean> = {
      'was-sent': letter.state === 'unknown',
      'send-again': letter.state === 'unknown' || letter.state === 'failed',
      'to-draft': letter.state === 'failed' && letter.sent_at === null,
    };
    if (!allowed[decision])
      throw new TradepostError(
        'conflict',
        'This letter is on its way, or decided about already. Load it again.',
        {
          details: { state: letter.state },
        },
      );
    if (decision === 'to-draft') await toDraft(tx, letter);
    else await decide(tx, letter, decision);
    await appendAudit(tx, {
      actorId: author.user.id,
      action: `letter.${decision}`,
      subjectKind: 'letter',
      subjectId: id,
      detail: { state: letter.state, messageId: letter.rfc_message_id },
    });
  });
}

async function decide(
  tx: Transaction<DB>,
  letter: LockedLetter,
  decision: 'was-sent' | 'send-again',
): Promise<void> {
  const sent = decision === 'was-sent';
  await sql`
    update letter_recipient set state = ${sent ? 'accepted' : 'waiting'}, at = now(), detail = null
    where letter_id = ${letter.id} and state = any(${sent ? ['unknown'] : ['unknown', 'refused']}::text[])`.execute(
    tx,
  );
  await tx
    .updateTable('letter')
    .set({
      state: sent ? 'sent' : 'queued',
      due_at: sql<Date>`now()`,
      next_step_at: sql<Date>`now()`,
      handed_over_at: null,
      lease_until: null,
      error_code: null,
      error_detail: null,
      updated_at: sql<Date>`now()`,
      ...(sent ? { sent_at: letter.sent_at ?? sql<Date>`coalesce(handed_over_at, now())` } : {}),
    })
    .where('id', '=', letter.id)
    .execute();
}
