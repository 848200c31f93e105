/** What there is to do. */
import type { taskRoutes } from '@tradepost/contract';
import { dayIn, isDay } from '@tradepost/core/calendar/days';
import { loadCompanyCalendar } from '@tradepost/core/calendar/company-calendar';
import { notFound, TradepostError } from '@tradepost/core/errors';
import { withRetry } from '@tradepost/core/ingest/retry';
import { addTodo, reassignTask } from '@tradepost/core/task/assign-task';
import { dismissTask, doneTask, noteTask, putOffTask } from '@tradepost/core/task/change-task';
import { readToday, readTodayCounts } from '@tradepost/core/today/list-today';
import { isLeader } from '@tradepost/core/users/viewer';
import { findCustomer } from '@tradepost/db/queries/customers';
import { listTasks, type TaskFilter } from '@tradepost/db/queries/tasks';
import { badCursor, cutPage, DEFAULT_LIMIT, decodeParts, encodeCursor, isTime } from '../cursor.ts';
import type { ApiDeps } from '../deps.ts';
import type { Caller, HandlersOf } from '../handlers.ts';
import { describeTask, readTask, readTaskWithHistory } from './describe-task.ts';

/** Beyond every rank of a list, and the last moment that Postgres and Date both know. */
const MOST_RANK = 10_000;
const LATEST = Date.UTC(9999, 0);

/** Whose: one's own, one person's, or all of one's people's. */
function assigneesOf(
  { viewer }: Caller,
  { of, userId }: { of?: 'me' | 'team'; userId?: number },
): TaskFilter['assignees'] {
  if (userId !== undefined) return [userId];
  if (of !== 'team') return [viewer.id];
  if (!isLeader(viewer)) throw new TradepostError('forbidden', 'Only a manager sees the tasks of others.');
  return viewer.team === 'all' ? 'all' : [viewer.id, ...viewer.team];
}

type DueFilter = 'today' | 'overdue' | 'later' | undefined;
async function dueOf(deps: ApiDeps, due: DueFilter): Promise<TaskFilter['due']> {
  if (due === undefined) return null;
  const { timeZone } = await loadCompanyCalendar(deps.db);
  const today = dayIn(timeZone, new Date());
  if (due === 'later') return { after: today };
  return due === 'today' ? { until: today } : { before: today };
}

async function page(
  deps: ApiDeps,
  caller: Caller,
  filter: TaskFilter,
  query: { cursor?: string; limit?: number },
) {
  const limit = query.limit ?? DEFAULT_LIMIT;
  const past = query.cursor === undefined ? null : decodePlace(query.cursor, filter.state === 'open');
  const found = await listTasks(deps.db, caller.scope, filter, { past, limit: limit + 1 });
  const { rows, nextCursor } = cutPage(found, limit, (row) => [row.page_key, row.id]);
  return { items: rows.map(describeTask), nextCursor };
}

function decodePlace(cursor: string, byDay: boolean): { key: string; id: number } {
  const [key, id] = decodeParts(cursor, ['string', 'number']) as [string, number];
  if (!(byDay ? isDay(key) : isTime(key))) throw badCursor();
  return { key, id };
}

/** The list's moment, and where its last page ended. */
function decodeToday(cursor: string) {
  const [at, rank, due, id] = decodeParts(cursor, ['number', 'number', 'string', 'number']) as [
    number,
    number,
    string,
    number,
  ];
  if (!isDay(due) || rank > MOST_RANK || at > LATEST) throw badCursor();
  return { now: new Date(at), after: { rank, due, id } };
}

/** Does it in one transaction and tells who looks at the customer. */
async function change(
  deps: ApiDeps,
  caller: Caller,
  work: (
    tx: Parameters<typeof doneTask>[0],
    actor: Pick<Caller, 'viewer' | 'scope'>,
  ) => Promise<{ readonly customerId: number | null }>,
): Promise<void> {
  const actor = { viewer: caller.viewer, scope: caller.scope };
  const { customerId } = await withRetry(() => deps.db.transaction().execute((tx) => work(tx, actor)));
  if (customerId !== null) await deps.notifier.publish({ type: 'timeline', customerId });
}

export const taskHandlers: HandlersOf<typeof taskRoutes> = {
  getToday: async ({ deps, caller, query }) => {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const { now, after } =
      query.cursor === undefined ? { now: new Date(), after: null } : decodeToday(query.cursor);
    const found = await readToday(deps.db, caller.scope, now, { after, limit: limit + 1 });
    const rows = found.slice(0, limit);
    const last = found.length > limit ? rows.at(-1) : undefined;
    return {
      items: rows.map((row) => ({ ...describeTask(row), ...row.facts })),
      nextCursor: last === undefined ? null : encodeCursor([now.getTime(), last.rank, last.due_on, last.id]),
    };
  },
  countToday: ({ deps, caller }) => readTodayCounts(deps.db, caller.scope, new Date()),
  listTasks: async ({ deps, caller, query }) =>
    page(
      deps,
      caller,
      {
        assignees: assigneesOf(caller, query),
        customerId: null,
        kinds: query.kind === undefined ? null : [query.kind],
        state: query.state ?? 'open',
        due: await dueOf(deps, query.due),
      },
      query,
    ),
  listCustomerTasks: async ({ deps, caller, params, query }) => {
    if ((await findCustomer(deps.db, caller.scope, params.id)) === undefined) throw notFound('The customer');
    const state = query.state ?? 'open';
    const filter = { assignees: 'all', customerId: params.id, kinds: null, state, due: null } as const;
    return page(deps, caller, filter, query);
  },
  getTask: ({ deps, caller, params }) => readTaskWithHistory(deps, caller, params.id),
  addTodo: async ({ deps, caller, body }) => {
    const actor = { viewer: caller.viewer, scope: caller.scope };
    const id = await deps.db.transaction().execute((tx) => addTodo(tx, actor, body, new Date()));
    return readTask(deps, caller, id);
  },
  doneTask: async ({ deps, caller, params, body }) => {
    await change(deps, caller, (tx, actor) => doneTask(tx, actor, params.id, body));
    return readTask(deps, caller, params.id);
  },
  putOffTask: async ({ deps, caller, params, body }) => {
    await change(deps, caller, (tx, actor) => putOffTask(tx, actor, params.id, body.until));
    return readTask(deps, caller, params.id);
  },
  dismissTask: async ({ deps, caller, params, body }) => {
    await change(deps, caller, (tx, actor) => dismissTask(tx, actor, params.id, body.reason));
    return readTask(deps, caller, params.id);
  },
  assignTask: async ({ deps, caller, params, body }) => {
    await change(deps, caller, (tx, actor) => reassignTask(tx, actor, params.id, body.userId));
    return readTaskWithHistory(deps, caller, params.id);
  },
  noteTask: async ({ deps, caller, params, body }) => {
    await change(deps, caller, (tx, actor) => noteTask(tx, actor, params.id, body.note));
    return readTask(deps, caller, params.id);
  },
};
