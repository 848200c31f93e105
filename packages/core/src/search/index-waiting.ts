/**
 * Mails into the index behind the archive: the next batch of a large mailbox is archived meanwhile. What waits is on record
 * in the transaction that archives it (docs/decisions/0047).
 */
import type { DB } from '@tradepost/db';
import { planForBatches } from '@tradepost/db/kept-plans';
import { listFileTexts } from '@tradepost/db/queries/search-files';
import { listMailsToIndex } from '@tradepost/db/queries/search-index';
import {
  findLeftWaiting,
  insertWaiting,
  type LeftWaiting,
  takeWaiting,
} from '@tradepost/db/queries/search-waiting';
import { indexMail, indexText } from '@tradepost/mail/words';
import { type Kysely, sql, type Transaction } from 'kysely';
import { refusalOf } from '../ingest/refusal.ts';
import { withRetry } from '../ingest/retry.ts';
import type { Logger } from '../log.ts';
import { type DocToIndex, indexDocs } from './index-docs.ts';

export interface WaitingMails {
  readonly id: number;
  readonly docs: readonly DocToIndex[];
}

export interface IndexDeps {
  readonly db: Kysely<DB>;
  readonly log: Logger;
}

/** A process that lives has them in the index long before. */
const LEFT_AFTER_SECONDS = 30;
/** One tick works no longer; the next one goes on. Milliseconds. */
const TICK_MS = 10_000;

/** In the transaction that archives them. @returns what `indexWaiting` takes. */
export async function letWait(tx: Transaction<DB>, docs: readonly DocToIndex[]): Promise<WaitingMails[]> {
  if (docs.length === 0) return [];
  const id = await insertWaiting(
    tx,
    docs.map(({ messageId }) => messageId),
  );
  return [{ id, docs }];
}

/** Safe to repeat. @throws what Postgres throws; then they wait, and `indexLeftWaiting` has them. */
export async function indexWaiting({ db, log }: IndexDeps, { id, docs }: WaitingMails): Promise<void> {
  const index = (write: (tx: Transaction<DB>) => Promise<void>) =>
    withRetry(() =>
      db.transaction().execute(async (tx) => {
        await planForBatches(tx);
        if (await takeWaiting(tx, id)) await write(tx);
      }),
    );
  try {
    await index((tx) => indexDocs(tx, docs, 'kept'));
  } catch (error) {
    if (refusalOf(error) === null) throw error;
    await index((tx) => indexOneByOne(tx, docs, log));
  }
}

/** A mail whose words Postgres refuses is found by what it is filtered by. */
async function indexOneByOne(tx: Transaction<DB>, docs: readonly DocToIndex[], log: Logger): Promise<void> {
  for (const doc of docs) {
    await sql`savepoint one_mail`.execute(tx);
    try {
      await indexDocs(tx, [doc], 'kept');
    } catch (error) {
      const code = refusalOf(error);
      if (code === null) throw error;
      await sql`rollback to savepoint one_mail`.execute(tx);
      log.warn({ messageId: doc.messageId, code }, 'a mail is not found by its words: they are refused');
      await indexDocs(tx, [{ ...doc, words: indexText({}) }], 'kept');
    }
    await sql`release savepoint one_mail`.execute(tx);
  }
}

/**
 * What a process that ended had let wait, from the archive. A batch that cannot be indexed holds up none behind it, and is
 * tried again with the next tick. @returns the batches.
 */
export async function indexLeftWaiting(deps: IndexDeps): Promise<number> {
  const until = Date.now() + TICK_MS;
  let batches = 0;
  for (let after = 0; Date.now() < until; ) {
    const left = await findLeftWaiting(deps.db, LEFT_AFTER_SECONDS, after);
    if (left === null) break;
    after = left.id;
    try {
      await indexLeft(deps, left);
      batches++;
    } catch (err) {
      deps.log.warn({ err, batch: left.id }, 'mails that a process left are not found yet');
    }
  }
  return batches;
}

async function indexLeft(deps: IndexDeps, left: LeftWaiting): Promise<void> {
  const docs = await deps.db.transaction().execute(async (tx) => {
    const texts = await listFileTexts(tx, left.message_ids);
    const mails = await listMailsToIndex(tx, left.message_ids);
    return mails.map((mail) => ({
      messageId: mail.id,
      words: indexMail(mail, texts.get(mail.id) ?? ''),
    }));
  });
  await indexWaiting(deps, { id: left.id, docs });
}
