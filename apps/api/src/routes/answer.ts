/** Mail that waits for an answer, the board, and the report of work done. */
import { Readable } from 'node:stream';
import type { answerRoutes } from '@tradepost/contract';
import { promiseAnswer, reopenAnswer, TAKEN_BACK_DAYS } from '@tradepost/core/answers/promise-answer';
import { type BoardQuestion, readBoard, readBoardItems } from '@tradepost/core/board/read-board';
import { withRetry } from '@tradepost/core/ingest/retry';
import { exportWorkReport } from '@tradepost/core/work/export';
import { readWorkItems } from '@tradepost/core/work/items';
import { readWorkReport } from '@tradepost/core/work/report';
import { notFound } from '@tradepost/core/errors';
import { findMessage } from '@tradepost/db/queries/messages';
import { listTasksOfThread } from '@tradepost/db/queries/tasks';
import { cutPage, DEFAULT_LIMIT, decodeTimeCursor } from '../cursor.ts';
import { downloadHeaders } from '../download.ts';
import type { Caller, HandlersOf } from '../handlers.ts';
import { iso } from './describe.ts';
import { describeTask, readTask } from './describe-task.ts';

const DAY_MS = 86_400_000;

const actorOf = ({ viewer, scope }: Caller) => ({ viewer, scope });
const questionOf = (query: Partial<BoardQuestion>): BoardQuestion => ({
  userId: query.userId ?? null,
  grade: query.grade ?? null,
  country: query.country ?? null,
});

export const answerHandlers: HandlersOf<typeof answerRoutes> = {
  promiseAnswer: async ({ deps, caller, params, body }) => {
    const id = await withRetry(() =>
      deps.db.transaction().execute((tx) => promiseAnswer(tx, actorOf(caller), params.id, body)),
    );
    const task = await readTask(deps, caller, id);
    if (task.customer !== null)
      await deps.notifier.publish({ type: 'timeline', customerId: task.customer.id });
    return task;
  },
  reopenAnswer: async ({ deps, caller, params }) => {
    const { customerId } = await withRetry(() =>
      deps.db.transaction().execute((tx) => reopenAnswer(tx, actorOf(caller), params.id)),
    );
    if (customerId !== null) await deps.notifier.publish({ type: 'timeline', customerId });
    return readTask(deps, caller, params.id);
  },
  listMessageTasks: async ({ deps, caller, params }) => {
    const message = await findMessage(deps.db, caller.scope, params.id);
    if (message === undefined) throw notFound('The message');
    const since = new Date(Date.now() - TAKEN_BACK_DAYS * DAY_MS);
    const rows = await listTasksOfThread(deps.db, caller.scope, message.thread_id, since);
    return { items: rows.map(describeTask) };
  },
  getBoard: ({ deps, caller, query }) => readBoard(deps.db, caller.scope, questionOf(query), new Date()),
  listBoardItems: async ({ deps, caller, query }) => {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const page = { past: decodeTimeCursor(query.cursor), limit: limit + 1 };
    const found = await readBoardItems(
      deps.db,
      caller.scope,
      questionOf(query),
      query.column,
      page,
      new Date(),
    );
    const { rows, nextCursor } = cutPage(found, limit, (row) => [row.page_key, row.id]);
    return { items: rows.map((row) => ({ ...describeTask(row), ...row.age })), nextCursor };
  },
  getWorkReport: ({ deps, caller, query }) => readWorkReport(deps.db, caller.viewer, query),
  listWork: async ({ deps, caller, query }) => {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const page = { past: decodeTimeCursor(query.cursor), limit: limit + 1 };
    const found = await readWorkItems(deps.db, actorOf(caller), query, page);
    const { rows, nextCursor } = cutPage(found, limit, (row) => [row.page_key, row.id]);
    return {
      items: rows.map((row) => ({
        id: row.id,
        at: row.at.toISOString(),
        customerId: row.customer_id,
        customerName: row.customer_name,
        messageId: row.message_id,
        text: row.text ?? '',
        kind: row.kind,
        answeredAt: iso(row.answered_at),
        answeredByName: row.answered_by_name,
        seconds: row.seconds,
        dueAt: iso(row.due_at),
      })),
      nextCursor,
    };
  },
  exportWorkReport: async ({ deps, caller, query, reply }) => {
    const { locale } = caller.user;
    const file = await exportWorkReport(deps.db, caller.viewer, query, query.format, locale);
    const name = `${locale === 'en' ? 'work' : '工作统计'}-${query.from}-${query.to}.${query.format}`;
    reply.headers({ ...downloadHeaders(name), 'content-type': 'application/octet-stream' });
    return Readable.from(file, { objectMode: false });
  },
};
