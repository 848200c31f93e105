/** What there is to do: lists of tasks, what a person does with one, and the list of today. */
import Type from 'typebox';
import { Body, Id, IdParams, Nullable, Page, PageQuery } from '../resources/common.ts';
import {
  DoneTask,
  NewTodo,
  PutOff,
  Task,
  TaskKind,
  TaskWithHistory,
  TodayCounts,
  TodayItem,
} from '../resources/task.ts';
import { route, STAFF } from './route.ts';

const tag = 'tasks';
const State = Type.Optional(Type.Enum(['open', 'closed']));

export const taskRoutes = {
  getToday: route({
    method: 'GET',
    path: '/api/v1/today',
    tag,
    access: STAFF,
    summary: 'One’s own list of today: key accounts first, then what burns',
    query: Type.Object(PageQuery),
    reply: Page(TodayItem),
  }),
  countToday: route({
    method: 'GET',
    path: '/api/v1/today/counts',
    tag,
    access: STAFF,
    summary: 'How much of what is on one’s own list of today',
    reply: TodayCounts,
  }),
  listTasks: route({
    method: 'GET',
    path: '/api/v1/tasks',
    tag,
    access: STAFF,
    summary:
      'Tasks: one’s own or, for leaders, their people’s; the longest due first, closed ones the newest first',
    query: Type.Object({
      ...PageQuery,
      of: Type.Optional(Type.Enum(['me', 'team'])),
      /** Of the people that one sees: this one’s. */
      userId: Type.Optional(Id),
      kind: Type.Optional(TaskKind),
      state: State,
      due: Type.Optional(Type.Enum(['today', 'overdue', 'later'])),
    }),
    reply: Page(Task),
  }),
  listCustomerTasks: route({
    method: 'GET',
    path: '/api/v1/customers/:id/tasks',
    tag,
    access: 'signed-in',
    summary: 'Tasks with a customer',
    params: IdParams,
    query: Type.Object({ ...PageQuery, state: State }),
    reply: Page(Task),
  }),
  getTask: route({
    method: 'GET',
    path: '/api/v1/tasks/:id',
    tag,
    access: 'signed-in',
    summary: 'One task, and what happened to it',
    params: IdParams,
    reply: TaskWithHistory,
  }),
  addTodo: route({
    method: 'POST',
    path: '/api/v1/tasks',
    tag,
    access: STAFF,
    summary: 'A to-do of one’s own, or for a colleague',
    body: NewTodo,
    reply: Task,
  }),
  doneTask: route({
    method: 'POST',
    path: '/api/v1/tasks/:id/done',
    tag,
    access: STAFF,
    summary: 'It is done; of a follow-up this records a contact',
    params: IdParams,
    body: DoneTask,
    reply: Task,
  }),
  putOffTask: route({
    method: 'POST',
    path: '/api/v1/tasks/:id/put-off',
    tag,
    access: STAFF,
    summary: 'Not today; of a follow-up this sets the customer’s next date',
    params: IdParams,
    body: PutOff,
    reply: Task,
  }),
  dismissTask: route({
    method: 'POST',
    path: '/api/v1/tasks/:id/dismiss',
    tag,
    access: STAFF,
    summary: 'Nothing is to be done, and why',
    params: IdParams,
    body: Body({ reason: Type.String({ minLength: 1, maxLength: 2_000 }) }),
    reply: Task,
  }),
  assignTask: route({
    method: 'POST',
    path: '/api/v1/tasks/:id/assign',
    tag,
    access: STAFF,
    summary: 'Give it to a colleague who sees the customer',
    params: IdParams,
    body: Body({ userId: Id }),
    reply: TaskWithHistory,
  }),
  noteTask: route({
    method: 'POST',
    path: '/api/v1/tasks/:id/note',
    tag,
    access: STAFF,
    summary: 'Write a note on it; null takes it off',
    params: IdParams,
    body: Body({ note: Nullable(Type.String({ maxLength: 5_000 })) }),
    reply: Task,
  }),
};
