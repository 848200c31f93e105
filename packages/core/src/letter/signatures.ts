/** One's signatures. */
import { findSender } from '@tradepost/db/queries/letter-senders';
import { putSignature } from '@tradepost/db/queries/letters';
import type { DB } from '@tradepost/db';
import { cleanLetterHtml, htmlToText } from '@tradepost/mail/html';
import type { Kysely } from 'kysely';
import { notFound, TradepostError } from '../errors.ts';
import type { Author } from './actor.ts';

/** As the table keeps it. */
const MOST = 20_000;

/** @param accountId null: for all accounts without one of their own. @throws TradepostError 'not-found', 'too-large'. */
export async function setSignature(
  db: Kysely<DB>,
  author: Author,
  accountId: number | null,
  html: string,
): Promise<void> {
  // Its pictures are on the web, if anywhere: it is in every letter.
  const clean = cleanLetterHtml(html.replaceAll('\0', ''), {
    contentId: () => null,
    remoteImages: true,
  }).trim();
  if (clean.length > MOST) throw new TradepostError('too-large', 'A signature may have 20,000 characters.');
  const empty = htmlToText(clean).trim() === '' && !clean.includes('<img');
  await db.transaction().execute(async (tx) => {
    if (accountId !== null && (await findSender(tx, author.user.id, accountId)) === undefined)
      throw notFound('The mail account');
    await putSignature(tx, author.user.id, accountId, empty ? null : clean);
  });
}
