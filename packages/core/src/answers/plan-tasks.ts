/** What a look at one thread does to its tasks: opened, moved, closed. Pure. */
import type { AnswerTask } from '@tradepost/db/queries/answer-state';
import type { AnswerClosing, AnswerMove } from '@tradepost/db/queries/answer-writes';
import { dayIn } from '../calendar/days.ts';
import { rollForward } from '../calendar/working-day.ts';
import { workingSecondsBetween } from '../calendar/working-time.ts';
import type { NewTask } from '../task/raise-task.ts';
import { answerMoments } from './answer-clock.ts';
import { answersAfter, type ThreadMail, type Wait } from './find-waits.ts';
import { sinceOf } from './wait-row.ts';
import type { Terms, Thread } from './settle-threads.ts';

/** The mail that says when the answer comes may be sent just after that was entered. */
export const HOLDING_REPLY_MS = 30 * 60_000;

export interface TaskPlan {
  readonly raise: readonly NewTask[];
  readonly move: readonly AnswerMove[];
  readonly close: readonly AnswerClosing[];
  /** It is known too little yet: look again. */
  readonly lookAgain: boolean;
}

export function planTasks(thread: Thread, terms: Terms): TaskPlan {
  const open = thread.tasks.find(({ kind }) => kind === 'answer') ?? null;
  const promise = thread.tasks.find(({ kind }) => kind === 'promise') ?? null;
  const ending = [...closeAnswer(thread, open, terms), ...closePromise(thread, promise)];
  const waiting = oldestWaiting(thread);
  const goesOn = open !== null && !ending.some(({ id }) => id === open.id);
  if (waiting === null)
    return { raise: [], move: [], close: goesOn ? [...ending, over(open, terms)] : ending, lookAgain: false };
  const task = describe(thread, waiting, terms);
  if (task === null) return { raise: [], move: [], close: ending, lookAgain: false };
  if (goesOn) return { raise: [], move: moved(open, task), close: ending, lookAgain: false };
  const known = thread.rows.get(waiting.id)?.known === true;
  return { raise: known ? [task] : [], move: [], close: ending, lookAgain: !known };
}

/** The oldest that counts, of what waits still. */
function oldestWaiting({ customer, customer_id: customerId, waits }: Thread): ThreadMail | null {
  if (customerId !== null && customer?.live !== true) return null;
  const waiting = waits.filter(({ reply, settledAt }) => reply === null && settledAt === null);
  const counted = waiting.flatMap(({ mails }) => mails.filter(({ counts }) => counts));
  return counted.sort((a, b) => a.at - b.at)[0] ?? null;
}

function describe(
  thread: Thread,
  oldest: ThreadMail,
  { policy, calendar, now, answerers }: Terms,
): NewTask | null {
  // A mail from a clock that is ahead waits since now.
  const since = new Date(Math.min(oldest.at, now.getTime()));
  const inquiry = thread.rows.get(oldest.id)?.inquiry === true;
  const { escalatesAt, lateAt } = answerMoments(since, inquiry ? policy.inquiry : policy.answer, calendar);
  const assigneeId = thread.customer?.owner_id ?? answerers.get(oldest.id);
  // Nobody works here any more.
  if (assigneeId === undefined) return null;
  return {
    kind: 'answer',
    customerId: thread.customer_id,
    assigneeId,
    subjectKey: String(thread.thread_id),
    messageId: oldest.id,
    detail: { since: since.toISOString(), inquiry },
    // On the list from the working day on which it came.
    dueOn: rollForward(dayIn(calendar.timeZone, since), calendar),
    dueAt: lateAt,
    escalatesAt,
  };
}

function moved(open: AnswerTask, task: NewTask): AnswerMove[] {
  const iso = (at: Date | null | undefined) => at?.toISOString() ?? null;
  const escalates_at = (task.escalatesAt ?? []).map(iso);
  // What was given to a colleague stays his.
  const assigneeId = open.given ? open.assignee_id : task.assigneeId;
  const same =
    open.message_id === task.messageId &&
    open.assignee_id === assigneeId &&
    iso(open.due_at) === iso(task.dueAt) &&
    open.escalates_at.map(iso).join() === escalates_at.join();
  if (same) return [];
  return [
    {
      id: open.id,
      message_id: task.messageId as number,
      assignee_id: assigneeId,
      due_at: iso(task.dueAt),
      escalates_at,
      detail: task.detail ?? {},
    },
  ];
}

const over = ({ id }: AnswerTask, { now }: Terms): AnswerClosing => ({
  id,
  outcome: 'over',
  closed_at: now.toISOString(),
  closing_message_id: null,
  working_seconds: null,
});

/** Closed by the reply to the mail that it is about; open where that waits still, or is no longer there. */
function closeAnswer({ waits }: Thread, open: AnswerTask | null, { calendar }: Terms): AnswerClosing[] {
  const wait = waits.find(({ mails }) => mails.some(({ id }) => id === open?.message_id));
  if (open === null || wait === undefined || wait.reply === null) return [];
  const oldest = wait.mails.find(({ id }) => id === open.message_id) as ThreadMail;
  const since = sinceOf(oldest, wait);
  const at = new Date(wait.reply.at);
  return [replied(open, 'replied', wait.reply, workingSecondsBetween(since, at, calendar))];
}

function closePromise({ mails }: Thread, open: AnswerTask | null): AnswerClosing[] {
  if (open === null) return [];
  const reply = answersAfter(mails, open.created_at.getTime() + HOLDING_REPLY_MS);
  return reply === null ? [] : [replied(open, 'kept', reply, null)];
}

function replied(
  { id }: AnswerTask,
  outcome: 'replied' | 'kept',
  reply: NonNullable<Wait['reply']>,
  seconds: number | null,
): AnswerClosing {
  return {
    id,
    outcome,
    closed_at: new Date(Math.min(reply.at, Date.now())).toISOString(),
    closing_message_id: reply.id,
    working_seconds: seconds,
  };
}
