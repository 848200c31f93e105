/** What came of an attempt, in one transaction: the letter, its recipients, the account's health, who is told. */
import type { DB } from '@tradepost/db';
import { type LetterRow, setRecipients, writeClaimed } from '@tradepost/db/queries/letter-work';
import { wireAddress } from '@tradepost/mail/smtp';
import { type Kysely, sql, type Transaction } from 'kysely';
import { savesSent } from '../accounts/submission.ts';
import { raiseNotice } from '../notices/raise-notice.ts';
import type { Fault, Outcome } from './attempt.ts';
import { backOff, inSeconds } from './work-deps.ts';

/** Then it is given up: what it says is of no use any more. */
const GIVE_UP_MS = 3 * 86_400_000;
/** Seconds after which one of unknown fate is looked for first. */
const FIRST_LOOK = 60;
/** Faults of the account's that only a person mends; the others pass, as a rule. */
const NEEDS_A_PERSON = new Set([
  'wrong-password',
  'app-password-needed',
  'sending-disabled',
  'unknown-host',
  'host-not-allowed',
  'tls-certificate',
  'tls-handshake',
  'starttls-missing',
  'secret-unreadable',
  'no-sending-server',
  'account-paused',
  'sending-limit',
]);
/** Of the account's own: a change of it wakes its letters. */
const WAITS_FOR_A_CHANGE = new Set(['account-paused', 'no-sending-server']);
const CHANGE_SECONDS = 3_600;
/** Others are told of when they last so many attempts. */
const MANY_ATTEMPTS = 5;

/** @returns false where the letter is not this worker's any more: nothing was written. */
export function recordOutcome(
  db: Kysely<DB>,
  letter: LetterRow,
  outcome: Exclude<Outcome, { kind: 'lost' }>,
): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    if (outcome.kind === 'sent') return recordSent(tx, letter, outcome);
    const { fault } = outcome;
    if (fault.maybeDelivered) return recordUnknown(tx, letter, fault);
    if (fault.scope === 'account') return recordAccountFault(tx, letter, fault);
    return recordLetterFault(tx, letter, fault);
  });
}

async function recordSent(
  tx: Transaction<DB>,
  letter: LetterRow,
  { to, delivery }: Extract<Outcome, { kind: 'sent' }>,
): Promise<boolean> {
  const refusals = new Map(delivery.refused.map((one) => [one.address.toLowerCase(), one]));
  const refusalOf = (address: string) => refusals.get((wireAddress(address) ?? address).toLowerCase());
  const taken = to.filter((address) => refusalOf(address) === undefined);
  const retried = to.filter((address) => refusalOf(address)?.permanent === false);
  const old = isOld(letter);
  const open = retried.length > 0 && !old;
  const account = await tx
    .selectFrom('mail_account')
    .select(['imap_host', 'append_sent'])
    .where('id', '=', letter.account_id ?? 0)
    .executeTakeFirst();
  const first = letter.sent_at === null;
  const mine = await writeClaimed(tx, letter, {
    state: open ? 'queued' : 'sent',
    sent_at: letter.sent_at ?? sql<Date>`now()`,
    error_code: open ? 'refused-for-now' : null,
    error_detail: open ? (refusalOf(retried[0] as string)?.detail ?? null) : null,
    ...(open ? { due_at: inSeconds(backOff(letter.attempts)), handed_over_at: null } : {}),
    ...(first && account !== undefined && savesSent(account) !== 'always'
      ? { append_state: 'due' as const }
      : {}),
  });
  if (!mine) return false;
  await setRecipients(tx, letter.id, taken, 'accepted', null);
  for (const address of to) {
    const refusal = refusalOf(address);
    if (refusal !== undefined && (refusal.permanent || old))
      await setRecipients(tx, letter.id, [address], 'refused', refusal.detail);
  }
  const refused = to.filter(
    (address) => refusalOf(address)?.permanent === true || (old && refusalOf(address)),
  );
  if (refused.length > 0)
    await tell(tx, letter, 'letter-refused', {
      addresses: refused.slice(0, 10),
      detail: refusalOf(refused[0] as string)?.detail,
    });
  await tx
    .updateTable('mail_account')
    .set({ smtp_last_success_at: sql<Date>`now()`, ...HEALTHY })
    .where('id', '=', letter.account_id ?? 0)
    .execute();
  return true;
}

const HEALTHY = { smtp_error_code: null, smtp_error_detail: null, smtp_error_since: null, smtp_failures: 0 };

/** The end of the mail was on the wire: it is looked for, and never sent again by itself. */
async function recordUnknown(tx: Transaction<DB>, letter: LetterRow, fault: Fault): Promise<boolean> {
  const mine = await writeClaimed(tx, letter, {
    state: 'unknown',
    looks: 0,
    due_at: inSeconds(FIRST_LOOK),
    error_code: fault.code,
    error_detail: fault.detail,
  });
  if (mine) await setRecipients(tx, letter.id, 'waiting', 'unknown', null);
  return mine;
}

