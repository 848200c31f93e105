/** Threads of customers, looked at anew: what waits there gets its task, what was answered is closed. */
import type { FollowUpPolicy } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { addAnswerLeads, type AnswerPair } from '@tradepost/db/queries/answer-leads';
import {
  type AnswerMailRow,
  listAnswerMails,
  listFreshMails,
  MOST_MAILS,
} from '@tradepost/db/queries/answer-mails';
import {
  adoptInquiryTasks,
  type AnswerCustomer,
  type AnswerTask,
  listAccountOwners,
  listAnswerCustomers,
  listAnswerTasks,
} from '@tradepost/db/queries/answer-state';
import { closeAnswerTasks, moveAnswerTasks, saveWaits } from '@tradepost/db/queries/answer-writes';
import { databaseNow } from '@tradepost/db/queries/ping';
import type { Transaction } from 'kysely';
import { type CompanyCalendar, loadCompanyCalendar } from '../calendar/company-calendar.ts';
import { loadPolicy } from '../follow-up/policy.ts';
import { raiseTasks } from '../task/raise-task.ts';
import { findWaits, type ThreadMail, type Wait } from './find-waits.ts';
import { planTasks } from './plan-tasks.ts';
import { tellOffLists } from './tell-off-lists.ts';
import { waitRow } from './wait-row.ts';
import { whoAnswers } from './who-answers.ts';

/** What is known too little yet is looked at again soon. */
const LOOK_AGAIN_SECONDS = 15;
/** Of one thread, for looking outside of it. */
const MOST_SPANS = 50;

/** One thread of a customer, with all that is known of it. */
export interface Thread extends AnswerPair {
  readonly mails: readonly ThreadMail[];
  readonly rows: ReadonlyMap<number, AnswerMailRow>;
  readonly waits: readonly Wait[];
  readonly customer: AnswerCustomer | null;
  readonly tasks: readonly AnswerTask[];
}

export interface Terms {
  readonly policy: FollowUpPolicy;
  readonly calendar: CompanyCalendar;
  readonly now: Date;
  /** By the mail, where the customer has nobody: whose account it came to, and who is to answer. */
  readonly accountOwners: ReadonlyMap<number, number>;
  readonly answerers: ReadonlyMap<number, number>;
}

/** Idempotent. The caller looks alone (`mayLookAtAnswers`). */
export async function settleThreads(tx: Transaction<DB>, pairs: readonly AnswerPair[]): Promise<void> {
  if (pairs.length === 0) return;
  await adoptInquiryTasks(tx, pairs);
  const threads = await readThreads(tx, pairs);
  const nobodys = threads.filter(({ customer }) => customer === null || customer.owner_id === null);
  const accountOwners = await listAccountOwners(
    tx,
    nobodys.flatMap(({ waits }) => waits.flatMap(({ mails }) => mails.map(({ id }) => id))),
  );
  const terms: Terms = {
    policy: await loadPolicy(tx),
    calendar: await loadCompanyCalendar(tx),
    now: await databaseNow(tx),
    accountOwners,
    answerers: await whoAnswers(tx, nobodys, accountOwners),
  };
  const ofCustomers = threads.filter(({ customer_id: id }) => id !== null);
  await saveWaits(
    tx,
    ofCustomers.map(({ customer_id, thread_id, rows }) => ({
      customer_id,
      thread_id,
      since: lookedFrom(rows),
    })),
    ofCustomers.flatMap((thread) => thread.waits.map((wait) => waitRow(thread, wait, terms))),
  );
  await tellOffLists(tx, ofCustomers);
  const plans = threads.map((thread) => planTasks(thread, terms));
  await closeAnswerTasks(
    tx,
    plans.flatMap(({ close }) => close),
  );
  await moveAnswerTasks(
    tx,
    plans.flatMap(({ move }) => move),
  );
  await raiseTasks(
    tx,
    plans.flatMap(({ raise }) => raise),
  );
  await addAnswerLeads(
    tx,
    threads.filter((_, n) => plans[n]?.lookAgain),
    LOOK_AGAIN_SECONDS,
  );
}

/** Where a thread has more mails than are read, what waited before the oldest of them stays as it is. */
function lookedFrom(rows: Thread['rows']): string | null {
  if (rows.size < MOST_MAILS) return null;
  return new Date(Math.min(...[...rows.values()].map(({ at }) => at.getTime()))).toISOString();
}

async function readThreads(tx: Transaction<DB>, pairs: readonly AnswerPair[]): Promise<Thread[]> {
  const customers = await listAnswerCustomers(
    tx,
    pairs.flatMap(({ customer_id: id }) => (id === null ? [] : [id])),
  );
  const tasks = await listAnswerTasks(tx, pairs);
  const tasksOf = (pair: AnswerPair) =>
    tasks.filter((task) => task.thread_id === pair.thread_id && task.customer_id === pair.customer_id);
  const inThread = Map.groupBy(await listAnswerMails(tx, pairs), ({ pair }) => pair);
  const mails = pairs.map((_, n) => toMails(inThread.get(n) ?? [], true));
  const promised = pairs.map((pair) => tasksOf(pair).some(({ kind }) => kind === 'promise'));
  const outside = Map.groupBy(await readOutside(tx, pairs, mails, promised), ({ pair }) => pair);
  return pairs.map((pair, n) => {
    const rows = [...(inThread.get(n) ?? []), ...(outside.get(n) ?? [])];
    const all = [...(mails[n] ?? []), ...toMails(outside.get(n) ?? [], false)];
    const customer = pair.customer_id === null ? null : (customers.get(pair.customer_id) ?? null);
    const byId = new Map(rows.map((row) => [row.id, row]));
    return { ...pair, mails: all, rows: byId, waits: findWaits(all), customer, tasks: tasksOf(pair) };
  });
}

/** Mails of ours to those who wait, sent while they waited; where an answer was promised, until now. */
function readOutside(
  tx: Transaction<DB>,
  pairs: readonly AnswerPair[],
  mails: readonly ThreadMail[][],
  promised: readonly boolean[],
) {
  const iso = (at: number) => new Date(at).toISOString();
  const spans = pairs.flatMap(({ customer_id: customerId, thread_id }, pair) => {
    if (customerId === null) return [];
    const waits = findWaits(mails[pair] ?? []).slice(-MOST_SPANS);
    return waits.map(({ mails: waiting, reply, settledAt }) => ({
      pair,
      customer_id: customerId,
      thread_id,
      from: iso(Math.min(...waiting.map(({ at }) => at))),
      to: iso(reply?.at ?? (promised[pair] ? null : settledAt) ?? Date.now()),
      people: [...new Set(waiting.flatMap(({ people }) => people))],
    }));
  });
  return listFreshMails(tx, spans);
}

function toMails(rows: readonly AnswerMailRow[], inThread: boolean): ThreadMail[] {
  return rows.map((row) => ({
    id: row.id,
    at: row.at.getTime(),
    inbound: row.direction === 'inbound',
    inThread,
    rfcId: row.rfc_id,
    inReplyTo: row.in_reply_to,
    people: row.people,
    toCustomer: row.to_customer,
    counts: row.counts,
    settledAt: row.settled_at?.getTime() ?? null,
  }));
}
