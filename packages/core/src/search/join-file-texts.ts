/**
 * Text of files joins what their mails are found by, soon after it was read: whoever records a text notes the mails as leads,
 * in the same transaction, and a tick works them off.
 */
import type { DB } from '@tradepost/db';
import { listFileTexts, lockMails, takeTextLeads } from '@tradepost/db/queries/search-files';
import { holdFilling, listMailsToIndex } from '@tradepost/db/queries/search-index';
import { indexMail } from '@tradepost/mail/words';
import type { Kysely } from 'kysely';
import { indexDocs } from './index-docs.ts';

/** Mails of one transaction: each may bring a price list. */
const ROUND = 10;
/** One tick works no longer; the next one goes on. Milliseconds. */
const TICK_MS = 5_000;

/** @returns the mails that are found by their files now. */
export async function joinFileTexts(db: Kysely<DB>): Promise<number> {
  const until = Date.now() + TICK_MS;
  let joined = 0;
  while (Date.now() < until) {
    const round = await db.transaction().execute(async (tx) => {
      const ids = await takeTextLeads(tx, ROUND);
      if (ids.length === 0) return 0;
      await lockMails(tx, ids);
      const texts = await listFileTexts(tx, ids);
      const mails = await listMailsToIndex(tx, ids);
      const docs = mails.map((mail) => ({
        messageId: mail.id,
        words: indexMail(mail, texts.get(mail.id) ?? ''),
      }));
      await holdFilling(tx);
      await indexDocs(tx, docs);
      return ids.length;
    });
    if (round === 0) break;
    joined += round;
  }
  return joined;
}
