/** Giving a task to another person, and giving out to-dos. */
import type { NewTodo } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import type { LockedTask } from '@tradepost/db/queries/tasks';
import { sql, type Transaction } from 'kysely';
import { checkAssignee, checkDay, lockForActivity } from '../activity/check.ts';
import { appendAudit } from '../audit/append.ts';
import type { Actor } from '../customers/create.ts';
import { cleanText } from '../customers/normalise.ts';
import { TradepostError } from '../errors.ts';
import { raiseNotice } from '../notices/raise-notice.ts';
import { loadLateRules, lateMoments } from './escalations.ts';
import { refuseOfComplaint } from './finish-kind.ts';
import { lockOpenTask } from './lock-task.ts';
import { raiseTasks } from './raise-task.ts';
import { noteTaskEvents } from './task-event.ts';

/**
 * To a colleague who sees the customer; of no customer, to whom one leads or oneself.
 * @throws TradepostError as `doneTask`; 'invalid-request' for one who cannot do it.
 */
export async function reassignTask(
  tx: Transaction<DB>,
  actor: Actor,
  id: number,
  userId: number,
): Promise<{ customerId: number | null }> {
  const task = await lockOpenTask(tx, actor.scope, id);
  refuseOfComplaint(task);
  if (task.assignee_id === userId) return { customerId: task.customer_id };
  await checkWhoGets(tx, actor, task.customer_id, userId);
  await tx
    .updateTable('task')
    .set({ assignee_id: userId, given_at: sql<Date>`now()` })
    .where('id', '=', id)
    .execute();
  const by = actor.viewer?.id ?? null;
  await noteTaskEvents(tx, [
    { taskId: id, event: 'assigned', actorId: by, detail: { fromId: task.assignee_id, toId: userId } },
  ]);
  await tellAssignee(tx, { ...task, assignee_id: userId }, by);
  if (task.customer_id !== null)
    await appendAudit(tx, {
      actorId: by,
      action: 'task.assigned',
      subjectKind: 'task',
      subjectId: id,
      detail: { customerId: task.customer_id, from: task.assignee_id, to: userId },
    });
  return { customerId: task.customer_id };
}

/** @throws TradepostError 'invalid-request'. */
export async function checkWhoGets(
  tx: Transaction<DB>,
  { viewer }: Actor,
  customerId: number | null,
  userId: number,
): Promise<void> {
  if (customerId !== null) return checkAssignee(tx, customerId, userId);
  const user = await tx
    .selectFrom('app_user')
    .select(['role', 'disabled_at'])
    .where('id', '=', userId)
    .executeTakeFirst();
  const works = user !== undefined && user.disabled_at === null && user.role !== 'reader';
  const mayTell =
    viewer === null || viewer.id === userId || viewer.team === 'all' || viewer.team.includes(userId);
  if (!works || !mayTell)
    throw new TradepostError(
      'invalid-request',
      'Without a customer, a task goes to oneself or to somebody whom one leads.',
    );
}

/** Who gets a task from another is told. */
export async function tellAssignee(
  tx: Transaction<DB>,
  task: Pick<LockedTask, 'id' | 'assignee_id' | 'customer_id' | 'kind' | 'title' | 'due_on'>,
  by: number | null,
): Promise<void> {
  if (task.assignee_id === by) return;
  const { rows } = await sql<{ given: number; name: string | null }>`
    select (select count(*) from task_event where task_id = ${task.id} and event = 'assigned')::int as given,
      (select name from app_user where id = ${by}) as name`.execute(tx);
  await raiseNotice(tx, {
    userIds: [task.assignee_id],
    kind: 'task-assigned',
    // Each time that it is given to him.
    key: `${task.id}:${rows[0]?.given ?? 0}`,
    customerId: task.customer_id,
    subject: { kind: 'task', id: task.id },
    detail: { kind: task.kind, title: task.title, dueOn: task.due_on, actorName: rows[0]?.name ?? null },
  });
}

/**
 * A person's own to-do, or one for a colleague who sees the customer or whom he leads.
 * @returns the task's id. @throws TradepostError 'not-found', 'conflict', 'invalid-request'.
 */
export async function addTodo(tx: Transaction<DB>, actor: Actor, input: NewTodo, now: Date): Promise<number> {
  const by = actor.viewer?.id ?? null;
  const assigneeId = input.assigneeId ?? by;
  const title = cleanText(input.title);
  if (title === null) throw new TradepostError('invalid-request', 'Say what is to be done.');
  if (assigneeId === null) throw new TradepostError('invalid-request', 'Say who is to do it.');
  const customerId = input.customerId ?? null;
  const dueOn = checkDay(input.dueOn) as string;
  const customer = customerId === null ? null : await lockForActivity(tx, actor.scope, customerId);
  if (assigneeId !== by) await checkWhoGets(tx, actor, customerId, assigneeId);
  const [id] = await raiseTasks(tx, [
    {
      kind: 'todo',
      customerId,
      assigneeId,
      title,
      note: cleanText(input.note),
      dueOn,
      // One's own is nobody else's business.
      ...(assigneeId === by
        ? {}
        : { escalatesAt: lateMoments(await loadLateRules(tx, now), dueOn, customer?.grade ?? null) }),
      createdBy: by,
    },
  ]);
  const made = { id: id as number, assignee_id: assigneeId, customer_id: customerId, kind: 'todo' as const };
  await tellAssignee(tx, { ...made, title, due_on: dueOn }, by);
  return made.id;
}