/** All mail of the account would meet it: it waits, and says so. */
async function recordAccountFault(tx: Transaction<DB>, letter: LetterRow, fault: Fault): Promise<boolean> {
  if (isOld(letter) && !WAITS_FOR_A_CHANGE.has(fault.code))
    return recordFailed(tx, letter, { ...fault, code: 'expired' });
  const delay = WAITS_FOR_A_CHANGE.has(fault.code) ? CHANGE_SECONDS : backOff(letter.attempts);
  const mine = await writeClaimed(tx, letter, {
    state: 'queued',
    handed_over_at: null,
    due_at: inSeconds(delay),
    error_code: fault.code,
    error_detail: fault.detail,
  });
  if (!mine) return false;
  if (!WAITS_FOR_A_CHANGE.has(fault.code))
    await sql`
      update mail_account set smtp_error_code = ${fault.code}, smtp_error_detail = ${fault.detail},
        smtp_error_since = coalesce(smtp_error_since, now()), smtp_failures = smtp_failures + 1,
        smtp_next_attempt_at = now() + ${delay} * interval '1 second'
      where id = ${letter.account_id} and smtp_next_attempt_at <= now()`.execute(tx);
  if (NEEDS_A_PERSON.has(fault.code) || letter.attempts >= MANY_ATTEMPTS)
    await tell(tx, letter, 'letter-waits', { code: fault.code, detail: fault.detail }, fault.code);
  return true;
}

async function recordLetterFault(tx: Transaction<DB>, letter: LetterRow, fault: Fault): Promise<boolean> {
  const allRefused = fault.refused.length > 0 && fault.refused.every(({ permanent }) => permanent);
  const permanent = fault.permanent && (fault.refused.length === 0 || allRefused);
  if (permanent || isOld(letter))
    return recordFailed(tx, letter, permanent ? fault : { ...fault, code: 'expired' });
  const mine = await writeClaimed(tx, letter, {
    state: 'queued',
    handed_over_at: null,
    due_at: inSeconds(backOff(letter.attempts)),
    error_code: fault.code,
    error_detail: fault.detail,
  });
  if (mine)
    for (const refusal of fault.refused)
      if (refusal.permanent) await refuse(tx, letter.id, refusal.address, refusal.detail);
  return mine;
}

/** Nobody gets it; or, where some have it already, the others do not. */
async function recordFailed(tx: Transaction<DB>, letter: LetterRow, fault: Fault): Promise<boolean> {
  const some = letter.sent_at !== null;
  const mine = await writeClaimed(tx, letter, {
    state: some ? 'sent' : 'failed',
    handed_over_at: null,
    error_code: some ? null : fault.code,
    error_detail: some ? null : fault.detail,
  });
  if (!mine) return false;
  for (const refusal of fault.refused) await refuse(tx, letter.id, refusal.address, refusal.detail);
  await setRecipients(tx, letter.id, 'waiting', 'refused', fault.detail);
  await tell(tx, letter, some ? 'letter-refused' : 'letter-failed', {
    code: fault.code,
    detail: fault.detail,
  });
  return true;
}

/** @param address as it was on the wire. */
async function refuse(
  tx: Transaction<DB>,
  letterId: number,
  address: string,
  detail: string | null,
): Promise<void> {
  const { rows } = await sql<{ address: string }>`
    select address from letter_recipient where letter_id = ${letterId} and state = 'waiting'`.execute(tx);
  const same = rows.filter(
    (row) => (wireAddress(row.address) ?? row.address).toLowerCase() === address.toLowerCase(),
  );
  await setRecipients(
    tx,
    letterId,
    same.map((row) => row.address),
    'refused',
    detail,
  );
}

const isOld = (letter: LetterRow) =>
  letter.attempts > 0 &&
  letter.composed_at !== null &&
  Date.now() - letter.composed_at.getTime() > GIVE_UP_MS;

/** The author, once for each letter and thing. */
export async function tell(
  tx: Transaction<DB>,
  letter: Pick<LetterRow, 'id' | 'author_id' | 'customer_id' | 'subject' | 'rfc_message_id'>,
  kind: 'letter-failed' | 'letter-unknown' | 'letter-waits' | 'letter-refused',
  detail: Readonly<Record<string, unknown>>,
  about = '',
): Promise<void> {
  await raiseNotice(tx, {
    userIds: [letter.author_id],
    kind,
    key: `${letter.rfc_message_id ?? letter.id}:${about}`,
    customerId: letter.customer_id,
    subject: { kind: 'letter', id: letter.id },
    detail: { subject: letter.subject, ...detail },
  });
}
