/** Mail that waits for an answer, the board of those who lead, and the report of work done. */
import Type from 'typebox';
import { AnswerPromise, Board, BoardColumn, BoardFilter, BoardItem } from '../resources/answer.ts';
import { Id, IdParams, Page, PageQuery } from '../resources/common.ts';
import { Day } from '../resources/contact.ts';
import { Task } from '../resources/task.ts';
import { WORK_LISTS, WorkItem, WorkReport } from '../resources/work.ts';
import { LEADERS, route, STAFF } from './route.ts';

const tag = 'answers';
const Period = { from: Day, to: Day };

export const answerRoutes = {
  promiseAnswer: route({
    method: 'POST',
    path: '/api/v1/tasks/:id/promise',
    tag,
    access: STAFF,
    summary: 'The customer was told when the answer comes: the clock stops, and a task is set for that day',
    params: IdParams,
    body: AnswerPromise,
    reply: Task,
  }),
  reopenAnswer: route({
    method: 'POST',
    path: '/api/v1/tasks/:id/reopen',
    tag,
    access: STAFF,
    summary: 'Takes back that a mail needs no answer',
    params: IdParams,
    reply: Task,
  }),
  listMessageTasks: route({
    method: 'GET',
    path: '/api/v1/messages/:id/tasks',
    tag,
    access: 'signed-in',
    summary:
      'Whether the conversation of a mail waits for an answer, was settled without one, or has one promised',
    params: IdParams,
    reply: Type.Object({ items: Type.Array(Task) }),
  }),
  getBoard: route({
    method: 'GET',
    path: '/api/v1/board',
    tag,
    access: LEADERS,
    summary: 'What waits for an answer and which follow-ups are overdue, by person, grade and country',
    query: Type.Object(BoardFilter),
    reply: Board,
  }),
  listBoardItems: route({
    method: 'GET',
    path: '/api/v1/board/items',
    tag,
    access: LEADERS,
    summary: 'What one number of the board counts, the oldest first',
    query: Type.Object({ ...PageQuery, ...BoardFilter, column: BoardColumn }),
    reply: Page(BoardItem),
  }),
  getWorkReport: route({
    method: 'GET',
    path: '/api/v1/work',
    tag,
    access: STAFF,
    summary: 'What was done in a period, per person; who leads nobody sees his own',
    query: Type.Object(Period),
    reply: WorkReport,
  }),
  listWork: route({
    method: 'GET',
    path: '/api/v1/work/items',
    tag,
    access: STAFF,
    summary: 'What one number of the report counts, the newest first',
    query: Type.Object({ ...PageQuery, ...Period, userId: Id, list: Type.Enum(WORK_LISTS) }),
    reply: Page(WorkItem),
  }),
  exportWorkReport: route({
    method: 'GET',
    path: '/api/v1/work/export',
    tag,
    access: STAFF,
    summary: 'The report as a file; in the audit log',
    query: Type.Object({ ...Period, format: Type.Enum(['csv', 'xlsx']) }),
    produces: 'application/octet-stream',
  }),
};
