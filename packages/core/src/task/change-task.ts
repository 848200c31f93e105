/**
 * What a person does with a task: it is done, put off, or there is nothing to do; a note. In a transaction of the
 * caller's, for the web, for links and replies of mails alike.
 */
import type { ContactWay, PutOff } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import type { Transaction } from 'kysely';
import { insertActivity } from '../activity/add.ts';
import { addDays, dayIn, isDay, weekdayOf } from '../calendar/days.ts';
import { rollForward } from '../calendar/working-day.ts';
import type { Actor } from '../customers/create.ts';
import { cleanText } from '../customers/normalise.ts';
import { TradepostError } from '../errors.ts';
import { loadFollowUpRules } from '../follow-up/rules.ts';
import { chooseNextContact } from '../follow-up/touch-next-contact.ts';
import { closeTasks } from './close-tasks.ts';
import { finishKind, refuseOfComplaint } from './finish-kind.ts';
import { setMarkState } from '../promise/mark-state.ts';
import { lockOpenTask } from './lock-task.ts';
import { moveTask } from './move-task.ts';
import { likedWay } from './liked-way.ts';
import { noteTaskEvents } from './task-event.ts';

export interface Done {
  readonly note?: string | null;
  /** Of a follow-up: how the customer was contacted; left out: as he likes it best. */
  readonly way?: ContactWay | null;
  readonly contactId?: number | null;
  /** `YYYY-MM-DD`: when to contact the customer next. */
  readonly nextDate?: string | null;
}

/** Kinds that are done by being in contact: doing one without a mail is a contact to be recorded. */
const CONTACTS: ReadonlySet<string> = new Set(['follow-up', 'new-customer']);

/**
 * Of a follow-up it records the contact, which sets the next date.
 * @returns the customer, whose timeline may be another one. @throws TradepostError 'not-found', 'forbidden',
 *   'conflict' for one that is closed, 'invalid-request'.
 */
export async function doneTask(
  tx: Transaction<DB>,
  actor: Actor,
  id: number,
  done: Done = {},
): Promise<{ customerId: number | null }> {
  const task = await lockOpenTask(tx, actor.scope, id);
  refuseOfComplaint(task);
  const by = actor.viewer?.id ?? null;
  const note = cleanText(done.note);
  const outcome = task.kind === 'promise' ? 'kept' : 'done';
  // Before the contact, which would close it by itself.
  await closeTasks(tx, [id], { outcome, by, note });
  if (task.customer_id !== null && CONTACTS.has(task.kind)) {
    const activityId = await insertActivity(tx, actor, task.customer_id, {
      kind: done.way ?? (await likedWay(tx, task.customer_id)),
      state: 'done',
      direction: 'outbound',
      content: note,
      contactId: done.contactId ?? null,
      nextDate: done.nextDate ?? null,
    });
    await tx.updateTable('task').set({ closing_activity_id: activityId }).where('id', '=', id).execute();
  } else await finishKind(tx, actor, task);
  return { customerId: task.customer_id };
}

/** @returns the day that is meant: a working day, unless the person named another one. @throws TradepostError 'invalid-request'. */
export async function dayOf(tx: Transaction<DB>, until: PutOff['until'], now: Date): Promise<string> {
  const { home, calendar } = await loadFollowUpRules(tx);
  const today = dayIn(home.timeZone, now);
  if (until === 'tomorrow') return rollForward(addDays(today, 1), calendar);
  if (until === 'next-week') return rollForward(addDays(today, 8 - weekdayOf(today)), calendar);
  if (!isDay(until) || until <= today)
    throw new TradepostError('invalid-request', 'A task is put off to a day that is to come.');
  return until;
}

/** Of a follow-up it moves the customer's next date. @returns the day. @throws TradepostError as `doneTask`. */
export async function putOffTask(
  tx: Transaction<DB>,
  actor: Actor,
  id: number,
  until: PutOff['until'],
  now: Date = new Date(),
): Promise<{ customerId: number | null; on: string }> {
  const task = await lockOpenTask(tx, actor.scope, id);
  refuseOfComplaint(task);
  const on = await dayOf(tx, until, now);
  const by = actor.viewer?.id ?? null;
  if (task.due_at !== null && task.kind === 'answer')
    throw new TradepostError('conflict', 'A mail that waits is answered, or by when it will be is promised.');
  await moveTask(tx, task, on, now);
  await tx
    .updateTable('task')
    .set((eb) => ({ times_moved: eb('times_moved', '+', 1) }))
    .where('id', '=', id)
    .execute();
  await noteTaskEvents(tx, [
    { taskId: id, event: 'put-off', actorId: by, detail: { from: task.due_on, to: on } },
  ]);
  if (task.kind === 'follow-up' && task.customer_id !== null)
    await chooseNextContact(tx, task.customer_id, on, { now, by });
  // The promise has another day then.
  if (task.kind === 'promise' && task.mark_id !== null)
    await tx.updateTable('mail_mark').set({ due_on: on }).where('id', '=', task.mark_id).execute();
  return { customerId: task.customer_id, on };
}

/** Nothing is to be done, and why. @throws TradepostError as `doneTask`. */
export async function dismissTask(
  tx: Transaction<DB>,
  actor: Actor,
  id: number,
  reason: string,
  now: Date = new Date(),
): Promise<{ customerId: number | null }> {
  const task = await lockOpenTask(tx, actor.scope, id);
  refuseOfComplaint(task);
  const note = cleanText(reason);
  if (note === null) throw new TradepostError('invalid-request', 'Say why nothing is to be done.');
  const by = actor.viewer?.id ?? null;
  await closeTasks(tx, [id], { outcome: 'dismissed', by, note });
  if (task.kind === 'promise' && task.mark_id !== null) await setMarkState(tx, task.mark_id, 'withdrawn', by);
  // The customer is due again after its interval, counted from today: dismissing is not forgetting.
  if (task.kind === 'follow-up' && task.customer_id !== null) {
    const { days, home, calendar } = await loadFollowUpRules(tx);
    const { grade } = await tx
      .selectFrom('customer')
      .select('grade')
      .where('id', '=', task.customer_id)
      .executeTakeFirstOrThrow();
    const next = rollForward(addDays(dayIn(home.timeZone, now), days[grade ?? 'none']), calendar);
    await chooseNextContact(tx, task.customer_id, next, { now, by });
  }
  return { customerId: task.customer_id };
}

/** Null takes the note off. @throws TradepostError as `doneTask`. */
export async function noteTask(
  tx: Transaction<DB>,
  actor: Actor,
  id: number,
  text: string | null,
): Promise<{ customerId: number | null }> {
  const task = await lockOpenTask(tx, actor.scope, id);
  const note = cleanText(text);
  if (note === task.note) return { customerId: task.customer_id };
  await tx.updateTable('task').set({ note }).where('id', '=', id).execute();
  await noteTaskEvents(tx, [
    { taskId: id, event: 'noted', actorId: actor.viewer?.id ?? null, detail: { before: task.note } },
  ]);
  return { customerId: task.customer_id };
}
