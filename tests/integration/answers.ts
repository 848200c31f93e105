/** Mail that waits, for tests: accounts whose sent mail is known, mails that answer one another. */
import { keepAnswers } from '@tradepost/core/answers/keep-answers';
import type { TaskTable } from '@tradepost/db';
import { type Selectable, sql } from 'kysely';
import type { Person, TestApp } from './api-app.ts';
import { connectAccount, deliver, makeCustomer, type TestAccount, unique } from './api-mail.ts';

/** So that what lies between two mails is exact, however slow the machine. */
const BEGUN = Math.floor(Date.now() / 1000) * 1000;

export type TaskRow = Selectable<TaskTable>;

/** An account that has been counted for a month and whose every look at its sent mail lies ahead. */
export async function countedAccount(test: TestApp, ownerId: number | null): Promise<TestAccount> {
  const account = await connectAccount(test, ownerId);
  await test.deps.db
    .updateTable('mail_account')
    .set({
      answers_since: sql<Date>`now() - interval '30 days'`,
      last_success_at: sql<Date>`now() + interval '1 day'`,
    })
    .where('id', '=', account.id)
    .execute();
  return account;
}

export interface Sent {
  readonly id: number;
  readonly rfcId: string;
}

export interface MailToSend {
  readonly from: string;
  readonly to: string;
  readonly cc?: string;
  /** Hours from the beginning of the tests, below 0 in the past. */
  readonly at?: number;
  readonly answers?: Sent | null;
  readonly headers?: readonly string[];
  readonly subject?: string;
}

/** Into the archive, through this account. */
export async function send(test: TestApp, account: TestAccount, mail: MailToSend): Promise<Sent> {
  const rfcId = `${unique('answer-mail-')}@test.example`;
  const raw = [
    `From: ${mail.from}`,
    `To: ${mail.to}`,
    ...(mail.cc === undefined ? [] : [`Cc: ${mail.cc}`]),
    `Subject: ${mail.answers ? 'Re: ' : ''}${mail.subject ?? 'Order'}`,
    `Date: ${new Date(BEGUN + (mail.at ?? 0) * 3_600_000).toUTCString()}`,
    `Message-ID: <${rfcId}>`,
    ...(mail.answers ? [`In-Reply-To: <${mail.answers.rfcId}>`, `References: <${mail.answers.rfcId}>`] : []),
    ...(mail.headers ?? []),
    'Content-Type: text/plain',
    '',
    'Please quote 500 pcs.',
    '',
  ].join('\r\n');
  return { id: await deliver(test, account, raw), rfcId };
}

/** Until nothing is to be looked at. */
export async function look(test: TestApp): Promise<void> {
  while ((await keepAnswers(test.deps.db)) > 0);
}

export async function answersOf(test: TestApp, customerId: number | null): Promise<TaskRow[]> {
  await look(test);
  return test.deps.db
    .selectFrom('task')
    .selectAll()
    .where('kind', '=', 'answer')
    .where('customer_id', customerId === null ? 'is' : '=', customerId)
    .orderBy('id')
    .execute();
}

export interface Case {
  readonly person: Person;
  readonly account: TestAccount;
  readonly customerId: number;
  readonly buyer: string;
  /** Mail of the buyer to the account, of the account to the buyer. */
  asks(mail?: Partial<MailToSend>): Promise<Sent>;
  writes(mail?: Partial<MailToSend>): Promise<Sent>;
  answers(): Promise<TaskRow[]>;
}

/** A customer of his, with one buyer. */
export async function makeCase(test: TestApp, person: Person, account: TestAccount): Promise<Case> {
  const buyer = `${unique('buyer')}@${unique('mueller')}.example`;
  const { id } = await makeCustomer(test, person.user.id, { addresses: [buyer] });
  return {
    person,
    account,
    customerId: id,
    buyer,
    asks: (mail = {}) => send(test, account, { from: buyer, to: account.address, at: -2, ...mail }),
    writes: (mail = {}) => send(test, account, { from: account.address, to: buyer, at: -1, ...mail }),
    answers: () => answersOf(test, id),
  };
}
