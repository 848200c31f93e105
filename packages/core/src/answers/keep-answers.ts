/**
 * Mail that waits for an answer, kept by looking at it: whatever changes a customer's mail notes the thread as a lead, in
 * its own transaction, and this works out anew from the mail itself what waits there. Nothing is lost with Redis or a
 * process (I5), and looking twice changes nothing.
 */
import type { DB } from '@tradepost/db';
import {
  type AnswerLead,
  type AnswerPair,
  followJoinedThreads,
  listWaitingThreads,
  mayLookAtAnswers,
  postponeFirstLead,
  takeAnswerLeads,
} from '@tradepost/db/queries/answer-leads';
import type { Kysely, Transaction } from 'kysely';
import { settleThreads } from './settle-threads.ts';

/** Leads of one transaction. */
const ROUND = 200;
/** After so long the next tick goes on, so that what else the scheduler does is not held up. */
const MOST_MS = 1_500;
const POSTPONE_SECONDS = 600;

/** What is due of it. @returns the leads looked at. @throws what a look throws, once the others were looked at. */
export async function keepAnswers(db: Kysely<DB>): Promise<number> {
  const end = Date.now() + MOST_MS;
  let looked = 0;
  let fault: unknown = null;
  for (let size = ROUND; Date.now() < end; ) {
    let taken: number | null;
    try {
      taken = await lookOnce(db, size);
    } catch (error) {
      // One of them cannot be looked at: by itself, it shows which, and the others go on.
      if (size === 1) await db.transaction().execute((tx) => postponeFirstLead(tx, POSTPONE_SECONDS));
      size = 1;
      fault = error;
      continue;
    }
    looked += taken ?? 0;
    if (taken === null || taken < size) break;
  }
  if (fault !== null) throw fault;
  return looked;
}

/** @returns null: another process looks. */
async function lookOnce(db: Kysely<DB>, limit: number): Promise<number | null> {
  return db.transaction().execute(async (tx) => {
    if (!(await mayLookAtAnswers(tx))) return null;
    const leads = await takeAnswerLeads(tx, limit);
    if (leads.length === 0) return 0;
    await followJoinedThreads(
      tx,
      leads.flatMap(({ thread_id: from, joined_thread_id: to }) =>
        from === null || to === null ? [] : [{ from, to }],
      ),
    );
    await settleThreads(tx, await pairsOf(tx, leads));
    return leads.length;
  });
}

async function pairsOf(tx: Transaction<DB>, leads: readonly AnswerLead[]): Promise<AnswerPair[]> {
  const whole = leads.flatMap(({ customer_id: id, thread_id: thread }) =>
    thread === null && id !== null ? [id] : [],
  );
  const pairs = [
    ...leads.flatMap(({ customer_id, thread_id, joined_thread_id }) =>
      [thread_id, joined_thread_id].flatMap((thread) =>
        thread === null ? [] : [{ customer_id, thread_id: thread }],
      ),
    ),
    ...(await listWaitingThreads(tx, [...new Set(whole)])),
  ];
  return [...new Map(pairs.map((pair) => [`${pair.customer_id} ${pair.thread_id}`, pair])).values()];
}
