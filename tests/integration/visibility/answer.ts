/** Who gets what of: mail that waits for an answer, the board, the report of work done. */
import { answerRoutes } from '@tradepost/contract';
import type { TestApp } from '../api-app.ts';
import { connectAccount, deliver, makeCustomer, unique } from '../api-mail.ts';
import { mail } from '../../helpers/mails.ts';
import { area, both, CHANGE, hasItem, LEADERS, STAFF } from './area.ts';

const YEAR = 'from=2026-01-01&to=2027-12-31';

/** A customer whose mail waits, one whose mail was dismissed, and a contact of the person's. */
async function makeThings(test: TestApp, ownerId: number) {
  const { db } = test.deps;
  const buyer = `${unique('buyer')}@${unique('asks')}.example`;
  const customer = await makeCustomer(test, ownerId, { addresses: [buyer] });
  const account = await connectAccount(test, ownerId);
  const messageId = await deliver(
    test,
    account,
    mail({ from: buyer, to: account.address, date: new Date() }),
  );
  const { thread_id: askedIn } = await db
    .selectFrom('message')
    .select('thread_id')
    .where('id', '=', messageId)
    .executeTakeFirstOrThrow();
  const newThread = async () =>
    (await db.insertInto('thread').defaultValues().returning('id').executeTakeFirstOrThrow()).id;
  const task = async (state: 'open' | 'closed', threadId: number) =>
    db
      .insertInto('task')
      .values({
        kind: 'answer',
        customer_id: customer.id,
        assignee_id: ownerId,
        subject_key: String(threadId),
        due_on: '2026-11-30',
        first_due_on: '2026-11-30',
        state,
        ...(state === 'closed'
          ? { outcome: 'dismissed', close_note: unique('A greeting '), closed_at: new Date() }
          : {}),
      })
      .returning('id')
      .executeTakeFirstOrThrow();
  await db
    .insertInto('activity')
    .values({
      customer_id: customer.id,
      kind: 'call',
      state: 'done',
      done_at: new Date(),
      created_by: ownerId,
    })
    .execute();
  return {
    ownerId,
    messageId,
    asked: (await task('open', askedIn)).id,
    waiting: (await task('open', await newThread())).id,
    dismissed: (await task('closed', await newThread())).id,
  };
}

export const answerArea = area(answerRoutes, makeThings, {
  promiseAnswer: {
    ...CHANGE,
    call: (_test, { waiting }) => ({ url: `/api/v1/tasks/${waiting}/promise`, body: { by: '2099-01-05' } }),
  },
  reopenAnswer: {
    ...CHANGE,
    call: (_test, { dismissed }) => ({ url: `/api/v1/tasks/${dismissed}/reopen` }),
  },
  listMessageTasks: {
    own: '401 sees sees sees sees sees sees',
    other: '401 sees sees sees 404 404 404',
    call: (_test, { messageId, asked }) => ({
      url: `/api/v1/messages/${messageId}/tasks`,
      sees: hasItem(({ id }) => id === asked),
    }),
  },
  getBoard: { ...both(LEADERS), call: () => ({ url: '/api/v1/board' }) },
  listBoardItems: {
    ...both('401 sees sees sees 403 403 403'),
    call: (_test, { waiting }) => ({
      url: '/api/v1/board/items?column=mails&limit=200',
      sees: hasItem(({ id }) => id === waiting),
    }),
  },
  getWorkReport: {
    own: '401 sees sees sees sees sees 403',
    other: '401 sees sees sees blank blank 403',
    call: (_test, { ownerId }) => ({
      url: `/api/v1/work?${YEAR}`,
      sees: (reply) =>
        reply
          .json<{ rows: { userId: number; contacts: number }[] }>()
          .rows.some(({ userId, contacts }) => userId === ownerId && contacts > 0),
    }),
  },
  listWork: {
    own: STAFF,
    other: '401 200 200 200 404 404 403',
    call: (_test, { ownerId }) => ({ url: `/api/v1/work/items?${YEAR}&userId=${ownerId}&list=contacts` }),
  },
  exportWorkReport: { ...both(STAFF), call: () => ({ url: `/api/v1/work/export?${YEAR}&format=csv` }) },
});
