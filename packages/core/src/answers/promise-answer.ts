/** What a person says of a mail that waits: when the answer comes, or that it waits after all. */
import type { AnswerPromise } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { type LockedTask, lockTask } from '@tradepost/db/queries/tasks';
import { sql, type Transaction } from 'kysely';
import { isDay } from '../calendar/days.ts';
import type { Actor } from '../customers/create.ts';
import { cleanText } from '../customers/normalise.ts';
import { notFound, TradepostError } from '../errors.ts';
import { closeTasks } from '../task/close-tasks.ts';
import { lateMoments, loadLateRules } from '../task/escalations.ts';
import { raiseTasks } from '../task/raise-task.ts';
import { noteTaskEvents } from '../task/task-event.ts';

/** A mail that says when the answer comes was an answer; so long after it that can still be recorded. */
const RECORDED_LATE_DAYS = 7;
/** What was settled longer ago is history. */
export const TAKEN_BACK_DAYS = 30;
const DAY_MS = 86_400_000;

/** Of the promise to answer what stands in a thread. */
export const answerKey = (threadId: string) => `answer:${threadId}`;

/**
 * The clock of the mail stops; the promise is a task for that day, kept by the next mail to who asked. Promised again, it
 * is the same task on another day.
 * @returns the promise's id. @throws TradepostError 'not-found', 'forbidden'; 'conflict' for an answer that is closed
 *   otherwise than by a mail of the last days; 'invalid-request' for a day that is over.
 */
export async function promiseAnswer(
  tx: Transaction<DB>,
  actor: Actor,
  taskId: number,
  { by, note }: AnswerPromise,
  now: Date = new Date(),
): Promise<number> {
  const task = await lockAnswer(tx, actor, taskId);
  const rules = await loadLateRules(tx, now);
  if (!isDay(by) || by < rules.today)
    throw new TradepostError('invalid-request', 'An answer is promised for today or a day that is to come.');
  if (task.customer_id === null)
    throw new TradepostError('conflict', 'This inquiry is no customer’s yet. Complete it first.');
  const just =
    task.outcome === 'replied' && now.getTime() - Number(task.closed_at) < RECORDED_LATE_DAYS * DAY_MS;
  if (task.state === 'closed' && !just) throw closedAlready(task);
  const userId = actor.viewer?.id ?? null;
  await sql`update task set detail = detail || ${JSON.stringify({ promisedBy: by })}::jsonb where id = ${taskId}`.execute(
    tx,
  );
  if (task.state === 'open') await closeTasks(tx, [taskId], { outcome: 'done', by: userId });
  const escalatesAt = lateMoments(rules, by, await gradeOf(tx, task.customer_id));
  const [made] = await raiseTasks(tx, [
    {
      kind: 'promise',
      customerId: task.customer_id,
      assigneeId: task.assignee_id,
      subjectKey: answerKey(task.subject_key),
      messageId: task.message_id,
      note: cleanText(note),
      detail: { answer: true, threadId: Number(task.subject_key) },
      dueOn: by,
      escalatesAt,
      createdBy: userId,
    },
  ]);
  return made ?? moveOpenPromise(tx, task, by, escalatesAt, userId);
}

const gradeOf = async (tx: Transaction<DB>, customerId: number) =>
  (await tx.selectFrom('customer').select('grade').where('id', '=', customerId).executeTakeFirstOrThrow())
    .grade;

async function moveOpenPromise(
  tx: Transaction<DB>,
  answer: LockedTask,
  by: string,
  escalatesAt: readonly (Date | null)[],
  actorId: number | null,
): Promise<number> {
  const { rows } = await sql<{ id: number; before: string }>`
    with open as (
      select id, due_on from task where kind = 'promise' and customer_id = ${answer.customer_id}
        and subject_key = ${answerKey(answer.subject_key)} and state = 'open' for update
    )
    update task t set due_on = ${by}, times_moved = t.times_moved + 1, escalation_level = 0,
      escalates_at = ${escalatesAt.map((at) => at?.toISOString() ?? null)}::timestamptz[]
    from open where t.id = open.id returning t.id, open.due_on as before`.execute(tx);
  const moved = rows[0] as { id: number; before: string };
  await noteTaskEvents(tx, [
    { taskId: moved.id, event: 'put-off', actorId, detail: { from: moved.before, to: by } },
  ]);
  return moved.id;
}

/**
 * Takes back that a mail needs no answer, or when one was promised; the next look says whether it was answered meanwhile.
 * @throws TradepostError 'not-found', 'forbidden', 'conflict'.
 */
export async function reopenAnswer(
  tx: Transaction<DB>,
  actor: Actor,
  taskId: number,
  now: Date = new Date(),
): Promise<{ readonly customerId: number | null }> {
  const task = await lockAnswer(tx, actor, taskId);
  const settled = task.outcome === 'dismissed' || task.outcome === 'done';
  if (!settled || now.getTime() - Number(task.closed_at) > TAKEN_BACK_DAYS * DAY_MS)
    throw closedAlready(task);
  const { rows } = await sql<{ id: number }>`
    update task t set state = 'open', outcome = null, closed_at = null, closed_by = null, close_note = null,
      detail = t.detail - 'promisedBy'
    where t.id = ${taskId} and not exists (select 1 from task other where other.kind = 'answer' and other.state = 'open'
      and other.subject_key = t.subject_key and other.customer_id is not distinct from t.customer_id)
    returning t.id`.execute(tx);
  if (rows.length === 0)
    throw new TradepostError('conflict', 'A later mail of the same conversation waits already.');
  const by = actor.viewer?.id ?? null;
  await noteTaskEvents(tx, [{ taskId, event: 'reopened', actorId: by, detail: { outcome: task.outcome } }]);
  const promise = await tx
    .selectFrom('task')
    .select('id')
    .where('kind', '=', 'promise')
    .where('customer_id', '=', task.customer_id)
    .where('subject_key', '=', answerKey(task.subject_key))
    .where('state', '=', 'open')
    .execute();
  await closeTasks(
    tx,
    promise.map(({ id }) => id),
    { outcome: 'withdrawn', by },
  );
  return { customerId: task.customer_id };
}

async function lockAnswer(tx: Transaction<DB>, { scope }: Actor, id: number): Promise<LockedTask> {
  const task = await lockTask(tx, scope, id);
  if (task === undefined) throw notFound('The task');
  if (!task.may_act)
    throw new TradepostError(
      'forbidden',
      'This is a colleague’s task. Who has it, or who may change the customer, can change it.',
    );
  if (task.kind !== 'answer')
    throw new TradepostError('conflict', 'This task is not about a mail that waits for an answer.');
  return task;
}

const closedAlready = (task: LockedTask) =>
  new TradepostError('conflict', 'This task is closed already.', {
    details: { outcome: task.outcome, closedAt: task.closed_at?.toISOString() },
  });
