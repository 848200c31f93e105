/** Changing a draft: one version after another, so that two windows do not overwrite each other. */
import type { LetterPatch } from '@tradepost/contract';
import { LETTER_LIMITS } from '@tradepost/contract/values';
import type { DB } from '@tradepost/db';
import type { LetterChanges } from '@tradepost/db/queries/letter-work';
import { findSender } from '@tradepost/db/queries/letter-senders';
import { listLetterFiles, type LockedLetter, lockLetter } from '@tradepost/db/queries/letters';
import { cleanLetterHtml } from '@tradepost/mail/html';
import { oneLine } from '@tradepost/mail/smtp';
import { type Kysely, sql, type Transaction } from 'kysely';
import { lockForChange } from '../customers/lock-for-change.ts';
import { normaliseAddress } from '../customers/normalise.ts';
import { notFound, TradepostError } from '../errors.ts';
import type { Author } from './actor.ts';
import { asParty } from './create.ts';

export const letterNotFound = () => notFound('The letter');

/** The draft, locked. @throws TradepostError 'not-found'; 'conflict' for one that is no draft any more. */
export async function lockDraft(
  tx: Transaction<DB>,
  author: Author,
  id: number,
  version: number | null,
): Promise<LockedLetter> {
  const letter = await lockLetter(tx, author.user.id, id);
  if (letter === undefined || letter.state === 'cancelled') throw letterNotFound();
  if (letter.state !== 'draft')
    throw new TradepostError(
      'conflict',
      'This letter is no draft any more. Take it back first to change it.',
      {
        details: { state: letter.state },
      },
    );
  if (version !== null && version !== letter.version)
    throw new TradepostError(
      'conflict',
      'This draft was changed in another window meanwhile. Load it again.',
      { details: { version: letter.version } },
    );
  return letter;
}

/** @throws TradepostError 'not-found', 'conflict', 'forbidden', 'invalid-request'. */
export async function updateLetter(
  db: Kysely<DB>,
  author: Author,
  id: number,
  patch: LetterPatch,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const letter = await lockDraft(tx, author, id, patch.version);
    const accountId = patch.accountId === undefined ? letter.account_id : patch.accountId;
    if (patch.accountId) await assertSender(tx, author, patch.accountId);
    if (patch.customerId) await lockForChange(tx, author.scope, patch.customerId);
    const ids = await contentIdsOf(tx, id, patch);
    const changes: LetterChanges = {
      account_id: accountId,
      from_address: await fromOf(tx, author, letter, accountId, patch),
      ...(patch.customerId === undefined
        ? {}
        : {
            customer_id: patch.customerId,
            contact_id: patch.customerId === letter.customer_id ? letter.contact_id : null,
          }),
      ...(patch.to && { to_list: JSON.stringify(patch.to.map(asParty)) }),
      ...(patch.cc && { cc_list: JSON.stringify(patch.cc.map(asParty)) }),
      ...(patch.bcc && { bcc_list: JSON.stringify(patch.bcc.map(asParty)) }),
      ...(patch.subject === undefined ? {} : { subject: cleanSubject(patch.subject) }),
      ...(patch.html === undefined ? {} : { html: cleanLetter(patch.html, ids, true) }),
      ...(patch.quotedHtml === undefined ? {} : { quoted_html: cleanLetter(patch.quotedHtml, ids, false) }),
      ...(patch.withSignature === undefined ? {} : { with_signature: patch.withSignature }),
    };
    await saveDraft(tx, letter, changes);
  });
}

/** The next version. */
export async function saveDraft(
  tx: Transaction<DB>,
  letter: Pick<LockedLetter, 'id' | 'version'>,
  changes: LetterChanges,
): Promise<void> {
  await tx
    .updateTable('letter')
    .set({ ...changes, version: letter.version + 1, updated_at: sql<Date>`now()` })
    .where('id', '=', letter.id)
    .execute();
}

export const cleanSubject = (subject: string) =>
  oneLine(subject.toWellFormed()).slice(0, LETTER_LIMITS.subject).toWellFormed();

/** @param remote pictures on other machines may stay. */
export const cleanLetter = (html: string, contentIds: ReadonlySet<string>, remote: boolean) =>
  cleanLetterHtml(html.replaceAll('\0', ''), {
    contentId: (one) => (contentIds.has(one) ? one : null),
    remoteImages: remote,
  });

async function contentIdsOf(tx: Transaction<DB>, id: number, patch: LetterPatch): Promise<Set<string>> {
  if (patch.html === undefined && patch.quotedHtml === undefined) return new Set();
  const files = await listLetterFiles(tx, id);
  return new Set(files.flatMap(({ content_id: contentId }) => (contentId === null ? [] : [contentId])));
}

/** @throws TradepostError 'not-found' for an account that he may not write as. */
async function assertSender(tx: Transaction<DB>, author: Author, accountId: number): Promise<void> {
  const account = await findSender(tx, author.user.id, accountId);
  if (account === undefined || account.state === 'removed') throw notFound('The mail account');
}

/** An address of the account; with another account the one that was chosen before is none. */
async function fromOf(
  tx: Transaction<DB>,
  author: Author,
  letter: LockedLetter,
  accountId: number | null,
  patch: LetterPatch,
): Promise<string | null> {
  const kept = patch.accountId === undefined || patch.accountId === letter.account_id;
  if (patch.fromAddress === undefined) return kept ? letter.from_address : null;
  if (patch.fromAddress === null || accountId === null) return null;
  const wanted = normaliseAddress(patch.fromAddress);
  const account = await findSender(tx, author.user.id, accountId);
  if (account === undefined) return null;
  if (wanted === account.address.toLowerCase()) return null;
  if (account.aliases.includes(wanted)) return wanted;
  throw new TradepostError('invalid-request', `${wanted} is no address of ${account.address}.`);
}

/** What sending leaves behind on a letter that begins anew. */
export const UNTRIED = {
  blob_id: null,
  composed_at: null,
  handed_over_at: null,
  lease_until: null,
  error_code: null,
  error_detail: null,
};

/** Its words stay; what was fixed of them goes, and the next sending gives it another Message-ID. */
export async function toDraft(
  tx: Transaction<DB>,
  letter: Pick<LockedLetter, 'id' | 'version'>,
): Promise<void> {
  await tx.deleteFrom('letter_recipient').where('letter_id', '=', letter.id).execute();
  await saveDraft(tx, letter, {
    state: 'draft',
    schedule: null,
    due_at: null,
    next_step_at: null,
    final_html: null,
    final_text: null,
    content_sha256: null,
    rfc_message_id: null,
    submitted_at: null,
    ...UNTRIED,
    claims: sql<number>`claims + 1`,
  });
}

/** What is thrown away is gone; its files stay in the archive. @throws TradepostError 'not-found', 'conflict'. */
export async function discardLetter(db: Kysely<DB>, author: Author, id: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const letter = await lockLetter(tx, author.user.id, id);
    if (letter === undefined || letter.state === 'cancelled') throw letterNotFound();
    if (letter.state === 'draft' && letter.attempts === 0) {
      await tx.deleteFrom('letter').where('id', '=', id).execute();
      return;
    }
    if (letter.state !== 'failed' && letter.state !== 'draft')
      throw new TradepostError('conflict', 'This letter is on its way, or sent. Take it back first.');
    await tx
      .updateTable('letter')
      .set({ state: 'cancelled', next_step_at: null, updated_at: sql<Date>`now()` })
      .where('id', '=', id)
      .execute();
  });
}
